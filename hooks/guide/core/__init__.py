"""What every other part speaks: problems, days, places."""
