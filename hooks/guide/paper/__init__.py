"""The guide on paper: pages of the site set by Typst."""
