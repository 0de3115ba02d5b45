"""The centre keeps the photos that come with bundles, sealed to itself, and asks for those it misses."""

from pathlib import Path

from app.access.blobs import blobs_of
from app.central.centre import Centre
from app.central.ingesting import ingest
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.sync.desks import Site, send
from tests.sync.test_carriage import photographed, picture


def test_a_photo_reaches_the_centre_through_another_desk(site: Site, centre: Centre) -> None:
    second = site.second()
    name = photographed(second, picture(1))
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    found = ingest(centre, write_bundle(site.first, site.folder).files[0].path).bundles[0]
    kept = centre.replica().blobs
    assert (found.state, found.blobs, kept.names()) == ("done", 1, {name})
    assert kept.read(name) == picture(1)
    assert picture(1)[:200] not in (kept.folder / name).read_bytes()


def test_the_centre_asks_in_its_receipt_for_what_it_misses(site: Site, centre: Centre) -> None:
    name = photographed(site.first, picture(1))
    (blobs_of(site.first).folder / name).unlink()
    found = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    assert (found.applied > 0, found.blobs) == (True, 0)
    read_bundle(site.first, Path(found.receipt))
    blobs_of(site.first).keep(picture(1))  # found again, from a copy
    again = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    assert (again.blobs, centre.replica().blobs.names()) == (1, {name})
