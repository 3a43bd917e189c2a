"""`make outdated`, against an index of ours on loopback."""

from __future__ import annotations

import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest

from .scripts import SCRIPTS, run

PROJECT = """\
[project]
name = "a-guide"
version = "1.0"
requires-python = ">=3.11"
dependencies = ["tool>=1,<2", "Typed_Thing"]
[dependency-groups]
test = ["checker>=1"]
"""
TODAY = "2026-11-30"
Json = dict[str, Any]


def release(day: str, *, python: str | None = ">=3.9", yanked: str | None = None) -> list[Json]:
    """The files of a version, as the index tells of them."""
    return [
        {
            "upload_time_iso_8601": f"{day}T12:00:00.000000Z",
            "requires_python": python,
            "yanked": yanked is not None,
            "yanked_reason": yanked or None,
        }
    ]


def fault(name: str, **more: Any) -> Json:
    told = {"aliases": ["CVE-2026-1"], "summary": "Reads too much.", "fixed_in": ["1.1"]}
    return {"id": name, "link": f"https://osv.example/{name}", "withdrawn": None} | told | more


class Index(http.server.BaseHTTPRequestHandler):
    """Answers from `pages`; with a number there, by that status."""

    pages: ClassVar[dict[str, Any]] = {}
    agents: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        answer = self.pages.get(self.path, 404)
        status, body = (answer, b"no") if isinstance(answer, int) else (200, json.dumps(answer))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@dataclass
class Guide:
    """A guide's folder with its locks, beside an index."""

    folder: Path
    address: str
    locks: dict[str, str] = field(default_factory=dict)

    def lock(self, *pins: str, test: tuple[str, ...] = ()) -> None:
        for name, own in (("requirements.lock", pins), ("requirements-test.lock", test)):
            text = "".join(f"{pin} \\\n    --hash=sha256:00\n" for pin in own)
            (self.folder / name).write_text(text, "utf-8")

    def knows(self, name: str, releases: Json, **faults: list[Json]) -> None:
        """Tells the index of a package's releases; of a release's faults, none unless told."""
        Index.pages[f"/{name}/json"] = {"releases": releases}
        for version in releases:
            told = faults.get(f"v{version.replace('.', '_')}", [])
            Index.pages[f"/{name}/{version}/json"] = {"vulnerabilities": told}

    def outdated(self, *also: str, project: str = PROJECT) -> subprocess.CompletedProcess[str]:
        (self.folder / "pyproject.toml").write_text(project, "utf-8")
        told = ("--index", self.address, "--today", TODAY, "--pause", "0", *also)
        return run(SCRIPTS / "outdated.py", *told, cwd=self.folder, REPOSITORY_URL="https://a.test")


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[Guide]:
    Index.pages, Index.agents = {}, []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        guide = Guide(tmp_path, f"http://127.0.0.1:{server.server_port}")
        guide.lock("tool==1.0")
        yield guide
        server.shutdown()


def test_nothing_is_said_of_the_newest(guide: Guide) -> None:
    guide.lock("tool==1.0", test=("tool==1.0", "checker==1.0 ; sys_platform == 'win32'"))
    guide.knows("tool", {"0.9": release("2020-01-01"), "1.0": release("2020-06-01")})
    guide.knows("checker", {"1.0": release("2020-01-01")})
    done = guide.outdated()
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 locked packages looked at.\n", "")
    assert set(Index.agents) == {"guide-watch/1 (https://a.test)"}


def test_a_young_release_is_information(guide: Guide) -> None:
    guide.knows("tool", {"1.0": release("2020-01-01"), "1.1": release("2026-11-20")})
    done = guide.outdated()
    assert done.returncode == 0
    assert "INFO    -  requirements.lock:1: tool 1.0: 1.1 is out since 2026-11-20.\n" in done.stdout


def test_one_that_has_waited_is_asked_for_however_young_the_newest(guide: Guide) -> None:
    releases = {"1.0": release("2020-01-01"), "1.1": release("2026-09-01")}
    guide.knows("tool", releases | {"1.2": release("2026-11-29")})
    done = guide.outdated()
    assert done.returncode == 1
    assert (
        "WARNING -  requirements.lock:1: tool 1.0: 1.2 is out; this one was overtaken 90 days"
        in (done.stdout)
    )


def test_what_the_bounds_keep_out_is_told_and_never_asked_for(guide: Guide) -> None:
    guide.knows("tool", {"1.0": release("2020-01-01"), "2.0": release("2020-02-01")})
    done = guide.outdated()
    assert done.returncode == 0
    assert "2.0 is out since 2020-02-01, and kept out by '<2,>=1' in pyproject" in done.stdout


@pytest.mark.parametrize(
    ("version", "newer"),
    [
        ("1.1rc1", release("2020-01-01")),
        ("1.1", release("2020-01-01", yanked="broken")),
        ("1.1", release("2020-01-01", python=">=3.12")),
        ("1.1", release("2020-01-01", python="what?")),
        ("1.1", []),
        ("one", release("2020-01-01")),
    ],
)
def test_what_no_lock_could_hold_is_passed_over(
    guide: Guide, version: str, newer: list[Json]
) -> None:
    guide.knows("tool", {"1.0": release("2019-01-01"), version: newer})
    assert guide.outdated().stdout == "1 locked packages looked at.\n"


