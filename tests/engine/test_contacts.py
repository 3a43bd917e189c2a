"""Whom to call or to write to, within a sentence and as a list."""

from __future__ import annotations

from engine.making import contact, context, render, source
from guide.rendering.context import Context

CALLED = contact(
    phone="+33 1 84",
    hours={"fr": "le matin"},
    price={"fr": "gratuit"},
    address={"fr": ["CNIL, service *A*", "3 place <x> & {phone:caisse}", "Paris"]},
    site="copie",
    note={"fr": "Soyez `bref`."},
)
PHONE = '<a class="phone" href="tel:+33184">+33~1~84</a>'
ADDRESS = (
    "CNIL, service *A*<br /><span>3 place &lt;x&gt; &amp; {phone:caisse}</span>"
    "<br /><span>Paris</span></span>"
)


def shown(text: str, given: Context) -> str:
    return render(text, given).replace("\N{NO-BREAK SPACE}", "~")


def given(language: str = "fr") -> Context:
    return context(language=language, contacts={"caisse": CALLED, "site": contact()})


def test_a_number_is_one_link_that_does_not_break() -> None:
    assert shown("Appelez le {phone:caisse}.", given()) == f"<p>Appelez le {PHONE}.</p>"


def test_hours_stand_within_a_sentence() -> None:
    assert shown("Ouvert {hours:caisse}.", given()) == "<p>Ouvert <span>le matin</span>.</p>"


def test_an_address_keeps_its_lines_and_its_signs() -> None:
    html = shown("{address:caisse}", given()).replace("<br />\n", "<br />")
    assert html == f'<p><span class="postal-address" translate="no">{ADDRESS}</p>'


def test_what_a_contact_has_not_stays_the_marker_it_was() -> None:
    text = "{phone:site} {hours:site} {address:site}"
    assert shown(text, given()) == f"<p>{text}</p>"


def test_words_in_another_language_than_the_page_are_marked() -> None:
    assert '<span lang="fr">le matin</span>' in shown("{hours:caisse}", given("en"))
    assert '<span class="postal-address" lang="fr" ' in shown("{address:caisse}", given("en"))
    html = shown("{all:contacts}", given("en"))
    assert '<dt id="contact-caisse" lang="fr">La caisse</dt>' in html
    assert (
        html.count('lang="fr"') == 9
    )  # two names, hours, price, address, note, titles of three sources


def test_the_list_of_all_contacts_keeps_the_order_of_the_file() -> None:
    def link(key: str, address: str, title: str) -> str:
        return (
            f'<a class="source" data-source="{key}" href="{address}" '
            f'rel="external noreferrer">{title}</a>'
        )

    law = (
        f'<dd class="proof">source : {link("loi", "https://loi.example/28", "Article 28")}, lue le '
        '<time datetime="2026-11-23">23~novembre~2026</time></dd>'
    )
    assert shown("{all:contacts}", given()) == (
        '<dl class="all-contacts"><dt id="contact-caisse">La caisse</dt>'
        f"<dd><span>Téléphone : {PHONE}, <span>le matin</span>, <span>gratuit</span></span></dd>"
        f'<dd><span class="postal-address" translate="no">{ADDRESS}</dd>'
        f"<dd>{link('copie', 'https://copie.example/', 'Copie')}</dd>"
        f"<dd><span>Soyez `bref`.</span></dd>{law}"
        f'<dt id="contact-site">La caisse</dt>{law}</dl>'
    )


def test_nothing_that_the_data_say_is_taken_for_html() -> None:
    evil = '<b> & " *x* [q][loi] {hours:a}'
    texts = {"fr": evil}
    one = contact(
        name=texts, phone="1", hours=texts, price=texts, note=texts, address={"fr": [evil, evil]}
    )
    html = render(
        "{all:contacts}\n\n{hours:a} {address:a}",
        context(contacts={"a": one}, sources={"loi": source(title=evil)}),
    )
    escaped = '&lt;b&gt; &amp; " *x* [q][loi] {hours:a}'
    assert html.count(escaped) == 10  # seven in the list, three in the sentence
    assert "<b>" not in html
