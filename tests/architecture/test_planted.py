"""A check that cannot fail is none: each finds the mistake planted for it, and is silent on a clean tree."""

from pathlib import Path

import pytest

from tests.architecture.planted import PLANTED, plant
from tests.architecture.source import Checkout
from tests.architecture.test_checks import CHECKS

BY_NAME = {check.__name__: check for check in CHECKS}


def test_every_check_is_proved() -> None:
    assert {name for name, _files in PLANTED} == set(BY_NAME)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_clean_tree(name: str, tmp_path: Path) -> None:
    assert list(BY_NAME[name](Checkout(plant(tmp_path, {})))) == []


@pytest.mark.parametrize(
    ("name", "files"), PLANTED, ids=[f"{number}-{name}" for number, (name, _files) in enumerate(PLANTED)]
)
def test_mistake_is_found(name: str, files: dict[str, str], tmp_path: Path) -> None:
    found = list(BY_NAME[name](Checkout(plant(tmp_path, files))))
    assert found
    assert all(line.startswith((*files, "app: ", "app/widgets/theme.py", "forms/")) for line in found)
