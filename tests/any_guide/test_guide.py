"""What holds of every guide, whatever it is about: it is sound, private, and for any reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from website.reading import DESK, PHONE, Reader, Witness, stored, violations

from .conftest import GUIDES, Built

# A date that draws near is no fault: the report names the pages to read again before it.
NO_FAULT = " passes on "


def test_the_build_finds_nothing_to_mend(guide: Built) -> None:
    assert guide.site.is_dir(), guide.said
    told = [line for line in guide.said.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert [line for line in told if NO_FAULT not in line] == []


def test_its_data_are_not_served(guide: Built) -> None:
    assert [path for path in guide.site.rglob("*") if path.suffix in (".yml", ".md")] == []


@pytest.mark.parametrize("guide", GUIDES[:1], indirect=True)  # the others differ by their words
def test_every_page_is_for_any_reader_asks_nobody_and_leaves_nothing(
    guide: Built, browser: Browser, address: str
) -> None:
    names = [path.relative_to(guide.site).as_posix() for path in guide.site.rglob("*.html")]
    assert "index.html" in names
    with Reader(browser, address) as reader:
        page = reader.tab()
        witness = Witness(page)
        for name in sorted(names):
            page.goto(address + name)
            for screen in (PHONE, DESK):
                page.set_viewport_size(screen)
                assert violations(page) == [], name
        assert stored(page) == []
        assert len(witness.asked) > len(names)
        assert witness.strangers(address) == []
        assert witness.complaints == []
