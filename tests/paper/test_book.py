"""A book: chapters that lead to one another, notes for all that they cite."""

from __future__ import annotations

import re

from guide.paper.book import Chapter, Cover, book_of

COVER = Cover("fr", "Titre", "Description", {"edition": "Édition", "page": "page {page}"})
LAW, PART, OTHER = (f"https://{name}.example/a" for name in ("loi", "copie", "tiers"))


def cited(source: str, address: str, words: str) -> str:
    return f'<span class="cited"><a data-source="{source}" href="{address}">{words}</a></span>'


def listed(source: str, address: str, rest: str) -> str:
    link = f'<a class="source" data-source="{source}" href="{address}">Titre</a>'
    return f'<li id="source-{source}">{link}{rest}</li>'


VIA = f'<a class="source" data-source="tiers" href="{OTHER}">Un tiers</a>'
LISTED = (
    '<section class="sources"><h2 id="sources">Sources</h2><ol>'
    + listed("loi", LAW, ", Légifrance, lue le 23 novembre 2026.")
    + listed("partie", PART, f" (page disparue ; copie du 2 mai 2026), donnée par : {VIA}.")
    + "</ol></section>"
)
FIRST = (
    f"<h1>Un</h1><p>{cited('partie', PART, 'là')} puis {cited('loi', LAW, 'ici')}, et "
    f'<a href="deux.html#bas">plus loin</a>.</p>{LISTED}'
)
SECOND = f'<h1>Deux</h1><h2 id="bas">Bas</h2><p>{cited("loi", LAW, "encore")}.</p>{LISTED}'


def book(*, address: str = "") -> str:
    chapters = [
        Chapter("un.html", FIRST, "Page relue le 23 novembre 2026.", address),
        Chapter("deux.html", SECOND, ""),
    ]
    return book_of(COVER, chapters, "")


def notes() -> dict[int, str]:
    found = re.findall(r"#note\((\d+), \"([^\"]+)\"\)\[", book())
    return {int(number): address for number, address in found}


def test_every_source_has_one_note_under_the_number_it_is_cited_by() -> None:
    assert notes() == {1: PART, 2: LAW, 3: OTHER}
    assert book().count(f'#cited(2, "{LAW}")') == 2


def test_the_note_on_a_page_that_is_gone_leads_to_its_copy_and_says_so() -> None:
    note = book().split("#note(1, ")[1].split("#note(2, ")[0]
    assert note.startswith(f'"{PART}")')
    assert "page disparue ; copie du 2 mai 2026" in note.replace("\\", "")


def test_a_chapter_leads_to_another() -> None:
    assert '#see("deux.html#bas")[plus loin];' in book()
    assert '#label("deux.html#bas")' in book()


def test_the_lists_of_the_pages_are_not_printed_again() -> None:
    assert "#heading(level: 2)[Sources];" not in book()


def test_a_chapter_opens_with_its_reading_and_the_way_to_it() -> None:
    opening = '#opening("Page relue le 23 novembre 2026.", "https://exemple.org/un.html", "<svg '
    assert opening in book(address="https://exemple.org/un.html")
    assert '#opening("Page relue le 23 novembre 2026.", "", none);' in book()
