"""The outbreak shows cases, and everybody who shared a room with one at the same time or came on the ship."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.access.days import open_day
from app.health import care, outbreak, screening
from app.health.care import IsolationDraft
from app.health.screening import ScreeningDraft
from app.registration import exits
from app.registration.heads import NewHead, Who
from app.shelter.floors import RoomDraft, set_up
from app.shelter.placing import Target, place, take_out, undo
from tests.health.conftest import Post
from tests.helpers.office import landed_one, ship

DAY = date(2026, 1, 23)


class House:
    """Two rooms, and men of another ship who sleep where they are put, day after day."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.ship = ship(post.office, "KM Nunukan Ekspres")
        self.rooms = {name: self.do(set_up, RoomDraft(name, use="pria")).rooms[0] for name in ("401", "402")}

    def do(self, use_case: Any, *arguments: Any) -> Any:
        with self.post.office.write("shelter.test") as w:
            return use_case(w, *arguments)

    def man(self, name: str) -> str:
        return landed_one(self.post.office, Who(name=name, sex="L", age=30), NewHead(self.ship, head_class="LD"))

    def put(self, stay: str, room: str) -> Any:
        return self.do(place, [stay], Target(self.rooms[room]), "uji")

    def next_day(self) -> None:
        self.post.clock.instant += timedelta(days=1)
        self.do(open_day, self.post.clock.now().date())

    def found(self, finding: str = "cacar_mpox") -> dict[str, tuple[str, ...]]:
        """Name → rooms shared, of contacts off the other ship."""
        contacts = outbreak.outbreak(self.post.office, finding).contacts
        return {one.head.display: one.rooms for one in contacts if one.head.batch_id == self.ship}


@pytest.fixture
def house(settled: Post) -> House:
    """The kepala sits there; the nurse comes later."""
    return House(settled)


def test_who_shared_an_earlier_room_is_a_contact_and_who_came_after_is_not(house: House) -> None:
    case, early, late = house.post.stays["man"], house.man("Anwar"), house.man("Yusuf")
    mover, never = house.man("Basri"), house.man("Cokro")
    for stay in (case, early, mover):
        house.put(stay, "401")
    house.put(never, "402")
    house.next_day()
    house.put(case, "402")
    house.put(mover, "402")
    house.next_day()
    house.put(late, "401")
    house.post.nurse()
    screening.screen(house.post.office, ScreeningDraft(case, "tunda", findings=("cacar_mpox",)))
    assert house.found() == {"Anwar": ("401",), "Basri": ("401", "402"), "Cokro": ("402",)}


def test_who_left_since_is_still_a_contact_and_named_as_gone(house: House) -> None:
    case, roommate = house.post.stays["man"], house.man("Anwar")
    house.put(case, "401")
    house.put(roommate, "401")
    for stay in (roommate, house.post.stays["p1"]):
        house.do(exits.leave, stay, "pergi_tanpa_izin", "tidak kembali")
    house.next_day()
    house.post.nurse()
    screening.screen(house.post.office, ScreeningDraft(case, "tunda", findings=("cacar_mpox",)))
    found = {one.head.stay_id: one for one in outbreak.outbreak(house.post.office, "cacar_mpox").contacts}
    assert found[roommate].gone
    assert found[roommate].rooms == ("401",)
    assert found[house.post.stays["p1"]].gone
    assert not found[house.post.stays["p2"]].gone


def test_a_place_taken_back_was_never_shared_and_one_left_ends(house: House) -> None:
    case, wrong, left = house.post.stays["man"], house.man("Anwar"), house.man("Basri")
    house.put(left, "401")
    done = house.put(wrong, "401")
    house.do(undo, done.steps)
    house.next_day()
    house.do(take_out, [left], "pindah rumah")
    house.next_day()
    house.put(case, "401")
    house.post.nurse()
    screening.screen(house.post.office, ScreeningDraft(case, "tunda", findings=("cacar_mpox",)))
    assert house.found() == {}


def test_a_finding_of_an_isolation_is_a_case_and_its_room_that_of_the_day(house: House) -> None:
    case = house.post.stays["man"]
    house.put(case, "401")
    house.post.nurse()
    care.isolate(house.post.office, IsolationDraft(case, DAY, ("diare",)))
    house.post.sit("siti")
    house.next_day()
    house.put(case, "402")
    house.post.sit("rahma")
    found = outbreak.outbreak(house.post.office, "diare")
    assert [(one.head.display, one.day, one.room) for one in found.cases] == [("Baso Rahman", DAY, "401")]
    assert (found.by_day, found.by_room) == ({DAY: 1}, {"401": 1})
    assert outbreak.seen(house.post.office) == {"diare": 1}
    assert {one.head.stay_id for one in found.contacts} >= {house.post.stays["p1"]}
