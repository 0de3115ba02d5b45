"""What differs about a departure is told on *Beda data* in words: whom it is about, which field, which value."""

from app.departure import escorts, fleet, plan, records
from app.departure.escorts import EscortView
from app.store.base import Record
from app.sync.differences import differences
from app.sync.labels import field_label, table_label
from app.sync.subjects import MEANT, subjects
from tests.departure.quay import assigned, do
from tests.departure.test_two_desks import Pair, pair, site

__all__ = ["pair", "site"]
HIDDEN = {"site_id", "id", "heads"}


def told(pair: Pair) -> list[tuple[str, str, set[str]]]:
    """(about whom, field, values in words) of every difference."""
    found = differences(pair.one)
    places = {(one.vault, one.table, one.row_id) for one in found}
    places |= {("general", table, said.value or "") for one in found for table in MEANT.get(one.field, ())
               for said in one.values}  # fmt: skip
    names = subjects(pair.one, places)
    return sorted(
        (names[one.row_id], one.field_label, {names.get(said.value or "", said.value or "") for said in one.values})
        for one in found
    )


def test_every_table_and_field_has_a_name() -> None:
    tables = [one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Record)]
    named = {str(one.__tablename__): one for one in tables if hasattr(one, "__table__")}
    assert len(named) >= 15
    for table, model in named.items():
        assert table_label(table) != table
        fields = set(model.model_fields) - HIDDEN
        assert {field for field in fields if field_label(field, table) == field} == set()


def test_seats_vehicles_and_escorts_that_differ_are_told_by_name(pair: Pair) -> None:
    assigned(pair.one, pair.ship.id, pair.stays)
    pair.carry()
    leg = pair.ship.legs[0]
    for desk, vehicle, name in ((pair.one, 0, "Rahma"), (pair.two, 1, "Yusuf")):
        do(desk, fleet.put, leg.id, pair.stays[:1], leg.vehicles[vehicle].id, 5)
        made = do(desk, escorts.put_escort, pair.ship.id, EscortView(name))
        do(desk, escorts.accompany, pair.ship.id, pair.stays[1:2], made)
        do(desk, plan.rename, pair.ship.id, f"KM Lambelu, {name}")
        do(desk, plan.change_leg, leg.id, plan.LegDraft(leg.kind, name, leg.to_place, leg.departs, leg.arrives))
    pair.carry()
    title = next(about for about, field, _values in told(pair) if field == "nama keberangkatan")
    assert title.startswith("KM Lambelu, ")
    assert told(pair) == sorted(
        [
            (title, "nama keberangkatan", {"KM Lambelu, Rahma", "KM Lambelu, Yusuf"}),
            ("Orang 1", "kendaraan", {"Bus 1", "Bus 2"}),
            ("Orang 2", "pendamping perjalanan", {"Rahma", "Yusuf"}),
            ("Pelabuhan Tunon Taka", "dari", {"Rahma", "Yusuf"}),
        ]
    )


def test_the_seat_of_an_escort_is_about_the_escort(pair: Pair) -> None:
    escort = do(pair.one, escorts.put_escort, pair.ship.id, EscortView("Rahma", letter="800/1"))
    pair.carry()
    leg = pair.ship.legs[0]
    for desk, seat in ((pair.one, 1), (pair.two, 2)):
        do(desk, fleet.put, leg.id, [escort], leg.vehicles[0].id, seat)
        do(desk, escorts.put_escort, pair.ship.id, EscortView("Rahma", letter=f"800/{seat + 1}"))
    pair.carry()
    assert [one[:2] for one in told(pair)] == [
        ("Rahma", "nomor surat tugas"),
        ("Rahma", "nomor tempat"),
    ]
