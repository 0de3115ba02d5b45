"""Reports of a period rest on the ledger: every number is the rows behind it, and every sum what it is the sum of."""

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.registration.counts import heads_of
from app.reports import periodic
from app.reports.periodic import Want, Whole
from tests.reports.busy import two_days
from tests.shelter.counter import read

QUARTER, HALF = Want("triwulan", "2026-T1"), Want("semester", "2026-S1")


def whole(office: Office, want: Want) -> Whole:
    return read(office, lambda r: periodic.whole(r, want, office.clock.now()))


def check_rows(office: Office, want: Want) -> int:
    """Every number of a report is the weights of the rows behind it; how many were looked at."""
    checked = 0
    for table in whole(office, want).report.tables:
        for cell in table.numbers():
            rows = read(office, lambda r, key=cell.key: periodic.behind(r, want, key))  # type: ignore[misc]
            assert sum(row.weight for row in rows) == cell.value, (table.id, cell.key)
            checked += 1
    return checked


@pytest.mark.parametrize("want", [QUARTER, HALF])
def test_every_number_is_the_rows_behind_it(office: Office, clock: FixedClock, want: Want) -> None:
    two_days(office, clock)
    assert check_rows(office, want) > 80


def test_of_one_ship_too(office: Office, clock: FixedClock) -> None:
    stays = two_days(office, clock)
    batch = read(office, lambda r: heads_of(r, stays[:1]))[0].batch_id
    assert check_rows(office, Want("rombongan", str(batch))) > 60
