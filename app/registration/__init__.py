"""The people who are here: persons, stays, movements, families, documents, duplicates."""
