"""An engine to be taken into a guide: its files, and the commit that holds them alone."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .git import Git
from .ownership import Ownership
from .refusal import Refusal

MARK = "Engine-Version:"  # what a commit of the engine alone is known by, at a line's start


@dataclass(frozen=True)
class Engine:
    """The engine of the guide in `folder`; `commit` is empty where no git knows it."""

    folder: Path
    version: str
    commit: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.version} ({self.commit[:12]})" if self.commit else self.version

    def committed(self, fork: Git, before: str = "") -> str:
        """The commit of the repository `fork` that holds this engine's files and no others, as
        the child of `before`; `before` itself if nothing differs. No branch is moved.

        Raises Refusal.
        """
        tree = self._tree(fork)
        if before and fork("rev-parse", f"{before}^{{tree}}") == tree:
            return before
        parent = ["-p", before] if before else []
        return fork("commit-tree", tree, *parent, given=self._message())

    def _tree(self, fork: Git) -> str:
        files = "\0".join(Ownership(self.folder).engine_files())
        kept = Path(fork("rev-parse", "--absolute-git-dir"))
        with tempfile.TemporaryDirectory() as scratch:
            index = str(Path(scratch) / "index")
            there = Git(self.folder)
            at = ("--git-dir", kept, "--work-tree", self.folder, "--literal-pathspecs")
            adding = ("add", "--force", "--pathspec-from-file=-", "--pathspec-file-nul")
            there(*at, *adding, given=files, GIT_INDEX_FILE=index)
            return fork("write-tree", GIT_INDEX_FILE=index)

    def _message(self) -> str:
        commit = f"Engine-Commit: {self.commit}\n" if self.commit else ""
        return (
            f"Take the engine {self.version}\n\n"
            "The engine's files alone, as they were upstream. `make update` finds this commit by\n"
            "the lines below, and merges the next one onto it: do not squash it.\n\n"
            f"{MARK} {self.version}\n{commit}"
        )


@contextmanager
def engine_at(source: str, base: Path) -> Iterator[Engine]:
    """The engine of the guide at `source`: a folder, from `base`, or an address that git knows.

    Of a repository that is its last commit; of a folder that no git knows (a downloaded archive),
    the files as they are. Raises Refusal.
    """
    folder = base / Path(source).expanduser()
    if folder.is_dir() and not (folder / ".git").exists():
        yield Engine(folder, _version(folder))
        return
    if not folder.is_dir() and "://" not in source and "@" not in source:
        message = f"ENGINE={source}: neither a folder nor an address that git knows. Write another."
        raise Refusal(message)
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "engine"
        depth = [] if folder.is_dir() else ["--depth", "1"]
        here = folder if folder.is_dir() else source
        Git(base)("clone", "--quiet", *depth, "--", here, clone)
        yield Engine(clone, _version(clone), Git(clone)("rev-parse", "HEAD"))


def last_engine(fork: Git) -> str:
    """The newest commit of the engine alone in the history of the repository `fork`.

    Raises Refusal if there is none.
    """
    told = fork("log", "--topo-order", "--format=%H", f"--grep=^{MARK} ", "HEAD")
    for commit in told.split():
        if not fork("ls-tree", commit, "mkdocs.yml"):  # a squash would hold the guide's files too
            return commit
    shallow = fork("rev-parse", "--is-shallow-repository") == "true"
    made = "It was not made by `make fork`. Make one that is, and bring docs/ and mkdocs.yml over."
    mend = "Type: git fetch --unshallow" if shallow else made
    raise Refusal(f"The history of this guide does not hold the engine it began with. {mend}")


def _version(folder: Path) -> str:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
        return str(project["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{folder} holds no engine: pyproject.toml tells no version."
        raise Refusal(message) from error
