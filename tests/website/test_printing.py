"""Small guides on paper: what is told, what is spared, what a failure leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper.setting import pages_of

from .building import INDEX, build, built, small_guide

BOOKLET, SHEETS = "site/papier/guide-fr.pdf", "site/papier/guide-fr-a-plier.pdf"
LOOK = "hooks/paper/booklet.typ"


def printed_guide(project: Path, more: str = "") -> Path:
    """A guide of one page, which is printed."""
    files = {"fr/index.md": INDEX + "\n{copy:booklet} {copy:sheets}\n" + more}
    return small_guide(project, files, paper={"chapters": ["index.md"]})


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return printed_guide(tmp_path)


def test_the_same_sources_give_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    here, there = (printed_guide(tmp_path / name) for name in ("here", "là-bas, un été"))
    for project in (here, there):
        built(project)
    for name in (BOOKLET, SHEETS):
        assert (here / name).read_bytes() == (there / name).read_bytes()


def test_nothing_is_printed_again_until_something_changes(guide: Path) -> None:
    """What prints counts too: else a site would depend on what its folder has seen before."""
    built(guide)
    kept = list(guide.glob(".cache/paper/*"))
    assert len(kept) == 2
    for file in kept:
        file.write_bytes(b"kept")
    built(guide)
    assert (guide / BOOKLET).read_bytes() == (guide / SHEETS).read_bytes() == b"kept"
    walker = guide / "hooks/guide/paper/walker.py"
    walker.write_text(walker.read_text("utf-8") + "\n# Otherwise.\n", "utf-8")
    built(guide)
    assert (guide / BOOKLET).read_bytes().startswith(b"%PDF")
    page = guide / "docs/fr/index.md"
    page.write_text(page.read_text("utf-8") + "\nOne more word.\n", "utf-8")
    built(guide)
    assert "One more word." in "".join(pages_of((guide / BOOKLET).read_bytes()))


def test_what_cannot_be_printed_is_told_and_leaves_the_site_whole(guide: Path) -> None:
    look = guide / LOOK
    look.write_text(look.read_text("utf-8") + "\n#nothing()\n", "utf-8")
    done = build(guide)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if "could not be printed" in line]
    assert len(told) == 2
    assert "booklet.typ" in told[0]
    assert "Traceback" not in done.stderr
    assert (guide / "site/index.html").exists()
    assert not (guide / BOOKLET).exists()
    assert build(guide, "--strict").returncode == 1


def test_an_element_that_paper_has_no_form_for_is_told_on_its_line(tmp_path: Path) -> None:
    guide = printed_guide(tmp_path, "\n<ins>Look</ins>\n")
    done = build(guide)
    line = (guide / "docs/fr/index.md").read_text("utf-8").splitlines().index("<ins>Look</ins>")
    assert f"docs/fr/index.md:{line + 1}: paper has no form for <ins>" in done.stderr
    assert "Look" in "".join(pages_of((guide / BOOKLET).read_bytes()))


def test_the_page_says_how_large_each_is(guide: Path) -> None:
    built(guide)
    page = (guide / "site/index.html").read_text("utf-8")
    for name in (BOOKLET, SHEETS):
        size = round((guide / name).stat().st_size / 1000)
        assert (
            f'<b data-size="{name.removeprefix("site/")}">{size}\N{NARROW NO-BREAK SPACE}ko</b>'
            in page
        )


def test_a_guide_may_go_without(tmp_path: Path) -> None:
    assert not list(built(small_guide(tmp_path, {})).rglob("*.pdf"))


LEAFLET = "\n# Cover\n\nIntro.\n" + "".join(
    f"\n## Panel {number} {{#p{number}}}\n\nText.\n" for number in range(1, 6)
)
FRONT = "---\ntitle: L\ndescription: D.\nverified: 2026-11-23\n---\n"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("\nA few words.\n" * 60, "the panel 'Panel 5' is too long by "),
        ("\n## Panel 6 {#p6}\n\nText.\n", "a leaflet has five parts besides its title, not 6"),
    ],
)
def test_a_leaflet_that_does_not_fit_is_told(tmp_path: Path, more: str, told: str) -> None:
    guide = small_guide(
        tmp_path,
        {"fr/leaflet.md": FRONT + LEAFLET + more},
        paper={"chapters": ["index.md"], "leaflet": "leaflet.md"},
    )
    done = build(guide)
    assert done.returncode == 0
    assert "'depliant-fr.pdf' could not be printed: " in done.stderr
    assert told in done.stderr
    assert not (guide / "site/papier/depliant-fr.pdf").exists()
