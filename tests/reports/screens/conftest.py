"""Background work on a real vault and a look, for every test of a screen of the reports."""

from tests.shelter.screens.conftest import ops, theme

__all__ = ["ops", "theme"]
