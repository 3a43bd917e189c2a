"""Scripts and pages as readers fetch them."""

from __future__ import annotations

from pathlib import Path

from guide.web.slim import slim_page, slim_scripts


def test_a_script_loses_its_comments_and_nothing_else(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "js" / "one.js"
    script.parent.mkdir(parents=True)
    script.write_text('/* Why. */\nvar said = "« oui » // non"; // a mark\n', "utf-8")
    other = tmp_path / "other.js"
    other.write_text("/* kept */", "utf-8")
    slim_scripts(tmp_path)
    assert script.read_text("utf-8").strip() == 'var said="« oui » // non";'
    assert other.read_text("utf-8") == "/* kept */"


def test_a_page_loses_its_indentation_and_no_space_between_words() -> None:
    html = "<p>\n\n   <b>a</b>  <i>b\n  c</i>\n</p>\n<pre>\n  <b>d</b></pre>\n  <p>e"
    assert slim_page(html) == ("<p>\n<b>a</b>  <i>b\nc</i>\n</p>\n<pre>\n  <b>d</b></pre>\n<p>e")
