"""The named fields of the papers of the shelter, one module for each."""
