"""Over random histories at two desks: a report's totals are the ledger's, its parts its sums, its rows its numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.headcount import CLASSES
from app.reconciliation.balance_of import balances
from app.reconciliation.homecoming import homecoming
from app.reports import cube, periodic
from app.reports.periodic import Want, Whole
from app.reports.table import TOTAL, UNKNOWN, Table
from app.store.work import Reading
from tests.helpers.office import ship as tied_up
from tests.manifest.lists import DeskB
from tests.reconciliation.test_histories import ACTS, History

HALF = Want("semester", "2026-S1")


@pytest.fixture
def history(office: Office, clock: FixedClock, tmp_path: Path) -> Iterator[History]:
    """Two desks with a ship each at the quay."""
    ships = [tied_up(office, "KM Purnama Ekspres"), tied_up(office, "KM Mid East")]
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    yield History(office, clock, desk_b, ships)
    desk_b.close()


@settings(max_examples=6)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9)), min_size=8, max_size=26))
def test_every_report_is_the_ledger(history: History, acts: list[tuple[str, int, int]]) -> None:
    for what, one, two in acts:
        history.act(what, one, two)
    now = history.clock.now()
    ship = Want("rombongan", history.ships[0])
    with history.office.read() as r:
        for want in (HALF, ship):
            found = periodic.whole(r, want, now)
            check_ledger(r, want, found)
            check_sums(found)
            check_rows(r, want, found)


def check_ledger(r: Reading, want: Want, found: Whole) -> None:
    """The equation of the report is that of the screen of who arrived and reached home."""
    span = periodic.span_of(r, want)
    told = homecoming(r, span.ledger).whole.equation
    seen = cube.cube(r, span)
    assert {
        cube.OPENING: told.opening, cube.ARRIVED: told.arrived, cube.BORN: told.born, cube.RETURNED: told.returned,
        cube.CAME: told.came, cube.HOME: told.home, cube.ELSE: told.exits, cube.ON_THE_WAY: told.transit,
        cube.IN_CARE: told.care,
    } == {measure: seen.total(measure) for measure in MEASURES}  # fmt: skip
    for account, total in balances(r, span.ledger).totals.items():
        cells = {cell.key: cell.value for cell in found.report.table("accounts").numbers()}
        assert cells[f"orang/akun/{account}/came/total"] == total.came.total
        assert cells[f"orang/akun/{account}/went/total"] == total.went.total


MEASURES = (
    cube.OPENING, cube.ARRIVED, cube.BORN, cube.RETURNED, cube.CAME, cube.HOME, cube.ELSE, cube.ON_THE_WAY,
    cube.IN_CARE,
)  # fmt: skip


def check_sums(found: Whole) -> None:
    """Classes make every total, parts every sum, and everybody who came is somewhere."""
    for line in found.report.table("people").lines:
        classes = [line.cells[name].value for name in (*CLASSES, UNKNOWN)]
        assert sum(int(number or 0) for number in classes) == line.cells[TOTAL].value
    for table in found.report.tables:
        if table.id in ("bulan", "kapal", "provinsi", "bangsa") and table.lines:
            check_sum(table)


def check_sum(table: Table) -> None:
    for heading in table.headings[1:]:
        *parts, whole = [line.cells[heading.field].value for line in table.lines]
        assert sum(int(part or 0) for part in parts) == whole, (table.id, heading.field)


def check_rows(r: Reading, want: Want, found: Whole) -> None:
    """The rows behind each number make it."""
    for table in found.report.tables:
        for cell in table.numbers():
            assert sum(row.weight for row in periodic.behind(r, want, cell.key)) == cell.value, (table.id, cell.key)
