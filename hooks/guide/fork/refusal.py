"""Why a command of the fork kit does nothing."""

from __future__ import annotations


class Refusal(Exception):
    """What is wrong and what to write instead, in a line for people."""
