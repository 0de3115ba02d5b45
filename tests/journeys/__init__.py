"""Journeys in the words of the field, through the real services, files and programs."""
