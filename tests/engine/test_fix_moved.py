"""`make check FIX=moved`: what becomes of docs/data/sources.yml."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from guide.data.registry import SOURCES
from guide.fix_moved import fix
from guide.links import CACHE, Evidence, Hop, LinkCache, Run, load, save
from guide.text.textfile import write_whole
from links.looking import NOW

ENTRY = """\
{key}:
  url: {url}   # {key}, by hand
  title: "{key}"
  publisher: P
  lang: fr
  seen: 2026-11-23
  expect: [six semaines]

"""


def moved_to(old: str, new: str) -> Evidence:
    return Evidence(old, NOW, status=200, hops=(Hop(301, new),), asked=("six semaines",))


def guide(project: Path, sources: str, *moved: tuple[str, str]) -> Path:
    """A guide with these sources, some found to have moved for good; its sources.yml."""
    for name, text in {SOURCES: sources, "docs/data/deadlines.yml": ""}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(text.encode())
    cache = LinkCache()
    cache.learn(Run({old: moved_to(old, new) for old, new in moved}))
    assert save(cache, project / CACHE) == []
    return project / SOURCES


def fixed(project: Path) -> list[str]:
    told = fix(project, (), NOW)
    return [f"{problem.severity.name} {problem}" for problem in told]


OLD, NEW = "https://a.example/old", "https://a.example/new"
LEGAL = "https://b.example/old", "https://b.example/new?x=1&y=2"


def test_the_addresses_are_written_and_nothing_else(tmp_path: Path) -> None:
    text = (
        "# Every source.\r\n\r\n"
        + ENTRY.format(key="z", url=f"'{OLD}'")
        + ENTRY.format(key="still", url="https://c.example/")
        + ENTRY.format(key="a", url=f"{LEGAL[0]}#six")
        + "# The end."
    )
    file = guide(tmp_path, text, (OLD, NEW), LEGAL)
    file.chmod(0o640)
    assert fixed(tmp_path) == [
        f"INFO {SOURCES}:4: 'z' is now at {NEW}",
        f"INFO {SOURCES}:20: 'a' is now at {LEGAL[1]}#six",
    ]
    expected = text.replace(f"'{OLD}'", NEW).replace(f"{LEGAL[0]}#six", f"{LEGAL[1]}#six")
    assert file.read_bytes().decode() == expected
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in sorted(file.parent.iterdir())] == ["deadlines.yml", "sources.yml"]


def test_a_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    file = guide(tmp_path, ENTRY.format(key="a", url=OLD), (OLD, NEW))
    assert len(fixed(tmp_path)) == 1
    after = file.read_bytes()
    assert fixed(tmp_path) == []
    assert file.read_bytes() == after


def test_what_has_not_moved_is_not_even_touched(tmp_path: Path) -> None:
    file = guide(tmp_path, ENTRY.format(key="a", url=OLD))
    before = file.stat()
    assert fixed(tmp_path) == []
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("url", "address", "why"),
    [
        (f">-\n    {OLD}", NEW, "its old address is not written as one value on one line"),
        (OLD, "https://a.example/a b", "no build would take its new address"),
        (OLD, "http://192.168.1.1/page", "no build would take its new address"),
        (OLD, "http://a.example/new", "its new address is not secure"),
    ],
)
def test_what_cannot_be_written_is_left_and_told(
    tmp_path: Path, url: str, address: str, why: str
) -> None:
    text = ENTRY.replace("   # {key}, by hand", "").format(key="a", url=url)
    file = guide(tmp_path, text, (OLD, address))
    assert fixed(tmp_path) == [
        f"WARNING {SOURCES}:2: 'a' is left to you: {why}. It has moved to {address}"
    ]
    assert file.read_bytes().decode() == text


@pytest.mark.parametrize("expect", ["", "  expect: [six semaines, huit jours]\n"])
def test_what_no_words_prove_is_left_to_a_person(tmp_path: Path, expect: str) -> None:
    text = ENTRY.replace("  expect: [six semaines]\n", expect).format(key="a", url=OLD)
    file = guide(tmp_path, text, (OLD, NEW))
    why = "no expected words prove that it is the same page"
    assert fixed(tmp_path) == [
        f"WARNING {SOURCES}:2: 'a' is left to you: {why}. It has moved to {NEW}"
    ]
    assert file.read_bytes().decode() == text


def test_an_address_that_never_was_secure_may_stay_so(tmp_path: Path) -> None:
    old, new = "http://a.example/old", "http://a.example/new"
    guide(tmp_path, ENTRY.format(key="a", url=old), (old, new))
    assert fixed(tmp_path) == [f"INFO {SOURCES}:2: 'a' is now at {new}"]


def test_data_with_faults_are_left_alone(tmp_path: Path) -> None:
    text = ENTRY.format(key="a", url=OLD) + "b: {url: x}\n"
    file = guide(tmp_path, text, (OLD, NEW))
    assert any(line.startswith(f"ERROR {SOURCES}:9: b: ") for line in fixed(tmp_path))
    assert file.read_bytes().decode() == text


def test_a_damaged_memory_is_told_and_changes_nothing(tmp_path: Path) -> None:
    text = ENTRY.format(key="a", url=OLD)
    file = guide(tmp_path, text, (OLD, NEW))
    (tmp_path / CACHE).write_text("{", "utf-8")
    [line] = fixed(tmp_path)
    assert line.startswith(f"INFO {CACHE}: ")
    assert file.read_bytes().decode() == text
    assert load(tmp_path / CACHE, NOW)[0].records == {}


def test_a_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yml"
    kept.write_bytes(b"old")
    link = tmp_path / "sources.yml"
    link.symlink_to(kept)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").mkdir()
    with pytest.raises(OSError, match=r"sources\.yml"):
        write_whole(tmp_path / "sources.yml", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["sources.yml"]
