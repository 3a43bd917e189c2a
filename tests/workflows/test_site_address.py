"""Where the site is, as GitHub tells it: by a `gh` of ours that answers one thing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .scripts import SCRIPTS, run

MADE_HERE = '{"html_url": "https://a.example/guide/", "build_type": "workflow"}'


def ask(folder: Path, answer: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs the script where GitHub answers `answer`, or refuses with it."""
    told = f"echo '{answer}' >&2; exit {status}" if status else f"echo '{answer}'"
    gh = folder / "gh"
    gh.write_text(
        f'#!/bin/sh\ntest "$*" = "api repos/{{owner}}/{{repo}}/pages" || exit 9\n{told}\n'
    )
    gh.chmod(0o755)
    output = str(folder / "output")
    return run(SCRIPTS / "site_address.py", PATH=str(folder), GITHUB_OUTPUT=output)


def test_the_address_is_an_output(tmp_path: Path) -> None:
    assert ask(tmp_path, MADE_HERE).returncode == 0
    assert (tmp_path / "output").read_text("utf-8") == "url=https://a.example/guide/\n"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("gh: Not Found (HTTP 404)", 1),
        (MADE_HERE.replace("workflow", "legacy"), 0),
    ],
)
def test_without_a_site_a_notice_says_how_to_have_one(
    tmp_path: Path, answer: str, status: int
) -> None:
    done = ask(tmp_path, answer, status)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("::notice title=GitHub Pages::Nothing is published from here.")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("answer", "status"), [("gh: Resource not accessible (HTTP 403)", 1), ("no JSON", 0)]
)
def test_a_refusal_is_no_absence(tmp_path: Path, answer: str, status: int) -> None:
    done = ask(tmp_path, answer, status)
    assert done.returncode == 1
    assert "The site's address could not be learnt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()
