"""Guides that nobody would write, for the engine to read: see running and writing."""
