"""A house with rooms and the people off a ship, for the tests of rooms, places and presence."""

from collections.abc import Sequence
from typing import Any

from app.access.office import Office
from app.registration import families, people
from app.registration.counts import HeadLine, heads_of
from app.registration.heads import NewHead, Who
from app.shelter import floors
from app.shelter.floors import RoomDraft
from app.shelter.house import House, RoomView, house
from tests.helpers.office import landed_one

FLOORS = (
    RoomDraft("101–104", level=1, use="pria", beds=4, near_staff=True),
    RoomDraft("105-106", level=1, use="wanita", beds=4),
    RoomDraft("107, 108", level=1, use="keluarga", beds=5),
    RoomDraft("201", level=2, use="ibu_bayi", beds=3),
    RoomDraft("202", level=2, use="anak", beds=3),
    RoomDraft("203", level=2, use="isolasi", beds=2),
)


def do(office: Office, use_case: Any, *arguments: Any, **named: Any) -> Any:
    """One use case as one Work."""
    with office.write("shelter.test") as w:
        return use_case(w, *arguments, **named)


def built(office: Office, drafts: Sequence[RoomDraft] = FLOORS) -> House:
    """The house set up."""
    for draft in drafts:
        do(office, floors.set_up, draft)
    return seen(office)


def seen(office: Office) -> House:
    """The house now."""
    with office.read() as r:
        return house(r)


def room(office: Office, name: str) -> RoomView:
    """A room now, by its name."""
    return next(one for one in seen(office).rooms if one.name == name)


def come(office: Office, name: str, sex: str = "L", age: int | None = 30, **who: Any) -> str:
    """Somebody arrives; his stay."""
    declared = {"L": "LD", "P": "PD"}.get(sex) if age is None or age >= 18 else {"L": "AL", "P": "AP"}.get(sex)
    return landed_one(office, Who(name=name, sex=sex, age=age, **who), NewHead(head_class=declared, infant=age == 0))


def head_of(office: Office, stay_id: str) -> HeadLine:
    """The head of a stay."""
    with office.read() as r:
        return heads_of(r, [stay_id])[0]


def family(office: Office, *stays: str) -> None:
    """These people are one family, the first its head."""
    persons = [head_of(office, stay).person_id or "" for stay in stays]
    with office.write("registration.edit") as w:
        made = families.create(w, "Keluarga", persons[0])
        for person in persons[1:]:
            families.link(w, made, person, "lainnya")


def need(office: Office, stay_id: str, kind: str) -> None:
    """Somebody needs something neutral."""
    with office.write("registration.need") as w:
        people.set_need(w, stay_id, kind, True)
