"""The languages of a guide, and what the engine says in each."""
