"""Blocks: closed, nested as they must be, and date blocks true on both sides of their day."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.dates import has_passed
from ..core.problems import Problem, did_you_mean
from ..core.today import Today
from ..data.datafile import ID_ADVICE, is_id
from ..data.models import DateDeadline
from ..data.registry import DEADLINES, Registry
from ..pages.page_files import Page
from ..pages.scan import Block

BLOCKS = ("deadline", "before", "after", "steps", "checklist", "letter")
NAMED = ("steps", "checklist", "letter")
PARTS = ("before", "after")


def check_blocks(page: Page, registry: Registry, today: Today) -> Iterator[Problem]:
    """Faults of the page's `///` blocks."""
    for block in page.scan.blocks:
        for message in _faults(block, registry, today):
            yield Problem(page.file, block.line, message)
    for stray in page.scan.stray_ends:
        message = f"'{stray.name}' closes no block. Give it as many slashes as the line that opens."
        yield Problem(page.file, stray.line, message)
    yield from _repeated_ids(page)


def _faults(block: Block, registry: Registry, today: Today) -> Iterator[str]:
    if block.name not in BLOCKS:
        near = did_you_mean(block.name, BLOCKS)
        yield f"unknown block '{block.name}'.{near} There are: {', '.join(BLOCKS)}."
        return
    if not block.end:
        yield (
            f"block '{block.name}' is never closed. End it with a line of "
            f"{block.slashes} slashes, '{'/' * block.slashes}'."
        )
    if block.parent and block.slashes >= block.parent.slashes:
        yield (
            f"block '{block.name}' stands within '{block.parent.name}' but has as many slashes. "
            f"Open and close '{block.parent.name}' with {block.slashes + 1}."
        )
    if block.name == "deadline":
        yield from _deadline_faults(block, registry, today)
    elif block.name in NAMED:
        yield from _list_faults(block)
    else:
        yield from _part_faults(block)


def _deadline_faults(block: Block, registry: Registry, today: Today) -> Iterator[str]:
    if not block.argument:
        yield "a deadline block names its deadline: '//// deadline | id'."
    else:
        yield from unknown_deadline(block.argument, registry)
    parts = [child.name for child in block.children]
    for part in PARTS:
        if part not in parts:
            yield _missing_part(block.argument, part, registry, today)
        elif parts.count(part) > 1:
            times = parts.count(part)
            yield f"deadline block '{block.argument}' has '{part}' {times} times. Keep one."


def _part_faults(block: Block) -> Iterator[str]:
    if block.argument:
        yield f"'{block.name}' takes nothing after it. Write '/// {block.name}'."
    if not block.parent or block.parent.name != "deadline":
        yield f"'{block.name}' stands outside a deadline block. Put '//// deadline | id' round it."


def _missing_part(key: str, part: str, registry: Registry, today: Today) -> str:
    deadline = registry.deadlines.get(key)
    passed = ""
    if part == "after" and isinstance(deadline, DateDeadline):
        day = deadline.date
        if has_passed(day, today.in_zone(deadline.zone)):
            passed = f"; it passed on {day}"
        else:
            passed = f"; from {day} on nothing true would stand here"
    return f"deadline block '{key}' has no '{part}' part{passed}. Add '/// {part}' … '///'."


def unknown_deadline(key: str, registry: Registry) -> Iterator[str]:
    """A message if no deadline has the id `key` (and the file that defines them was readable)."""
    if key not in registry.deadlines and DEADLINES not in registry.broken:
        near = did_you_mean(key, registry.deadlines)
        yield f"unknown deadline '{key}'.{near} Defined in {DEADLINES}."


def _list_faults(block: Block) -> Iterator[str]:
    if not block.argument:
        yield f"a {block.name} block has an id: '/// {block.name} | an-id'."
    elif not is_id(block.argument):
        yield f"{block.name} '{block.argument}' is not an id. {ID_ADVICE}"
    if block.name == "steps" and not block.items:
        yield "a steps block holds one numbered list. Begin each step with '1.', '2.'…"
    if block.name == "checklist" and not block.bullets:
        yield "a checklist block holds one bullet list. Begin each line with '- '."


def _repeated_ids(page: Page) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for block in page.scan.blocks:
        if block.name not in NAMED or not block.argument:
            continue
        if block.argument in seen:
            first = seen[block.argument]
            message = (
                f"{block.name} '{block.argument}': the id is taken on line {first} already. "
                "Choose another."
            )
            yield Problem(page.file, block.line, message)
        else:
            seen[block.argument] = block.line
