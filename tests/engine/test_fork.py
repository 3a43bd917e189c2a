"""The fork kit: a guide laid down, an engine taken, and the line for whoever types it wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from guide.core.places import PROJECT
from guide.fork.__main__ import main
from guide.fork.ownership import LIST, Ownership

FILES = {
    LIST: 'engine = ["hooks/", "Makefile", "pyproject.toml", "docs/*.css"]\n'
    'guide = ["docs/", "mkdocs.yml", "hooks/mine/"]\n',
    "pyproject.toml": '[project]\nversion = "1.0"\n',
    "Makefile": "site:\n\nfar:\n\naway:\n\ntest:\n",
    "hooks/engine.py": "ONE = 1\n",
    "hooks/old.py": "",
    "hooks/mine/own.py": "",
    "hooks/starter/shared/docs/logo.svg": "<svg/>\n",
    "hooks/starter/eo/mkdocs.yml": "site_name: Gvidilo\n",
    "hooks/starter/eo/docs/index.md": "---\nverified: 2026-01-02\n---\n\n# Saluton\n",
    "docs/index.md": "# Upstream\n",
    "docs/all.css": "",
    "mkdocs.yml": "site_name: Upstream\n",
}


@pytest.fixture(autouse=True)
def someone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git knows who is at work, and has no other settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """A guide as small as can be, with an engine and a starter."""
    folder = tmp_path / "up stream"
    for name, text in FILES.items():
        write(folder, name, text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder)


@pytest.fixture
def fork(upstream: Path) -> Path:
    """What `make fork NAME=../fork LANG=eo` makes of it."""
    assert main(["new", "../fork", "eo"], upstream) == 0
    return upstream.with_name("fork")


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def git(folder: Path, *arguments: str) -> str:
    program = shutil.which("git")
    assert program
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def commit(folder: Path) -> Path:
    """Commits all that has changed in `folder`."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")
    return folder


def told(capsys: pytest.CaptureFixture[str], *arguments: str, project: Path) -> str:
    """The line that refuses what `arguments` ask for."""
    capsys.readouterr()
    assert main(arguments, project) == 2
    said = capsys.readouterr()
    assert not said.out
    [line] = said.err.splitlines()
    return line


def listed(folder: Path, commit: str = "HEAD") -> set[str]:
    return set(git(folder, "ls-tree", "-r", "--name-only", commit).splitlines())


def test_a_fork_is_the_engine_with_a_starter_of_its_own(fork: Path, upstream: Path) -> None:
    theirs = {name for name in FILES if name.startswith("hooks/")} - {"hooks/mine/own.py"}
    engine = theirs | {"Makefile", "pyproject.toml", "docs/all.css"}
    assert listed(fork, "HEAD~1") == engine
    assert listed(fork) == engine | {"mkdocs.yml", "docs/index.md", "docs/logo.svg"}
    assert (fork / "docs/index.md").read_text("utf-8").endswith("# Saluton\n")
    assert git(fork, "status", "--porcelain") == ""
    assert git(fork, "branch", "--show-current") == "main"
    made_from = git(fork, "log", "-1", "--format=%(trailers:key=Engine-Commit,valueonly)", "HEAD~1")
    assert made_from == git(upstream, "rev-parse", "HEAD")
    assert [path.name for path in fork.parent.glob(".fork-*")] == []


def test_an_update_meets_no_conflict_in_what_a_fork_edits(fork: Path, upstream: Path) -> None:
    write(fork, "mkdocs.yml", "site_name: Mine\n")
    write(fork, "docs/index.md", "# Mine\n")
    makefile = (fork / "Makefile").read_text("utf-8")
    write(fork, "Makefile", makefile.replace("test:", "test: mine"))  # the engine's, elsewhere
    commit(fork)
    write(upstream, "mkdocs.yml", "site_name: Other\n")
    write(upstream, "docs/index.md", "# Other\n")
    write(upstream, "docs/new.md", "# New\n")
    write(upstream, "Makefile", FILES["Makefile"].replace("site:", "site: theirs"))
    write(upstream, "hooks/new.py", "")
    (upstream / "hooks/old.py").unlink()
    commit(upstream)
    assert main(["update", "../up stream"], fork) == 0
    assert (fork / "mkdocs.yml").read_text("utf-8") == "site_name: Mine\n"
    assert (fork / "docs/index.md").read_text("utf-8") == "# Mine\n"
    assert "site: theirs" in (fork / "Makefile").read_text("utf-8")
    assert "test: mine" in (fork / "Makefile").read_text("utf-8")
    assert (fork / "hooks/new.py").exists()
    assert not (fork / "hooks/old.py").exists()
    assert not (fork / "docs/new.md").exists()
    assert git(fork, "status", "--porcelain") == ""


