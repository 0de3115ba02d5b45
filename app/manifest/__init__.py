"""The list we were given: reading it, and rechecking the people who arrive against it."""
