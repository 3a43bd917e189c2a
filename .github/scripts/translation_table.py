"""Prints the table of translations with those languages only that a pull request touches.

Usage: translation_table.py CHANGED TABLE

CHANGED is a file with the paths that the pull request changes, as `git diff --name-only -z` lists
them; TABLE, one with what `python -m guide.translation table` says of every language. Prints
nothing where no translation is touched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

SOURCE = "fr"  # `source_language` of mkdocs.yml
EVERY = (f"docs/{SOURCE}/", "hooks/strings/")  # what every language is held to


def touched(paths: Collection[str], languages: Sequence[str]) -> list[str]:
    """Those of `languages` that a change of the files `paths` bears on, in their own order."""
    if any(path.startswith(EVERY) for path in paths):
        return list(languages)
    return [code for code in languages if any(path.startswith(f"docs/{code}/") for path in paths)]


def languages_of(table: Sequence[str]) -> list[str]:
    """The languages of the lines `table`, whose first names them after the page."""
    return _cells(table[0])[1:] if table else []


def narrowed(table: Sequence[str], languages: Collection[str]) -> Iterator[str]:
    """The lines of `table`, and of its sums, for `languages` only."""
    kept = [0] + [n for n, code in enumerate(languages_of(table), 1) if code in languages]
    for line in table:
        if line.startswith("|"):
            cells = line.split("|")[1:-1]
            yield f"|{'|'.join(cells[column] for column in kept)}|"
        elif not line or line.partition(":")[0] in languages:
            yield line


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("changed", type=Path, help="the file with the changed paths")
    parser.add_argument("table", type=Path, help="the file with the table of every language")
    arguments = parser.parse_args()
    paths = arguments.changed.read_text("utf-8", errors="replace").split("\0")
    table = arguments.table.read_text("utf-8").splitlines()
    languages = touched(paths, languages_of(table))
    if languages:
        sys.stdout.writelines(f"{line}\n" for line in narrowed(table, languages))
    return 0


if __name__ == "__main__":
    sys.exit(main())
