"""The open post of Nunukan for every test of handovers, and the office of Bone that receives its people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.office import Office
from app.access.partners import PartnerView
from app.kernel.clock import FixedClock
from tests.helpers.between import acquaint, receiving
from tests.helpers.office import clock, office

__all__ = ["clock", "office"]


@pytest.fixture
def bone(tmp_path: Path, office: Office, clock: FixedClock) -> Iterator[Office]:
    """The Dinas Sosial of Bone, on its own laptop."""
    with receiving(tmp_path / "bone", clock) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The stick between the offices."""
    found = tmp_path / "flashdisk"
    found.mkdir()
    return found


@pytest.fixture
def partner(office: Office, bone: Office, stick: Path) -> PartnerView:
    """Bone as Nunukan knows it; each knows the other."""
    return acquaint(office, bone, stick)
