"""The screen Orang: a list to search and filter, one page per person, a quick form for a head and one for details."""
