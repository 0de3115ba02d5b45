"""The quay on the screen: ships, roll-call, search, tally, the incoming list."""
