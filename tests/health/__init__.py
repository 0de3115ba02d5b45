"""Tests of the health slice."""
