"""A site and a centre on a database of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.centre import Centre, init
from app.central.enrolling import enroll
from app.sync import kits
from tests.helpers.offices import lower_cost
from tests.helpers.postgres import postgres
from tests.sync.desks import Site, open_site

__all__ = ["postgres"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    lower_cost(monkeypatch)
    opened = open_site(tmp_path / "site")
    yield opened
    opened.close()


@pytest.fixture
def centre(tmp_path: Path, site: Site, postgres: str) -> Iterator[Centre]:
    """A centre at which the site is enrolled."""
    with init(tmp_path / "centre", "Pusat", postgres, site.clock) as opened:
        enrol(site, opened)
        yield opened


def enrol(site: Site, centre: Centre) -> None:
    """Request, kit, codes compared: the way people do it."""
    enrolled = enroll(centre, kits.write_site_request(site.first, site.stick))
    joined = kits.read_kit(site.first, enrolled.kit, enrolled.code)
    assert (joined.kind, joined.by) == ("centre", "Pusat")
