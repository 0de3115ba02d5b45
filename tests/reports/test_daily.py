"""The daily report ties: to the names behind every number, to the other screens, and from one day to the next."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.access.days import open_day
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, heads, rules
from app.registration.counts import present_count
from app.reports import daily
from app.reports.table import HEAD_FIELDS, Report, Table
from app.shelter import meals_planning, stock, stock_book
from app.shelter.house import house
from app.shelter.rules.stock import CASH
from tests.printing.papers import texts
from tests.reports.busy import FRIDAY, MONEY, SATURDAY, two_days
from tests.shelter.counter import acting, guest, opened, read, write

IN, OUT = ("+",), ("−",)


def report(office: Office, day: date | None = None) -> Report:
    return read(office, lambda r: daily.report(r, day, office.clock.now()))


def number(table: Table, label: str, name: str = "total") -> int:
    (line,) = [line for line in table.lines if line.cells["label"].value == label]
    value = line.cells[name].value
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("day", [FRIDAY, SATURDAY])
def test_every_number_is_the_rows_behind_it(office: Office, clock: FixedClock, day: date) -> None:
    two_days(office, clock)
    checked = 0
    for table in report(office, day).tables:
        for cell in table.numbers():
            rows = read(office, lambda r, key=cell.key: daily.behind(r, day, clock.now(), key))  # type: ignore[misc]
            assert sum(row.weight for row in rows) == cell.value, (table.id, cell.key)
            checked += 1
    assert checked > 60


def test_opening_and_in_less_out_is_closing_in_every_class(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    for day in (FRIDAY, SATURDAY):
        people = report(office, day).table("people")
        for name in HEAD_FIELDS:
            opening, *moves, closing = [line.cells[name].value for line in people.lines]
            signs = [str(line.cells["label"].value)[0] for line in people.lines[1:-1]]
            total = sum(value if sign == "+" else -value for sign, value in zip(signs, moves, strict=True))  # type: ignore[operator, misc]
            assert opening + total == closing  # type: ignore[operator]


def test_the_closing_of_a_day_is_the_opening_of_the_next_and_what_every_screen_counts(
    office: Office, clock: FixedClock
) -> None:
    two_days(office, clock)
    friday, saturday = report(office, FRIDAY).table("people"), report(office).table("people")
    closing = [friday.lines[-1].cells[name].value for name in HEAD_FIELDS]
    assert closing == [saturday.lines[0].cells[name].value for name in HEAD_FIELDS]
    now = read(office, present_count)
    assert [saturday.lines[-1].cells[name].value for name in HEAD_FIELDS] == [
        *now.by_class().values(), now.unknown, now.total,
    ]  # fmt: skip


def test_people_are_told_by_how_they_came_and_went(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    friday, saturday = report(office, FRIDAY), report(office, SATURDAY)
    labels = [str(line.cells["label"].value) for line in saturday.table("people").lines]
    assert labels == [
        "Hadir saat hari dibuka", "+ Tiba", "+ Lahir di sini", "+ Kembali: Di rumah sakit",
        "− Keluar: Pulang mandiri", "− Keluar: Di rumah sakit", "= Hadir sekarang",
    ]  # fmt: skip
    assert number(saturday.table("people"), "+ Lahir di sini", "AP") == 1
    assert number(friday.table("elsewhere"), "Di rumah sakit") == 1
    assert number(saturday.table("elsewhere"), "Di rumah sakit") == 1  # one came back, another went
    assert number(saturday.table("elsewhere"), "Jenazah") == 1
    assert number(friday.table("people"), "− Keluar: Pergi tanpa izin") == 1
    ships = friday.table("arrivals")
    assert number(ships, "MV Labuan Ekspres Lima dari Tawau") == 14
    assert sum(number(ships, str(line.cells["label"].value)) for line in ships.lines) == number(
        friday.table("people"), "+ Tiba"
    )


def test_who_went_and_came_back_the_same_day_is_in_both_lines(office: Office, clock: FixedClock) -> None:
    opened(office)
    stay = guest(office, "Sulaiman")
    write(office, lambda w: heads.move(w, stay, rules.HOSPITAL, "demam"))
    clock.advance(hours=1)
    write(office, lambda w: exits.come_back(w, stay, "sudah sehat"))
    people = report(office).table("people")
    assert [number(people, label) for label in ("+ Tiba", "+ Kembali: Di rumah sakit", "− Keluar: Di rumah sakit")] == [
        1, 1, 1,
    ]  # fmt: skip
    assert people.lines[-1].cells["total"].value == 1


def test_after_midnight_it_is_still_the_day_that_was_opened(office: Office, clock: FixedClock) -> None:
    opened(office)
    clock.advance(hours=15)  # 01.15 on Saturday, nobody opened it
    guest(office, "Sulaiman")
    assert number(report(office).table("people"), "+ Tiba") == 1
    clock.advance(hours=6)
    write(office, lambda w: open_day(w, SATURDAY))
    assert number(report(office, SATURDAY).table("people"), "Hadir saat hari dibuka") == 1
    assert number(report(office, FRIDAY).table("people"), "= Hadir saat hari ditutup") == 1


def test_meals_and_money_are_those_of_their_own_books(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    friday = report(office, FRIDAY)
    (cost,) = read(office, lambda r: meals_planning.costs(r, FRIDAY, FRIDAY))
    assert number(friday.table("meals"), "Jumlah", "makan") == cost.meals
    assert number(friday.table("meals"), "Jumlah", "porsi") == cost.portions
    assert number(friday.table("meal_cost"), "Biaya permakanan (Rp)", "number") == cost.rupiah == 14 * 45_000
    assert number(friday.table("cash"), "Kas pos", "keluar") == 200_000
    saturday = report(office, SATURDAY)
    assert number(saturday.table("cash"), "Kas pos", "awal") == number(friday.table("cash"), "Kas pos", "akhir")
    assert number(saturday.table("cash"), "Kas pos", "akhir") == read(office, lambda r: stock.on_hand(r, MONEY))
    short = {line.name: line.balance.there for line in read(office, stock_book.book) if line.balance.state}
    assert {
        str(line.cells["label"].value): line.cells["there"].value for line in saturday.table("short").lines
    } == short
    assert list(short.values()) == [54]
    assert read(office, lambda r: stock.stores(r, CASH))


def test_rooms_are_those_of_the_floor_plan(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    plan, rooms = read(office, house), report(office).table("rooms")
    assert number(rooms, "Jumlah", "terpakai") == sum(bool(room.guests) for room in plan.rooms)
    assert number(rooms, "Jumlah", "kamar") == len(plan.rooms)
    assert number(rooms, "Jumlah", "orang") == sum(len(room.guests) for room in plan.rooms)
    assert number(rooms, "Jumlah", "tempat") == plan.places
    assert number(rooms, "Tanpa tempat", "orang") == len(plan.waiting)


def test_goods_in_keeping_and_the_watch(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    friday, saturday = report(office, FRIDAY), report(office, SATURDAY)
    assert number(friday.table("deposits"), "Masih dititipkan", "barang") == 3
    assert number(saturday.table("deposits"), "Dikembalikan hari ini", "barang") == 1
    assert number(saturday.table("deposits"), "Masih dititipkan", "barang") == 2
    assert number(friday.table("watch"), "Kejadian hari ini", "number") == 1
    assert number(saturday.table("watch"), "Kejadian hari ini", "number") == 0
    assert number(saturday.table("watch"), "Kejadian yang masih terbuka", "number") == 1
    assert number(friday.table("watch"), "Waktu jaga yang kosong", "number") == 2
    assert [line.cells["text"].value for line in friday.table("log").lines] == [
        "Kran kamar 203 bocor, teknisi datang besok."
    ]


def test_a_day_nobody_opened_has_no_report(office: Office) -> None:
    opened(office, FRIDAY)
    for day in (FRIDAY - timedelta(days=3), SATURDAY):
        with pytest.raises(UserError, match="tidak pernah dibuka"):
            report(office, day)
    assert read(office, daily.days) == [FRIDAY]


def test_a_ship_whose_entry_is_not_here_yet_costs_nobody_the_report(office: Office) -> None:
    opened(office)
    elsewhere = heads.NewHead("f" * 32, head_class="LD")
    write(office, lambda w: heads.arrive(w, elsewhere, heads.Who(name="Sulaiman")))
    assert number(report(office).table("arrivals"), "Kapal yang catatannya belum sampai di laptop ini") == 1


def test_an_empty_day_is_all_zero(office: Office) -> None:
    opened(office)
    empty = report(office)
    assert all(cell.value in (0, None) for table in empty.tables for cell in table.numbers() if table.id != "watch")


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_the_paper_tells_the_same_figures(office: Office, clock: FixedClock, size: str) -> None:
    two_days(office, clock)
    said = " ".join(texts(write(office, lambda w: daily.paper(w, FRIDAY, size)).pdf()))
    people = report(office, FRIDAY).table("people")
    assert f"= Hadir saat hari ditutup {' '.join(str(people.lines[-1].cells[n].value) for n in HEAD_FIELDS)}" in said
    for text in ("Serka Muhammad Ikhsan", "Rebutan antrean kamar mandi", "Paket alat mandi", "630.000", "24.800.000"):
        assert text in said
    assert "DRAF" not in said
    assert "DRAF" in " ".join(texts(write(office, lambda w: daily.paper(w, SATURDAY, size)).pdf()))


def test_the_paper_names_its_day_and_the_day_it_is_signed_apart(office: Office, clock: FixedClock) -> None:
    """Made the next morning, it is signed that morning, not on the day it tells of."""
    two_days(office, clock)
    said = " ".join(texts(write(office, lambda w: daily.paper(w, FRIDAY)).pdf()))
    assert "Hari operasional: 23 Januari 2026" in said
    assert "Nunukan, 24 Januari 2026" in said
    assert "Nunukan, 23 Januari 2026" not in said


def test_the_workbook_holds_the_same_numbers_as_numbers(office: Office, clock: FixedClock) -> None:
    two_days(office, clock)
    found = report(office, FRIDAY)
    sheet = load_workbook(BytesIO(write(office, lambda w: daily.file(w, FRIDAY)))).active
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    for table in found.tables:
        for line in table.lines:
            kept = [line.cells[h.field].value for h in table.headings if h.field in line.cells]
            assert [value for value in kept if value not in (None, "")] in rows
    names = {head for row in rows for head in row if isinstance(head, str)}
    assert not any("Sulaiman" in name for name in names)


def test_only_those_who_run_the_house_take_it_along(office: Office) -> None:
    opened(office)
    acting(office, "kesehatan")
    for act in (daily.paper, daily.file):
        with pytest.raises(UserError, match="tidak berwenang"):
            write(office, lambda w, a=act: a(w, None))  # type: ignore[misc]
