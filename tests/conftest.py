"""What holds for every test: no screen, no leftovers, the same random numbers each time, and the `--long` numbers."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from app.kernel.i18n import language, set_language
from tests.helpers.leftovers import Leftovers
from tests.helpers.order import longest_first

SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile("fair", derandomize=True, deadline=None, database=None, suppress_health_check=SLOW_IS_FINE)
settings.register_profile("long", settings.get_profile("fair"), derandomize=False, max_examples=2000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the full numbers: every kill, thousands of histories")


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()
    settings.load_profile("long" if config.getoption("--long") else "fair")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked `long` unless asked for; several workers take the long files first."""
    if not config.getoption("--long"):
        left_out = [item for item in items if item.get_closest_marker("long")]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
    if hasattr(config, "workerinput"):
        longest_first(items)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end, so no sweep for rubbish goes through it again."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture(scope="session")
def amount(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`amount(20, 200)`: 20 in a fair run, 200 with `--long`."""
    long = bool(pytestconfig.getoption("--long"))
    return lambda fair, full: full if long else fair


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window behind; the language goes back to Indonesian."""
    leftovers = Leftovers(monkeypatch)
    yield
    if language() != "id":
        set_language("id")
    found = leftovers.found()
    if found:
        pytest.fail("left behind: " + ", ".join(found), pytrace=False)
