"""The container of a *berkas kiriman*: streams in, sealed file out; file in, verified streams out."""
