"""Scripts and pages as readers fetch them: without what is for those who write them, the comments
of the first and the indentation of the second."""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENTATION = re.compile(r"\n\s+(?=<)")


def slim(site: Path) -> None:
    """Packs the scripts of the guide and all pages in the built `site`; names, logic and what is
    read stay as written."""
    for script in sorted((site / "assets" / "js").glob("*.js")):
        script.write_text(jsmin(script.read_text("utf-8")), "utf-8")
    for page in sorted(site.rglob("*.html")):
        page.write_text(slim_page(page.read_text("utf-8")), "utf-8")


def slim_page(html: str) -> str:
    """The page `html` without blank lines and indentation before its tags, <pre> apart."""
    parts = _PREFORMATTED.split(html)
    parts[::2] = (_INDENTATION.sub("\n", part) for part in parts[::2])
    return "".join(parts)
