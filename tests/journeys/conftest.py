"""A site with cheap passphrases and its first desk open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.offices import lower_cost
from tests.sync.desks import Site, open_site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Nunukan with Loket A."""
    lower_cost(monkeypatch)
    opened = open_site(tmp_path / "site")
    yield opened
    opened.close()
