"""The screen of the reports: figures by cell, and what is behind each."""
