"""What the theme writes round our pages, and what of it is left."""

from __future__ import annotations

import pytest

from guide.rendering.theme import mended


@pytest.mark.parametrize(
    "unused",
    [
        '<link rel="prev" href="a.html">',
        '<link rel="next" href="../b.html">',
        '<meta name="generator" content="mkdocs-1, mkdocs-material-9">',
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">',
        '<label class="md-overlay" for="__drawer"></label>',
        '<div data-md-component="announce">\n      </div>',
    ],
)
def test_what_is_of_no_use_goes_and_its_neighbours_stay(unused: str) -> None:
    kept = '<link rel="icon" href="i.svg">', '<meta name="viewport" content="width=1">'
    assert mended(unused.join(kept)) == "".join(kept)


def test_what_only_the_theme_s_script_asks_for_goes() -> None:
    page = '<main class="m" data-md-component="main" data-md-type="a" id="m"><p>A</p></main>'
    assert mended(page) == '<main class="m" id="m"><p>A</p></main>'


def test_the_mark_that_its_script_would_take_away_goes() -> None:
    assert mended('<html lang="fr" class="no-js">') == '<html lang="fr">'


def test_what_a_page_says_of_it_stays() -> None:
    said = '<p data-when="before">Write data-md-component="main" here.</p>'
    assert mended(said) == said
