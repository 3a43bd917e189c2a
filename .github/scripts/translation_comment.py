"""Keeps one comment on a pull request: how the translations that it touches stand.

Usage: translation_comment.py LEFT --head-sha SHA --head-repository OWNER/NAME --run-url URL

LEFT is the folder that the Translations workflow left: `number`, the pull request's, and
`table.md`, empty if it touches no translation. The pull request's own code has written both, so
neither is believed. The number must be that of an open pull request whose head is the run's, as
GitHub tells it in the other arguments. Of the table, only what `guide.translation` would write is
shown, word by word from a closed list; paths and languages stand as code, where nothing is a link,
markup or a mention. Needs GitHub's `gh`, with GH_TOKEN and GH_REPO in the environment.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import gh
from words import words

MARK = "<!-- guide: translations -->"  # how our comment begins
FORMER = "<!-- guide: tableau des traductions -->"  # how it once did
AUTHOR = "github-actions[bot]"  # who writes it: the mark is anyone's to write
GITHUB_LIMIT = 65_536  # characters in a comment
ROOM = GITHUB_LIMIT - 15_536  # for the pages; the head and the sums are bounded by what follows
MOST = 200_000  # bytes of a table that are read
MOST_LANGUAGES = 40

NUMBER = re.compile(r"[1-9][0-9]{0,8}")
PAGE = re.compile(r"\w[\w./-]{0,199}\.md")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
STATE = re.compile(r"|fresh|missing|unstamped|orphan|stale: [0-9]{1,4}(?:, [0-9]{1,4} grave)?")
COUNT = r"[0-9]{1,5} (?:fresh|stale|missing|unstamped|orphan)"
SUM = re.compile(rf"(?P<language>{LANGUAGE.pattern}): (?P<counts>{COUNT}(?:, {COUNT}){{0,4}})")
RULE = re.compile(r"[|\s-]*")  # the line below the head; an empty one too


@dataclass(frozen=True)
class Run:
    """The run that left the folder, as GitHub tells it: its commit, where from, its address."""

    head: str
    repository: str
    url: str


@dataclass(frozen=True)
class Table:
    """What could be read of a table; `dropped` counts the lines that are none of its own."""

    languages: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: Mapping[str, str]
    dropped: int


def read(path: Path, most: int) -> str:
    """The text of the file `path`, which may hold `most` bytes."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"{path.name} holds more than {most} bytes")
    return content.decode("utf-8", errors="replace").strip()


def read_number(folder: Path) -> int:
    """The number of the pull request, in digits and nothing else."""
    text = read(folder / "number", 20)
    if not NUMBER.fullmatch(text):
        raise ValueError("what should be the number of a pull request is none")
    return int(text)


def read_table(text: str) -> Table:
    """The table in `text`, without whatever is none of it."""
    head, *lines = text.splitlines()
    name, *languages = cells(head)
    if name != "page" or not all(LANGUAGE.fullmatch(code) for code in languages):
        raise ValueError("what should be a table of translations is none")
    if not 1 <= len(languages) <= MOST_LANGUAGES:
        raise ValueError(f"the table has {len(languages)} languages")
    rows, sums, dropped = list[tuple[str, ...]](), dict[str, str](), 0
    for line in (line.strip() for line in lines if not RULE.fullmatch(line)):
        row, told = cells(line), SUM.fullmatch(line)
        if is_row(row, len(languages)):
            rows.append(tuple(row))
        elif told and told["language"] in languages:
            sums[told["language"]] = told["counts"]
        else:
            dropped += 1
    return Table(tuple(languages), tuple(rows), sums, dropped)


def cells(line: str) -> list[str]:
    """The cells of a line of a table; a single one, the line, if it is none."""
    if not re.fullmatch(r"\|.*\|", line):
        return [line]
    return [cell.strip() for cell in line[1:-1].split("|")]


