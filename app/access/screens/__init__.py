"""Screens of access: setting up, coming in, taking turns, settings."""
