"""MkDocs' successors: what they make of a guide, and that a comparison of them can be believed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown

from guide.proof.record import FILE as RECORD
from guide.text.verbatim import without_verbatim
from website.building import (
    INDEX,
    ROOT,
    SETTINGS,
    SOURCES,
    built,
    environment,
    small_guide,
    tree,
)

from .__main__ import unmarked
from .comparing import Difference, differences

PAGE = b'<html lang="fr"><body><p class="seen">Six semaines</p></body></html>'
LOCKS = ROOT / "tests" / "locks"


@pytest.mark.parametrize(
    "after",
    [
        PAGE.replace(b"Six", b"Sept"),
        PAGE.replace(b'"seen"', b'"hidden"'),
        PAGE.replace(b"<p", b"<img src=x><p"),
        PAGE.replace(b'lang="fr"', b'lang="en"'),
    ],
)
def test_the_comparison_sees_what_a_reader_would(after: bytes) -> None:
    [found] = differences({"a.html": PAGE}, {"a.html": after}, "New")
    assert found.seen


def test_it_shows_where_two_pages_part() -> None:
    [found] = differences({"a.html": PAGE}, {"a.html": PAGE.replace(b"Six", b"Sept")}, "New")
    before, _, after = found.told.partition(" is ")
    assert "Six semaines" in before
    assert "Sept semaines" in after


@pytest.mark.parametrize(
    "after",
    [
        PAGE.replace(b"<p", b'<meta name="generator" content="new"><p'),
        PAGE.replace(b"<p", b"\n  <!-- new --><p"),
        PAGE.replace(b'lang="fr"', b"lang='fr'"),
    ],
)
def test_what_no_browser_shows_is_told_and_not_counted(after: bytes) -> None:
    [found] = differences({"a.html": PAGE}, {"a.html": after}, "New")
    assert not found.seen


def test_a_file_that_is_no_page_is_compared_byte_by_byte() -> None:
    before = {"a.pdf": b"1", "b.ics": b"2", "c.html": PAGE}
    after = {"a.pdf": b"1 ", "c.html": PAGE, "d.js": b"3"}
    assert list(differences(before, after, "New")) == [
        Difference("a.pdf", "other bytes: 1, 2"),
        Difference("b.ics", "New does not make it"),
        Difference("d.js", "only New makes it"),
    ]


def test_the_record_of_a_build_may_name_other_packages_and_differ_in_nothing_else() -> None:
    def said(packages: dict[str, str], files: dict[str, str]) -> dict[str, bytes]:
        return {RECORD: json.dumps({"packages": packages, "files": files}).encode()}

    before = said({"mkdocs": "1"}, {"a.html": "1"})
    [found] = differences(before, said({"properdocs": "2"}, {"a.html": "1"}), "New")
    assert not found.seen
    [found] = differences(before, said({"mkdocs": "1"}, {"a.html": "2"}), "New")
    assert found.seen


def by_properdocs(project: Path) -> subprocess.CompletedProcess[str]:
    """A strict build of the guide in `project` by ProperDocs."""
    return subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file", SETTINGS],
        cwd=project,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_properdocs_makes_the_site_that_mkdocs_makes(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    site = tree(built(project))
    done = by_properdocs(project)
    assert done.returncode == 0, done.stderr
    assert "should be renamed" not in done.stderr
    assert list(differences(site, tree(project / "site"), "ProperDocs")) == []
    assert unmarked(site) == sorted(path for path in site if path.endswith(".html"))


def test_properdocs_counts_what_the_engine_warns_of(tmp_path: Path) -> None:
    unused = SOURCES + SOURCES.replace("law:", "unused:").replace("example.org/", "example.org/2")
    done = by_properdocs(small_guide(tmp_path, {"data/sources.yml": unused}))
    assert "WARNING -  docs/data/sources.yml:2" in done.stderr
    assert done.returncode == 1


BLOCK = """
//// deadline | coming
/// before
There is time.
///
/// after
It is over.
///
////
"""
RAW = ("[The law][law]", "{deadline:coming}", "//// deadline | coming")


def test_a_page_built_without_the_engine_says_that_nobody_checked_it(tmp_path: Path) -> None:
    """By a generator that ignores `hooks:` in silence, as Zensical does."""
    said = {"fr": {"name": "Français", "unchecked": "Page non vérifiée."}}
    project = small_guide(tmp_path, {"fr/index.md": INDEX + BLOCK}, languages=said)
    site = tree(built(unhooked(project)))
    assert unmarked(site) == []
    for page in ("fr/index.html", "404.html"):
        html = site[page].decode("utf-8")
        assert "⚠ UNCHECKED" in html
        assert '<p lang="fr" dir="auto">Page non vérifiée.</p>' in html
        assert '<meta name="robots" content="noindex">' in html
    assert [raw for raw in RAW if raw not in site["fr/index.html"].decode("utf-8")] == []


def unhooked(project: Path) -> Path:
    """The guide in `project` with nothing under `hooks:`."""
    settings = yaml.safe_load((project / SETTINGS).read_text("utf-8"))
    settings["hooks"] = []
    (project / SETTINGS).write_text(yaml.safe_dump(settings), "utf-8")
    return project


def test_without_the_engine_nor_its_templates_what_it_would_write_stands_raw() -> None:
    """The last resort: whoever drops `custom_dir` too."""
    settings = yaml.safe_load(re.sub("!ENV", "", (ROOT / SETTINGS).read_text("utf-8")))
    html = Markdown(extensions=extensions(settings)).convert(INDEX.partition("---\n\n")[2] + BLOCK)
    assert [raw for raw in RAW if raw not in html] == []


def extensions(settings: dict[str, Any]) -> list[str]:
    """The names of the Markdown extensions that mkdocs.yml itself names."""
    named = settings["markdown_extensions"]
    return [next(iter(one)) if isinstance(one, dict) else one for one in named]


def test_every_page_has_something_that_stands_raw_without_the_engine() -> None:
    marks = re.compile(r"\{[a-z]+:[\w-]+\}|\]\[[\w-]+\]|^/{3,} \w", re.MULTILINE)
    pages = [path for path in (ROOT / "docs").rglob("*.md") if ".versions" not in path.parts]
    assert pages
    clean = [path for path in pages if not marks.search(without_verbatim(path.read_text("utf-8")))]
    assert clean == []


def pins(name: str) -> dict[str, str]:
    """The version of every package in the lock `name`."""
    text = (LOCKS / f"{name}.lock").read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ ;]+)", text, re.MULTILINE))


def bounds() -> Iterator[tuple[str, str]]:
    """Each package that pyproject.toml names for the site or its tests, and its lower bound."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for one in read["project"]["dependencies"] + read["dependency-groups"]["test"]:
        name, _, bound = one.partition(">=")
        yield name, bound.partition(",")[0]


def test_the_lowest_versions_that_are_tested_are_those_that_are_promised() -> None:
    """A bound that another package's overrules would be a promise that nobody keeps."""
    tested = pins("lowest")
    others = [
        name for name, bound in bounds() if not f"{tested.get(name)}.".startswith(f"{bound}.")
    ]
    assert others == []


def test_properdocs_is_tried_without_mkdocs_beside_it() -> None:
    assert "properdocs" in pins("properdocs")
    assert "mkdocs" not in pins("properdocs")
