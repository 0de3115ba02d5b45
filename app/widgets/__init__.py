"""The parts every screen is built from: look, inputs, lists, figures and the one way to run anything slow."""
