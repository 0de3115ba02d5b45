"""Tests of the screen Kesehatan."""
