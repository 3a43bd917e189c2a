"""`make generators`: this guide by MkDocs, by ProperDocs and by Zensical, side by side.

`python -m generators` builds each in a copy of the guide with the Python of its own environment,
prints how the sites differ, and exits with 1 where a reader could tell ProperDocs' from MkDocs',
or where a page of Zensical's, which runs no hooks, could be taken for checked.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from website.building import READ, ROOT, copy_of_the_guide, environment, tree

from .comparing import Difference, differences

FOLDER = ROOT / ".cache" / "generators"
MARK = 'id="unchecked"'  # in hooks/templates/unchecked.html
_LISTED = 20


@dataclass(frozen=True)
class Generator:
    """A tool that builds the guide: `module` is run by the Python of its environment."""

    name: str
    module: str
    python: Path
    options: tuple[str, ...]

    @property
    def version(self) -> str:
        """What it says of itself."""
        said = subprocess.run(
            [self.python, "-m", self.module, "--version"],
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        return next(word for word in said.replace(",", " ").split() if word[0].isdigit())

    def site(self) -> dict[str, bytes]:
        """Every file of the site that it makes; raises SystemExit with its words if it fails."""
        project = FOLDER / self.module / "guide"
        shutil.rmtree(project, ignore_errors=True)
        copy_of_the_guide(project)
        began = time.perf_counter()
        done = subprocess.run(
            [self.python, "-m", self.module, "build", *self.options],
            cwd=project,
            env=environment(SOURCE_DATE_EPOCH=READ),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{done.stderr or done.stdout}{self.name} {self.version} failed.")
        seconds = time.perf_counter() - began
        files = tree(project / "site")
        pages = sum(path.endswith(".html") for path in files)
        made = f"{len(files):>5} files, {pages} of them pages, in {seconds:.0f} s"
        _say(f"  {self.name:<11}{self.version:<8}{made}")
        return files


def _python(name: str) -> Path:
    return ROOT / ".cache" / "venvs" / name / "bin" / "python"


STRICT = ("--strict", "--config-file", "mkdocs.yml")
MKDOCS = Generator("MkDocs", "mkdocs", Path(sys.executable), STRICT)
PROPERDOCS = Generator("ProperDocs", "properdocs", _python("properdocs"), STRICT)
# Not strict: it takes for dead the links that our hook makes good.
ZENSICAL = Generator("Zensical", "zensical", _python("zensical"), STRICT[1:])


def unmarked(site: dict[str, bytes]) -> list[str]:
    """The pages of `site` that do not say that nobody checked them."""
    pages = (path for path in site if path.endswith(".html"))
    return sorted(path for path in pages if MARK.encode() not in site[path])


def main() -> int:
    """Builds, compares, tells; returns the exit status."""
    _say(f"The guide as of {READ} (SOURCE_DATE_EPOCH), every language, with its paper:")
    mkdocs, properdocs, zensical = MKDOCS.site(), PROPERDOCS.site(), ZENSICAL.site()
    found = list(differences(mkdocs, properdocs, PROPERDOCS.name))
    _tell(found)
    bare = unmarked(zensical)
    _say(f"Zensical runs no hooks: {len(bare)} of its pages do not say that nobody checked them.")
    for path in bare[:_LISTED]:
        _say(f"  {path}")
    return int(bool(bare) or any(one.seen for one in found))


def _tell(found: list[Difference]) -> None:
    seen = sum(one.seen for one in found)
    _say(
        f"ProperDocs beside MkDocs: {len(found)} files differ, {seen} of them as a reader sees it."
    )
    for one in sorted(found, key=lambda one: not one.seen)[:_LISTED]:
        _say(f"  {'seen' if one.seen else 'unseen':<8}{one.path}: {one.told}")
    if len(found) > _LISTED:
        _say(f"  … and {len(found) - _LISTED} more")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
