"""Two laptops with no network between them: one list, people confirmed at both, and a stick carried to and fro."""

from itertools import permutations
from pathlib import Path

import pytest

from app.access.office import Office
from app.console.balance import balance_json
from app.manifest import board, recheck
from app.reconciliation.ledger import Scope, view
from app.store.rebuild import content_digest
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.journeys.quay import Quay, confirm, heads, import_letters, ship, stay_of
from tests.sync.desks import Site, send

ONLY_FIRST, BOTH, ONLY_SECOND = slice(0, 30), slice(30, 50), slice(50, 90)


def joined(site: Site) -> tuple[Office, str]:
    """A second desk that knows the ship, before any list came."""
    second = site.second()
    batch_id = ship(site.first)
    send(site.first, second, site.stick)
    return second, batch_id


def write(office: Office, stick: Path) -> Path:
    """One bundle for whoever needs it."""
    files = write_bundle(office, stick).files
    assert len(files) == 1
    return files[0].path


def seen(office: Office, quay: Quay) -> dict[str, object]:
    """What a desk says of the ship."""
    with office.read() as r:
        shown = board.board(r, quay.batch_id)
        return {
            "statuses": shown.by_status(),
            "rechecked": shown.rechecked,
            "balance": balance_json(r, view(r, Scope(quay.batch_id)))["equation"],
            "content": content_digest(r.connection, "general"),
            "overlaps": sorted(one.line_id for one in recheck.overlaps(r, quay.batch_id)),
        }


@pytest.mark.parametrize("order", list(permutations((0, 1))))
@pytest.mark.parametrize("first_reads", [True, False])
def test_one_list_confirmed_at_both_desks(site: Site, order: tuple[int, ...], first_reads: bool) -> None:
    second, batch_id = joined(site)
    first = site.first
    quay = import_letters(first, batch_id)
    assert import_letters(second, batch_id) == quay
    bundles: dict[str, list[Path]] = {"first": [], "second": []}
    for part in (ONLY_FIRST, BOTH):
        for line in quay.lines[part]:
            confirm(first, line)
        bundles["first"].append(write(first, site.stick))
    for part in (BOTH, ONLY_SECOND):
        site.clock.advance(seconds=40)
        for line in quay.lines[part]:
            confirm(second, line)
        bundles["second"].append(write(second, site.stick))
    rounds = [(first, bundles["second"]), (second, bundles["first"])]
    for reader, files in rounds if first_reads else reversed(rounds):
        for place in order:
            read_bundle(reader, files[place])
    expected = sorted(map(stay_of, quay.lines[: ONLY_SECOND.stop]))
    assert heads(first, batch_id) == heads(second, batch_id) == expected
    assert seen(first, quay) == seen(second, quay)
    assert seen(first, quay)["overlaps"] == sorted(quay.lines[BOTH])
    assert outstanding(first).held == outstanding(second).held == 0


def test_the_second_is_told_who_was_first(site: Site) -> None:
    second, batch_id = joined(site)
    quay = import_letters(site.first, batch_id)
    confirm(site.first, quay.lines[0])
    send(site.first, second, site.stick)
    with second.write("manifest.recheck") as w:
        again = recheck.confirm(w, quay.lines[0])
    assert again.already is not None
    assert again.already.words == "Loket A 21.10 (Siti Aminah)"
    assert heads(second, batch_id) == [stay_of(quay.lines[0])]


def test_desks_that_found_different_things_are_shown_to_a_person(site: Site) -> None:
    second, batch_id = joined(site)
    quay = import_letters(site.first, batch_id)
    import_letters(second, batch_id)
    confirm(site.first, quay.lines[0])
    with second.write("manifest.recheck") as w:
        recheck.absent(w, quay.lines[0], "tidak_hadir_sakit")
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    for office in (site.first, second):
        with office.read() as r:
            (overlap,) = recheck.overlaps(r, batch_id)
        assert overlap.differs
        assert {finding.desk for finding in overlap.findings} == {"A", second.device.letter}
    assert seen(site.first, quay) == seen(second, quay)
