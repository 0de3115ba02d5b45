"""A real site with an open day for every test of registration, and the officer who is signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.days import open_day
from app.access.office import Office
from tests.helpers.offices import EVENING, create_sample, lower_cost


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Siti, signed in at loket A of Nunukan on the evening of 23 January 2026, the day opened."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home").office as office:
        with office.write("day.open") as w:
            open_day(w, EVENING.date())
        yield office
