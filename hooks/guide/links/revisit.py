"""Asking a server only whether a page has changed since it was read (RFC 9110, 13.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yarl import URL

from ..core.addresses import parse
from .evidence import Evidence

_VALIDATOR = re.compile(r"[ -~]{1,256}")  # what may be kept in a file and sent back as it came


def validator(headers: Mapping[str, str], name: str) -> str:
    """What the header `name` calls the state of a page; empty when that cannot be sent back."""
    value = headers.get(name, "")
    return value if _VALIDATOR.fullmatch(value) else ""


def conditions(former: Evidence | None, url: URL, words: Sequence[str]) -> dict[str, str]:
    """The headers that ask for `url` only if it has changed since `former`; empty when the page
    must be read again, for want of a sound reading of it in search of the same words."""
    if former is None or former.failure is not None or former.status != 200:  # noqa: PLR2004
        return {}
    if parse(former.final_url) != url or not set(words) <= set(former.asked):
        return {}
    headers = {"If-None-Match": former.etag, "If-Modified-Since": former.last_modified}
    return {name: value for name, value in headers.items() if value}
