"""The browser's Print of a page beside its chapter in the booklet: two pictures, one look.

What differs on purpose is not in this page: a letter, which browsers print on a sheet of its own,
and the timeline, which they draw to scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import nan
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from paper.setting import pages_of

from .building import small_guide
from .conftest import once
from .pages import HOME
from .pictures import Picture, Shape, pictures
from .reading import NOON, Reader, serving

# What may differ, in millimetres: less than a reader sees, more than two programs round away.
SIZE = 0.5  # of a sheet: browsers round A4 to their own pixels
EDGE = 2.5  # of a margin: the booklet moves its column 2 from the fold, and its bars stand astride
COLUMN = 0.5  # of the column's width: four pixels of these pictures
MARK = 0.7  # of a mark's place in the column and of its width: Typst sets half a bar outside it
HIGH = 1.0  # of a mark's height: each face has its own room above and below letters
APART = 2.0  # between a mark and the next: the same, once more for each line between them
# And as a share of what is measured.
PITCH = 0.05  # from line to line: more, and a sheet holds two or three lines less
TITLE = 0.12  # of a title's small letters: two pixels of the smallest title
FILL = 0.25  # of an ink's area: browsers round a line of 1 pt to a pixel, three quarters of it

MARGIN = 22  # mm, which print.css gives every sheet
HEAD = 18  # mm from the top, where the booklet's running head has ended
# A hairline is no mark: a browser may make it half as thick.
FILLED, THIN = ("deep", "leaf", "warm", "draw-leaf", "draw-warm"), 0.5
LETTER = 3  # mm: no letter of the text is as high
AROUND = "header, footer, .md-skip, .guide-toc summary, .guide-back, .ticks, .steps .tick"

# Its titles are of small letters, which a style sheet makes of one size whatever the face. Between
# marks no line is so long that another face would break it.
NAME = "Au secours"
INDEX = """\
---
title: Au secours
description: Une page de tout ce qu’une page peut avoir.
verified: 2026-11-23
---

# Au secours

[La loi][law] donne jusqu’au {deadline:coming}. Ce paragraphe est long, pour que l’on voie le pas
de ses lignes, et qu’il soit le même des deux côtés. Il se lit d’un bord de la colonne à l’autre,
sans rien demander à personne. Une phrase de plus lui donne une ligne de plus, et une autre encore :
ainsi le pas se compte sur assez de lignes. Il faut des lettres hautes et basses dans chacune
d’elles, et le français en a toujours. La colonne est large, les lettres sont petites, et il en faut
donc beaucoup pour la remplir sept fois. Dites-vous que le lecteur, lui, ne lira jamais cette page,
que seule la machine regarde. Elle ne lit pas non plus : elle compte les rangées de points noirs, et
les rangées blanches qui les séparent.

<div class="at-hand" markdown>

Temps
: Un quart d’heure.

Sous la main
: Votre carte.

</div>

## Des romans {#etapes}

/// steps | chemin
1. **Ouvrez [la page][law].**

    Elle dit ce qu’elle demande.

2. **Écrivez votre numéro.**

    Il compte 15 caractères.

3. **Gardez la preuve.**
///

### Sans assurance {#liste}

/// checklist | materiel
- Votre numéro.
- Votre carte.
- Votre date de naissance.
///

Une liste :

- le premier point ;
- le second.

## Nos annonces {#dates}

//// deadline | coming
/// before
Il est encore temps d’écrire.
///
/// after
Il est trop tard pour écrire.
///
////

//// deadline | refusal
/// before
Vous pouvez encore refuser.
///
/// after
Le délai est passé.
///
////

## Vos mesures {#tableau}

| Vous avez | Prenez |
| --- | --- |
| un compte | le premier chemin |
| une lettre | le second chemin |

> « Je garde mon profil. »

!!! warning "Vous partagez cet appareil ?"

    Effacez la copie après l’avoir lue.

??? question "Et si l’on me répond non ?"

    Demandez la raison par écrit.

## Un cas rare {#dessin}

![Un cadre.](drawings/cadre.svg)

## Mes avances {#listes}

{all:contacts}

{all:terms}
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" width="320" height="120" fill="none">
  <rect x="4" y="4" width="312" height="112" rx="14" fill="#cde2d2"/>
  <circle cx="60" cy="60" r="36" fill="#a8481f"/>
</svg>
"""
DEADLINES = """\
coming: {kind: date, date: 2027-03-26, title: {fr: Écrire}, source: law, seen: 2026-11-23}
refusal:
  {kind: period, within: P6W, from: {fr: envoi}, title: {fr: R}, source: law, seen: 2026-11-23}
