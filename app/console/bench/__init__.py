"""The figures a laptop must reach, each beside its limit or beside a plain peer measured in the same run."""
