"""The floor every part stands on: ids, clock, errors, words, paths. Standard library and Babel only."""
