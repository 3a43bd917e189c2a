"""The memory of runs outlives builds that are killed, and builds that run at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import IO

import pytest
from filelock import FileLock

from guide.core import memory
from guide.core.problems import Problem, Severity
from guide.links import Evidence, LinkCache, Run, load, save
from links.looking import NOW

URL = "https://a.example/"
HOOKS = Path(__file__).parents[2] / "hooks"
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from guide.links import Evidence, Run, load, save

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
at = datetime(2026, 11, 23, tzinfo=UTC)
cache, _ = load(path, at)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    url = f"https://{name}.example/{number}"
    cache.learn(Run({url: Evidence(url, at, status=200, detail="x" * 500)}))
    assert save(cache, path) == []
    print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A build that has loaded `path` and will learn of `count` pages, once it is told to."""
    program = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        env={"PYTHONPATH": str(HOOKS)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert _out(program).readline() == "ready\n"
    return program


def _out(program: subprocess.Popen[str]) -> IO[str]:
    assert program.stdout
    return program.stdout


def start(*programs: subprocess.Popen[str]) -> None:
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()


def numbers(path: Path, name: str) -> list[int]:
    """Which pages of a writer are known, once the file is read without a complaint."""
    known, problems = load(path, NOW)
    assert problems == []
    mine = [page for page in known.records if page.startswith(f"https://{name}.")]
    return sorted(int(page.rpartition("/")[2]) for page in mine)


@pytest.mark.parametrize("lines", range(1, 9))
def test_killed_at_any_moment(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "link-health.json"
    with writer(path, "a", 10_000) as killed:
        start(killed)
        for _ in range(lines):
            last = int(_out(killed).readline())
        killed.kill()
    found = numbers(path, "a")
    assert found == list(range(len(found)))
    assert last in found
    with writer(path, "b", 1) as next_build:
        start(next_build)
        next_build.communicate()
    assert next_build.returncode == 0
    assert (numbers(path, "a"), numbers(path, "b")) == (found, [0])
    assert not [file for file in tmp_path.iterdir() if file.suffix not in {".json", ".lock"}]


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    count = 40
    with writer(path, "a", count) as one, writer(path, "b", count) as other:
        start(one, other)
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    assert numbers(path, "a") == numbers(path, "b") == list(range(count))


def evidence(url: str, status: int) -> Evidence:
    return Evidence(url, NOW, status=status)


def test_what_this_run_has_learnt_goes_before_what_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    mine, theirs = LinkCache(), LinkCache()
    for known, status in ((mine, 200), (theirs, 404)):
        known.learn(Run({"https://a.example/": evidence("https://a.example/", status)}))
    theirs.learn(Run({"https://b.example/": evidence("https://b.example/", 200)}))
    save(theirs, path)
    save(mine, path)
    known, _ = load(path, NOW)
    assert known.records["https://a.example/"] == mine.records["https://a.example/"]
    assert known.records["https://b.example/"] == theirs.records["https://b.example/"]


def record_at(known: LinkCache, hours: int) -> None:
    at = NOW + timedelta(hours=hours)
    known.learn(Run({URL: Evidence(URL, at, status=200)}))


def test_of_two_builds_the_last_to_look_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    slow, quick = LinkCache(), LinkCache()
    record_at(slow, 0)
    record_at(quick, 1)
    save(quick, path)
    save(slow, path)
    assert load(path, NOW)[0].records[URL] == quick.records[URL]


def test_a_look_that_a_wrong_clock_put_in_the_future_is_not_kept_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    future = LinkCache()
    record_at(future, 9_000)
    save(future, path)
    known, _ = load(path, NOW)
    record_at(known, 0)
    record_at(known, 1)
    save(known, path)
    assert load(path, NOW)[0].records[URL] == known.records[URL]


def test_a_page_that_no_source_has_any_more_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    urls = [f"https://{name}.example/" for name in "abc"]
    mine, theirs = LinkCache(), LinkCache()
    mine.learn(Run({url: evidence(url, 200) for url in urls[:2]}))
    theirs.learn(Run({url: evidence(url, 200) for url in urls[1:]}))
    save(theirs, path)
    save(mine, path, {urls[0], "https://new.example/"})
    assert list(load(path, NOW)[0].records) == urls[:1]


def test_what_another_build_has_mended_meanwhile_is_not_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "link-health.json"
    known = LinkCache()
    record_at(known, 0)
    save(known, path)
    sound = path.read_bytes()

    class Late(FileLock):
        """The lock, once another build has let it go."""

        def __enter__(self) -> Late:
            if sound:
                path.write_bytes(sound)
            else:
                path.unlink()
            return super().__enter__()

    monkeypatch.setattr(memory, "FileLock", Late)
    path.write_bytes(b"{")
    assert load(path, NOW) == (known, [])
    path.write_bytes(b"{")
    sound = b""
    assert load(path, NOW) == (LinkCache(), [])
    assert not [file for file in tmp_path.iterdir() if "damaged" in file.name]


def test_a_damaged_file_that_another_build_holds_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_LOCK_PATIENCE", 0)
    path = tmp_path / "link-health.json"
    path.write_bytes(b"{")
    with FileLock(f"{path}.lock"):
        cache, [problem] = load(path, NOW)
    assert cache == LinkCache()
    assert "is damaged, or of another version and stays so (another build holds it)" in str(problem)
    assert path.read_bytes() == b"{"


def test_a_file_that_was_removed_meanwhile_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    mine = LinkCache()
    mine.learn(Run({"https://a.example/": evidence("https://a.example/", 200)}))
    save(mine, path)
    known, _ = load(path, NOW)
    path.unlink()
    save(known, path)
    assert load(path, NOW) == (mine, [])


def test_a_build_does_not_wait_for_another_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_LOCK_PATIENCE", 0)
    path = tmp_path / "link-health.json"
    with FileLock(f"{path}.lock"):
        assert save(LinkCache(), path) == [
            Problem(
                ".cache/link-health.json",
                0,
                "is held by another build: every source will be asked again next time.",
                Severity.INFO,
            )
        ]
    assert not path.exists()


def test_ten_thousand_sources_are_a_small_file(tmp_path: Path) -> None:
    path = tmp_path / "link-health.json"
    urls = [f"https://{number}.example/page" for number in range(10_000)]
    known = LinkCache()
    known.learn(Run({url: evidence(url, 200) for url in urls}))
    assert save(known, path) == []
    assert path.stat().st_size < 6_000_000
    assert len(json.loads(path.read_bytes())["pages"]) == len(urls)
