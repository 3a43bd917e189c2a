"""Letters as pages hold them: blanks, and the form that the page's script shows."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from engine.making import blank, context, render, rendered
from guide.data.models import LetterField
from guide.rendering.context import Context

FIELDS = {
    "nom": blank("Votre nom"),
    "adresse": blank("Votre adresse", rows=3),
    "nir": blank("Votre numéro", hint={"fr": "Sur votre carte."}),
}
DOTS, NB = "…" * 12, "\N{NO-BREAK SPACE}"
LETTER = "/// letter | refus\n{field:adresse}\n\nMoi, {field:nom}, {field:nir}.\n\n{field:nom}\n///"


def given(language: str = "fr", fields: Mapping[str, LetterField] = FIELDS) -> Context:
    return context(language=language, fields=fields)


def form(text: str = LETTER) -> Element:
    found = rendered(text, given()).find(".//form")
    assert found is not None
    return found


def inputs(root: Element) -> list[Element]:
    return [one for one in root.iter() if one.tag in ("input", "textarea")]


def labels(root: Element) -> dict[str, str]:
    return {one.attrib["for"]: one.text or "" for one in root.iter("label")}


def test_a_letter_is_a_sheet_with_dots_to_fill_by_hand() -> None:
    html = render("/// letter | refus\nMoi, {field:nom}.\n///", given())
    assert html.startswith('<div class="letter" id="letter-refus">')
    assert (
        '<div class="letter-sheet">\n<p>Moi, '
        '<span class="blank" data-field="nom">[Votre nom]'
        f'<span aria-hidden="true">{NB}{DOTS}</span></span>.</p>\n</div>'
    ) in html


def test_the_form_stands_first_and_is_hidden() -> None:
    letter = rendered(LETTER, given())[0]
    assert [part.get("class") for part in letter] == ["letter-form", "letter-sheet"]
    assert letter[0].get("hidden")


def test_each_field_is_asked_for_once_in_the_order_of_the_letter() -> None:
    assert [one.get("data-fills") for one in inputs(form())] == ["adresse", "nom", "nir"]


def test_each_input_has_its_label() -> None:
    asked = {one.attrib["id"]: one.attrib["data-fills"] for one in inputs(form())}
    assert labels(form()) == {
        identity: FIELDS[field].label["fr"] for identity, field in asked.items()
    }


def test_a_hint_describes_its_input() -> None:
    described = {one.get("data-fills"): one.get("aria-describedby") for one in inputs(form())}
    assert described["nom"] is described["adresse"] is None
    (hint,) = form().iter("small")
    assert hint.text == "Sur votre carte."
    assert hint.get("id") == described["nir"]


def test_an_answer_of_several_lines_has_room_for_them() -> None:
    (area,) = form().iter("textarea")
    assert (area.get("data-fills"), area.get("rows"), area.text) == ("adresse", "3", None)


def test_the_browser_is_asked_to_keep_nothing() -> None:
    assert {one.get("autocomplete") for one in (form(), *inputs(form()))} == {"off"}
    assert not any(one.get("name") for one in form().iter())  # nothing that could be sent
    assert form().get("action") is None


def test_letters_of_one_page_have_ids_of_their_own() -> None:
    fields = {key: blank(key, hint={"fr": key}) for key in ("c", "b-c", "c-hint")}
    text = "/// letter | a\n{field:b-c}\n///\n\n/// letter | a-b\n{field:c}, {field:c-hint}\n///"
    page = rendered(text, given(fields=fields))
    ids = [one.attrib["id"] for one in page.iter() if "id" in one.attrib]
    assert len(ids) == 8  # two letters, three inputs, three hints
    assert len(set(ids)) == len(ids)
    assert [[one.get("data-fills") for one in inputs(letter)] for letter in page] == (
        [["b-c"], ["c", "c-hint"]]
    )


def test_a_letter_without_blanks_asks_nothing() -> None:
    assert not list(rendered("/// letter | refus\nBonjour.\n///", given()).iter("form"))


def test_an_unknown_blank_is_not_asked_for() -> None:
    text = "/// letter | refus\n{field:nom} {field:inconnu}\n///"
    assert [one.get("data-fills") for one in inputs(form(text))] == ["nom"]
    assert "{field:inconnu}" in render(text, given())


def test_blanks_stand_within_other_signs_and_blocks() -> None:
    text = (
        "//// letter | refus\n**{field:nom}**\n\n- {field:nir}\n\n"
        "/// checklist | pieces\n- {field:adresse}\n///\n////"
    )
    assert [one.get("data-fills") for one in inputs(form(text))] == ["nom", "nir", "adresse"]


def test_labels_in_another_language_than_the_page_are_marked() -> None:
    page = rendered(LETTER, given("en"))
    assert {one.get("lang") for one in (*page.iter("label"), *page.iter("small"))} == {"fr"}


def test_nothing_that_the_data_say_is_taken_for_html() -> None:
    evil = "<b> & *x* [q][loi] {field:nom}"
    fields = {"nom": blank(evil, hint={"fr": evil})}
    html = render("/// letter | refus\n{field:nom}\n///", given(fields=fields))
    assert html.count("&lt;b&gt; &amp; *x* [q][loi] {field:nom}") == 3  # label, hint, blank
