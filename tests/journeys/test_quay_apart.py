"""Two laptops at one quay: each with a tally of its own, a move and a count of heads; one picture after the bundles."""

from app.access.office import Office
from app.manifest import board, moving, muster, tally
from app.store.rebuild import content_digest
from tests.journeys.quay import confirm, import_letters, ship, stay_of
from tests.sync.desks import Site, send


def clicked(office: Office, batch_id: str, **clicks: int) -> None:
    """What one officer counts at the gangway."""
    for code, times in clicks.items():
        with office.write("manifest.tally") as w:
            tally.click(w, batch_id, code.upper(), times)


def seen(office: Office, *ships: str) -> dict[str, object]:
    """What a desk says of the ships and the counts of heads."""
    with office.read() as r:
        boards = [board.board(r, batch_id) for batch_id in ships]
        return {
            "rechecked": [one.rechecked.total for one in boards],
            "gangway": [one.gangway for one in boards],
            "officers": [sorted((one.desk, one.count.total) for one in each.figures.officers) for each in boards],
            "musters": [one.words for one in muster.musters(r)],
            "content": content_digest(r.connection, "general"),
        }


def test_tallies_moves_and_counts_of_heads_meet(site: Site) -> None:
    second, first = site.second(), site.first
    batch_id, other = ship(first), ship(first)
    quay = import_letters(first, batch_id)
    for line in quay.lines[:6]:
        confirm(first, line)
    with first.read() as r:
        everybody = muster.groups(r)[0]
    with first.write("manifest.muster") as w:
        count = muster.start(w, everybody, "gerbang")
    send(first, second, site.stick)

    clicked(first, batch_id, ld=4, pd=1)
    clicked(second, batch_id, ld=3, ap=2)
    clicked(second, other, al=1)
    moved = stay_of(quay.lines[0])
    with second.write("manifest.recheck") as w:
        moving.move(w, moved, other)
    for office, stays in ((first, everybody.stay_ids[:3]), (second, everybody.stay_ids[2:5])):
        for stay in stays:
            with office.write("manifest.muster") as w:
                muster.see(w, count, stay)
    site.clock.advance(seconds=30)
    send(first, second, site.stick)
    send(second, first, site.stick)

    told, spare = seen(first, batch_id, other), second.device.letter
    assert told == seen(second, batch_id, other)
    assert told["rechecked"] == [5, 1]
    assert told["officers"] == [sorted([("A", 5), (spare, 5)]), [(spare, 1)]]
    assert told["musters"] == ["5 dari 6, kurang 1"]
