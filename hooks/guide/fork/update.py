"""Takes a newer engine into a guide that `make fork` made."""

from __future__ import annotations

from pathlib import Path

from .engine import engine_at, last_engine
from .git import Git
from .refusal import Refusal


def update(source: str, project: Path) -> str:
    """Merges the engine of the guide at `source` into the guide of the folder `project`; returns
    what was done.

    Raises Refusal: then nothing was changed, but where the guide's people and the engine's have
    changed the same lines of a file. That merge is left for the people to end.
    """
    if not source:
        raise Refusal(
            "ENGINE is missing. Write the folder or address of a guide: make update ENGINE=../up"
        )
    fork = Git(project)
    if not fork.is_whole_project():
        raise Refusal(f"{project} is no git repository of its own: there is nothing to merge into.")
    fork.require_identity()
    changed = fork.changed()
    if changed:
        raise Refusal(f"{changed[0]}: changed and not committed. Commit or undo that first.")
    before = last_engine(fork)
    with engine_at(source, project) as engine:
        taken = engine.committed(fork, before)
        if taken == before:
            return f"The engine is that of upstream already: {engine.name}."
        files = fork("diff", "--name-only", before, taken).splitlines()
        _merge(fork, taken, engine.name)
    return f"Engine {engine.name}: {len(files)} files changed. Now: make check, then make test."


def _merge(fork: Git, taken: str, name: str) -> None:
    message = f"Merge the engine {name}"
    done = fork.tried("merge", "--quiet", "--no-ff", "--no-verify", "--message", message, taken)
    if not done.returncode:
        return
    torn = fork("diff", "--name-only", "--diff-filter=U").splitlines()
    if not torn:  # git refused before it began
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Refusal(f"git merge failed: {' '.join(said)}")
    raise Refusal(
        f"{', '.join(torn)}: changed here and upstream too. Choose what stays, then type: "
        "git add --all && git commit. To give up: git merge --abort"
    )
