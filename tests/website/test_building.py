"""The build as whoever types `mkdocs` meets it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from guide.data.deadline_history import MEMORY
from links.site import serving as answering

from .building import (
    INDEX,
    MKDOCS,
    READ,
    ROOT,
    briefly_printed,
    build,
    built,
    environment,
    small_guide,
    tree,
    with_walk,
)
from .elsewhere import aged, private, unlike

SOURCE_AT = 'law: {{url: "{url}", title: Law, publisher: State, lang: fr, seen: 2026-11-23}}\n'
LOOPBACK = ["127.0.0.1"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_strict_build_says_nothing_and_is_the_same_anywhere(site: Path, tmp_path: Path) -> None:
    """Another folder, another machine: the same pages, prints, letters and zips, byte by byte."""
    machine = unlike(tmp_path / "home")
    says = "import os; print(os.cpu_count(), sorted(os.listdir()) == os.listdir()[::-1])"
    told = subprocess.run(
        [sys.executable, "-c", says], env=environment(**machine), capture_output=True, check=True
    )
    assert told.stdout.split() == [b"1", b"True"]
    with private():
        project = aged(briefly_printed(tmp_path / "ailleurs, un été"))
        done = build(project, "--strict", SOURCE_DATE_EPOCH=READ, **machine)
    assert (project / "site/index.html").stat().st_mode & 0o077 == 0
    assert done.returncode == 0, done.stderr
    assert not re.search("WARNING|ERROR|MkDocs 2", done.stderr), done.stderr
    assert tree(project / "site") == tree(site)


def test_a_build_leaves_nothing_in_the_repository(site: Path) -> None:
    assert ROOT not in site.parents


def test_a_second_build_is_the_first_again(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    first = tree(built(project))
    assert tree(built(project)) == first


def test_an_error_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    first = tree(built(project))
    (project / "docs/fr/index.md").write_text(INDEX + "\n{deadline:comming}\n", "utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "docs/fr/index.md:11: unknown deadline 'comming'. Did you mean 'coming'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == first


def test_a_dead_link_found_at_the_very_end_leaves_the_old_site_too(tmp_path: Path) -> None:
    project = with_walk(small_guide(tmp_path, {}))
    first = tree(built(project))
    footer = project / "hooks/templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + '<img src="gone.png" alt="">', "utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "built page: 'gone.png' is dead" in done.stderr
    assert tree(project / "site") == first


def test_offline_asks_nobody_and_says_nothing(tmp_path: Path) -> None:
    with answering() as host:
        sources = SOURCE_AT.format(url=host.says("/law", "The law."))
        project = small_guide(tmp_path, {"data/sources.yml": sources}, allow_hosts=LOOPBACK)
        done = build(project)
        assert done.returncode == 0
        assert "not checked" not in done.stderr
        assert not host.hits
        assert build(project, GUIDE_LINKS="online").returncode == 0
        assert host.hits["/law"]


def test_without_network_the_build_passes_and_says_what_it_could_not_check(
    tmp_path: Path,
) -> None:
    sources = SOURCE_AT.format(url=f"http://127.0.0.1:{free_port()}/law")
    project = small_guide(tmp_path, {"data/sources.yml": sources}, allow_hosts=LOOPBACK)
    done = build(project, "--strict", GUIDE_LINKS="online")
    assert done.returncode == 0, done.stderr
    assert "no network: 1 source not checked." in done.stderr


def test_the_preview_shows_the_guide_asks_nobody_and_remembers_nothing(tmp_path: Path) -> None:
    with answering() as host:
        sources = SOURCE_AT.format(url=host.says("/law", "The law."))
        project = small_guide(tmp_path, {"data/sources.yml": sources}, allow_hosts=LOOPBACK)
        assert "A small guide" in _previewed(project)
        assert not host.hits
        assert not (project / MEMORY).exists()


def _previewed(project: Path) -> str:
    """The home page that `mkdocs serve` shows, though the settings allow the network."""
    port = free_port()
    server = subprocess.Popen(
        [*MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env=environment(GUIDE_LINKS="online"),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with server:
        try:
            said = server.stderr or ()
            assert any("Serving on" in line for line in said)
            with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                return str(answer.read(), "utf-8")
        finally:
            server.kill()


NEWS = "a: {date: 2022-05-09, about: guide, text: {fr: Begun.}}\n"


def test_a_guide_with_news_offers_a_feed(tmp_path: Path) -> None:
    told = {"fr/index.md": INDEX + "\n{all:news}\n", "data/news.yml": NEWS}
    site = built(small_guide(tmp_path, told))
    assert "<title>Begun.</title>" in (site / "feed.xml").read_text("utf-8")
    assert 'href="index.html#news-a"' in (site / "feed.xml").read_text("utf-8")
    assert 'href="feed.xml"' in (site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "told",
    [{"fr/index.md": INDEX + "\n{all:news}\n"}, {"data/news.yml": NEWS}],
    ids=["no news", "no page of them"],
)
def test_a_guide_without_news_has_no_feed(told: dict[str, str], tmp_path: Path) -> None:
    """A feed without an entry would have no day of its own."""
    site = built(small_guide(tmp_path, told))
    assert not (site / "feed.xml").exists()
    assert "feed.xml" not in (site / "index.html").read_text("utf-8")


def test_a_guide_has_inks_of_its_own_beside_those_of_the_engine(tmp_path: Path) -> None:
    own = {
        "assets/css/inks.css": ":root { --paper: #ffffff; }",
        "assets/css/guide-dark.css": ":root { --paper: #000000; }",
    }
    site = built(small_guide(tmp_path, own))
    sheets = re.findall(r'href="assets/css/([^"]+)"', (site / "index.html").read_text("utf-8"))
    assert sheets == ["guide.css", "inks.css", "guide-dark.css", "print.css"]
    assert {name: (site / name).read_text("utf-8") for name in own} == own
