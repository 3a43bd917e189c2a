"""The README's « Forker en dix minutes », followed to the letter, offline."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from guide.fork.ownership import LIST, Ownership

from .building import READ, ROOT, environment
from .html import parsed, text

SECTION = "## Forker en dix minutes\n"
UPSTREAM, FORK = "dire-non", "mein-leitfaden"  # the folders that the README names
BEFORE, AFTER = "Quellen dieser Seite", "Worauf diese Seite beruht"


def blocks() -> list[str]:
    """What the section has its reader type, block by block."""
    section = (ROOT / "README.md").read_text("utf-8").partition(SECTION)[2].partition("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """The engine as it stands in this work tree, in a repository of its own."""
    folder = tmp_path / UPSTREAM
    for name in Ownership(ROOT).engine_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    typed(folder, "git init --quiet --initial-branch=main")
    return commit(folder)


def typed(folder: Path, lines: str) -> str:
    """What a shell in `folder` says to `lines`; in the fork, once it is there, nothing is left to
    set up."""
    ready = f"test ! -d ../{FORK} || test -d ../{FORK}/.venv || be_set_up\n"
    script = "".join(f"{line}\n{ready}" for line in ["set -eu", _BE_SET_UP, *lines.splitlines()])
    who = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    own = {
        name: value
        for name, value in environment(SOURCE_DATE_EPOCH=READ).items()
        if not name.startswith("MAKE")
    }
    done = subprocess.run(
        [shutil.which("sh") or "sh", "-c", script],
        cwd=folder,
        env=own
        | dict.fromkeys(who, "a@example.org")
        | {"SOURCE_DATE_EPOCH": READ, "ARGS": "--strict"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# The packages are those of these tests: to install them again would take minutes and the network.
_BE_SET_UP = f"""be_set_up() {{
  mkdir -p ../{FORK}/.venv/bin
  printf '#!/bin/sh\\nexec "{sys.executable}" "$@"\\n' >../{FORK}/.venv/bin/python
  chmod +x ../{FORK}/.venv/bin/python
  touch -d 2100-01-01 ../{FORK}/.venv/.made ../{FORK}/.venv/.site
}}"""


def commit(folder: Path) -> Path:
    typed(folder, "git add --all\ngit commit --quiet --message Change")
    return folder


def edit(path: Path, before: str, after: str) -> None:
    written = path.read_text("utf-8")
    assert before in written
    path.write_text(written.replace(before, after), "utf-8")


def test_a_reader_who_follows_it_has_a_guide_and_takes_a_newer_engine(upstream: Path) -> None:
    begin, keep, renew = blocks()
    typed(upstream, begin)
    fork = upstream.with_name(FORK)
    assert heading(fork) == "Fragen, was man über Sie weiß"
    assert says(fork, BEFORE)

    edit(fork / "mkdocs.yml", "site_name: ", "site_name: Unser Leitfaden. ")
    edit(fork / "docs/de/index.md", "# Fragen, was", "# Fragen Sie, was")
    typed(fork, keep)
    edit(upstream / "hooks/strings/de.yml", BEFORE, AFTER)
    commit(upstream)

    said = typed(fork, renew)
    assert re.search(r"^Engine \S+ \(\w+\): 1 files changed\.", said, re.MULTILINE)
    assert heading(fork) == "Fragen Sie, was man über Sie weiß"
    assert says(fork, "Unser Leitfaden")
    assert says(fork, AFTER)
    assert not says(fork, BEFORE)
    assert typed(fork, "git status --porcelain") == ""


def first_page(fork: Path) -> Element:
    """The site's first page as it is now."""
    return parsed((fork / "site/index.html").read_text("utf-8"))


def heading(fork: Path) -> str:
    (title,) = first_page(fork).iter("h1")
    return text(title)


def says(fork: Path, words: str) -> bool:
    return words in text(first_page(fork))


def test_each_file_of_this_repository_is_somebody_s() -> None:
    known = Ownership(ROOT)
    files = subprocess.run(
        [shutil.which("git") or "git", "ls-files"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    assert len(files) > 1000
    assert [name for name in files if known.owner(name) is None] == [], f"whose is it? See {LIST}"


def imported(path: Path) -> Iterator[Path]:
    """The modules of tests/ that the one at `path` imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = path.parents[node.level - 1] if node.level else ROOT / "tests"
            folder = base.joinpath(*(node.module or "").split("."))
            yield from (folder / f"{one.name}.py" for one in node.names)
            yield folder.with_suffix(".py")


def test_what_a_fork_tests_needs_nothing_that_it_has_not() -> None:
    known = Ownership(ROOT)
    tests = [name for name in known.engine_files() if name.startswith("tests/")]
    needed = {
        (name, module.relative_to(ROOT).as_posix())
        for name in tests
        if name.endswith(".py")
        for module in imported(ROOT / name)
        if module.is_file()
    }
    assert ("tests/any_guide/conftest.py", "tests/website/reading.py") in needed
    assert {(name, module) for name, module in needed if known.owner(module) != "engine"} == set()
