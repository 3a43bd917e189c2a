"""The table of contents as its headings are written."""

from __future__ import annotations

from dataclasses import dataclass, field

from guide.pages.contents import keep_spaces
from guide.pages.front_matter import split_page
from guide.pages.page_files import Page
from guide.pages.scan import scan


@dataclass
class Line:
    """A line of a table of contents as MkDocs makes it: its spaces are all plain."""

    id: str
    title: str
    children: list[Line] = field(default_factory=list)


def page(text: str) -> Page:
    return Page("fr/page.md", split_page(text, "page.md"), scan(text))


def test_titles_get_their_no_break_spaces_back_at_every_depth() -> None:
    text = "## Et après\xa0? {#apres}\n\n### «\u202fNon\u202f» {#non}\n"
    lines = [Line("apres", "Et après ?", [Line("non", "« Non »")])]
    keep_spaces(lines, page(text))
    assert lines == [Line("apres", "Et après\xa0?", [Line("non", "«\u202fNon\u202f»")])]


def test_a_title_with_signs_in_it_stays_as_it_was_rendered() -> None:
    lines = [Line("a", "Un mot ?"), Line("b", "A &amp; B ?"), Line("sources", "Sources")]
    keep_spaces(lines, page("## Un *mot*\xa0? {#a}\n\n## A & B\xa0? {#b}\n"))
    assert [line.title for line in lines] == ["Un mot ?", "A &amp; B ?", "Sources"]
