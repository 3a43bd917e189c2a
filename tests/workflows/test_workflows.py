"""The workflows: audited by zizmor, and the few rules of ours that it does not know."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--pedantic", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_three() -> None:
    assert [path.name for path in WORKFLOWS] == ["deploy.yml", "test.yml", "watch.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_and_says_its_version(path: Path) -> None:
    uses = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.search(line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    versions: dict[str, set[str]] = {}
    for repository, version in re.findall(r"uses: ([\w.-]+/[\w.-]+)[\w./-]*@(.+)", text):
        versions.setdefault(repository, set()).add(version)
    assert [name for name, found in versions.items() if len(found) > 1] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_permissions_begin_at_nothing_and_every_job_ends(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_checkout_leaves_a_token_behind(path: Path) -> None:
    steps = [step for job in read(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if "actions/checkout@" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_only_the_watch_has_a_schedule() -> None:
    # GitHub switches off the whole file after 60 idle days: nothing else may hang on it.
    # YAML 1.1 reads the key `on` as true.
    scheduled = [path.name for path in WORKFLOWS if "schedule" in read(path)[True]]
    assert scheduled == ["watch.yml"]


def test_the_watch_tells_what_it_found_even_when_a_step_breaks() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "watch.yml")["jobs"]
    after_check = jobs["check"]["steps"][4:]
    assert [step["name"] for step in after_check] == [
        "Save what is known of the links",
        "Keep the report",
    ]
    assert all("!cancelled()" in step["if"] for step in after_check)
    assert jobs["issue"]["if"] == "${{ !cancelled() }}"
    assert jobs["issue"]["steps"][1]["continue-on-error"] is True


def test_the_check_step_succeeds_with_the_status_in_the_report(tmp_path: Path) -> None:
    jobs = read(ROOT / ".github" / "workflows" / "watch.yml")["jobs"]
    [script] = [step["run"] for step in jobs["check"]["steps"] if "run" in step]
    (tmp_path / "Makefile").write_text("check:\n\t@echo WARNING - a.md: old; exit 1\n", "utf-8")
    done = subprocess.run(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "WARNING - a.md: old" in (tmp_path / "report" / "report.txt").read_text("utf-8")
    assert (tmp_path / "report" / "status").read_text("utf-8") == "2\n"


def test_ci_calls_make_test_and_nothing_weaker() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "exec make test"


@pytest.mark.parametrize("name", ["etape.yml", "lien.yml"])
def test_issue_forms_have_what_github_asks(name: str) -> None:
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / name)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)
