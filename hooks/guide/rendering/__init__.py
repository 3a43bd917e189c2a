"""The guide's own Markdown: dates, date blocks, steps, citations and their lists."""
