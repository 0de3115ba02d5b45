"""The order in which several workers take the files: the long ones first, so that none is left over for one of them."""

from collections import Counter

import pytest

LONG = (
    "tests/journeys/test_demo.py",
    "tests/journeys/test_way_home.py",
    "tests/sync/test_convergence.py",
    "tests/journeys/test_power_cut.py",
    "tests/store/test_migrations.py",
    "tests/handover/test_between_faults.py",
    "tests/departure/screens/test_keys.py",
    "tests/desktop/test_wrong_cards.py",
    "tests/reports/screens/",
    "tests/journeys/",
    "tests/console/",
    "tests/central/",
    "tests/sync/",
)
"""Files and folders in which few tests take long; of all others the number of tests tells."""


def longest_first(items: list[pytest.Item]) -> None:
    """Put the tests of long files first; those of a file stay together and in their order."""
    many = Counter(file_of(item.nodeid) for item in items)

    def place(item: pytest.Item) -> tuple[int, int, str]:
        file = file_of(item.nodeid)
        rank = next((rank for rank, name in enumerate(LONG) if file.startswith(name)), len(LONG))
        return rank, -many[file], file

    items.sort(key=place)


def file_of(nodeid: str) -> str:
    """The file of a test, as a worker takes it."""
    return nodeid.partition("::")[0]
