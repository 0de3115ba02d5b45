"""Parts that tests of several slices share."""
