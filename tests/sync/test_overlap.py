"""Two desks import one file, confirm the same people offline and exchange in either order: one person each."""

import pytest
from sqlmodel import select

from app.access.office import Office
from app.central.status import people_of
from app.manifest import recheck
from app.manifest.letters import BatchDraft, open_batch
from app.manifest.recheck import overlaps
from app.registration.records import Person, Stay
from tests.manifest.lists import keep_list
from tests.sync.desks import Site, send
from tests.sync.test_exchange import content


def open_ship(office: Office) -> str:
    with office.write("manifest.batch") as w:
        return open_batch(w, BatchDraft(name="KM Purnama Ekspres", ship="KM Purnama Ekspres")).id


def confirm(office: Office, *lines: str) -> None:
    for line in lines:
        with office.write("manifest.recheck") as w:
            recheck.confirm(w, line)


@pytest.mark.parametrize("first_sends", [True, False])
def test_overlapping_confirmations_count_once(site: Site, first_sends: bool) -> None:
    second = site.second()
    batch = open_ship(site.first)
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    lines = keep_list(site.first, batch)
    assert keep_list(second, batch) == lines  # each imported the file by itself
    confirm(site.first, *lines[:4])
    confirm(second, *lines[2:])
    for sender, receiver in ((site.first, second), (second, site.first))[:: 1 if first_sends else -1]:
        send(sender, receiver, site.stick)
    assert content(site.first) == content(second)
    for office in (site.first, second):
        with office.read() as r:
            assert len(r.all(select(Person))) == len(r.all(select(Stay))) == len(lines) == 6
            assert people_of(r.connection, office.site.id) == ({"hadir": 6}, 0)
            shown = overlaps(r, batch)
        assert {overlap.line_id for overlap in shown} == set(lines[2:4])
        assert {finding.desk for finding in shown[0].findings} == {site.first.device.letter, second.device.letter}
