"""Builds the commit that is checked out anew, in a folder of its own, as a record says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import links
from ..core.commit import CHANGED, commit_of
from ..data.settings import FILE as SETTINGS
from .limits import Trouble
from .record import BuildRecord

_MADE_HERE = {".git", ".venv", ".cache", "site"}
_CHANGES_A_BUILD = ("GUIDE_", "GIT_", "PYTHON", "SOURCE_DATE_EPOCH", "SITE_URL", "SECURITY_CONTACT")


@contextmanager
def rebuilt(project: Path, record: BuildRecord) -> Iterator[Path]:
    """The site that the commit checked out in the folder `project` makes, in a folder that is
    removed afterwards. Without git, that of the folder as it stands.

    What `record` says of the hour, the address and the links is taken from it; the network is not
    touched. Raises Trouble.
    """
    with TemporaryDirectory(prefix="verify-") as folder:
        fresh = _laid_out(project, Path(folder, "guide"), known=bool(record.commit))
        cache = fresh / links.CACHE
        problems = links.save(links.LinkCache(dict(record.evidence)), cache)
        if problems:
            raise Trouble(str(problems[0]))
        site = Path(folder, "site")
        _build(fresh, site, {**_environment(record), "GIT_CEILING_DIRECTORIES": folder})
        yield site


def _laid_out(project: Path, fresh: Path, *, known: bool) -> Path:
    """The sources in the new folder `fresh`: what git has of them; the commit is `known` to the
    build, or not."""
    commit = commit_of(project).removesuffix(CHANGED)
    if not commit:
        return Path(shutil.copytree(project, fresh, symlinks=True, ignore=_made_in(project)))
    top = _git(project, "rev-parse", "--show-toplevel")
    within = _git(project, "rev-parse", "--show-prefix")
    _git(project, "clone", "--quiet", "--no-checkout", "--shared", top, str(fresh))
    _git(fresh, "checkout", "--quiet", "--detach", commit)
    if not known:
        shutil.rmtree(fresh / ".git")
    return fresh / within


def _made_in(project: Path) -> Callable[[str, list[str]], set[str]]:
    """Tells `copytree` what of the folder `project` is no source."""
    return lambda folder, _: _MADE_HERE if Path(folder) == project else {"__pycache__"}


def _git(folder: Path, *arguments: str) -> str:
    """What git says in `folder`. Raises Trouble with its last words."""
    done = subprocess.run(  # noqa: S603
        ("git", *arguments),  # noqa: S607  # wherever this machine has it
        cwd=folder,
        env=_clean(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        message = f"git {arguments[0]} failed: {_why(done.stderr)}"
        raise Trouble(message)
    return done.stdout.strip()


def _build(fresh: Path, site: Path, environment: Mapping[str, str]) -> None:
    generator = os.environ.get("GENERATOR") or "mkdocs"  # as the Makefile has it
    settings = ("--config-file", SETTINGS, "--site-dir", str(site))
    done = subprocess.run(  # noqa: S603
        (sys.executable, "-m", generator, "build", "--quiet", *settings),
        cwd=fresh,
        env={**_clean(), **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or not site.is_dir():
        message = f"the commit checked out does not build: {_why(done.stderr)}"
        raise Trouble(message)


def _environment(record: BuildRecord) -> dict[str, str]:
    own = {"GUIDE_LINKS": "offline", "NO_MKDOCS_2_WARNING": "1"}
    return own | record.environment.model_dump()


def _clean() -> dict[str, str]:
    """This process's environment without what would change a build."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(_CHANGES_A_BUILD)
    }


def _why(said: str) -> str:
    """The first error in what a program `said`, else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors[:1] or lines[-1:] or ["it does not say why"])[0]
