"""Whom to call or to write to: `{phone:id}`, `{hours:id}`, `{address:id}` and the list of all."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ..data.models import Contact
from ..words.wording import fill
from .citations import proof_of, titled
from .context import Context


def phone(key: str, context: Context) -> Element | None:
    """The number of the contact `key`, to be pressed on a telephone."""
    contact = context.registry.contacts.get(key)
    return _phone_link(contact.phone, context) if contact and contact.phone else None


def hours(key: str, context: Context) -> Element | None:
    """When the contact `key` answers, as part of a sentence."""
    contact = context.registry.contacts.get(key)
    if not contact or not contact.hours:
        return None
    return context.in_language(Element("span"), contact.hours)


def address(key: str, context: Context) -> Element | None:
    """The postal address of the contact `key`, line by line."""
    contact = context.registry.contacts.get(key)
    if not contact or not contact.address:
        return None
    lines, language = context.wording.pick(contact.address, context.source_language)
    element = Element("span", {"class": "postal-address", "translate": "no"})
    context.mark(element, language)
    element.text = AtomicString(lines[0])
    for line in lines[1:]:
        SubElement(element, "br")  # no tail: Markdown would take the line's words for its signs
        SubElement(element, "span").text = AtomicString(line)
    return element


def all_contacts(context: Context) -> Element:
    """Every contact, in the order of the data file."""
    entries = Element("dl", {"class": "all-contacts"})
    for key, contact in context.registry.contacts.items():
        term = SubElement(entries, "dt", {"id": f"contact-{key}"})
        context.in_language(term, contact.name)
        for row in _rows(key, contact, context):
            SubElement(entries, "dd").append(row)
        entries.extend(proof_of(contact, context))
    return entries


def _rows(key: str, contact: Contact, context: Context) -> list[Element]:
    strings, rows = context.wording.strings, list[Element]()
    if contact.phone:
        line = fill(
            Element("span"), strings.contact_phone, {"phone": _phone_link(contact.phone, context)}
        )
        for texts in (contact.hours, contact.price):
            if texts:
                fill(line, ", ")
                line.append(context.in_language(Element("span"), texts))
        rows.append(line)
    postal = address(key, context)
    if postal is not None:
        rows.append(postal)
    registry = context.registry
    if contact.site and contact.site in registry.sources:
        page = registry.sources[contact.site]
        rows.append(titled(contact.site, page, context))
    if contact.note:
        rows.append(context.in_language(Element("span"), contact.note))
    return rows


def _phone_link(number: str, context: Context) -> Element:
    link = Element("a", {"href": f"tel:{number.replace(' ', '')}", "class": "phone"})
    link.text = number.replace(" ", "\N{NO-BREAK SPACE}")
    if context.wording.direction == "rtl":
        link.set("dir", "ltr")  # else +33 1 84… is read from its end
    return link
