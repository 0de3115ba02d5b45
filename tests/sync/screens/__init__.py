"""Sinkron on the screen, on real desks and a real flashdisk folder."""
