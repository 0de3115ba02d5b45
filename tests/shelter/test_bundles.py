"""Two desks of one post and a real flashdisk: rooms, places and presence are the same on both afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.days import open_day
from app.access.office import Office
from app.shelter import floors, placing, presence
from app.shelter.emergency import emergency
from app.shelter.floors import RoomDraft
from app.shelter.placing import Target
from app.shelter.rules.naming import names_of
from app.shelter.rules.presence import OUT
from app.sync.differences import differences, settle
from app.sync.overview import overview
from tests.helpers.offices import EVENING, lower_cost
from tests.shelter.lodging import FLOORS, built, come, do, room, seen
from tests.sync.desks import Site, open_site, send


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A post with two desks."""
    lower_cost(monkeypatch)
    made = open_site(tmp_path / "nunukan")
    yield made
    made.close()


def picture(office: Office) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who sleeps where."""
    return [(one.name, [(guest.head.name, guest.bed) for guest in one.guests]) for one in seen(office).rooms]


def test_what_two_desks_do_apart_is_one_house(site: Site) -> None:
    a = site.first
    do(a, open_day, EVENING.date())
    b = site.second()
    built(a)
    do(b, floors.set_up, RoomDraft("101–104, 109", level=1, use="pria", beds=4, near_staff=True))
    stays = [come(a, name) for name in ("Amir", "Basri", "Cokro")]
    send(a, b, site.stick)
    for office, stay, name in ((a, stays[0], "101"), (b, stays[1], "102"), (a, stays[2], "103"), (b, stays[2], "104")):
        at = room(office, name)
        do(office, placing.place, [stay], Target(at.id, at.beds[0].id))
        site.clock.advance(minutes=1)
    do(b, presence.record, stays[0], OUT, "gerbang")
    send(b, a, site.stick)
    send(a, b, site.stick)
    assert picture(a) == picture(b)
    assert len(seen(a).rooms) == sum(len(names_of(draft.names)) for draft in FLOORS) + 1
    for office in (a, b):
        [found] = differences(office)
        assert (found.table_label, found.field_label) == ("Penempatan", "tempat")
        names = overview(office).subjects
        assert {names[said.value] for said in found.values} == {"103/1", "104/1"}
        with office.read() as r:
            assert [one.head.name for one in emergency(r, site.clock.now()).elsewhere] == ["Amir"]
            assert [head.name for head, _why in emergency(r, site.clock.now()).repairs] == ["Cokro"]
    do(a, settle, found.table, found.row_id, found.field, room(a, "103").beds[0].id)
    send(a, b, site.stick)
    assert [guest.head.name for guest in room(b, "103").guests] == ["Cokro"]
    assert differences(b) == []