def test_one_update_follows_another_in_a_clone_too(
    fork: Path, upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = fork.with_name("clone")
    for number in ("2", "3"):
        write(upstream, "hooks/engine.py", f"ONE = {number}\n")
        commit(upstream)
        git(fork.parent, "clone", "--quiet", str(fork), str(clone))  # brings no other branch along
        assert main(["update", str(upstream)], clone) == 0
        assert (clone / "hooks/engine.py").read_text("utf-8") == f"ONE = {number}\n"
        shutil.rmtree(fork)
        clone.rename(fork)
    capsys.readouterr()
    assert main(["update", str(upstream)], fork) == 0
    assert capsys.readouterr().out.startswith("The engine is that of upstream already: 1.0 (")


def test_what_is_the_engine_s_is_for_upstream_to_say(fork: Path, upstream: Path) -> None:
    write(upstream, LIST, FILES[LIST].replace('"hooks/", ', '"hooks/", "tools/", '))
    write(upstream, "tools/new.py", "")
    commit(upstream)
    assert main(["update", "../up stream"], fork) == 0
    assert "tools/new.py" in listed(fork)


def test_what_both_have_changed_is_left_to_people(
    fork: Path, upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (fork, upstream):
        write(folder, "hooks/engine.py", f"ONE = '{folder.name}'\n")
        commit(folder)
    line = told(capsys, "update", "../up stream", project=fork)
    assert line.startswith("hooks/engine.py: changed here and upstream too. Choose what stays")
    git(fork, "merge", "--abort")
    assert git(fork, "status", "--porcelain") == ""


def test_an_archive_without_git_is_an_upstream_too(fork: Path, upstream: Path) -> None:
    shutil.rmtree(upstream / ".git")
    write(upstream, "pyproject.toml", '[project]\nversion = "1.1"\n')
    write(upstream, "hooks/__pycache__/engine.pyc", "made")
    assert main(["update", "../up stream"], fork) == 0
    assert "hooks/__pycache__/engine.pyc" not in listed(fork)
    message = git(fork, "log", "-1", "--format=%B", "HEAD^2")
    assert "Engine-Version: 1.1" in message
    assert "Engine-Commit" not in message
    assert main(["new", "../second", "eo"], upstream) == 0
    assert listed(upstream.with_name("second")) == listed(fork)


def test_a_shallow_clone_is_an_upstream_too(upstream: Path) -> None:
    git(upstream, "commit", "--quiet", "--allow-empty", "--message", "Later")
    shallow = upstream.with_name("shallow")
    git(upstream, "clone", "--quiet", "--depth", "1", upstream.as_uri(), str(shallow))
    assert main(["new", "../fork", "eo"], shallow) == 0
    assert main(["update", shallow.as_uri()], upstream.with_name("fork")) == 0


@pytest.mark.parametrize(
    ("name", "language", "says"),
    [
        ("", "eo", "NAME is missing. Write where the guide shall be: make fork NAME=../my-guide"),
        ("../fork", "", "LANG is missing. Write one of: LANG=eo."),
        ("../fork", "xx", "LANG=xx: there is no starter in it. Write one of: LANG=eo."),
        ("in", "eo", "NAME=in: that is within this guide. Write one beside it: NAME=../in"),
        (".", "eo", "NAME=.: that is within this guide. Write one beside it: NAME=../my-guide"),
        ("../full", "eo", "NAME=../full: there is something already. Name another folder."),
    ],
)  # fmt: skip
def test_what_cannot_be_laid_down(
    upstream: Path, capsys: pytest.CaptureFixture[str], name: str, language: str, says: str
) -> None:
    write(upstream, "../full/file", "")
    before = sorted(upstream.parent.iterdir())
    assert told(capsys, "new", name, language, project=upstream) == says
    assert sorted(upstream.parent.iterdir()) == before


def test_an_empty_folder_is_as_good_as_none(
    upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upstream.with_name("empty").mkdir()
    assert main(["new", "../empty", "eo"], upstream) == 0
    guide, read, todo = capsys.readouterr().out.splitlines()
    assert guide.startswith("../empty: a guide in 'eo' with the engine 1.0 (")
    assert "on 2026-01-02: read them again before you publish" in read
    assert todo.endswith("First: cd ../empty && make site")
    assert main(["new", "../not/there/yet", "eo"], upstream) == 0


def test_an_engine_with_changes_that_no_commit_holds(
    upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(upstream, "docs/index.md", "# No part of the engine\n")
    assert main(["new", "../first", "eo"], upstream) == 0
    write(upstream, "hooks/engine.py", "ONE = 2\n")
    write(upstream, "Makefile", "")
    line = told(capsys, "new", "../second", "eo", project=upstream)
    assert line.startswith("Makefile and 1 more: changed and not committed.")


def test_a_fork_with_changes_that_no_commit_holds(
    fork: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(fork, "mkdocs.yml", "site_name: Mine\n")
    line = told(capsys, "update", "../up stream", project=fork)
    assert line == "mkdocs.yml: changed and not committed. Commit or undo that first."


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "ENGINE is missing. Write the folder or address of a guide: make update ENGINE=../up"),
        ("../no", "ENGINE=../no: neither a folder nor an address that git knows. Write another."),
    ],
)  # fmt: skip
def test_an_upstream_that_is_none(
    fork: Path, capsys: pytest.CaptureFixture[str], source: str, says: str
) -> None:
    assert told(capsys, "update", source, project=fork) == says


def test_an_upstream_that_holds_no_engine(
    fork: Path, upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (upstream.parent / "bare").mkdir()
    assert "holds no engine" in told(capsys, "update", "../bare", project=fork)
    write(upstream.parent, "bare/pyproject.toml", FILES["pyproject.toml"])
    assert f"{LIST} is missing or damaged." in told(capsys, "update", "../bare", project=fork)
    missing = (upstream.parent / "none.git").as_uri()
    assert told(capsys, "update", missing, project=fork).startswith("git clone failed in")


def test_a_guide_that_no_kit_made(upstream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = told(capsys, "update", "../up stream", project=upstream)
    assert line.endswith(
        "the engine it began with. It was not made by `make fork`. "
        "Make one that is, and bring docs/ and mkdocs.yml over."
    )


def test_a_fork_whose_history_was_cut_off(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(fork, "clone", "--quiet", "--depth", "1", fork.as_uri(), "../cut")
    line = told(capsys, "update", "../up stream", project=fork.with_name("cut"))
    assert line.endswith("Type: git fetch --unshallow")


def test_a_folder_within_another_repository(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = told(capsys, "update", "../../up stream", project=fork / "docs")
    assert line.endswith("is no git repository of its own: there is nothing to merge into.")


def test_git_must_know_who_you_are(
    fork: Path, upstream: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    says = "git does not know who you are, and signs each change with it. Type, with your own:"
    assert told(capsys, "new", "../second", "eo", project=upstream).startswith(says)
    assert told(capsys, "update", "../up stream", project=fork).startswith(says)


def test_without_git_there_is_a_line(
    upstream: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    line = told(capsys, "new", "../fork", "eo", project=upstream)
    assert line == "git is missing. Install it, then type the same command again."


def test_the_longest_name_decides(upstream: Path) -> None:
    owner = Ownership(upstream).owner
    assert owner("hooks/mine/own.py") == "guide"
    assert owner("docs/all.css") == "engine"
    assert owner("sub/Makefile") is None


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="an archive: git lists no files")
def test_the_list_knows_every_file_of_the_engine() -> None:
    """What a guide adds of its own, it need not list."""
    known = Ownership(PROJECT)
    tracked = git(PROJECT, "ls-files").splitlines()
    assert tracked
    engine = {name for name in tracked if name.startswith(("hooks/", "tests/", ".ci/", ".github/"))}
    assert [name for name in engine if known.owner(name) is None] == []
