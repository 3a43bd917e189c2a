"""What lets anyone hold a published site against its sources: build.json, a list of what it ships,
and `make verify`."""
