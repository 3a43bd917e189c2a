"""What readers can find: each page from heading to heading."""

from __future__ import annotations

import json

from engine.making import strings
from guide.published.search import Section, index_script, sections

PAGE = """<h1 id="t">Fermer <em>un</em> profil</h1>
<p>Avant.</p><p>De commencer<sup class="source-note"><a href="#s">1</a></sup>.</p>
<h2 id="a">Les étapes</h2><ol><li><p>Ouvrez.</p></li><li>Fermez.</li></ol>
<h3 id="b">Une lettre</h3><form><label>Nom</label></form><div>Madame,</div>
<section class="sources"><h2>Sources</h2><ol><li>La loi</li></ol></section>"""


def test_a_page_is_found_by_its_headings_and_what_stands_below_each() -> None:
    assert sections(PAGE) == [
        Section("t", "Fermer un profil", ["Avant.", "De commencer."]),
        Section("a", "Les étapes", ["Ouvrez.", "Fermez."]),
        Section("b", "Une lettre", ["Madame,"]),
    ]


def test_what_is_true_on_some_days_only_is_not_found_without_them() -> None:
    parts = "".join(
        f"<div {name}><h2 id='x'>Titre</h2><p>Encore temps.</p></div>"
        for name in ("data-last-day='2022-05-09'", "data-until='2022-05-09'", "data-after='x'")
    )
    assert sections(f"<h1>T</h1>{parts}<p>Toujours.</p>") == [Section("", "T", ["Toujours."])]


def test_what_is_said_of_sources_by_the_day_is_not_found() -> None:
    html = "<h1>T</h1><ol><li>Loi. <span data-search-exclude>Vue hier.</span></li></ol>"
    assert sections(html) == [Section("", "T", ["Loi."])]


def test_a_page_without_heading_has_nothing_to_lead_to() -> None:
    assert sections("<p>Rien.</p>") == []


def test_the_index_is_a_script_that_a_folder_may_load() -> None:
    pages = {"a.html": [Section("t", "Été </script>", ["Un.", "Deux."])], "b.html": []}
    script = index_script(pages, strings(search_endings="s es ement", search_beginnings="al wal"))
    name, text = script.rstrip(";\n").split("=", 1)
    assert name == "var guideIndex"
    assert json.loads(text) == {
        "endings": "ement|es|s",
        "beginnings": "wal|al",
        "said": {name: f"search_{name}" for name in ("none", "one", "many", "most")},
        "pages": [
            {
                "url": "a.html",
                "title": "Été </script>",
                "sections": [["t", "Été </script>", "Un. Deux."]],
            },
            {"url": "b.html", "title": "", "sections": []},
        ],
    }
