"""What `make check` prints of the sources, whole: the table, and what to save."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guide.core.problems import Severity
from guide.links import (
    Evidence,
    Finding,
    LinkCache,
    Place,
    Target,
    Verdict,
    table,
    without_copy,
)
from links.cited import STEP, cited, remembering
from links.looking import NOW

PLACES = (
    STEP,
    Place("docs/fr/guide/enfants-et-proches.md", 234, "section", "quand-il-deviendra-majeur"),
    Place("docs/fr/article.md", 12, "page"),
)
READ = date(2026, 8, 1)
SOURCE = cited("csp-r1111-28", "https://example.org/old#28", seen=READ, places=PLACES)
GONE = Finding(
    SOURCE,
    Verdict.GONE,
    Severity.WARNING,
    "404 Not Found",
    "Give its new `url`; or look for a copy at https://web.archive.org/web/*/https://example.org/old"
    " and give its address and date in `archive`.",
    date(2026, 11, 20),
)
BLOCKED = Finding(
    replace(SOURCE, target=Target("b", "https://b.example/"), line=30, places=()),
    Verdict.BLOCKED,
    Severity.INFO,
    "403 Forbidden",
    "",
    date(2026, 11, 22),
)
MOVED = Finding(
    replace(SOURCE, target=Target("m", "https://m.example/"), line=40, places=PLACES[:1]),
    Verdict.MOVED,
    Severity.INFO,
    "moved for good to https://m.example/new",
    "Write `url: https://m.example/new`.",
    date(2026, 11, 23),
    paste="url: https://m.example/new",
)


def test_the_table() -> None:
    printed = table([GONE, BLOCKED, MOVED], of=130)
    assert (
        printed
        == """\
Sources that are not simply well, the gravest first: 3 of 130 looked at.

  VERDICT      SINCE       SOURCE, and its line in docs/data/sources.yml
  gone         2026-11-20  csp-r1111-28, line 12
               why         404 Not Found
               used in     docs/fr/guide/cloturer.md:41, step avec-code-2
                           docs/fr/guide/enfants-et-proches.md:234, section
                             quand-il-deviendra-majeur
                           docs/fr/article.md:12
               to do       Give its new `url`; or look for a copy at
                             https://web.archive.org/web/*/https://example.org/old and
                             give its address and date in `archive`.
  blocked      2026-11-22  b, line 30
               why         403 Forbidden
               used in     nothing
               to do       nothing yet
  moved        2026-11-23  m, line 40
               used in     docs/fr/guide/cloturer.md:41, step avec-code-2
               paste
  url: https://m.example/new

  `make check FIX=moved` pastes those whose expected words are at a new secure address."""
    )
    assert max(map(len, printed.splitlines())) <= 88  # MkDocs' log puts 11 before each line


def test_the_fix_is_offered_only_where_something_moved() -> None:
    assert "FIX" not in table([GONE, BLOCKED], of=2)


def test_all_is_well() -> None:
    assert table([], of=130) == (
        "Sources that are not simply well, the gravest first: 0 of 130 looked at."
    )


def test_what_there_was_no_time_for_is_told_beside_what_was_found() -> None:
    named = [f"source-{number}" for number in range(12)]
    printed = table([], of=130, missed=named)
    assert (
        printed
        == """\
Sources that are not simply well, the gravest first: 0 of 130 looked at.

  Not asked this time, for want of time (12): source-0, source-1, source-2, source-3,
    source-4, source-5, source-6, source-7, source-8, source-9, source-10, source-11."""
    )
    assert table([GONE], of=1, missed=["a"]).endswith(
        "\n\n  Not asked this time, for want of time (1): a."
    )


def test_a_source_that_all_rely_on_does_not_fill_the_screen() -> None:
    many = tuple(Place("docs/fr/a.md", line, "step", f"s-{line}") for line in range(1, 41))
    printed = table([replace(GONE, source=replace(SOURCE, places=many))], of=1)
    assert "docs/fr/a.md:12, step s-12\n" in printed
    assert "s-13" not in printed
    assert "and 28 more: see link-health.json" in printed


def test_what_servers_say_cannot_reach_the_terminal() -> None:
    printed = table([replace(GONE, why="\x1b[2Jfine\nINFO    -  all is well")], of=1)
    assert "\x1b" not in printed
    assert all(line.startswith("  ") for line in printed.splitlines()[1:] if line)


def test_where_to_save_what_has_no_copy_yet() -> None:
    cache = remembering(
        Evidence("https://gone.example/", NOW, status=404),
        Evidence("https://blocked.example/", NOW, status=403),
    )
    sources = [
        cited("a", "https://a.example/p?q=1&r=2#one", seen=READ),
        cited("b", "https://b.example/", seen=READ, archived=True),
        cited("blocked", "https://blocked.example/", seen=READ),
        cited("c", "https://a.example/p?q=1&r=2#two", seen=READ),
        cited("gone", "https://gone.example/", seen=READ),
    ]
    assert (
        without_copy(sources, cache)
        == """\
2 pages have no `archive` yet, for the day they are gone.
  Open each address to save a copy, then write its address and its day in the entry:
  a, c
    https://web.archive.org/save/https://a.example/p?q=1&r=2
  blocked
    https://web.archive.org/save/https://blocked.example/"""
    )


def test_nothing_to_save() -> None:
    archived = cited("b", "https://b.example/", seen=READ, archived=True)
    assert without_copy([archived], LinkCache()) == ""
