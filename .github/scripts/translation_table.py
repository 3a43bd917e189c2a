"""Writes how the translations stand that a pull request touches, for translation_comment.py.

Usage: translation_table.py LEFT --number N [--base COMMIT]

LEFT is the folder to make, with two files: `number`, the pull request's, and `table.md`, what
`python -m guide.translation table` says of those languages only that are touched between COMMIT
(the merge's first parent, unless told) and HEAD; it is empty where none is. To be run in the
repository's folder, by the Python that the engine is installed for, with PYTHONPATH=hooks.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from words import source_language


def touched(paths: Collection[str], languages: Sequence[str], source: str | None) -> list[str]:
    """Those of `languages` that a change of the files `paths` bears on, in their own order.

    What stands in the folder of the language `source`, or among the strings, bears on each.
    """
    every = (f"docs/{source}/", "docs/strings/", "hooks/strings/")
    if any(path.startswith(every) for path in paths):
        return list(languages)
    return [code for code in languages if any(path.startswith(f"docs/{code}/") for path in paths)]


def languages_of(table: Sequence[str]) -> list[str]:
    """The languages of the lines `table`, whose first names them after the page."""
    return _cells(table[0])[1:] if table else []


def narrowed(table: Sequence[str], languages: Collection[str]) -> Iterator[str]:
    """The lines of `table`, and of its sums, for `languages` only; none where there are none."""
    if not languages:
        return
    kept = [0] + [n for n, code in enumerate(languages_of(table), 1) if code in languages]
    for line in table:
        if line.startswith("|"):
            cells = line.split("|")[1:-1]
            yield f"|{'|'.join(cells[column] for column in kept)}|"
        elif not line or line.partition(":")[0] in languages:
            yield line


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]


def output(*command: str) -> str:
    """What `command` prints. Raises CalledProcessError where it fails, OSError where it is not."""
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return done.stdout.decode("utf-8", errors="replace")  # git names files in any bytes


def leave(folder: Path, number: int, base: str) -> str:
    """Makes `folder` and its two files, and gives the table."""
    paths = output("git", "diff", "--name-only", "--no-renames", "-z", base, "HEAD").split("\0")
    table = output(sys.executable, "-m", "guide.translation", "table").splitlines()
    languages = touched(paths, languages_of(table), source_language(Path("mkdocs.yml")))
    text = "".join(f"{line}\n" for line in narrowed(table, languages))
    folder.mkdir(exist_ok=True)
    (folder / "number").write_text(f"{number}\n", "utf-8")
    (folder / "table.md").write_text(text, "utf-8")
    return text


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("left", type=Path, help="the folder to make")
    parser.add_argument("--number", type=int, required=True, help="the pull request's number")
    parser.add_argument("--base", default="HEAD^", help="the commit that it is merged into")
    arguments = parser.parse_args()
    try:
        text = leave(arguments.left, arguments.number, arguments.base)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The table could not be written: {error}\n")
        return 1
    sys.stdout.write(text or "The pull request touches no translation.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
