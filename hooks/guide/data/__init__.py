"""What docs/data/ and mkdocs.yml hold: read, typed, and known by id."""
