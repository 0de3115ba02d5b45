"""Tests of the printed forms and of the codes on them."""
