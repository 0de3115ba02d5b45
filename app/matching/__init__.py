"""Is this the same person as that line on the list, and why: pure functions over names, papers, births, places."""
