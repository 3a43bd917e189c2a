"""The finished site, walked as a browser would."""
