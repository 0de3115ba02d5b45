"""Fixtures of the container's tests."""

import pytest

from tests.bundle.parts import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
