"""The screens of the shelter."""
