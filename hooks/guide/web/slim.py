"""Scripts and pages as readers fetch them: without what is for those who write them, the comments
of the first and the indentation of the second."""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENTATION = re.compile(r"\n[ \t\n]+")


def slim_scripts(site: Path) -> None:
    """Packs the scripts of the guide in the built `site`; names and logic stay as written."""
    for script in sorted((site / "assets" / "js").glob("*.js")):
        script.write_text(jsmin(script.read_text("utf-8")), "utf-8")


def slim_page(html: str) -> str:
    """The page `html` without blank lines and indentation, <pre> apart."""
    parts = _PREFORMATTED.split(html)
    parts[::2] = (_INDENTATION.sub("\n", part) for part in parts[::2])
    return "".join(parts)
