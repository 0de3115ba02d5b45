"""Decisions of the shelter that a field officer could check, one module for each of its parts."""
