"""Desk → bundle → centre → receipt → nothing outstanding; and what is refused."""

from pathlib import Path

from app.central.centre import Centre
from app.central.ingesting import ingest
from app.central.status import people_of, status
from app.store.rebuild import content_digest
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.sync.desks import Site
from tests.sync.test_exchange import arrive, content


def test_desk_to_centre_and_back_until_nothing_is_outstanding(site: Site, centre: Centre) -> None:
    for name in ("Siti Rahma", "Udin", "Yohana"):
        arrive(site.first, name)
    standing = outstanding(site.first)
    assert standing.centre is not None
    assert standing.centre.entries > 0
    assert "belum ada tanda terima pusat" in standing.text
    file = write_bundle(site.first, site.stick).files[0]
    found = ingest(centre, file.path).bundles[0]
    assert (found.state, found.totals_agree, found.held, found.aside) == ("done", True, 0, 0)
    assert found.applied == file.entries == standing.centre.entries
    report = read_bundle(site.first, Path(found.receipt))
    assert report.receipt is not None
    assert report.receipt.of[0].digest == file.digest
    assert outstanding(site.first).text == "semua catatan sudah diterima pusat"
    with centre.general.read() as r:
        assert content_digest(r.connection, "general") == content(site.first)


def test_counts_of_centre_and_desk_are_equal(site: Site, centre: Centre) -> None:
    for number in range(5):
        arrive(site.first, f"Orang {number}")
    ingest(centre, write_bundle(site.first, site.stick).files[0].path)
    with site.first.read() as r:
        here = people_of(r.connection, site.first.site.id)
    there = status(centre).sites[0]
    assert (there.people, there.suspense) == here == ({"hadir": 5}, 0)
    assert there.last[0].number == 1


def test_ingesting_again_changes_nothing(site: Site, centre: Centre) -> None:
    arrive(site.first, "Siti")
    path = write_bundle(site.first, site.stick).files[0].path
    first = ingest(centre, path).bundles[0]
    again = ingest(centre, site.stick).bundles[0]
    assert (again.state, again.receipt) == ("already", first.receipt)
