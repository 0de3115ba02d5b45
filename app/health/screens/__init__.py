"""The screen Kesehatan."""
