"""Destinations by regency under their province where the level asks for it, and one ship in its four counts."""

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.manifest import tally
from app.registration.heads import NewHead, Who
from app.registration.records import Person, Stay
from app.reports import periodic
from app.reports.kinds import MINISTRY, PROVINCE
from app.reports.periodic import Want, Whole
from app.reports.table import Line, Table
from tests.helpers.office import landed, landed_one, ship
from tests.shelter.counter import opened, read

HALF = Want("semester", "2026-S1")
NUNUKAN, TARAKAN, NORTH, MAROS = "65.03.02.1001", "65.71", "65", "73.09"


def whole(office: Office, want: Want = HALF) -> Whole:
    return read(office, lambda r: periodic.whole(r, want, office.clock.now()))


def going(office: Office, stays: list[str], code: str | None) -> None:
    with office.write("test.destination") as w:
        for stay in stays:
            w.update(w.need(Person, w.need(Stay, stay).person_id or ""), destination_code=code)


@pytest.fixture
def arrived(office: Office) -> list[str]:
    """Ten off a ship: four to Nunukan, two to Tarakan, one to the province, two to Maros, one nobody knows where."""
    opened(office)
    stays = landed(office, ship(office, "KM Purnama"), 10)
    for code, some in ((NUNUKAN, stays[:4]), (TARAKAN, stays[4:6]), (NORTH, stays[6:7]), (MAROS, stays[7:9])):
        going(office, some, code)
    going(office, stays[9:], None)
    return stays


def came(table: Table) -> dict[str, object]:
    return {str(line.cells["label"].value).strip("\u00a0"): line.cells["datang"].value for line in table.lines}


def test_regencies_stand_under_their_province_and_make_its_sum(office: Office, arrived: list[str]) -> None:
    table = whole(office).report.table("kabkota")
    assert came(table) == {
        "Kalimantan Utara": 7,
        "Kabupaten Nunukan": 4,
        "Kota Tarakan": 2,
        "Kalimantan Utara: belum dirinci": 1,
        "Sulawesi Selatan": 2,
        "Kabupaten Maros": 2,
        "Tujuan belum dikode": 1,
        "Jumlah": 10,
    }
    for cell in table.numbers():
        rows = read(office, lambda r, key=cell.key: periodic.behind(r, HALF, key))  # type: ignore[misc]
        assert sum(row.weight for row in rows) == cell.value, cell.key


@pytest.mark.parametrize(("level", "told"), [("", True), (PROVINCE, True), (MINISTRY, False)])
def test_the_level_decides(office: Office, arrived: list[str], level: str, told: bool) -> None:
    found = whole(office, Want("semester", "2026-S1", level))
    assert any(table.id == "kabkota" for table in found.report.tables) is told


def line(table: Table, label: str) -> Line:
    return next(one for one in table.lines if one.cells["label"].value == label)


def test_one_ship_in_letter_gangway_recheck_and_arrival(office: Office, clock: FixedClock) -> None:
    opened(office)
    batch = ship(office, "KM Purnama")
    for number in range(3):
        landed_one(office, Who(name=f"Halim {number}", sex="L", age=30), NewHead(batch, head_class="LD"))
    landed_one(office, Who(name="Kamaria", sex="P", age=30), NewHead(batch, head_class="PD"))
    with office.write("test.tally") as w:
        for _each in range(4):
            tally.click(w, batch, "LD")
    want = Want("rombongan", batch)
    table = whole(office, want).report.table("dermaga")
    found = {name: cell.value for name, cell in line(table, "LD").cells.items()}
    assert found == {"label": "LD", "surat": None, "dermaga": 4, "diperiksa": 3, "tiba": 3, "selisih": None}
    assert line(table, "LD").tone == "warn"
    assert line(table, "Jumlah").cells["tiba"].value == 4
    for cell in table.numbers():
        rows = read(office, lambda r, key=cell.key: periodic.behind(r, want, key))  # type: ignore[misc]
        assert sum(row.weight for row in rows) == cell.value, cell.key
    assert not any(one.id == "dermaga" for one in whole(office).report.tables)
