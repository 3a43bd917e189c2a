"""The commands' set-up: what .ci/need finds, fetches or asks for, on systems of our making."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEED = ROOT / ".ci" / "need"
SH = shutil.which("dash") or "/bin/sh"
MAKE = shutil.which("make") or "make"

SHEBANG = "#!/bin/sh\n"
BUILD = ".venv/bin/python -m mkdocs build --config-file mkdocs.yml"
OLD_PYTHON = "case $1 in --version) echo Python 3.9.2;; *) exit 1;; esac"
Program = Callable[..., Path]


@pytest.fixture
def system(tmp_path: Path) -> Program:
    """A system with next to nothing; call it to add a program, a shell script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("basename", "cp", "chmod"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)

    def add(name: str, script: str = "exit 0") -> Path:
        path = folder / name
        path.write_text(f"{SHEBANG}{script}\n", "utf-8")
        path.chmod(0o755)
        return path

    add("id", "echo 1000")
    add("uname", "echo Linux")
    return add


def need(what: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SH, NEED, what],
        env={"PATH": str(folder), "LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_finds_a_browser_under_each_of_its_names(system: Program) -> None:
    for name in ("google-chrome", "chromium-browser", "chromium", "chromium-headless-shell"):
        path = system(name)
        assert need("browser", path.parent).stdout == f"{path}\n"


def test_obeys_guide_chromium(system: Program, tmp_path: Path) -> None:
    system("chromium")
    own = shutil.copy(system("other"), tmp_path / "my browser")
    done = need("browser", tmp_path / "bin", GUIDE_CHROMIUM=str(own))
    assert done.stdout == f"{own}\n"


def test_says_so_when_guide_chromium_is_nothing(system: Program) -> None:
    done = need("browser", system("chromium").parent, GUIDE_CHROMIUM="/nowhere/chrome")
    assert done.returncode == 1
    assert "GUIDE_CHROMIUM is '/nowhere/chrome', and no program is there" in done.stderr


@pytest.mark.parametrize(
    ("manager", "what", "order"),
    [
        ("apt-get", "browser", "sudo apt-get install chromium-headless-shell "),
        ("apt-get", "java", "sudo apt-get install default-jre-headless "),
        ("dnf", "browser", "sudo dnf install chromium "),
        ("dnf", "java", "sudo dnf install java-latest-openjdk-headless "),
        ("brew", "browser", "brew install --cask google-chrome "),
        ("brew", "java", "brew install --cask temurin "),
        ("nothing", "java", "the order of your system that installs default-jre-headless "),
    ],
)
def test_says_in_one_line_what_to_type(
    system: Program, manager: str, what: str, order: str
) -> None:
    folder = system(manager, "echo called >&2; exit 9").parent
    if manager == "brew":
        system("uname", "echo Darwin")
    done = need(what, folder)
    assert done.returncode == 1
    assert f"Type: {order}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "called" not in done.stderr


def test_as_root_under_debian_fetches_by_name(system: Program) -> None:
    system("id", "echo 0")
    system("fake-chromium-headless-shell")
    folder = system(
        "apt-get",
        'echo "apt: $*"; cd "${0%/*}"; for name; do :; done; '
        'case $name in *-shell) cp "fake-$name" "$name";; esac',
    ).parent
    done = need("browser", folder)
    assert done.returncode == 0
    assert done.stdout == f"{folder / 'chromium-headless-shell'}\n"
    assert done.stderr.startswith("A browser (Chromium or Chrome) is missing: installing chromium-")
    assert "apt:" not in done.stderr


def test_shows_what_apt_says_when_it_fails(system: Program) -> None:
    system("id", "echo 0")
    folder = system("apt-get", 'echo "E: Unable to fetch" >&2; exit 100').parent
    done = need("java", folder)
    assert done.returncode == 1
    assert "E: Unable to fetch" in done.stderr
    assert "apt-get could not install default-jre-headless" in done.stderr


def test_a_java_that_does_not_run_is_none(system: Program) -> None:
    system("java", "echo 'Unable to locate a Java Runtime' >&2; exit 1")
    system("uname", "echo Darwin")
    done = need("java", system("brew").parent)
    assert "Type: brew install --cask temurin" in done.stderr


def test_takes_a_recent_python_where_python3_is_old(system: Program) -> None:
    system("python3", OLD_PYTHON)
    path = system("python3.12")
    assert need("python", path.parent).stdout == f"{path}\n"


def test_an_old_python_is_told(system: Program) -> None:
    folder = system("python3", OLD_PYTHON).parent
    done = need("python", folder)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed, and here is Python 3.9.2." in done.stderr


def test_asks_for_the_venv_package_of_that_very_python(system: Program) -> None:
    script = 'case "$2" in *ensurepip*) exit 1;; esac'
    folder = system("python3", script).parent
    system("apt-get")
    assert "sudo apt-get install python3-venv " in need("venv", folder).stderr
    named = system("python3.13", script)
    done = need("venv", folder, PYTHON=str(named))
    assert "sudo apt-get install python3.13-venv " in done.stderr


def test_finds_this_very_python() -> None:
    done = need("python", Path(os.defpath.split(":")[0]), PYTHON=sys.executable)
    assert done.stdout == f"{sys.executable}\n"


def dry_run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [MAKE, "-C", folder, "--dry-run", "--no-print-directory", *arguments],
        env={
            key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "ARGS"))
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, "-C", folder, "--silent", "--no-print-directory", *arguments],
        env={
            key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "ARGS"))
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, in a folder with a space in its name."""
    folder = tmp_path / "my guide"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def be_set_up(clone: Path) -> None:
    """Make `clone` look as it does after `make test`."""
    (clone / ".venv" / "bin").mkdir(parents=True)
    python = clone / ".venv" / "bin" / "python"
    python.write_text(SHEBANG, "utf-8")
    python.chmod(0o755)
    for stamp in (".made", ".site", ".test"):
        (clone / ".venv" / stamp).touch()


def test_make_site_sets_up_and_leaves_the_test_packages(clone: Path) -> None:
    done = dry_run(clone, "site")
    assert "-m venv --clear .venv" in done
    assert "install --require-hashes --no-deps" in done
    assert "requirements-test.lock" not in done


def test_a_second_run_has_nothing_to_set_up(clone: Path) -> None:
    be_set_up(clone)
    assert (
        dry_run(clone, "site").strip()
        == ".venv/bin/python -m mkdocs build --config-file mkdocs.yml"
    )
    assert "pip install" not in dry_run(clone, "test")


def test_a_changed_lock_is_installed(clone: Path) -> None:
    be_set_up(clone)
    os.utime(clone / "requirements.lock", (4_000_000_000, 4_000_000_000))
    assert "-r requirements.lock" in dry_run(clone, "site")


def test_a_venv_whose_python_is_gone_is_made_again(clone: Path) -> None:
    be_set_up(clone)
    (clone / ".venv" / "bin" / "python").unlink()
    done = dry_run(clone, "site")
    assert "-m venv --clear .venv" in done
    assert "-r requirements.lock" in done


def test_check_is_strict_and_asks_the_sources() -> None:
    assert (
        "GUIDE_LINKS=check .venv/bin/python -m mkdocs build --config-file mkdocs.yml --strict"
        in dry_run(ROOT, "check")
    )


def test_another_generator_can_be_named(clone: Path) -> None:
    be_set_up(clone)
    assert "-m properdocs build" in dry_run(clone, "site", "GENERATOR=properdocs")
    assert "-m properdocs serve" in dry_run(clone, "serve", "GENERATOR=properdocs")


def test_check_rewrites_nothing_unless_asked(clone: Path) -> None:
    be_set_up(clone)
    assert "fix_moved" not in dry_run(clone, "check")
    assert "PYTHONPATH=hooks .venv/bin/python -m guide.fix_moved" in dry_run(
        clone, "check", "FIX=moved"
    )


def test_verify_is_given_the_copy_as_one_word() -> None:
    recipe = dry_run(ROOT, "verify", "SITE=/a copy")
    assert 'PYTHONPATH=hooks .venv/bin/python -m guide.proof "/a copy"' in recipe


@pytest.mark.parametrize(("found", "fixed", "status"), [(0, 0, 0), (1, 0, 2), (0, 1, 2), (1, 1, 2)])
def test_the_fix_follows_a_check_that_fails_and_hides_no_failure(
    clone: Path, found: int, fixed: int, status: int
) -> None:
    be_set_up(clone)
    python = clone / ".venv" / "bin" / "python"
    script = f'echo "$2"; case $2 in mkdocs) exit {found};; guide.fix_moved) exit {fixed};; esac'
    python.write_text(f"{SHEBANG}{script}\n", "utf-8")
    done = make(clone, "check", "FIX=moved")
    assert done.stdout.split()[:2] == ["mkdocs", "guide.fix_moved"]
    assert done.returncode == status


def test_another_fix_is_refused_before_anything_is_asked(clone: Path) -> None:
    be_set_up(clone)
    done = make(clone, "check", "FIX=gone")
    assert done.returncode == 2
    assert "FIX is 'gone'. There is only FIX=moved" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("name", ["NAME", "LANG", "ENGINE"])
def test_a_fork_is_called_what_was_typed_and_not_what_the_machine_is(
    clone: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "machine")
    command = "update" if name == "ENGINE" else "fork"
    assert "machine" not in dry_run(clone, command)
    assert '"../my guide"' in dry_run(clone, command, f"{name}=../my guide")


def test_a_fork_is_laid_down_before_anything_is_set_up(clone: Path) -> None:
    assert "pip install" not in dry_run(clone, "fork", "NAME=../a", "LANG=de")


def test_a_fork_has_nothing_to_measure(clone: Path) -> None:
    be_set_up(clone)
    done = make(clone, "bench")
    assert done.returncode == 2
    assert "There is nothing to measure here: the benchmarks are kept beside" in done.stderr
    assert "nothing to measure" not in make(clone, "help").stderr


@pytest.mark.parametrize("command", ["test", "lowest"])
def test_only_the_first_guide_s_tests_ask_for_java_and_a_dictionary(
    clone: Path, command: str
) -> None:
    be_set_up(clone)
    lock, own = clone / "tests/locks/lowest.lock", clone / "tests/website/conftest.py"
    for path in (lock, own):
        path.parent.mkdir(parents=True)
    lock.touch()
    asked = dry_run(clone, command)
    assert ".ci/need browser" in asked
    assert not re.search("need (java|hunspell)", asked)
    own.touch()
    assert {"java", "hunspell"} <= {*re.findall(r"need (\w+)", dry_run(clone, command))}


def test_test_ends_with_pytest() -> None:
    recipe = [line for line in dry_run(ROOT, "test").splitlines() if line.strip()]
    assert "-m pytest -n auto --dist worksteal" in recipe[-1]
    assert [
        tool for tool in ("ruff check", "ruff format --check", "mypy") if tool not in str(recipe)
    ] == []


def test_help_names_every_command() -> None:
    done = subprocess.run([MAKE, "-C", ROOT, "-s"], capture_output=True, text=True, check=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("  make ")]
    named = [line.split()[1] for line in lines]
    assert named[:4] == ["help", "site", "serve", "check"]
    assert named[4:8] == ["translations", "translation-diff", "translated", "fork"]
    assert all(line.split()[2:] for line in lines)
