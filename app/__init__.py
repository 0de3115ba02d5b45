"""Pulang: the desk software of a debarkation shelter."""
