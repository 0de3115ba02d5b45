"""Decisions of the reports that an officer could check: which period, which cells are hidden, what a sum rests on."""
