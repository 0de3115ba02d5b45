"""Decisions about departures that a field officer could check: who may travel, times, seats, the gangway."""
