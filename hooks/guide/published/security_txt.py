"""security.txt: whom to tell of a hole in the site. https://www.rfc-editor.org/rfc/rfc9116"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urljoin

FILE = ".well-known/security.txt"

# The RFC asks for less than a year: a site that nobody builds any more must not promise answers.
_VALID = timedelta(days=364)


def security_txt(contact: str, *, built: date, language: str, base: str) -> str:
    """The file of a site built on the day `built` and read at `base`, if that is known.

    `contact` is an address that begins with https: or mailto:. The file expires at midnight UTC.
    """
    lines = [
        f"Contact: {contact}",
        f"Expires: {built + _VALID}T00:00:00Z",
        f"Preferred-Languages: {language}",
    ]
    if base:
        lines.append(f"Canonical: {urljoin(base, f'/{FILE}')}")
    return "\n".join([*lines, ""])
