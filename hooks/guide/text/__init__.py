"""Texts as their writers left them, read so that none can do harm."""
