"""Benchmarks: what the engine costs, against what could be taken instead. See `make bench`."""