def is_row(row: Sequence[str], languages: int) -> bool:
    """Whether `row` is a page, and a state in each of so many languages."""
    page, *states = row
    return (
        PAGE.fullmatch(page) is not None
        and len(states) == languages
        and all(STATE.fullmatch(state) for state in states)
    )


def as_markdown(table: Table, said: Mapping[str, str]) -> Iterator[str]:
    """The lines that show `table`, as many as there is room for; and how many are not shown."""
    for language, counts in table.sums.items():
        yield said["sum"].format(language=language, counts=counts)
    yield ""
    yield f"| page | {' | '.join(f'`{language}`' for language in table.languages)} |"
    yield "| --- " * (len(table.languages) + 1) + "|"
    lines = [f"| `{page}` | {' | '.join(states)} |" for page, *states in table.rows]
    kept = fitting(lines, ROOM)
    yield from lines[:kept]
    if kept < len(lines):
        yield "\n" + said["cut"].format(pages=len(lines) - kept)
    if table.dropped:
        yield "\n" + said["dropped"].format(lines=table.dropped)


def fitting(lines: Sequence[str], room: int) -> int:
    """How many of `lines`, from the first on, fit in `room` characters."""
    for number, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return number
    return len(lines)


def body(table: Table, run_url: str) -> str:
    """The text of the comment."""
    said = words("translations")
    shown = "\n".join(as_markdown(table, said))
    return f"""{MARK}
{said["intro"]}

{shown}

{said["legend"]}

{said["outro"].replace("{run}", run_url)}
"""


def none_left() -> str:
    """The text of the comment on a pull request that no longer touches a translation."""
    return f"{MARK}\n{words('translations')['none_left']}\n"


def is_from(run: Run, number: int) -> bool:
    """Whether the pull request is open, and is at the very commit that `run` was for."""
    pull = gh.api(f"repos/{{owner}}/{{repo}}/pulls/{number}")
    head = pull["head"]
    found = (pull["state"], head["sha"], (head["repo"] or {}).get("full_name"))
    return found == ("open", run.head, run.repository)


def our_comment(number: int) -> int | None:
    """The id of our comment on the pull request; one of someone else is never touched."""
    place = f"repos/{{owner}}/{{repo}}/issues/{number}/comments?per_page=100"
    for comment in (one for page in gh.api(place, "--paginate", "--slurp") for one in page):
        author = (comment["user"] or {}).get("login")
        if author == AUTHOR and comment["body"].startswith((MARK, FORMER)):
            return int(comment["id"])
    return None


def write(method: str, place: str, text: str) -> None:
    options = ("--method", method, "--input", "-")
    gh.api(f"repos/{{owner}}/{{repo}}/issues/{place}", *options, text=json.dumps({"body": text}))


def keep(folder: Path, run: Run) -> str:
    """Brings the comment in line with what was left in `folder`, and says what was done."""
    number, left = read_number(folder), read(folder / "table.md", MOST)
    text = body(read_table(left), run.url) if left else none_left()
    if not is_from(run, number):
        return f"pull request {number} is left alone: it is closed, or this run is not of its head"
    comment = our_comment(number)
    if comment:
        write("PATCH", f"comments/{comment}", text)
        return f"updated the comment on pull request {number}"
    if not left:
        return f"pull request {number} touches none"
    write("POST", f"{number}/comments", text)
    return f"wrote a comment on pull request {number}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("left", type=Path, help="the folder with number and table.md")
    parser.add_argument("--head-sha", required=True, help="the commit that the run was for")
    parser.add_argument("--head-repository", required=True, help="the repository it came from")
    parser.add_argument("--run-url", required=True, help="where the run can be read")
    arguments = parser.parse_args()
    run = Run(arguments.head_sha, arguments.head_repository, arguments.run_url)
    try:
        done = keep(arguments.left, run)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The comment could not be kept: {error}\n")
        return 1
    sys.stdout.write(f"The translations: {done}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
