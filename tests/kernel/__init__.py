"""Tests of app/kernel."""
