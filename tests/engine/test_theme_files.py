"""Of the theme's files, those that the site uses are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.web.theme_files import keep_used

THEIRS = ["assets/main.css", "assets/main.css.map", "assets/mark.svg", "js/all.js", "js/fr/fr.js"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (*THEIRS, "ours.js", "guide/empty.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("all.js mark.svg", "utf-8")  # what a script says counts for nothing
    (tmp_path / "assets" / "main.css").write_text("p { background: url(mark.svg) }", "utf-8")
    return tmp_path


def kept(site: Path, page: str) -> list[str]:
    (site / "index.html").write_text(page, "utf-8")
    keep_used(site, [*THEIRS, "assets/never-there.png"])
    return [name for name in THEIRS if (site / name).exists()]


def test_what_no_page_or_style_names_goes_with_its_folder(site: Path) -> None:
    assert kept(site, '<link href="assets/main.css">') == ["assets/main.css", "assets/mark.svg"]
    assert not (site / "js").exists()
    assert (site / "ours.js").exists()
    assert (site / "guide" / "empty.txt").exists()


def test_a_script_in_use_keeps_those_it_may_load(site: Path) -> None:
    found = kept(site, '<link href="assets/main.css"><script src="js/all.js"></script>')
    assert found == [name for name in THEIRS if not name.endswith(".map")]
