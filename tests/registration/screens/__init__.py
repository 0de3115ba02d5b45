"""Tests of the screen Orang."""
