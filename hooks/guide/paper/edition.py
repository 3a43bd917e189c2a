"""One file for paper: its name in the site, all that it is made of, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """The site's file `name`; the same `made_of` gives the same bytes.

    `make` may raise PressError. It can be pickled: a function of a module, with its arguments.
    """

    name: str
    made_of: tuple[str, ...]
    make: Callable[[], bytes]
