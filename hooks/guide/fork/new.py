"""Lays down a new guide: the engine of this one, and a starter to write on."""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from pathlib import Path

from .engine import engine_at
from .git import Git
from .ownership import Ownership
from .refusal import Refusal

STARTERS = "hooks/starter"
SHARED = "shared"  # the folder there of what every language has alike
_VERIFIED = re.compile(r"^verified: (\S+)", re.MULTILINE)


def lay_down(name: str, language: str, upstream: Path, base: Path) -> str:
    """Makes the folder `name`, from `base`, a guide in `language` with the engine of the guide in
    the folder `upstream`; returns what to do next.

    Raises Refusal, and leaves nothing behind then.
    """
    place = _place(name, upstream, base)
    starter = _starter(language, upstream)
    git = Git(upstream)
    git.require_identity()
    if (upstream / ".git").exists():
        _require_committed(git, upstream)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".fork-") as scratch:
        made = Path(scratch) / place.name
        made.mkdir()
        engine = _begin(made, upstream)
        for folder in (starter.with_name(SHARED), starter):
            shutil.copytree(folder, made, dirs_exist_ok=True)
        fork = Git(made)
        fork("add", "--all")
        first = ("--quiet", "--no-verify", "--message", "Begin a guide of our own")
        fork("commit", *first)
        made.replace(place)
    return (
        f"{name}: a guide in '{language}' with the engine {engine}.\n"
        f"Its pages were held against their sources on {_last_read(starter)}: read them again "
        "before you publish them.\n"
        f"Its README.md says how to go on. First: cd {shlex.quote(name)} && make site"
    )


def _last_read(starter: Path) -> str:
    texts = (path.read_text("utf-8") for path in starter.glob("docs/**/*.md"))
    return max(str(day) for text in texts for day in _VERIFIED.findall(text))


def _begin(made: Path, upstream: Path) -> str:
    """Makes the folder `made` a repository that holds the engine alone; returns its name."""
    fork = Git(made)
    fork("init", "--quiet", "--initial-branch=main")
    with engine_at(str(upstream), made) as engine:
        fork("reset", "--quiet", "--hard", engine.committed(fork))
        return engine.name


def _place(name: str, upstream: Path, base: Path) -> Path:
    if not name:
        raise Refusal("NAME is missing. Write where the guide shall be: make fork NAME=../my-guide")
    place = (base / Path(name).expanduser()).resolve()
    if place.is_relative_to(upstream.resolve()):
        beside = f"NAME=../{place.name}" if place != upstream.resolve() else "NAME=../my-guide"
        raise Refusal(f"NAME={name}: that is within this guide. Write one beside it: {beside}")
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise Refusal(f"NAME={name}: there is something already. Name another folder.")
    return place


def _starter(language: str, upstream: Path) -> Path:
    folders = (upstream / STARTERS).iterdir()
    offered = sorted(one.name for one in folders if one.is_dir() and one.name != SHARED)
    if language not in offered:
        told = f"LANG={language}: there is no starter in it." if language else "LANG is missing."
        raise Refusal(f"{told} Write one of: {', '.join(f'LANG={one}' for one in offered)}.")
    return upstream / STARTERS / language


def _require_committed(git: Git, upstream: Path) -> None:
    changed = git.changed(Ownership(upstream).engine_names())
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise Refusal(
            f"{changed[0]}{more}: changed and not committed. A fork takes the engine's last "
            "commit: commit or undo that first."
        )
