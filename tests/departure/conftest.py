"""The open post of Nunukan for every test of departures."""

from tests.helpers.office import clock, office

__all__ = ["clock", "office"]
