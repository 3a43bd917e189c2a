"""Builds that luck runs against: ended at any moment, without room, shut out, two at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .building import MKDOCS, environment, small_guide, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has other signals and disks")

OLD = {"index.html": b"the old site\r\n", "guide/x.html": b"x"}
NAME = "l’été à la « mer »"  # of the folder: paths hold what people call their folders
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small guide with the site of an earlier build."""
    return with_old_site(small_guide(tmp_path / NAME, {}))


def with_old_site(project: Path) -> Path:
    for name, content in OLD.items():
        file = project / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return project


def started(project: Path, *before: str, **settings: str) -> subprocess.Popen[str]:
    """A build in a session of its own, so that its workers can be told apart."""
    return subprocess.Popen(
        [*before, *MKDOCS, "build"],
        cwd=project,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )


def said_in_a_line(output: str) -> str:
    """The last line of `output`, in which there is no traceback."""
    assert "Traceback" not in output
    return output.strip().splitlines()[-1]


# Where a build is held until it is ended: a page is rendered, all are, the new site waits.
MOMENTS = {
    "a page": "def on_page_content(html, **_):\n    hold()\n",
    "all pages": "def on_post_build(**_):\n    hold()\n",
    "the exchange": "from guide.web import publish\npublish._exchanged = hold\n",
}
HOLD = """\
import pathlib, time

def hold(*_):
    pathlib.Path("held").touch()
    time.sleep(120)

"""


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_ended_leaves_the_former_site_whole(
    project: Path, ending: signal.Signals, moment: str
) -> None:
    with_hook(project, HOLD + MOMENTS[moment])
    running = started(project)
    while running.poll() is None and not (project / "held").exists():
        time.sleep(0.01)
    os.killpg(running.pid, ending)
    output, _ = running.communicate(timeout=60)
    assert running.returncode
    assert "Traceback" not in output
    assert tree(project / "site") == OLD
    with pytest.raises(ProcessLookupError):  # nothing of it goes on
        os.killpg(running.pid, 0)


def with_hook(project: Path, code: str) -> None:
    """Gives the guide in `project` a hook of its own, after the engine's."""
    (project / "hooks" / "own.py").write_text(code, "utf-8")
    settings, hook = project / "mkdocs.yml", "- hooks/guide_hook.py"
    text = settings.read_text("utf-8").replace(hook, f"{hook}\n- hooks/own.py")
    settings.write_text(text, "utf-8")


def test_two_builds_at_once_do_not_meet(project: Path) -> None:
    both = [started(project) for _ in range(2)]
    told = [one.communicate(timeout=300)[0] for one in both]
    assert sorted(bool(one.returncode) for one in both) == [False, True]
    refused = next(text for one, text in zip(both, told, strict=True) if one.returncode)
    assert "another build is at work in this folder" in said_in_a_line(refused)
    assert (project / "site" / "index.html").read_bytes() != OLD["index.html"]
    assert (project / "site" / "404.html").exists()


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with a little room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    made = [mount or "", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    if not (IS_ROOT and mount and umount) or subprocess.run(made, check=False).returncode:
        pytest.skip("only root can make a disk")
    yield folder
    subprocess.run([umount, "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_in_a_line(full_disk: Path) -> None:
    project = with_old_site(small_guide(full_disk / "guide", {}))
    with (full_disk / "ballast").open("wb") as ballast:  # all but some dozen files of a site
        room = os.statvfs(full_disk)
        ballast.write(bytes(room.f_bavail * room.f_frsize - 100_000))
    running = started(project)
    output, _ = running.communicate(timeout=120)
    assert running.returncode == 1
    line = said_in_a_line(output)
    assert "cannot read or write" in line
    assert "No space left on device. Make room on the disk" in line
    assert tree(project / "site") == OLD


def test_a_folder_that_is_shut_is_told_in_a_line(project: Path) -> None:
    before = ["setpriv", "--reuid=65534", "--clear-groups"] if IS_ROOT else []
    if before and not shutil.which("setpriv"):
        pytest.skip("only another than root can be shut out")
    shut = {project: 0o555} | {
        folder: folder.stat().st_mode | 0o055  # anyone may pass
        for folder in project.parents
        if not folder.stat().st_mode & 0o001
    }
    modes = {folder: folder.stat().st_mode for folder in shut}
    for folder, mode in shut.items():
        folder.chmod(mode)
    try:
        running = started(project, *before, HOME="/nonexistent")
        output, _ = running.communicate(timeout=120)
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)
    assert running.returncode == 1
    assert "Whoever builds must be able to write in .cache/ and in site/" in said_in_a_line(output)
    assert tree(project / "site") == OLD


def test_what_nests_beyond_what_is_counted_is_told_in_a_line(tmp_path: Path) -> None:
    """Nothing known does: a hook of the guide's own raises what Python would."""
    project = with_old_site(small_guide(tmp_path, {}))
    with_hook(project, "def on_page_content(html, **_):\n    raise RecursionError\n")
    running = started(project)
    output, _ = running.communicate(timeout=120)
    assert running.returncode == 1
    message = "docs/fr/index.md: nests lists, quotations or HTML too deeply"
    assert message in said_in_a_line(output)
    assert tree(project / "site") == OLD
