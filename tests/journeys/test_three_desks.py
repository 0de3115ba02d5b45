"""A whole ferry at three desks with no network: sticks are lost, read twice and out of order, and all agree."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.access.office import Office
from app.central.centre import Centre, init
from app.central.ingesting import ingest
from app.central.status import people_of, status
from app.console.balance import balance_json
from app.console.demo.quay import written_down
from app.console.demo.scene import Arrival, load_scene
from app.kernel.headcount import HeadCount
from app.manifest import board, recheck, tally, unlisted
from app.manifest.recheck import Found
from app.reconciliation.ledger import Scope, view
from app.registration import joins
from app.registration.counts import heads_of_batch
from app.store.rebuild import content_digest
from app.sync.differences import differences, settle
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.central.conftest import enrol
from tests.helpers.postgres import postgres
from tests.journeys.quay import Quay, import_letters, ship
from tests.sync.desks import Site

__all__ = ["postgres"]

SCENE = load_scene()
OVERLAP = 6
"""So many of the desk before him every officer meets too, without knowing it."""


@dataclass
class Desk:
    """One officer with his laptop, and the sticks he filled."""

    office: Office
    quay: Quay
    written: list[Path] = field(default_factory=list)

    def meets(self, arrival: Arrival) -> None:
        """One person at the table."""
        first, *others = [self.quay.keys[key] for key in arrival.lines] or [""]
        seen = Found(arrival.head_class, arrival.card, infant=arrival.who.age == 0)
        with self.office.write("manifest.recheck") as w:
            if first:
                recheck.confirm(w, first, seen)
            else:
                unlisted.add(w, self.quay.batch_id, written_down(arrival), seen)
        for other in others:
            with self.office.write("manifest.recheck") as w:
                recheck.duplicate(w, other, first)

    def clicks(self, count: HeadCount) -> None:
        """What this officer counted at the gangway."""
        for head_class, heads in count.by_class().items():
            if heads:
                with self.office.write("manifest.tally") as w:
                    tally.click(w, self.quay.batch_id, head_class, heads)

    def fills(self, folder: Path) -> list[Path]:
        """One stick for everybody who lacks something."""
        new = [file.path for file in write_bundle(self.office, folder).files]
        self.written += new
        return new

    def reads(self, files: list[Path]) -> None:
        """Whatever is on a stick."""
        for file in files:
            read_bundle(self.office, file)


def three_desks(site: Site) -> list[Desk]:
    """Loket A took the letters in; B and C joined before the ship tied up."""
    offices = [site.first, site.second("Budi"), site.second("Rahma")]
    quay = import_letters(site.first, ship(site.first))
    first, *others = desks = [Desk(office, quay) for office in offices]
    introduction = first.fills(site.stick)  # B and C learn of each other by it
    for desk in others:
        desk.reads(introduction)
    return desks


def everybody_reads(desks: list[Desk], stick: Path, backwards: bool = False) -> None:
    """Every desk fills a stick and reads the others'; twice, so that word of a third desk arrives too."""
    for _round in range(2):
        filled = {id(desk): desk.fills(stick) for desk in desks}
        for desk in reversed(desks) if backwards else desks:
            others = [file for other in desks if other is not desk for file in filled[id(other)]]
            desk.reads(others[::-1] if backwards else others)


def seen(office: Office, quay: Quay) -> dict[str, object]:
    """What a desk says of the ship and of the site."""
    with office.read() as r:
        shown = board.board(r, quay.batch_id)
        return {
            "statuses": shown.by_status(),
            "rechecked": shown.rechecked.by_class(),
            "gangway": tally.tallied(r, quay.batch_id),
            "people": people_of(r.connection, r.site_id),
            "heads": sorted(head.stay_id for head in heads_of_batch(r, quay.batch_id)),
            "balance": balance_json(r, view(r, Scope(quay.batch_id)))["equation"],
            "content": content_digest(r.connection, "general"),
        }


def share_of(place: int) -> list[Arrival]:
    """Every third arrival, and the last few of the desk before: they queue twice."""
    own = list(SCENE.arrivals[place::3])
    before = [one for one in SCENE.arrivals[(place - 1) % 3 :: 3] if one.lines]
    return own + before[-OVERLAP:]


