"""A post with its day open for every test of the reports."""

from tests.helpers.office import clock, office

__all__ = ["clock", "office"]
