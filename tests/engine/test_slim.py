"""Scripts as readers fetch them."""

from __future__ import annotations

from pathlib import Path

from guide.slim import slim


def test_a_script_loses_its_comments_and_nothing_else(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "js" / "one.js"
    script.parent.mkdir(parents=True)
    script.write_text('/* Why. */\nvar said = "« oui » // non"; // a mark\n', "utf-8")
    other = tmp_path / "other.js"
    other.write_text("/* kept */", "utf-8")
    slim(tmp_path)
    assert script.read_text("utf-8").strip() == 'var said="« oui » // non";'
    assert other.read_text("utf-8") == "/* kept */"
