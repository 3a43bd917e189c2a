"""A `gh` of ours that keeps pull requests in a file, and the comment's script run upon them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .issues import GH, Json
from .scripts import lay, leave, run

RUN = "https://git.example/guide/actions/runs/1"
HEAD = "0123456789abcdef0123456789abcdef01234567"
FORK = "someone/guide"
TABLE = """\
| page          | fr-falc | en                | pt        |
| ------------- | ------- | ----------------- | --------- |
| index.md      | fresh   | stale: 2, 1 grave | stale: 12 |
| guide/dire.md | missing | unstamped         | orphan    |

fr-falc: 1 fresh, 1 missing
en: 1 stale, 1 unstamped
pt: 1 stale, 1 orphan
"""

GH_PY = """\
import json, pathlib, re, sys

state = pathlib.Path(__file__).with_name("state.json")
data = json.loads(state.read_text())
data["calls"].append(sys.argv[1:])
api, place, *rest = sys.argv[1:]
assert api == "api"
method = rest[rest.index("--method") + 1] if "--method" in rest else "GET"
call = method + " " + place.removeprefix("repos/{owner}/{repo}/")
if "--input" in rest:
    assert rest[rest.index("--input") + 1] == "-"
    body = json.load(sys.stdin)["body"]

def done(answer):
    state.write_text(json.dumps(data))
    print(json.dumps(answer))

if data.get("broken") and call.startswith(data["broken"]):
    state.write_text(json.dumps(data))
    sys.exit("HTTP 502")
if found := re.fullmatch(r"GET pulls/(\\d+)", call):
    pull = data["pulls"].get(found[1]) or sys.exit("HTTP 404")
    done(pull)
elif found := re.fullmatch(r"GET issues/(\\d+)/comments\\?per_page=100", call):
    assert rest == ["--paginate", "--slurp"]
    own = [one for one in data["comments"] if one["on"] == found[1]]
    done([own[first : first + 2] for first in range(0, len(own), 2)] or [[]])  # pages of two
elif found := re.fullmatch(r"POST issues/(\\d+)/comments", call):
    user = {"login": "github-actions[bot]"}
    data["comments"].append({"id": 500, "on": found[1], "user": user, "body": body})
    done(data["comments"][-1])
elif found := re.fullmatch(r"PATCH issues/comments/(\\d+)", call):
    [comment] = [one for one in data["comments"] if str(one["id"]) == found[1]]
    comment["body"] = body
    done(comment)
else:
    sys.exit(f"no such call: {call}")
"""


def pull(*, head: str = HEAD, repository: str | None = FORK, state: str = "open") -> Json:
    repo = {"full_name": repository} if repository else None
    return {"state": state, "head": {"sha": head, "repo": repo}}


def comment(number: int, body: str, *, author: str | None = "github-actions[bot]") -> Json:
    return {
        "id": number,
        "on": "7",
        "user": {"login": author} if author else None,
        "body": body,
    }


@dataclass
class Pulls:
    """A repository's pull requests, and the script run upon them."""

    folder: Path
    language: str = "fr"

    @classmethod
    def laid(cls, folder: Path) -> Pulls:
        """A repository in `folder`, with one pull request and no comment."""
        gh = folder / "gh"
        gh.write_text(GH, "utf-8")
        gh.chmod(0o755)
        (folder / "gh.py").write_text(GH_PY, "utf-8")
        pulls = cls(folder)
        pulls.begin(pull=pull())
        return pulls

    @property
    def state(self) -> Json:
        state: Json = json.loads((self.folder / "state.json").read_text("utf-8"))
        return state

    @property
    def comments(self) -> list[str]:
        return [one["body"] for one in self.state["comments"]]

    def begin(self, *comments: Json, pull: Json | None, broken: str = "") -> None:
        pulls = {"7": pull} if pull else {}
        state = {"pulls": pulls, "comments": list(comments), "calls": [], "broken": broken}
        (self.folder / "state.json").write_text(json.dumps(state), "utf-8")

    def keep(
        self, table: str | bytes | None = TABLE, number: str | None = "7\n"
    ) -> subprocess.CompletedProcess[str]:
        """Runs the script upon `table` and `number` as another run left them."""
        left = leave(self.folder / "translations", {"table.md": table, "number": number})
        script = lay(self.folder, self.language) / "translation_comment.py"
        told = ["--head-sha", HEAD, "--head-repository", FORK, "--run-url", RUN]
        return run(script, left, *told, PATH=str(self.folder))
