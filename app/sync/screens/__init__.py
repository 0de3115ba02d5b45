"""Sinkron on the screen: carrying data by flashdisk, what waits, what differs, who belongs, and a check of the desk."""