def work_the_ship(desks: list[Desk], site: Site) -> None:
    """All three check people at once; what B carried first is lost, and C reads A's stick twice."""
    for place, desk in enumerate(desks):
        site.clock.advance(seconds=20)
        half = share_of(place)
        for arrival in half[: len(half) // 2]:
            desk.meets(arrival)
        desk.clicks(_classes(SCENE.arrivals[place::3]))
    desks[1].fills(site.stick)  # nobody ever reads this one
    early = desks[0].fills(site.stick)
    desks[2].reads([*early, *early])
    for place, desk in enumerate(desks):
        site.clock.advance(seconds=20)
        half = share_of(place)
        for arrival in half[len(half) // 2 :]:
            desk.meets(arrival)
    for key, reason in SCENE.absent.items():
        with desks[0].office.write("manifest.recheck") as w:
            recheck.absent(w, desks[0].quay.keys[key], f"tidak_hadir_{reason}")


def _classes(arrivals: tuple[Arrival, ...]) -> HeadCount:
    counted = Counter(arrival.head_class for arrival in arrivals)
    return HeadCount(*(counted[head_class] for head_class in ("LD", "PD", "AL", "AP")))


@pytest.mark.parametrize("backwards", [False, True])
def test_a_ferry_at_three_desks_and_the_centre(site: Site, tmp_path: Path, postgres: str, backwards: bool) -> None:
    with init(tmp_path / "centre", "Pusat", postgres, site.clock) as centre:
        enrol(site, centre)
        desks = three_desks(site)
        work_the_ship(desks, site)
        everybody_reads(desks, site.stick, backwards)
        pictures = [seen(desk.office, desk.quay) for desk in desks]
        assert pictures[0] == pictures[1] == pictures[2]
        _is_the_truth(pictures[0])
        assert not any(outstanding(desk.office).held for desk in desks)
        _the_centre_agrees(centre, desks, pictures[0])


def _is_the_truth(picture: dict[str, object]) -> None:
    assert picture["gangway"] == _classes(SCENE.arrivals)
    assert picture["rechecked"] == _classes(SCENE.arrivals).by_class()
    people, suspense = picture["people"]  # type: ignore[misc]
    assert (sum(people.values()), suspense) == (len(SCENE.arrivals), 0)  # type: ignore[has-type]


def _the_centre_agrees(centre: Centre, desks: list[Desk], picture: dict[str, object]) -> None:
    """B alone drives to the centre, with everything; the receipt reaches the others on his stick."""
    for file in desks[1].written:
        assert not ingest(centre, file).refused
    found = ingest(centre, desks[1].fills(desks[1].written[0].parent)[0]).bundles[0]
    there = status(centre).sites[0]
    assert (there.people, there.suspense) == picture["people"]
    assert (there.held, there.aside) == (0, 0)
    for desk in desks:
        read_bundle(desk.office, Path(found.receipt))
        assert outstanding(desk.office).centre is not None
        assert outstanding(desk.office).centre.entries == 0  # type: ignore[union-attr]


def test_one_came_and_another_says_he_did_not(site: Site) -> None:
    desks = three_desks(site)
    line = desks[0].quay.lines[0]
    with desks[0].office.write("manifest.recheck") as w:
        recheck.confirm(w, line, Found("LD"))
    with desks[1].office.write("manifest.recheck") as w:
        recheck.absent(w, line, "tidak_hadir_sakit")
    everybody_reads(desks, site.stick)
    shown = [differences(desk.office) for desk in desks]
    assert all(len(found) == len(shown[0]) > 0 for found in shown)
    for one in shown[2]:
        present = next(said.value for said in one.values if "A" in said.desk)
        with desks[2].office.write("sync.settle") as w:
            settle(w, one.table, one.row_id, one.field, present)
    everybody_reads(desks, site.stick, backwards=True)
    assert [differences(desk.office) for desk in desks] == [[], [], []]
    pictures = [seen(desk.office, desk.quay) for desk in desks]
    assert pictures[0] == pictures[1] == pictures[2]
    assert pictures[0]["rechecked"] == HeadCount(1, 0, 0, 0).by_class()


def test_somebody_extra_at_two_desks_is_one_head_once_said_so(site: Site) -> None:
    desks = three_desks(site)
    extra = next(one for one in SCENE.arrivals if not one.lines and one.who.name)
    for desk in desks[:2]:
        with desk.office.write("manifest.extra") as w:
            unlisted.add(w, desk.quay.batch_id, written_down(extra), Found(extra.head_class))
    everybody_reads(desks, site.stick)
    with desks[2].office.read() as r:
        one, two = heads_of_batch(r, desks[2].quay.batch_id)
        assert (one.display, one.person_id != two.person_id) == (two.display, True)
    with desks[2].office.write("registration.merge") as w:
        joins.same_arrival(w, one.stay_id, two.stay_id, "orang yang sama, didata di dua loket")
    everybody_reads(desks, site.stick)
    assert [len(heads_of(desk)) for desk in desks] == [1, 1, 1]


def heads_of(desk: Desk) -> list[str]:
    """The heads of the ship as this desk counts them."""
    with desk.office.read() as r:
        return [head.stay_id for head in heads_of_batch(r, desk.quay.batch_id)]
