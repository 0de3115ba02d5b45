"""The wrong card, the wrong hour, more than there is: one clear sentence at every counter, and nothing counted wrong.

Cards while the screen is locked are with the screens (screens/test_gate.py, screens/test_meal_counter.py).
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from app.access.office import Office
from app.access.records import Site as SiteRow
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.printing.codes import card_token
from app.registration import heads, rules
from app.registration.counts import heads_at
from app.shelter import aid, meals, meals_planning, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.records import Presence, StockMove
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from tests.shelter.counter import SIANG, guest, opened, read, write

KITS = Place(stock.first_store("barang"), "paket_mandi")
FOREIGN = card_token(b"pos-lain")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    found = opened(office)
    write(office, lambda w: stock.receive(w, KITS, 3, Source("nota 1", "apbd")))
    return found


def withdrawn(office: Office) -> str:
    stay = guest(office, "Sulaiman", "A-0001")
    write(office, lambda w: heads.withdraw(w, stay, "salah catat"))
    return stay


def departed(office: Office) -> str:
    stay = guest(office, "Sulaiman", "A-0001")
    write(office, lambda w: heads.move(w, stay, "pulang_mandiri", reason="dijemput"))
    return stay


def told(office: Office, code: str) -> tuple[str, str]:
    """What the meal counter and the gate say to a card."""
    verdict = write(office, lambda w: meals.scan(w, code, SIANG))
    with pytest.raises(UserError) as gate:
        write(office, lambda w: presence.scan(w, code, "keluar"))
    assert not verdict.good
    return verdict.text, gate.value.text


def written(office: Office) -> tuple[int, int, int]:
    """Meals, events at the gate, kits on the shelf."""
    with office.read() as r:
        events = len(r.all(select(Presence).where(col(Presence.void_reason).is_(None))))
        return meals_planning.counted_meals(r), events, stock.on_hand(r, KITS)


def kit(office: Office, stay: str, number: int = 1) -> aid.Issued:
    return write(office, lambda w: aid.issue(w, [Grant(stay, "paket_mandi", quantity=number)], Terms("apbd")))


@pytest.mark.parametrize(
    ("make", "at_the_counter", "at_the_gate"),
    [
        (withdrawn, "Kartu A-0001 tidak dikenal di laptop ini.", "Kode A-0001 bukan kartu; tidak ada yang dicatat."),
        (departed, "Tidak ada di sini lagi: pulang mandiri.", "Sulaiman sudah tidak di sini: Pulang mandiri"),
    ],
)
def test_a_void_card_and_one_of_somebody_who_left(
    office: Office, make: Callable[[Office], str], at_the_counter: str, at_the_gate: str
) -> None:
    stay = make(office)
    counter, gate = told(office, "A-0001")
    assert counter == at_the_counter
    assert gate.startswith(at_the_gate)
    with pytest.raises(UserError) as refused:
        kit(office, stay)
    assert refused.value.code == "aid.gone"
    assert written(office) == (0, 0, 3)


def test_a_card_of_another_site(office: Office) -> None:
    counter, gate = told(office, FOREIGN)
    assert counter == f"Kartu {FOREIGN[:20]} tidak dikenal di laptop ini."
    assert gate == "Kartu ini bukan kartu pos ini; tidak ada yang dicatat."
    assert written(office) == (0, 0, 3)


def test_the_same_card_fifty_times_a_second(office: Office, clock: FixedClock) -> None:
    guest(office, "Sulaiman", "A-0001")
    clock.advance(minutes=5)
    answers = []
    for _scan in range(50):
        clock.advance(seconds=0.02)
        answers.append(write(office, lambda w: meals.scan(w, "A-0001", SIANG)).good)
        write(office, lambda w: presence.scan(w, "A-0001", "keluar"))
    assert sum(answers) == 1
    assert written(office) == (1, 1, 3)


def test_more_than_the_stock_is_refused_whole(office: Office) -> None:
    stays = [guest(office, f"Orang {number}") for number in range(4)]
    grants = [Grant(stay, "paket_mandi") for stay in stays]
    with pytest.raises(UserError) as refused:
        write(office, lambda w: aid.issue(w, grants, Terms("apbd")))
    assert refused.value.code == "aid.short"
    assert "Stok Paket alat mandi menurut catatan tidak cukup" in refused.value.text
    assert written(office)[2] == 3
    with pytest.raises(UserError, match="tinggal 3; 4 tidak dapat dikeluarkan"):
        write(office, lambda w: stock.adjust(w, KITS, -4, "rusak"))
    assert written(office)[2] == 3


def test_a_clock_set_back_a_day_in_mid_shift(office: Office, clock: FixedClock, day: date) -> None:
    guest(office, "Sulaiman", "A-0001")
    stay = guest(office, "Basri", "A-0002")
    assert write(office, lambda w: meals.scan(w, "A-0001", SIANG)).good
    clock.advance(days=-1)
    assert write(office, lambda w: meals.scan(w, "A-0001", SIANG)).kind == meals.ALREADY
    assert write(office, lambda w: meals.scan(w, "A-0002", SIANG)).good
    kit(office, stay)
    with pytest.raises(UserError, match="sebelum kedatangannya") as gate:
        write(office, lambda w: presence.scan(w, "A-0001", "keluar"))
    assert "jam laptop" in gate.value.hint
    with office.read() as r:
        moved = [row.day for row in r.all(select(StockMove))]
        (cost,) = meals_planning.costs(r, day - timedelta(days=1), day)
    assert set(moved) == {day}
    assert (cost.day, cost.people) == (day, 2)
    assert written(office) == (2, 0, 2)
    assert len(read(office, lambda r: heads_at(r, rules.PRESENT))) == 2


@pytest.mark.parametrize("zone", ["WIB", "WITA"])
def test_the_operational_day_goes_past_midnight_in_either_zone(
    office: Office, clock: FixedClock, day: date, zone: str
) -> None:
    """22.30 and 00.30 by the clock of the site are one supper of one day, until somebody opens the next."""
    with office.write("test") as w:
        w.update(w.all(select(SiteRow))[0], zone=zone)
    stay = guest(office, "Sulaiman", "A-0001")
    evening = clock.now().replace(hour=15, minute=30) - timedelta(hours={"WIB": 0, "WITA": 1}[zone])
    clock.instant = evening
    assert write(office, lambda w: meals.scan(w, "A-0001", "malam")).good
    clock.advance(hours=2)
    assert write(office, lambda w: meals.scan(w, "A-0001", "malam")).kind == meals.ALREADY
    kit(office, stay)
    clock.advance(hours=7)
    opened(office, day + timedelta(days=1))
    assert write(office, lambda w: meals.scan(w, "A-0001", "malam")).good
    with office.read() as r:
        found = meals_planning.costs(r, day, day + timedelta(days=1))
    assert [(cost.day, cost.meals) for cost in found] == [(day, 1), (day + timedelta(days=1), 1)]
