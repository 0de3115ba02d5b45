"""What the tests of the recheck share: an open office, a ship with a list, and a second desk of the same post."""

from pathlib import Path

import pytest

from app.access.office import Office
from tests.helpers.office import clock, office, ship
from tests.manifest.lists import DeskB, keep_list

__all__ = ["clock", "office"]


@pytest.fixture
def batch_id(office: Office) -> str:
    """KM Purnama Ekspres at the quay."""
    return ship(office)


@pytest.fixture
def lines(office: Office, batch_id: str) -> list[str]:
    """The ids of the six lines of the sample list, in list order."""
    return keep_list(office, batch_id)


@pytest.fixture
def desk_b(office: Office, batch_id: str, lines: list[str], tmp_path: Path) -> DeskB:
    """Loket B, which has the same list and knows nothing since."""
    return DeskB.beside(office, tmp_path / "b.vault")
