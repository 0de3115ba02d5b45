"""Tests of the frame, on the offscreen platform."""
