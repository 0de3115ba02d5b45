"""Exchange between desks and the centre."""
