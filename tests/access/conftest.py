"""A real site for every test of access."""

from pathlib import Path

import pytest

from tests.helpers.offices import SampleSite, lower_cost, sample_site


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_cost(monkeypatch)


@pytest.fixture
def site(tmp_path: Path) -> SampleSite:
    """A post nobody is signed in to."""
    return sample_site(tmp_path / "home")
