"""Encrypted vaults, the journal, merge and everything derived; the only place that knows SQL dialects."""
