"""`{all:measures}`: what `make bench` found, each benchmark as bars, a table, and its ratios.

The bars need no style of their own: their places are in parts of the whole or in the size of the
letters, so that they fit any width, and their inks are those of the drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ..data.measures import Measure, Measured, Ratio
from ..words.wording import fill
from .context import Context
from .tables import stacked

_OURS, _OTHERS, _SPREAD = (
    "var(--draw-warm, #a8481f)",
    "var(--draw-soft, #5a6863)",
    "var(--draw-ink, #20302e)",
)
_SMALL = 0.8  # of the words
_ROW = 2.6  # the height of a row, in the size of the letters
_WIDEST = 98.0  # percent of the drawing, so that the end of a spread is seen


def all_measures(context: Context) -> Element:
    """Every benchmark of the data, in its order; nothing for a guide that has none."""
    held = Element("div", {"class": "measures", "data-search-exclude": ""})
    for key, measure in context.registry.measures.items():
        figure = SubElement(held, "figure", {"id": f"measure-{key}"})
        context.in_language(SubElement(SubElement(figure, "figcaption"), "strong"), measure.title)
        figure.append(bars(measure, context))
        held.append(_table(_figures(measure, context)))
        if measure.ratios:
            held.append(_table(_ratios(measure.ratios, context)))
        held.append(_made(measure, context))
    return held


def bars(measure: Measure, context: Context) -> Element:
    """A bar for each that was measured, to one scale from nothing, with the spread of its runs.

    The drawing is told by its name; the table that follows has the figures.
    """
    widest = max((one.most for one in measure.measured), default=0.0) or 1.0
    name, _ = context.wording.pick(measure.title, context.source_language)
    label = context.wording.strings.measures_drawing.format(title=name)
    height = f"{_ROW * len(measure.measured):g}em"
    size = {"width": "100%", "height": height}
    svg = Element("svg", {"role": "img", "aria-label": label, "class": "drawing", **size})
    for row, one in enumerate(measure.measured):
        svg.extend(_bar(one, row * _ROW, _WIDEST / widest, measure.unit, context))
    return svg


def _bar(one: Measured, top: float, scale: float, unit: str, context: Context) -> Iterator[Element]:
    """What `one` is and took, in words, and below it in ink; `scale` is in percent for one unit."""
    from_right = context.wording.direction == "rtl"
    start = "100%" if from_right else "0%"
    place = {"x": start, "y": f"{(top + 1) / _SMALL:g}em", "font-size": f"{_SMALL:.0%}"}
    said = Element("text", {**place, "fill": _SPREAD})
    median = context.wording.quantity(one.median, unit)
    said.text = AtomicString(f"{median} — {_name(one, context)[0]}")
    yield said
    width = one.median * scale
    corner = {"x": _percent(100 - width if from_right else 0), "y": f"{top + 1.3:g}em"}
    size = {"width": _percent(width), "height": ".8em"}
    yield Element("rect", {**corner, **size, "fill": _OURS if one.ours else _OTHERS})
    ends = [
        _percent(100 - at * scale if from_right else at * scale) for at in (one.least, one.most)
    ]
    middle = f"{top + 1.7:g}em"
    spread = dict(zip(("x1", "x2", "y1", "y2"), (*ends, middle, middle), strict=True))
    yield Element("line", {**spread, "stroke": _SPREAD, "stroke-width": "2"})


def _figures(measure: Measure, context: Context) -> Iterator[Sequence[Element | str]]:
    strings, wording = context.wording.strings, context.wording
    yield strings.measures_what, strings.measures_median, strings.measures_spread
    for one in measure.measured:
        name, language = _name(one, context)
        cell = Element("span")
        cell.text = AtomicString(f"{name}, {one.version}" if one.version else name)
        spread = strings.measures_from_to.format(
            least=wording.figure(one.least), most=wording.quantity(one.most, measure.unit)
        )
        yield (
            context.mark(cell, language),
            wording.quantity(one.median, measure.unit),
            spread,
        )


def _ratios(ratios: Sequence[Ratio], context: Context) -> Iterator[Sequence[Element | str]]:
    strings, wording = context.wording.strings, context.wording
    yield (
        strings.measures_ratio,
        strings.measures_value,
        strings.measures_goal,
        strings.measures_verdict,
    )
    for one in ratios:
        goal = verdict = ""
        if one.goal is not None:
            bound = strings.measures_at_most if one.at_most else strings.measures_at_least
            goal = bound.format(goal=wording.figure(one.goal))
            verdict = strings.measures_reached if one.reached else strings.measures_missed
        of = context.in_language(Element("span"), one.of)
        yield of, wording.figure(one.value), goal, verdict


def _made(measure: Measure, context: Context) -> Element:
    """When and on what it was measured."""
    machine = measure.machine
    parts: dict[str, Element | str] = {
        "date": context.wording.time(measure.date),
        "runs": str(measure.runs),
        "cores": str(machine.cores),
        "processor": _as_told(machine.processor),
        "system": _as_told(f"{machine.system}, Python {machine.python}"),
    }
    return fill(Element("p"), context.wording.strings.measures_made, parts)


def _as_told(text: str) -> Element:
    """`text`, which a machine has told, in no language."""
    code = Element("code", {"dir": "ltr"})
    code.text = AtomicString(text)
    return code


def _table(rows: Iterator[Sequence[Element | str]]) -> Element:
    table = Element("table")
    heading = SubElement(SubElement(table, "thead"), "tr")
    for words in next(rows):
        _cell(heading, "th", words).set("scope", "col")
    body = SubElement(table, "tbody")
    for cells in rows:
        row = SubElement(body, "tr")
        for words in cells:
            _cell(row, "td", words)
    return stacked(table)


def _cell(row: Element, tag: str, words: Element | str) -> Element:
    cell = SubElement(row, tag)
    if isinstance(words, Element):
        cell.append(words)
    else:
        cell.text = AtomicString(words)
    return cell


def _name(one: Measured, context: Context) -> tuple[str, str]:
    """What it is called, and the language of that: a proper name is of the page's."""
    if isinstance(one.name, str):
        return one.name, context.wording.language
    return context.wording.pick(one.name, context.source_language)


def _percent(part: float) -> str:
    return f"{part:.2f}%"
