"""The workflows: audited by zizmor, and the few rules of ours that it does not know."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from guide.deadline_history import MEMORY
from guide.links import CACHE

from .issues import GitHub

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


def test_there_are_five() -> None:
    assert [path.stem for path in WORKFLOWS] == [
        *("deploy", "test", "translations-comment", "translations", "watch")
    ]


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


WATCH = ROOT / ".github" / "workflows" / "watch.yml"


def test_the_watch_tells_what_it_found_even_when_a_step_breaks_or_is_cut_off() -> None:
    """GitHub counts as cancelled a job that runs out of time: only always() outlives that."""
    jobs = read(WATCH)["jobs"]
    save, keep = jobs["check"]["steps"][4:]
    assert (save["name"], keep["name"]) == (
        "Save what is known of links and deadlines",
        "Keep the report",
    )
    assert "!cancelled()" in save["if"]
    assert save["continue-on-error"] is True
    assert keep["if"] == jobs["issue"]["if"] == "${{ always() }}"
    assert jobs["issue"]["needs"] == "check"
    fetch, tell = jobs["issue"]["steps"][1:]
    assert fetch["continue-on-error"] is True
    assert "if" not in tell


def test_what_the_watch_saves_is_what_both_bring_back() -> None:
    """GitHub finds a cache again only by the same paths and the beginning of its key."""
    deploy = WATCH.with_name("deploy.yml")
    steps = [step for path in (WATCH, deploy) for step in _steps(path)]
    caches = [step for step in steps if "actions/cache/" in step.get("uses", "")]
    [save] = [step["with"] for step in caches if "/save@" in step["uses"]]
    assert save["path"].split() == [CACHE, MEMORY]
    assert [step["with"]["path"] for step in caches] == [save["path"]] * 3
    for restore in (step["with"] for step in caches if "/restore@" in step["uses"]):
        assert save["key"].startswith(restore["restore-keys"])


def _steps(path: Path) -> list[Any]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_the_step_runs_out_of_time_before_its_job() -> None:
    """So that the steps after it still have time to keep what it left."""
    job = read(WATCH)["jobs"]["check"]
    [step] = [step for step in job["steps"] if step["name"] == "Check"]
    assert step["timeout-minutes"] <= job["timeout-minutes"] - 5


FAILS = "@echo WARNING - a.md: old; exit 1"
CRASHES = "@echo Traceback; kill -SEGV $$$$"
SAYS_NOTHING = "@exit 0"
HANGS = "@echo half; sleep 600"
NEVER_BEGINS = ""


@pytest.mark.parametrize(
    ("recipe", "report", "status"),
    [
        (FAILS, "WARNING - a.md: old", "2\n"),
        (CRASHES, "Traceback", "2\n"),
        (SAYS_NOTHING, "", "0\n"),
        (HANGS, "half", None),
        (NEVER_BEGINS, None, None),
    ],
)
def test_whatever_becomes_of_the_check_an_issue_is_opened(
    tmp_path: Path, github: GitHub, recipe: str, report: str | None, status: str | None
) -> None:
    """The step's own script with a `make check` of ours, then the script that keeps the issue."""
    left = tmp_path / "report"
    if recipe:
        _run_the_check_step(tmp_path, recipe)
        assert (report or "") in (left / "report.txt").read_text("utf-8")
    assert ((left / "status").read_text("utf-8") if (left / "status").exists() else None) == status
    done = github.keep(left)
    assert (done.returncode, done.stdout) == (0, "The watch: opened an issue.\n")
    assert (report or "(aucun rapport)") in github.state["issues"][0]["body"]


def test_a_check_that_found_nothing_opens_none(tmp_path: Path, github: GitHub) -> None:
    _run_the_check_step(tmp_path, "@echo INFO - built")
    assert (
        github.keep(tmp_path / "report").stdout == "The watch: all is well, and no issue is open.\n"
    )


def _run_the_check_step(folder: Path, recipe: str) -> None:
    """Runs it as GitHub does, which kills it once its time is up."""
    steps = read(WATCH)["jobs"]["check"]["steps"]
    [script] = [step["run"] for step in steps if "run" in step]
    (folder / "Makefile").write_text(f"check:\n\t{recipe}\n", "utf-8")
    with subprocess.Popen(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        # Under `make test`, the variables of that make would have this one speak of folders.
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as step:
        if recipe == HANGS:
            report = folder / "report" / "report.txt"
            while not (report.exists() and report.read_text("utf-8")):
                time.sleep(0.01)
            os.killpg(step.pid, signal.SIGKILL)
    assert step.returncode == (-signal.SIGKILL if recipe == HANGS else 0)


def test_ci_calls_make_test_and_nothing_weaker() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "exec make test"


@pytest.mark.parametrize("name", ["etape.yml", "lien.yml", "traduire.yml"])
def test_issue_forms_have_what_github_asks(name: str) -> None:
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / name)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_the_form_for_translators_offers_every_language() -> None:
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / "traduire.yml")
    [field] = [field for field in form["body"] if field.get("id") == "language"]
    *offered, other = field["attributes"]["options"]
    guide = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["guide"]
    languages = {code: told["name"] for code, told in guide["languages"].items()}
    del languages[guide["source_language"]]
    assert [name for name in languages.values() if not any(name in one for one in offered)] == []
    assert len(offered) == len(languages)
    assert other == "Une autre langue"


@pytest.mark.parametrize(("name", "command"), [("deploy", "make site"), ("watch", "make check")])
def test_whoever_asks_the_sources_says_who_asks(name: str, command: str) -> None:
    path = ROOT / ".github" / "workflows" / f"{name}.yml"
    [asking] = [step for step in _steps(path) if command in step.get("run", "")]
    assert asking["env"]["REPOSITORY_URL"] == ("${{ github.server_url }}/${{ github.repository }}")
