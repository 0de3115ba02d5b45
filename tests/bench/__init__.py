"""Figures measured beside limits and peers."""
