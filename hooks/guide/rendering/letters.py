"""Letters: text with blanks that the reader fills in the page, or by hand on paper.

`/// letter | id` holds the letter, `{field:id}` a blank. The form is for the page's script, which
shows it; nothing typed there leaves the page.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from ..data.models import LetterField
from ..words.wording import fill
from .context import Context

LETTER_KINDS = ("pdf", "docx", "txt")
_DOTS, _LINE = "…" * 12, "…" * 20


def blank(key: str, context: Context) -> Element | None:
    """A blank for the field `key`: what to write, in brackets, then dotted lines to write it on."""
    field = context.registry.fields.get(key)
    if field is None:
        return None
    label, _ = context.source_wording.pick(field.label, context.source_language)
    element = Element("span", {"class": "blank", "data-field": key})
    element.text = AtomicString(f"[{label}]")
    dots = SubElement(element, "span", {"aria-hidden": "true"})  # nobody wants them read aloud
    dots.text = "\n".join([f"\N{NO-BREAK SPACE}{_DOTS}", *[_LINE] * (field.rows - 1)])
    return element


class LetterBlock(Block):
    """`/// letter | id`: the sheet, after a form that the page's script shows."""

    NAME = "letter"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """The letter as a part of the page that can be linked to."""
        attributes = {"class": "letter", "id": f"letter-{self.argument}"}
        letter = SubElement(parent, "div", attributes)
        context: Context = self.config["context"]
        context.as_source(SubElement(letter, "div", {"class": "letter-sheet"}))
        return letter

    def on_add(self, block: Element) -> Element:
        """Where the text goes."""
        return block[-1]

    def on_inline_end(self, block: Element) -> None:
        """Puts the form first, now that it is known which blanks the letter has."""
        context: Context = self.config["context"]
        keys = dict.fromkeys(span.get("data-field", "") for span in block.iter("span"))
        fields = {key: context.registry.fields[key] for key in keys if key}
        if fields:
            block.insert(0, _form(self.argument, fields, context))
        if context.is_printed:
            block.append(_files(self.argument, context))


def _files(letter: str, context: Context) -> Element:
    """The ways to the letter as a sheet and as documents, which the paper editions make."""
    strings, place = context.wording.strings, Element("p", {"class": "letter-files"})
    folder, parts = context.source_wording.strings.letter_folder, {}
    for kind in LETTER_KINDS:
        way = context.link_to(f"{folder}/{letter}.{kind}")
        parts[kind] = Element("a", {"href": way, "download": ""})
        parts[kind].text = AtomicString(getattr(strings, f"letter_{kind}"))
    fill(SubElement(place, "span", {"class": "online"}), strings.letter_files, parts)
    return place


def _form(letter: str, fields: dict[str, LetterField], context: Context) -> Element:
    strings = context.wording.strings
    form = Element("form", {"class": "letter-form", "autocomplete": "off", "hidden": "hidden"})
    told = [strings.letter_private]
    if not context.is_in_source_language:
        told.append(strings.letter_foreign)
    SubElement(form, "p", {"class": "letter-private"}).text = " ".join(told)
    for key, field in fields.items():
        # Two hyphens stand in no id: those of two letters and their fields are never alike.
        form.append(_input(f"letter-{letter}--{key}", key, field, context))
    actions = SubElement(form, "p", {"class": "letter-actions"})
    for action in ("print", "copy", "clear"):
        button = SubElement(
            actions, "button", {"type": "button", "class": "letter-button", "data-letter": action}
        )
        button.text = getattr(strings, f"letter_{action}")
    said = {"class": "letter-said", "role": "status", "data-copied": strings.letter_copied}
    SubElement(form, "p", said | {"data-cleared": strings.letter_cleared})
    return form


def _input(identity: str, key: str, field: LetterField, context: Context) -> Element:
    row = Element("p", {"class": "letter-field"})
    context.in_language(SubElement(row, "label", {"for": identity}), field.label)
    attributes = {"id": identity, "data-fills": key, "autocomplete": "off", "spellcheck": "false"}
    if field.rows > 1:
        SubElement(row, "textarea", attributes | {"rows": str(field.rows)}).text = ""
    else:
        SubElement(row, "input", attributes | {"type": "text"})
    if field.hint:
        hint = SubElement(row, "small", {"id": f"{identity}--hint"})
        context.in_language(hint, field.hint)
        row[1].set("aria-describedby", f"{identity}--hint")
    return row
