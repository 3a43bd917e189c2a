"""Git, run as a program in one folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .refusal import Refusal

# Set where a hook of git runs `make`, they would have git work in that hook's repository.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
_WHO = (
    "git does not know who you are, and signs each change with it. Type, with your own: "
    'git config --global user.name "Ada Example" && git config --global user.email ada@example.org'
)


class Git:
    """The repository of the folder `project`. Every method raises Refusal with git's own words if
    git fails."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def __call__(self, *arguments: str | Path, given: str | None = None, **env: str) -> str:
        """What `git` prints when run with `arguments`, the input `given` and `env` beside the
        environment's."""
        done = self.tried(*arguments, given=given, **env)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines() or ["it does not say why"]
            raise Refusal(f"git {arguments[0]} failed in {self.project}: {said[-1]}")
        return done.stdout.strip()

    def tried(
        self, *arguments: str | Path, given: str | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """The same for a command that may fail."""
        program = shutil.which("git")
        if not program:
            raise Refusal("git is missing. Install it, then type the same command again.")
        own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        return subprocess.run(  # noqa: S603  # no shell: arguments stay arguments
            [program, *arguments],
            cwd=self.project,
            env=own | {"LC_ALL": "C"} | env,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    def is_whole_project(self) -> bool:
        """Whether the folder is the top of a work tree, and not a folder within one."""
        done = self.tried("rev-parse", "--show-toplevel")
        return (
            done.returncode == 0 and Path(done.stdout.strip()).resolve() == self.project.resolve()
        )

    def require_identity(self) -> None:
        """Raises Refusal if git would sign with a name it has guessed, or with none."""
        done = self.tried("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        if done.returncode:
            raise Refusal(_WHO)

    def changed(self, names: Iterable[str] = ()) -> list[str]:
        """Tracked files, below `names` if there are any, that differ from the last commit."""
        told = self("diff", "--name-only", "-z", "HEAD", "--", *names)
        return sorted(name for name in told.split("\0") if name)
