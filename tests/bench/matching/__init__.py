"""The matcher measured on made lists."""
