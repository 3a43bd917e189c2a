"""The table of translations: page by page and language by language, how each one stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .desk import Desk, Translation
from .standing import Gravity


def table(desk: Desk, language: str = "") -> Iterator[str]:
    """The lines of the table in Markdown, and of its sums; of one `language`, or of all."""
    codes = [code for code in desk.tags if code != desk.memory.source_language]
    codes = [code for code in codes if language in ("", code)]
    cells = {(one.path, one.language): one for one in desk.translations}
    paths = list(dict.fromkeys(path for path, _ in cells))
    rows = [["page", *codes]] + [
        [path, *(_cell(cells.get((path, code))) for code in codes)] for path in paths
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(padded)} |"
    yield ""
    for code in codes:
        states = Counter(one.state for one in cells.values() if one.language == code)
        yield f"{code}: {', '.join(f'{count} {state}' for state, count in states.items())}"


def _cell(one: Translation | None) -> str:
    """The state in a word; how many sections have changed, and how many of them gravely."""
    if one is None:
        return ""
    if one.state != "stale":
        return one.state
    grave = sum(change.gravity is Gravity.GRAVE for change in one.changes)
    told = f"stale: {len(one.changes)}"
    return f"{told}, {grave} grave" if grave else told
