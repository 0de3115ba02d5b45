"""Long files come first, and every name in the list is one of a file or folder."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.helpers.order import LONG, longest_first

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_called_long_is_there() -> None:
    assert [name for name in LONG if not (ROOT / name).exists()] == []


def test_few_long_tests_come_before_many_short_ones() -> None:
    names = ["tests/a.py::one", "tests/b.py::z", "tests/b.py::a", "tests/sync/c.py::x", LONG[0] + "::late"]
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in names]
    longest_first(items)
    assert [item.nodeid for item in items] == [names[4], names[3], names[1], names[2], names[0]]
