"""The workflows: audited by zizmor, and the few rules of ours that it does not know."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide.data.deadline_history import MEMORY
from guide.links import CACHE

from . import scripts
from .issues import GitHub
from .scripts import ROOT

WORKFLOWS = sorted(scripts.WORKFLOWS.glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def read(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def steps_of(path: Path) -> list[Any]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--pedantic", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_six() -> None:
    assert [path.stem for path in WORKFLOWS] == [
        *("deploy", "generators", "test", "translations-comment", "translations", "watch")
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


def test_these_jobs_may_write_and_no_other() -> None:
    writing = {
        f"{path.stem}.{name}": sorted(
            what for what, how in job["permissions"].items() if how == "write"
        )
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
    }
    assert {job: what for job, what in writing.items() if what} == {
        "deploy.deploy": ["id-token", "pages"],
        "translations-comment.comment": ["pull-requests"],
        "watch.issue": ["issues"],
        "watch.rebuild": ["actions"],
    }


def test_no_workflow_has_a_secret_or_runs_a_strangers_code_with_rights() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    assert "secrets" not in text
    assert "pull_request_target" not in text


def called() -> set[str]:
    """The scripts that a step runs by the runner's own Python."""
    steps = [step for path in WORKFLOWS for step in steps_of(path)]
    found = [
        re.match(r"python3 \.github/scripts/(\w+\.py) ?", step.get("run", "")) for step in steps
    ]
    return {match[1] for match in found if match}


@pytest.mark.parametrize("name", sorted(called()))
def test_what_the_runners_python_runs_needs_no_package(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-E", scripts.SCRIPTS / name, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "sage: " in done.stdout + done.stderr


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
    save, look, keep = jobs["check"]["steps"][4:]
    assert (save["name"], look["name"], keep["name"]) == (
        "Save what is known of links and deadlines",
        "Look for new versions",
        "Keep the report",
    )
    assert "!cancelled()" in save["if"]
    assert look["if"] == "${{ !cancelled() }}"
    assert save["continue-on-error"] is True
    assert keep["if"] == jobs["issue"]["if"] == "${{ always() }}"
    assert jobs["issue"]["needs"] == "check"
    fetch, tell, tell_of_packages = jobs["issue"]["steps"][1:]
    assert fetch["continue-on-error"] is True
    assert "if" not in tell
    assert tell_of_packages["if"] == "${{ !cancelled() }}"


def test_what_the_watch_records_is_what_it_tells_of() -> None:
    jobs = read(WATCH)["jobs"]
    recorded, told = (
        [step["run"].split() for step in jobs[job]["steps"] if "run" in step]
        for job in ("check", "issue")
    )
    assert [words[2:] for words in recorded] == [
        ["report/check", "make", "check"],
        ["report/versions", "make", "outdated"],
    ]
    assert [words[2:5] for words in told] == [
        ["report/check", "--about", "watch"],
        ["report/versions", "--about", "versions"],
    ]
    keep, fetch = jobs["check"]["steps"][-1]["with"], jobs["issue"]["steps"][1]["with"]
    assert (keep["name"], keep["path"]) == (fetch["name"], fetch["path"])


def test_what_the_watch_saves_is_what_both_bring_back() -> None:
    """GitHub finds a cache again only by the same paths and the beginning of its key."""
    deploy = WATCH.with_name("deploy.yml")
    steps = [step for path in (WATCH, deploy) for step in steps_of(path)]
    caches = [step for step in steps if "actions/cache/" in step.get("uses", "")]
    [save] = [step["with"] for step in caches if "/save@" in step["uses"]]
    assert save["path"].split() == [CACHE, MEMORY]
    assert [step["with"]["path"] for step in caches] == [save["path"]] * 3
    for restore in (step["with"] for step in caches if "/restore@" in step["uses"]):
        assert save["key"].startswith(restore["restore-keys"])


def test_the_steps_run_out_of_time_before_their_job() -> None:
    """So that the steps after them still have time to keep what they left."""
    job = read(WATCH)["jobs"]["check"]
    given = [step["timeout-minutes"] for step in job["steps"] if "run" in step]
    assert sum(given) <= job["timeout-minutes"] - 5


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
    left = tmp_path / "report" / "check"
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
        github.keep(tmp_path / "report" / "check").stdout
        == "The watch: all is well, and no issue is open.\n"
    )


def _run_the_check_step(folder: Path, recipe: str) -> None:
    """Runs it as GitHub does, which kills it once its time is up."""
    steps = read(WATCH)["jobs"]["check"]["steps"]
    [script] = [step["run"] for step in steps if step["name"] == "Check"]
    scripts.lay(folder)
    (folder / "Makefile").write_text(f"check:\n\t{recipe}\n", "utf-8")
    with subprocess.Popen(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        # Under `make test`, the variables of that make would have this one speak of folders.
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as step:
        if recipe == HANGS:
            assert step.stdout
            assert step.stdout.readline() == b"half\n"  # shown while it runs
            os.killpg(step.pid, signal.SIGKILL)
        else:
            step.communicate()
    assert step.returncode == (-signal.SIGKILL if recipe == HANGS else 0)


@pytest.mark.parametrize("arguments", [["report"], ["report", "no-such-program"]])
def test_what_cannot_be_recorded_fails_and_leaves_no_status(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = scripts.run(scripts.lay(tmp_path) / "record.py", *arguments, cwd=tmp_path)
    assert done.returncode in {1, 2}
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "report" / "status").exists()


def test_whoever_runs_the_tests_fetches_first_what_the_runner_lacks() -> None:
    """Its image has a browser and Java, but no hunspell, and its user may install nothing."""
    testing = 0
    for path in WORKFLOWS:
        for job in read(path)["jobs"].values():
            runs = [step.get("run") for step in job["steps"]]
            if {".ci/run", "make test", "make lowest"} & {*runs}:
                testing += 1
                assert runs[:-1].count("sudo .ci/need hunspell") == 1, path.name
    assert testing


def test_each_python_that_is_tested_is_one_that_the_commands_look_for() -> None:
    versions = read(WATCH.with_name("test.yml"))["jobs"]["test"]["strategy"]["matrix"]["python"]
    named = re.findall(r"python(3\.\d+)", (ROOT / ".ci" / "need").read_text("utf-8"))
    assert list(reversed(versions)) == named
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={versions[0]}"


def test_ci_calls_make_test_and_nothing_weaker() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "exec make test"


@pytest.mark.parametrize(
    ("name", "command"),
    [("deploy", "make site"), ("watch", "make check"), ("watch", "make outdated")],
)
def test_whoever_asks_the_sources_says_who_asks(name: str, command: str) -> None:
    path = ROOT / ".github" / "workflows" / f"{name}.yml"
    [asking] = [step for step in steps_of(path) if command in step.get("run", "")]
    assert asking["env"]["REPOSITORY_URL"] == ("${{ github.server_url }}/${{ github.repository }}")
