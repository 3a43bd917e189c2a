"""Scripts as readers fetch them: without the comments, which are for those who read the code."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin


def slim(site: Path) -> None:
    """Packs the scripts of the guide in the built `site`; names and logic stay as written."""
    for script in sorted((site / "assets" / "js").glob("*.js")):
        script.write_text(jsmin(script.read_text("utf-8")), "utf-8")
