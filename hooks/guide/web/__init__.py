"""What surrounds the text of the pages, and what makes of them a whole site."""
