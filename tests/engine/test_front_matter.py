"""A page's two parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from guide.pages.front_matter import split_page

HEAD = "title: Un titre\ndescription: Une phrase.\nverified: 2026-11-23\n"


@pytest.mark.parametrize("opening", ["---", "--- ", "---\t"])
@pytest.mark.parametrize("closing", ["---", "---  ", "...", "...\t"])
def test_both_parts_are_those_that_mkdocs_finds(opening: str, closing: str) -> None:
    text = f"{opening}\n{HEAD}{closing}\n# Un titre\n\n---\n\nfin\n"
    split = split_page(text, "docs/fr/a.md")
    assert not split.problems
    assert split.meta
    body, data = get_data(text)
    assert (split.body, split.meta.title) == (body, data["title"])
    assert split.body_line == 6
    assert split.lines == {"title": 2, "description": 3, "verified": 4}


@pytest.mark.parametrize("fence", ["---\u00a0", " ---", "----", "—", "---\x0b", ""])
def test_a_fence_that_mkdocs_does_not_see_is_none(fence: str) -> None:
    text = f"{fence}\n{HEAD}---\n# Un titre\n"
    (problem,) = split_page(text, "docs/fr/a.md").problems
    assert str(problem).startswith("docs/fr/a.md:1: no front matter. Begin the page with `---`")
    assert split_page(text, "a.md").body == text


def test_front_matter_that_never_ends_is_told() -> None:
    (problem,) = split_page(f"---\n{HEAD}# Un titre\n", "a.md").problems
    assert "the front matter is never closed" in problem.message


def test_faults_stand_on_their_lines() -> None:
    split = split_page("---\ntitle: T\nverified: hier\ncolor: red\n---\n", "a.md")
    assert split.meta is None
    lines = {problem.line for problem in split.problems}
    assert {3, 4} <= lines <= {1, 2, 3, 4}  # a key that is missing has no line of its own
    assert all(problem.message.startswith("front matter: ") for problem in split.problems)


@given(st.text() | st.text("-.\n \t:atile'\"{}[]*&!|#"))
def test_no_page_is_too_strange(text: str) -> None:
    for page in (text, f"---\n{text}", f"---\n{text}\n---\n{text}"):
        split = split_page(page, "a.md")
        assert (split.meta is None) == bool(split.problems)
        assert page.endswith(split.body)
        before = page[: len(page) - len(split.body)]
        assert split.body_line == before.count("\n") + 1 or split.body == ""
