"""Printed forms as data: layouts from forms/, named values in, an official PDF out, and its codes read back."""
