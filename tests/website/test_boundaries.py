"""The real guide on each of its own days: no page says what is false that day.

Its own days are the last one of each deadline and of each page's freshness, the day before and the
day after. The engine renders the pages of each; two of the days are built whole, which proves that
what it renders is what readers get.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from guide.build import Build
from guide.checks.dates import names_deadline, review_due
from guide.core.clock import Clock
from guide.core.today import Today
from guide.data.models import DateDeadline
from guide.data.settings import read_settings
from guide.loading import read_sources
from guide.pages.page_files import Page

from .building import NOON, ROOT, SETTINGS, build, in_french
from .french import paragraphs
from .html import page as built_page
from .html import parsed, text, visible, with_class
from .tenses import false_on

DAY = timedelta(days=1)
LISTED = "{all:deadlines}"


class Guide:
    """The guide of this repository, rendered by the engine on any day."""

    def __init__(self) -> None:
        config = load_config(str(ROOT / SETTINGS))
        settings, _ = read_settings(config.extra["guide"])
        self._instant = datetime.fromtimestamp(int(NOON), UTC)
        settings = settings.model_copy(update={"languages": {}})  # as in_french has it
        sources = read_sources(ROOT, settings, Clock(self._instant))
        build = Build(ROOT, sources)
        self._context = build.extension.context
        self._markdown = Markdown(
            extensions=[*config.markdown_extensions, build.extension],
            extension_configs=config.mdx_configs,
        )
        self._pages = {page.uri: page for page in sources.pages if page.uri.startswith("fr/")}
        self._undated: dict[str, Element] = {}
        self.over = build.source.strings.deadline_over
        self.dates = {
            key: deadline.last_before
            for key, deadline in sources.registry.deadlines.items()
            if isinstance(deadline, DateDeadline)
        }
        verified = [page.split.meta.verified for page in self._pages.values() if page.split.meta]
        self.finished = max(verified)
        self.due = sorted({review_due(day, settings.review_every) for day in verified})
        self.overdue = sorted({review_due(day, settings.review_every) for day in self.due})

    @property
    def days(self) -> list[date]:
        """The days on which something ends, and those round them."""
        last = {*self.dates.values(), *self.due, *self.overdue}
        return sorted({day + step for day in last for step in (-DAY, 0 * DAY, DAY)})

    def on(self, day: date) -> dict[str, Element]:
        """Every page as it is rendered on `day`, by its path in docs/; hidden parts too."""
        undated = self._undated
        for uri, page in self._pages.items():
            if uri not in undated and not self._is_dated(page):
                undated[uri] = self.render(uri, day)  # the same on all days
        dated = {uri: self.render(uri, day) for uri in self._pages if uri not in undated}
        return undated | dated

    def render(self, uri: str, day: date, planted: str = "") -> Element:
        """The page at `uri` as it is rendered on `day`, with the Markdown `planted` at its end."""
        self._context.today = Today(Clock(self._instant, day), self._context.today.zone)
        self._context.uri = uri
        self._markdown.reset()
        body = f"{self._pages[uri].split.body}\n\n{planted}\n"
        return parsed(f"<body>{self._markdown.convert(body)}</body>")

    def _is_dated(self, page: Page) -> bool:
        listed = LISTED in page.split.body
        return listed or any(names_deadline(page, key) for key in self.dates)


@cache
def guide() -> Guide:
    """Read once; whoever renders says the day."""
    return Guide()


def faults(root: Element, day: date) -> list[str]:
    """What a page, rendered as `root` on `day`, shows or says that is not so that day."""
    found = [*wrong_parts(root, day), *wrong_entries(root, day)]
    if day >= guide().finished:  # nobody reads these sentences on a day before
        found += [false for said in read_in(root) for false in false_on(day, said)]
    return found


def read_in(root: Element) -> list[str]:
    """The paragraphs that a reader sees: nothing hidden."""
    return list(paragraphs(visible(root)))


def wrong_parts(root: Element, day: date) -> Iterator[str]:
    """Date blocks that show anything but the part that is true."""
    for block in root.iterfind(".//div[@data-deadline]"):
        last = guide().dates.get(block.attrib["data-deadline"])
        if not last:
            continue  # a period: both parts stand
        true = "after" if day > last else "before"
        seen = [part.get("data-when") for part in block if "hidden" not in part.attrib]
        if seen != [true]:
            yield f"block {block.get('data-deadline')} shows {seen}"


def wrong_entries(root: Element, day: date) -> Iterator[str]:
    """Dates that a list says are over, or not, and are not, or are."""
    for entries in with_class(visible(root), "all-deadlines"):
        for term, row in pairwise(entries):
            last = guide().dates.get(term.get("id", "").removeprefix("deadline-"))
            if last and (guide().over in text(row)) is not (day > last):
                yield f"the list says: {text(row)}"


def test_no_page_says_what_is_false_on_any_of_the_days() -> None:
    assert len(guide().days) >= 2 * len(guide().dates)
    found = [
        f"{day} {uri}: {fault}"
        for day in guide().days
        for uri, root in guide().on(day).items()
        for fault in faults(root, day)
    ]
    assert found == []


def test_the_guide_has_what_the_days_change() -> None:
    """Else the test above would prove nothing."""
    shown = guide().on(guide().finished).values()
    parts = [part for root in shown for part in root.iterfind(".//div[@data-until]")]
    assert parts
    assert any(list(with_class(root, "all-deadlines")) for root in shown)
    assert guide().dates


@pytest.mark.parametrize(
    ("planted", "false_before", "false_after"),
    [
        ("Le règlement s’appliquera à partir du {deadline:eeds-application}.", False, True),
        ("Le {deadline:eeds-application}, vous pourrez refuser.", False, True),
        ("Rien n’est prêt d’ici le 26 mars 2027.", False, True),
        ("Le règlement s’applique depuis le {deadline:eeds-application}.", True, False),
        ("Les délais couraient jusqu’au {deadline:eeds-application}.", True, False),
        ("Le règlement s’applique à partir du {deadline:eeds-application}.", False, False),
    ],
)
def test_a_false_sentence_planted_is_seen_on_its_days_only(
    planted: str, false_before: bool, false_after: bool
) -> None:
    last = date(2027, 3, 26)
    for day, false in ((last - DAY, false_before), (last, False), (last + DAY, false_after)):
        root = guide().render("fr/article.md", day, planted)
        assert len(faults(root, day)) == false


@pytest.mark.parametrize(
    "sentence",
    [
        "Le refus est un droit à partir du 26 mars 2027.",
        "Le 26 mars 2027 : le règlement commence à s’appliquer.",
        "Avant le 26 mars 2027, le droit de refuser ne peut pas s’exercer.",
        "Egora, source lue le 26 mars 2027.",
        "Vous ouvrez un compte, et montrez une carte, le 26 mars 2027.",
        "La campagne a pris fin le 9 mai 2022, et le reste suit le 26 mars 2027.",
        "Tout s’arrêtera, ou s’est arrêté.",
    ],
)
def test_what_is_true_on_both_sides_of_a_day_is_let_through(sentence: str) -> None:
    day = date(2027, 3, 26)
    assert [*false_on(day - DAY, sentence), *false_on(day + DAY, sentence)] == []


def test_a_wrong_part_or_entry_is_seen() -> None:
    last = guide().dates["eeds-application"]
    block = '<div data-deadline="eeds-application"><p data-when="{}">x</p></div>'
    entry = '<dl class="all-deadlines"><dt id="deadline-eeds-application"></dt><dd>{}</dd></dl>'
    for day, part, said in ((last, "before", ""), (last + DAY, "after", guide().over)):
        other = last + DAY if day == last else last
        for html in (block.format(part), entry.format(said)):
            root = parsed(f"<body>{html}</body>")
            assert faults(root, day) == []
            assert len(faults(root, other)) == 1


@pytest.mark.parametrize("notice", ["due", "overdue"])
def test_the_built_guide_says_that_day_what_the_engine_renders_and_its_age(
    notice: str, tmp_path: Path
) -> None:
    day = getattr(guide(), notice)[-1] + DAY
    project = in_french(tmp_path)
    done = build(project, GUIDE_TODAY=day.isoformat())
    assert done.returncode == 0, done.stderr
    assert "due again since" in done.stderr
    for uri, root in guide().on(day).items():
        built = uri.removeprefix("fr/").replace(".md", ".html")
        whole = built_page(project / "site" / built)
        untold = "(, "  # how big the copies are is known only once all is built
        missing = {said for said in read_in(root) if untold not in said} - set(read_in(whole))
        assert missing == set()
        for name in ("due", "overdue"):
            notices = list(with_class(whole, name))
            assert ["hidden" in one.attrib for one in notices] == [name != notice]
