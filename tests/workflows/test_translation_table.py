"""Which languages a pull request touches, and the step of the workflow that writes their table."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .scripts import ROOT, WORKFLOWS, lay, run

WORKFLOW = WORKFLOWS / "translations.yml"

TABLE = """\
| page          | fr-falc | en       | pt       |
| ------------- | ------- | -------- | -------- |
| index.md      | fresh   | stale: 2 | fresh    |
| guide/dire.md | missing | fresh    | orphan   |

fr-falc: 1 fresh, 1 missing
en: 1 stale, 1 fresh
pt: 1 fresh, 1 orphan
"""
ONLY_EN = """\
| page          | en       |
| ------------- | -------- |
| index.md      | stale: 2 |
| guide/dire.md | fresh    |

en: 1 stale, 1 fresh
"""


GIT = """#!/bin/sh
test "$*" = 'diff --name-only --no-renames -z HEAD^ HEAD' && exec cat changed
"""


def left(folder: Path, *paths: str, language: str = "fr") -> str:
    """What the script leaves for a pull request that changes `paths`, in a git of ours."""
    script = lay(folder, language) / "translation_table.py"
    (folder / "changed").write_text("".join(f"{path}\0" for path in paths), "utf-8")
    (folder / "git").write_text(GIT, "utf-8")
    (folder / "git").chmod(0o755)
    tell(folder)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = run(script, "left", "--number", "7", cwd=folder, PATH=path, PYTHONPATH="hooks")
    assert (done.returncode, done.stderr) == (0, "")
    table = (folder / "left" / "table.md").read_text("utf-8")
    assert done.stdout == (table or "The pull request touches no translation.\n")
    return table


def tell(folder: Path) -> None:
    """Lays an engine into `folder` that tells TABLE."""
    module = folder / "hooks" / "guide" / "translation"
    module.mkdir(parents=True)
    (module / "__main__.py").write_text(f"print({TABLE!r}, end='')\n", "utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "docs/fr/index.md",
        "docs/fr/drawings/clé.svg",
        "hooks/strings/pt.yml",
        "docs/strings/pt.yml",
    ],
)
def test_the_source_and_the_strings_touch_every_language(tmp_path: Path, path: str) -> None:
    assert left(tmp_path, "docs/en/index.md", path) == TABLE


@pytest.mark.parametrize(
    ("paths", "languages"),
    [
        (["docs/pt/guide/dire.md"], ["pt"]),
        (["docs/pt/index.md", "docs/fr-falc/index.md"], ["fr-falc", "pt"]),
        (["docs/fr-falc/index.md"], ["fr-falc"]),
        (["docs/en/un nom\navec une fin de ligne.md"], ["en"]),
        (["docs/.versions/index.md", "docs/en/index.md"], ["en"]),
    ],
)
def test_a_folder_touches_its_language(
    tmp_path: Path, paths: list[str], languages: list[str]
) -> None:
    head, *_ = table = left(tmp_path, *paths).splitlines()
    assert [cell.strip() for cell in head.split("|")[2:-1]] == languages
    assert [line.partition(":")[0] for line in table[5:]] == languages


def test_a_table_of_one_language(tmp_path: Path) -> None:
    assert left(tmp_path, "docs/en/index.md") == ONLY_EN


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["docs/data/sources.yml", "docs/assets/images/logo.svg", "docs/LICENSE"],
        ["docs/.versions/index.md"],
        ["docs/eng/index.md", "docs/de/index.md", "docs/en"],
        ["elsewhere/docs/fr/index.md"],
    ],
)
def test_nothing_is_printed_where_no_translation_is_touched(
    tmp_path: Path, paths: list[str]
) -> None:
    assert left(tmp_path, *paths) == ""


def test_the_source_is_that_of_the_guide(tmp_path: Path) -> None:
    assert left(tmp_path, "docs/fr/index.md", language="de") == ""
    shutil.rmtree(tmp_path / "hooks")
    assert left(tmp_path, "docs/de/index.md", language="de") == TABLE


def test_the_engine_writes_such_a_table() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "guide.translation", "table"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "hooks", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    head, rule, *rest = told.splitlines()
    assert head.startswith("| page ")
    assert set(rule) == set("| -")
    languages = [cell.strip() for cell in head.split("|")[2:-1]]  # none, in some guides
    assert [line.partition(":")[0] for line in rest[len(rest) - len(languages) :]] == languages


def test_what_cannot_be_told_fails_in_a_line(tmp_path: Path) -> None:
    script = lay(tmp_path) / "translation_table.py"
    done = run(script, "left", "--number", "7", cwd=tmp_path, PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("The table could not be written: ")
    assert done.stderr.count("\n") == 1


def test_the_step_tells_the_number_and_what_the_merge_changes(tmp_path: Path) -> None:
    """The step's own script, in a repository that was checked out as the workflow does."""
    place = merged(tmp_path, "docs/en/index.md")
    [step] = [step for step in steps() if step.get("name") == "Write the table"]
    subprocess.run(
        [shutil.which("bash") or "bash", "-e", "-c", step["run"]],
        cwd=place,
        env=os.environ | step["env"] | {"NUMBER": "7"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    assert (place / "translations" / "number").read_text("utf-8") == "7\n"
    assert (place / "translations" / "table.md").read_text("utf-8") == ONLY_EN


def steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return list(workflow["jobs"]["table"]["steps"])


def merged(folder: Path, changed: str) -> Path:
    """A clone of the depth the workflow asks for, at the merge of a branch that has `changed`."""
    origin, place = folder / "origin", folder / "place"
    origin.mkdir()
    tell(origin)
    lay(origin)
    git(origin, "init", "--quiet", "--initial-branch", "main")
    commit(origin)
    git(origin, "checkout", "--quiet", "-b", "proposal")
    write(origin / changed)
    commit(origin)
    git(origin, "checkout", "--quiet", "main")
    write(origin / "docs" / "fr" / "since.md")  # on main since: none of the proposal
    commit(origin)
    git(origin, "merge", "--quiet", "--no-edit", "proposal")
    [checkout] = [step["with"] for step in steps() if "checkout@" in step.get("uses", "")]
    depth = f"--depth={checkout['fetch-depth']}"
    git(folder, "clone", "--quiet", depth, origin.as_uri(), str(place))
    python = place / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return place


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("…", "utf-8")


def commit(place: Path) -> None:
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "…")


def git(place: Path, *arguments: str) -> None:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=place, env=os.environ | own, check=True)  # noqa: S607