"""
CONTACTS = """\
line: {name: {fr: La ligne}, phone: "3422", hours: {fr: le matin}, source: law, seen: 2026-11-23}
"""
GLOSSARY = """\
nir: {term: {fr: numéro de sécurité sociale}, short: NIR, meaning: {fr: Un numéro.}, source: law}
"""
FILES = {
    "fr/index.md": INDEX,
    "fr/drawings/cadre.svg": DRAWING,
    "data/deadlines.yml": DEADLINES,
    "data/contacts.yml": CONTACTS,
    "data/glossary.yml": GLOSSARY,
}
# What to have at hand, three steps, three boxes to tick, two dates and two periods, the head of the
# table, what is framed, the drawing.
MARKS = [
    *("leaf", "deep", "deep", "deep", "ink", "ink", "ink", "warm", "warm", "warm", "warm"),
    *("leaf", "warm", "draw-leaf", "draw-warm"),
]
# Each in a style sheet of its own, and what must see it.
FAULTS = {
    "@page { size: letter; margin: 26mm }": ["sheet", "margins", "column"],
    ".steps > ol > li::before { left: 3.2mm !important; width: 9mm !important }": [
        "places of marks",
        "widths of marks",
    ],
    ".at-hand { padding: 5mm !important; margin-bottom: 4em !important }": [
        "heights of marks",
        "between marks",
    ],
    ".md-typeset { line-height: 1.45 !important }": ["lines"],
    ".md-typeset h2 { font-size: 1.22em !important }": ["titles"],
    ".at-hand, th { background: none !important }": ["fills"],
}


@dataclass(frozen=True)
class Mark:
    """A shape that is no letter, on the `sheet` of that number, so far from the column's edge."""

    sheet: int
    shape: Shape
    across: float


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide of one page that has an element of every kind, and is printed."""

    def make(project: Path) -> Path:
        return small_guide(project, FILES, paper={"chapters": ["index.md"]})

    return once(tmp_path_factory, "alike", make)


@pytest.fixture(scope="module")
def reader(browser: Browser, alike: Path) -> Iterator[Reader]:
    """A reader of it; the module's, since all its tests look at one print."""
    with serving(alike) as address, Reader(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def eye(browser: Browser) -> Iterator[Page]:
    """An empty page, which measures pictures."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def chapter(alike: Path, eye: Page) -> list[Picture]:
    """The page's chapter: what stands between the list of contents and that of sources."""
    pdf = alike / "papier/guide-fr.pdf"
    book = PdfReader(pdf)
    titles = [title for title in book.outline if not isinstance(title, list)]
    begins = [book.get_destination_page_number(title) or 0 for title in titles]
    at = [title.title for title in titles].index(NAME)
    return pictures(eye, pdf.read_bytes(), begins[at] + 1, begins[at + 1])


@pytest.fixture(scope="module")
def print_out(reader: Reader) -> bytes:
    """What the browser prints of the page."""
    return printed_by(reader)


@pytest.fixture(scope="module")
def printed(print_out: bytes, eye: Page) -> list[Picture]:
    """The same, as pictures."""
    return pictures(eye, print_out)


def printed_by(reader: Reader, more: str = "") -> bytes:
    """The browser's Print of the page on A4, the reader's own paper, with `more` style."""
    page = reader.opens(HOME, now=NOON, bypass_csp=True)
    if more:
        page.add_style_tag(content=f"@media print {{ {more} }}")
    return page.pdf(prefer_css_page_size=True, format="A4")


def narrowest(sheets: Sequence[Picture]) -> list[float]:
    """The least margin at the left, at the right and at the top of all `sheets`."""
    tops = [begin for sheet in sheets for begin, _ in sheet.lines if begin > HEAD]
    lefts, rights = ([sheet.box[side] for sheet in sheets] for side in (0, 2))
    return [min(lefts), sheets[0].width - max(rights), min(tops)]


def marks(sheets: Sequence[Picture]) -> list[Mark]:
    """What is no letter, in reading order."""
    return [mark for number, sheet in enumerate(sheets) for mark in _marks(number, sheet)]


def _marks(number: int, sheet: Picture) -> Iterator[Mark]:
    found = sorted(filter(is_mark, sheet.shapes), key=lambda one: (round(one.top), one.left))
    edge = min((one.left for one in found if one.ink == "leaf"), default=sheet.box[0])
    for shape in joined(found):
        yield Mark(number, shape, shape.left - edge)


def is_mark(shape: Shape) -> bool:
    """Whether it is no letter: a filled shape, or a box to tick, which is in the letters' ink."""
    if shape.ink == "ink":
        return shape.thickness > LETTER
    return shape.ink in FILLED and shape.is_large and shape.thickness > THIN


def joined(shapes: Sequence[Shape]) -> list[Shape]:
    """The same, those that touch as one: between the cells of a table, a hair of white may show."""
    found: list[Shape] = []
    for shape in shapes:
        last = found[-1] if found else shape
        if shape.ink == last.ink and 0 <= shape.left - last.right < THIN:
            width, area = shape.right - last.left, last.area + shape.area
            found[-1] = replace(last, width=width, area=area)
        else:
            found.append(shape)
    return found


def pitch(sheets: Sequence[Picture]) -> list[float]:
    """How far one line of the long paragraph is from the next: it ends above the first box, with a
    line that may be short."""
    box = marks(sheets)[0].shape
    above = [begin for begin, end in sheets[0].lines if end < box.top]
    return [(above[-2] - above[-6]) / 4]


def titles(sheets: Sequence[Picture]) -> list[float]:
    """How high the small letters of each title are; not of the sources', which chapters lack."""
    found = []
    for sheet in sheets:
        letters = [one for one in sheet.shapes if one.ink == "deep" and not one.is_large]
        for begin, end in sheet.lines:
            heights = [one.height for one in letters if begin < (one.top + one.bottom) / 2 < end]
            heights = [height for height in heights if height > 1]
            found += [median(heights)] if len(heights) > 5 else []
    return found[: INDEX.count("\n#")]


def areas(sheets: Sequence[Picture]) -> list[float]:
    """How much of the paper each ink fills."""
    shapes = [shape for sheet in sheets for shape in sheet.shapes]
    return [sum(shape.area for shape in shapes if shape.ink == ink) for ink in FILLED]


def sizes(sheets: Sequence[Picture]) -> list[float]:
    """The sheet's width and height."""
    return [sheets[0].width, sheets[0].height]


def column(sheets: Sequence[Picture]) -> list[float]:
    """How wide the column is, which the box of what to have at hand fills."""
    return [marks(sheets)[0].shape.width]


def places(sheets: Sequence[Picture]) -> list[float]:
    """How far each mark is from the edge of the column."""
    return [mark.across for mark in marks(sheets)]


def widths(sheets: Sequence[Picture]) -> list[float]:
    """How wide each mark is; of a step's number, its diameter."""
    return [mark.shape.width for mark in marks(sheets)]


def heights(sheets: Sequence[Picture]) -> list[float]:
    """How high each mark is."""
    return [mark.shape.height for mark in marks(sheets)]


def gaps(sheets: Sequence[Picture]) -> list[float]:
    """How far each mark is below the one before; not a number, where that is on another sheet."""
    return [
        below.shape.top - above.shape.bottom if above.sheet == below.sheet else nan
        for above, below in pairwise(marks(sheets))
    ]


def told(sheets: Sequence[Picture]) -> list[str]:
    """The ink of each mark, in reading order."""
    return [mark.shape.ink for mark in marks(sheets)]


def around(reader: Reader, print_out: bytes) -> list[str]:
    """What `print_out` says of all that surrounds the page on a screen, besides its title."""
    surroundings = reader.opens(HOME, now=NOON).locator(AROUND).all_text_contents()
    pieces = {piece.strip() for text in surroundings for piece in text.split("\n")}
    words = " ".join(" ".join(pages_of(print_out)).split())
    assert len(pieces) > 10
    return [piece for piece in pieces - {"", NAME} if piece in words]


# What is measured, how many millimetres it may be off, and what share of itself.
ALIKE: dict[str, tuple[Callable[[Sequence[Picture]], list[float]], float, float]] = {
    "sheet": (sizes, SIZE, 0),
    "margins": (narrowest, EDGE, 0),
    "column": (column, COLUMN, 0),
    "places of marks": (places, MARK, 0),
    "widths of marks": (widths, MARK, 0),
    "heights of marks": (heights, HIGH, 0),
    "between marks": (gaps, APART, 0),
    "lines": (pitch, 0, PITCH),
    "titles": (titles, 0, TITLE),
    "fills": (areas, 0, FILL),
}


def differences(name: str, chapter: Sequence[Picture], printed: Sequence[Picture]) -> list[str]:
    """Where what `name` measures is not the same on both."""
    measure, by, share = ALIKE[name]
    in_booklet, in_print = measure(chapter), measure(printed)
    if len(in_booklet) != len(in_print):
        return [f"{len(in_booklet)} in the booklet, {len(in_print)} in print"]
    return [
        f"{number}: {there:.2f} in the booklet, {here:.2f} in print"
        for number, (there, here) in enumerate(zip(in_booklet, in_print, strict=True))
        if abs(here - there) > by + share * there
    ]


@pytest.mark.parametrize("name", ALIKE)
def test_they_look_the_same(chapter: list[Picture], printed: list[Picture], name: str) -> None:
    assert differences(name, chapter, printed) == []


def test_the_same_marks_come_in_the_same_order(
    chapter: list[Picture], printed: list[Picture]
) -> None:
    assert told(printed) == told(chapter) == MARKS


def test_print_is_the_page_alone(reader: Reader, print_out: bytes, printed: list[Picture]) -> None:
    assert around(reader, print_out) == []
    for sheet in printed:
        left, top, right, bottom = sheet.box
        assert min(left, top, sheet.width - right, sheet.height - bottom) > MARGIN - COLUMN


def test_it_would_see_navigation(reader: Reader) -> None:
    assert around(reader, printed_by(reader, ".md-header { display: block !important }"))


@pytest.mark.parametrize(("fault", "names"), FAULTS.items())
def test_it_would_see_another_look(
    reader: Reader, eye: Page, chapter: list[Picture], fault: str, names: list[str]
) -> None:
    spoilt = pictures(eye, printed_by(reader, fault))
    assert [name for name in names if not differences(name, chapter, spoilt)] == []
