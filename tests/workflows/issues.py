"""A `gh` of ours that keeps issues in a file, and the watch's script run upon it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .scripts import lay, leave, run

Json = dict[str, Any]

MARK = "<!-- guide: daily watch -->"  # what the watch knows its own issues by
RUN = "https://git.example/guide/actions/runs/1"

# A program of two files: the first line of a script cannot hold a path with a space.
GH = f"""#!/bin/sh
exec "{sys.executable}" "${{0}}.py" "$@"
"""

GH_PY = """\
import json, pathlib, sys

state = pathlib.Path(__file__).with_name("state.json")
data = json.loads(state.read_text())
data["calls"].append(sys.argv[1:])
verb, rest = sys.argv[1:3], sys.argv[3:]

def option(name):
    return rest[rest.index(name) + 1]

if verb == data.get("broken"):
    state.write_text(json.dumps(data))
    sys.exit("HTTP 502")
if verb == ["issue", "list"]:
    assert option("--state") == "open"
    print(json.dumps([
        {
            "number": one["number"],
            "body": one["body"],
            "labels": [{"name": label} for label in one["labels"]],
        }
        for one in data["issues"]
        if one["open"]
    ]))
elif verb == ["label", "create"]:
    data["labels"].append(rest[0])
elif verb == ["issue", "create"]:
    assert option("--label") in data["labels"], "could not add label: not found"
    data["issues"].append({
        "number": 100 + len(data["issues"]), "open": True, "labels": [option("--label")],
        "title": option("--title"), "body": sys.stdin.read(), "comments": [],
    })
else:
    [issue] = [one for one in data["issues"] if str(one["number"]) == rest[0]]
    if verb == ["issue", "edit"]:
        issue["body"] = sys.stdin.read()
    elif verb == ["issue", "comment"]:
        issue["comments"].append(sys.stdin.read())
    elif verb == ["issue", "close"]:
        issue["open"] = False
        issue["comments"].append(option("--comment"))
    else:
        sys.exit(f"no such command: {verb}")
state.write_text(json.dumps(data))
"""


def issue(number: int, body: str = "", *, label: str = "veille", opened: bool = True) -> Json:
    return {
        "number": number,
        "open": opened,
        "labels": [label],
        "title": "…",
        "body": body,
        "comments": [],
    }


@dataclass
class GitHub:
    """A repository's issues, and the script run upon them."""

    folder: Path
    language: str | None = "fr"

    @property
    def state(self) -> Json:
        state: Json = json.loads((self.folder / "state.json").read_text("utf-8"))
        return state

    def begin(self, *issues: Json, broken: list[str] | None = None) -> None:
        state = {"issues": list(issues), "labels": [], "calls": [], "broken": broken}
        (self.folder / "state.json").write_text(json.dumps(state), "utf-8")

    def watch(
        self, report: str | None, status: str | None, about: str = "watch"
    ) -> subprocess.CompletedProcess[str]:
        kept = leave(self.folder / "report", {"report.txt": report, "status": status})
        return self.keep(kept, about)

    def keep(self, left: Path, about: str = "watch") -> subprocess.CompletedProcess[str]:
        """Runs the script upon what a check left in the folder `left`."""
        script = lay(self.folder, self.language) / "watch_issue.py"
        return run(script, left, "--about", about, "--run-url", RUN, PATH=str(self.folder))
