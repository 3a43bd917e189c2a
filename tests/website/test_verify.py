"""`make verify`: whoever has the commit can tell whether a published copy is what it makes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guide.proof import limits
from guide.proof.__main__ import OTHER, SAME, UNKNOWN, main
from links.site import serving as answering

from .building import INDEX, ROOT, SITE, built, small_guide
from .reading import serving

SAID = "\n{copy:booklet} {copy:zip}\n\n## Sources {#list}\n\n{all:sources}\n"
SOURCES = """\
law: {{url: "{law}", title: Law, publisher: State, lang: fr, seen: 2026-11-23, expect: [law]}}
gone:
  {{url: "{gone}", title: Gone, publisher: State, lang: fr, seen: 2026-11-23,
   archive: {{url: "https://web.archive.org/web/2026/x", date: 2026-05-02}}}}
"""
GIT = shutil.which("git") or "git"
Said = Callable[[], list[str]]


def verified(*arguments: object, within: Path) -> int:
    """What `make verify` ends with; in a thread, for a browser of ours may have this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(main, [str(one) for one in arguments], within).result()


def git(folder: Path, *arguments: str) -> str:
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(
        [GIT, *author, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def committed(project: Path) -> str:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Change it")
    return git(project, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide in git, printed, and built while one of its sources answered and another was gone."""
    project = tmp_path_factory.mktemp("x") / "mon guide"
    with answering() as host:
        sources = SOURCES.format(law=host.says("/law", "The law."), gone=host.url("/gone"))
        page = INDEX + "\nSee [gone][gone].\n" + SAID
        files = {"fr/index.md": page, "data/sources.yml": sources}
        paper = {"chapters": ["index.md"]}
        small_guide(project, files, paper=paper, allow_hosts=["127.0.0.1"])
        shutil.copy(ROOT / ".gitignore", project)
        git(project, "init", "--quiet")
        committed(project)
        built(project, GUIDE_LINKS="online", SITE_URL=SITE)
    return project


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """The lines said so far; nothing may be said that is not for people."""

    def lines() -> list[str]:
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return captured.out.splitlines()

    return lines


def test_a_copy_at_an_address_is_verified_from_a_shallow_clone(
    guide: Path, tmp_path: Path, said: Said
) -> None:
    """With what the site itself tells of its hour, its address and its links, and no network."""
    page = (guide / "site/index.html").read_text("utf-8")
    assert "https://web.archive.org/web/2026/x" in page
    git(tmp_path, "clone", "--quiet", "--depth=1", guide.as_uri(), "peu profond")
    with serving(guide / "site") as address:
        assert verified(address, within=tmp_path / "peu profond") == SAME
    lines = said()
    files = json.loads((guide / "site/build.json").read_text("utf-8"))["files"]
    assert lines[-2] == f"{len(files)} identical. This is what the commit makes."
    assert lines[-1].endswith("(2 sources) are its own word.")
    assert len(lines) == 5


def test_what_was_done_to_a_copy_is_told_file_by_file(
    guide: Path, tmp_path: Path, said: Said
) -> None:
    site = shutil.copytree(guide / "site", tmp_path / "copie")
    home = site / "index.html"
    home.write_text(home.read_text("utf-8").replace("A small guide</h1>", "A scam</h1>"), "utf-8")
    (site / "robots.txt").unlink()
    (site / "ads.js").write_text("alert(1)", "utf-8")
    zipped = shutil.make_archive(str(tmp_path / "copie"), "zip", tmp_path, "copie")
    assert verified(zipped, within=guide) == OTHER
    lines = said()
    assert "extra      ads.js: added after the build" in lines
    assert "missing    robots.txt" in lines
    (edited,) = [line for line in lines if line.startswith("different")]
    assert edited.startswith("different  index.html: changed after it was built; line ")
    assert "A scam</h1>" in edited.partition("rebuilt")[0]
    assert lines[-1].endswith("1 different, 1 missing, 1 extra. This is not what the commit makes.")


def test_another_commit_is_told_and_what_differs_with_it(
    guide: Path, tmp_path: Path, said: Said
) -> None:
    commit = git(guide, "rev-parse", "HEAD")
    git(tmp_path, "clone", "--quiet", str(guide), "other")
    other = tmp_path / "other"
    page = other / "docs/fr/index.md"
    page.write_text(page.read_text("utf-8").replace("# A small guide", "# Another"), "utf-8")
    new = committed(other)
    page.write_text("not committed", "utf-8")
    assert verified(guide / "site", within=other) == OTHER
    lines = said()
    assert lines[0] == f"Built 2026-11-23 at 12:00:00 UTC from commit {commit[:10]}."
    assert "Here, files have changed since the commit: they are left out." in lines
    told = f"Here is another commit, {new[:10]}: its own is had by `git checkout {commit}`."
    assert told in lines
    assert "different  build.json: another `commit` than this build has" in lines
    for name in ("index.html", "papier/guide-fr.pdf"):
        assert any(line.startswith(f"different  {name}: as it was built; ") for line in lines)


def test_without_git_the_folder_itself_is_held_against_the_copy(tmp_path: Path, said: Said) -> None:
    project = small_guide(tmp_path / "unpacked", {})
    assert verified(built(project), within=project) == SAME
    lines = said()
    assert lines[0].endswith("from sources of no known commit.")
    assert lines[1] == "git knows no commit here: the folder is taken as it stands."


def test_a_commit_that_does_not_build_is_told_in_a_line(
    guide: Path, tmp_path: Path, said: Said
) -> None:
    git(tmp_path, "clone", "--quiet", str(guide), "broken")
    (tmp_path / "broken/docs/data/deadlines.yml").write_text("a: {}\n", "utf-8")
    committed(tmp_path / "broken")
    assert verified(guide / "site", within=tmp_path / "broken") == UNKNOWN
    assert "the commit checked out does not build: ERROR" in said()[-1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "no build.json: no copy of a whole site is here"),
        (b"", "build.json is not what the engine writes: the file: Invalid JSON"),
        (b"[" * 100_000, "build.json is not what the engine writes: the file: Invalid JSON"),
        (b"\xff\xfe", "build.json is not what the engine writes: the file: Invalid JSON"),
        (b'{"files": {"../../etc/passwd": "0"}}', "build.json is not what the engine writes: "),
        (b" " * 5_000, "build.json is longer than 4,000 bytes"),
    ],
    ids=["none", "empty", "deep", "no text", "traversal", "long"],
)
def test_a_copy_that_makes_no_sense_is_told_in_a_line(
    content: bytes | None,
    told: str,
    tmp_path: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if content is not None:
        (tmp_path / "build.json").write_bytes(content)
    if told.startswith("build.json is longer"):
        monkeypatch.setattr(limits, "MOST_BYTES", 4_000)
    assert verified(tmp_path, within=ROOT) == UNKNOWN
    (line,) = said()
    assert line.startswith(f"{tmp_path}: {told}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "There is nothing to verify. Type for instance: make verify SITE=https://"),
        ([""], "There is nothing to verify."),
        (["/nowhere"], "/nowhere: is no folder, no zip and no address."),
        (["http://127.0.0.1:1/"], "http://127.0.0.1:1/: build.json could not be fetched: "),
        ([str(ROOT / "README.md")], f"{ROOT / 'README.md'}: is no zip that can be read"),
    ],
)
def test_what_is_no_copy_is_told_in_a_line(arguments: list[str], told: str, said: Said) -> None:
    assert verified(*arguments, within=ROOT) == UNKNOWN
    (line,) = said()
    assert line.startswith(told)
