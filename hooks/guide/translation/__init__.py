"""Translations held to their source: what each was made from, what changed since, what lacks."""
