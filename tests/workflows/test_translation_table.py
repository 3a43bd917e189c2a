"""Which languages a pull request touches, and the step of the workflow that writes their table."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".github" / "scripts" / "translation_table.py"
WORKFLOW = ROOT / ".github" / "workflows" / "translations.yml"
SETTINGS = ROOT / "mkdocs.yml"

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


def printed(folder: Path, *paths: str) -> str:
    """What the script prints for a pull request that changes `paths`."""
    (folder / "changed").write_text("".join(f"{path}\0" for path in paths), "utf-8")
    (folder / "table.md").write_text(TABLE, "utf-8")
    return subprocess.run(
        [sys.executable, SCRIPT, folder / "changed", folder / "table.md"],
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout


@pytest.mark.parametrize(
    "path", ["docs/fr/index.md", "docs/fr/drawings/clé.svg", "hooks/strings/pt.yml"]
)
def test_the_source_and_the_strings_touch_every_language(tmp_path: Path, path: str) -> None:
    assert printed(tmp_path, "docs/en/index.md", path) == TABLE


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
    head, *_ = table = printed(tmp_path, *paths).splitlines()
    assert [cell.strip() for cell in head.split("|")[2:-1]] == languages
    assert [line.partition(":")[0] for line in table[5:]] == languages


def test_a_table_of_one_language(tmp_path: Path) -> None:
    assert printed(tmp_path, "docs/en/index.md") == ONLY_EN


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["docs/data/sources.yml", "docs/assets/css/guide.css", "docs/LICENSE"],
        ["docs/.versions/index.md"],
        ["docs/eng/index.md", "docs/de/index.md", "docs/en"],
        ["elsewhere/docs/fr/index.md"],
    ],
)
def test_nothing_is_printed_where_no_translation_is_touched(
    tmp_path: Path, paths: list[str]
) -> None:
    assert printed(tmp_path, *paths) == ""


def test_the_source_is_that_of_the_guide() -> None:
    [source] = re.findall(r"^ +source_language: (.+)$", SETTINGS.read_text("utf-8"), re.MULTILINE)
    assert f'\nSOURCE = "{source}"' in SCRIPT.read_text("utf-8")


def test_the_engine_writes_such_a_table(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "guide.translation", "table"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "hooks", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
    (tmp_path / "en.md").write_bytes(b"docs/en/index.md\0")
    (tmp_path / "fr.md").write_bytes(b"docs/fr/index.md\0")
    (tmp_path / "table.md").write_text(told, "utf-8")
    every, english = (
        subprocess.run(
            [sys.executable, SCRIPT, tmp_path / name, tmp_path / "table.md"],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        ).stdout
        for name in ("fr.md", "en.md")
    )
    assert every == told
    assert len(english.splitlines()) == english.count("\n|") + 3
    assert english.splitlines()[-1].startswith("en: ")


def test_the_step_tells_the_number_and_what_the_merge_changes(tmp_path: Path) -> None:
    """The step's own script, in a repository that was checked out as the workflow does."""
    place = merged(tmp_path, "docs/en/index.md")
    [step] = [step for step in steps() if step.get("name") == "Write the table"]
    subprocess.run(
        [shutil.which("bash") or "bash", "-e", "-c", step["run"]],
        cwd=place,
        env=os.environ | step["env"] | {"NUMBER": "7", "RUNNER_TEMP": str(tmp_path)},
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
    module = origin / "hooks" / "guide" / "translation"
    module.mkdir(parents=True)
    (module / "__main__.py").write_text(f"print({TABLE!r}, end='')\n", "utf-8")
    (origin / SCRIPT.relative_to(ROOT)).parent.mkdir(parents=True)
    shutil.copy(SCRIPT, origin / SCRIPT.relative_to(ROOT))
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
