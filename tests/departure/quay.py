"""People ready to go home, a departure by bus and ship, and acts as one Work each; for all tests of departures."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.access.office import Office
from app.departure import plan, travellers
from app.departure.plan import LegDraft
from app.departure.voyages import DepartureView, departure
from app.registration import families, people
from app.registration.counts import HeadLine, heads_of
from app.registration.heads import NewHead, Who
from tests.helpers.office import MORNING, landed_one

BUSES = ("Bus 1", "Bus 2", "Bus 3")


def do(office: Office, act: Any, *given: Any, **named: Any) -> Any:
    """One use case as one Work."""
    with office.write("departure.test") as w:
        return act(w, *given, **named)


def ask(office: Office, question: Any, *given: Any, **named: Any) -> Any:
    """One look."""
    with office.read() as r:
        return question(r, *given, **named)


def come(office: Office, name: str, sex: str = "L", age: int | None = 30, **who: Any) -> str:
    """Somebody arrives, on the way to Bone unless said otherwise; his stay."""
    declared = {"L": "LD", "P": "PD"}.get(sex) if age is None or age >= 18 else {"L": "AL", "P": "AP"}.get(sex)
    card = who.pop("card", None)
    given = {"destination_code": "73.08.18.1001", **who}
    head = NewHead(head_class=declared, infant=age == 0, card_number=card)
    return landed_one(office, Who(name=name, sex=sex, age=age, **given), head)


def head_of(office: Office, stay_id: str) -> HeadLine:
    """The head of a stay."""
    return ask(office, heads_of, [stay_id])[0]  # type: ignore[no-any-return]


def family(office: Office, *stays: str) -> None:
    """These people are one family, the first its head."""
    persons = [head_of(office, stay).person_id or "" for stay in stays]
    with office.write("registration.edit") as w:
        made = families.create(w, "Keluarga", persons[0])
        for person in persons[1:]:
            families.link(w, made, person, "anak")


def need(office: Office, stay_id: str, kind: str) -> None:
    """Somebody needs something neutral."""
    do(office, people.set_need, stay_id, kind, True)


def ship_leg(hours: float = 30, name: str = "KM Lambelu", **changes: Any) -> LegDraft:
    """The ship to Parepare."""
    at = MORNING + timedelta(hours=hours)
    given: dict[str, Any] = {"arrives": at + timedelta(hours=40), "name": name, "source": "tiket Pelni"} | changes
    return LegDraft("kapal", "Pelabuhan Tunon Taka", "Parepare", at, **given)


def bus_leg(hours: float = 26) -> LegDraft:
    """The buses to the port."""
    at = MORNING + timedelta(hours=hours)
    return LegDraft("penampungan_pelabuhan", "Rusunawa", "Pelabuhan Tunon Taka", at, at + timedelta(hours=1))


def planned(office: Office, title: str = "KM Lambelu ke Parepare", *legs: LegDraft) -> DepartureView:
    """A departure by three buses of 40 and a ship with places for 500."""
    made = do(office, plan.plan, title, legs or (bus_leg(), ship_leg()))
    view = ask(office, departure, made)
    for leg in view.legs:
        if leg.kind == "kapal":
            do(office, plan.put_vehicles, leg.id, (leg.name or "Kapal",), 500, 0)
        else:
            do(office, plan.put_vehicles, leg.id, BUSES, 40, 4)
    return ask(office, departure, made)  # type: ignore[no-any-return]


def assigned(office: Office, departure_id: str, stays: Sequence[str], parting: str = "") -> Any:
    """These people are on it."""
    return do(office, travellers.assign, departure_id, stays, parting)