def test_what_others_ask_for_may_be_held_back_by_them(guide: Guide) -> None:
    guide.lock("deep==1.0")
    guide.knows("deep", {"1.0": release("2019-01-01"), "9.0": release("2020-01-01")})
    done = guide.outdated()
    assert done.returncode == 0
    assert "deep 1.0: 9.0 is out since 2020-01-01; others ask for this package" in done.stdout


def test_a_known_fault_is_told_with_its_remedy(guide: Guide) -> None:
    guide.lock("deep==1.0")
    told = [
        fault("GHSA-1"),
        fault("PYSEC-1"),  # the same, by the alias that they share
        fault("GHSA-2", withdrawn="2026-01-01", aliases=[]),
        fault("GHSA-3", fixed_in=[], aliases=None),
    ]
    guide.knows("deep", {"1.0": release("2019-01-01")}, v1_0=told)
    done = guide.outdated()
    assert done.returncode == 1
    mended, unmended, _ = done.stdout.splitlines()
    assert mended == (
        "WARNING -  requirements.lock:1: deep 1.0 has a known fault, GHSA-1 (CVE-2026-1): "
        "Reads too much. See https://osv.example/GHSA-1 Fixed in 1.1. Type `make lock UPGRADE=1`, "
        'then `make test`. If it cannot touch the guide, write `GHSA-1 = "why"` '
        "in docs/data/accepted.toml."
    )
    assert "GHSA-3" in unmended
    assert "No version mends it yet." in unmended


@pytest.mark.parametrize("name", ["GHSA-1", "CVE-2026-1"])
def test_an_accepted_fault_is_silent(guide: Guide, name: str) -> None:
    guide.knows("tool", {"1.0": release("2019-01-01")}, v1_0=[fault("GHSA-1")])
    assert guide.outdated().returncode == 1
    accepted = guide.folder / "docs" / "data" / "accepted.toml"
    accepted.parent.mkdir(parents=True)
    accepted.write_text(f'{name} = "we read no such file"\n', "utf-8")
    assert guide.outdated().returncode == 0


def test_accepted_faults_that_cannot_be_read_are_told_in_a_line(guide: Guide) -> None:
    accepted = guide.folder / "docs" / "data" / "accepted.toml"
    accepted.parent.mkdir(parents=True)
    accepted.write_text("CVE-2026-1: we read no such file\n", "utf-8")
    done = guide.outdated()
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("docs/data/accepted.toml: ")
    assert "line 1" in line
    assert line.endswith('Write `CVE-2026-1 = "why"`, each on a line of its own.')


def test_a_version_withdrawn_or_gone_is_told(guide: Guide) -> None:
    guide.lock("tool==1.0", "deep==1.0", "lost==1.0")
    guide.knows("tool", {"1.0": release("2019-01-01", yanked="loses data")})
    guide.knows("deep", {"1.1": release("2019-01-01")})
    done = guide.outdated()
    assert done.returncode == 1
    assert "tool 1.0 was withdrawn by its authors (loses data). Type `make lock" in done.stdout
    assert "deep 1.0 is no longer in the index: nobody can install it." in done.stdout
    assert "lost 1.0 is no longer in the index: nobody can install it." in done.stdout
    assert "known faults" not in done.stdout


def test_what_is_to_be_done_comes_first(guide: Guide) -> None:
    guide.lock("deep==1.0", "tool==1.0")
    guide.knows("deep", {"1.0": release("2019-01-01"), "9.0": release("2020-01-01")})
    guide.knows("tool", {"1.0": release("2019-01-01")}, v1_0=[fault("GHSA-1")])
    first, second, _ = guide.outdated().stdout.splitlines()
    assert first.startswith("WARNING -  requirements.lock:3: tool 1.0 ")
    assert second.startswith("INFO    -  requirements.lock:1: deep 1.0: ")


def test_what_is_locked_elsewhere_counts_too(guide: Guide) -> None:
    guide.lock()
    guide.knows("uv", {"0.1": release("2020-01-01"), "0.2": release("2020-02-01")})
    done = guide.outdated("uv==0.1")
    assert done.returncode == 1
    assert "WARNING -  Makefile: uv 0.1: 0.2 is out; this one was overtaken" in done.stdout


def test_an_index_that_tells_no_faults_is_no_good_news(guide: Guide) -> None:
    guide.knows("tool", {"1.0": release("2019-01-01")})
    del Index.pages["/tool/1.0/json"]
    done = guide.outdated()
    assert done.returncode == 1
    assert f"{guide.address} tells no known faults of any package." in done.stdout


def test_one_answer_that_fails_is_told_and_hides_no_other(guide: Guide) -> None:
    guide.lock("tool==1.0", "typed-thing==1.0")
    guide.knows("tool", {"1.0": release("2019-01-01"), "1.1": release("2020-01-01")})
    Index.pages["/typed-thing/json"] = {"releases": {"1.0": [{}]}}
    done = guide.outdated()
    assert done.returncode == 1
    assert "tool 1.0: 1.1 is out" in done.stdout
    assert "requirements.lock:3: nothing could be learnt of typed-thing: its answer has" in (
        done.stdout
    )
    assert done.stderr == ""


def test_without_network_nothing_is_concluded(guide: Guide) -> None:
    """In the form by which watch_issue.py knows it."""
    guide.address = "http://127.0.0.1:1"
    done = guide.outdated()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "INFO    -  requirements.lock: no network: http://127.0.0.1:1 did"
    )
