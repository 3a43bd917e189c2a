"""Small guides in several languages: a language begun, a page behind its source, a word quoted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .building import INDEX, ROOT, build, built, small_guide, with_walk
from .html import page, text, with_class

LANGUAGES = {"fr": {"name": "Français"}, "en": {"name": "English"}}
STEPS = """\
---
title: Refuser
description: Comment refuser.
verified: 2026-11-23
---

# Refuser

Un mot pour commencer, et rien de plus.

## Comment {#comment}

/// steps | refuser
1. **Écrivez.**
2. **Envoyez.**
///
"""
ENGLISH = """\
---
title: Refuse
nav_title: Say no
description: How to refuse.
verified: 2026-11-23
---

# Refuse

One word to begin with, and no more.

## How {#comment}

/// steps | refuser
1. **Write to « l’Assurance maladie ».**
2. **Send it.**
///
"""


def guide(folder: Path, files: dict[str, str], languages: object = LANGUAGES) -> Path:
    return small_guide(folder, {"fr/refus.md": STEPS, **files}, languages=languages)


def stamped(project: Path) -> Path:
    """The guide in `project`, all its English stamped by the engine's own command."""
    from guide.translation.__main__ import main  # noqa: PLC0415  # of this repository, on theirs

    assert main(["stamp", "all", "en"], project) == 0
    return project


def notices(built_page: Path) -> list[str]:
    return [text(one) for one in with_class(page(built_page), "translation")]


def test_a_language_is_a_folder_a_file_of_strings_and_an_entry(tmp_path: Path) -> None:
    """Esperanto from an empty folder: all of it stands in French, and says so, and is sound."""
    project = with_walk(
        guide(tmp_path, {}, {"fr": {"name": "Français"}, "eo": {"name": "Esperanto"}})
    )
    (project / "docs" / "eo").mkdir()
    words = (ROOT / "hooks/strings/fr.yml").read_text("utf-8")
    words = words.replace("locale: fr ", "locale: eo ")
    words = words.replace('first_day: "1er"', 'first_day: "1-a"')
    words = words.replace("n’est pas encore traduite", "ankoraŭ ne estas tradukita")
    (project / "docs/strings").mkdir()
    (project / "docs/strings/eo.yml").write_text(words, "utf-8")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    for name in ("index.html", "refus.html"):
        root = page(project / "site/eo" / name)
        assert root.get("lang") == "eo"
        assert "ankoraŭ ne estas tradukita" in notices(project / "site/eo" / name)[0]
        (part, *_) = (one for one in root.iter("div") if one.get("lang") == "fr")
        assert part.find("h1") is not None
        (switch,) = with_class(root, "guide-languages")
        assert [text(link) for link in switch.iter("a")] == ["Français", "Esperanto"]
    assert (project / "site/eo/404.html").is_file()
    assert not (project / "site/strings").exists()
    assert not (project / "site/data").exists()


def test_without_languages_nothing_is_switched(tmp_path: Path) -> None:
    site = built(guide(tmp_path, {}, {}))
    assert not list(with_class(page(site / "index.html"), "guide-languages"))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("2. **Envoyez.**", "2. **Envoyez en recommandé.**", True),
        ("rien de plus", "rien d’autre", False),
        ("Un mot", "Un mot", False),
    ],
    ids=["a step", "other words", "nothing"],
)
def test_a_reader_is_told_when_what_they_rely_on_has_changed(
    before: str, after: str, told: bool, tmp_path: Path
) -> None:
    project = stamped(guide(tmp_path, {"en/refus.md": ENGLISH}))
    source = project / "docs/fr/refus.md"
    source.write_text(source.read_text("utf-8").replace(before, after), "utf-8")
    site = built(project)
    (notice,) = notices(site / "en/refus.html") if told else [""]
    assert ("has changed since this translation" in notice) is told
    link = next(with_class(page(site / "en/refus.html"), "guide-outside"), None)
    assert (link is not None and link.get("href") == "../refus.html") is told
    assert notices(site / "refus.html") == []


def test_a_translation_keeps_french_words_as_french_and_its_own_name_in_the_menu(
    tmp_path: Path,
) -> None:
    site = built(stamped(guide(tmp_path, {"en/refus.md": ENGLISH})))
    root = page(site / "en/refus.html")
    (quoted,) = (one for one in root.iter("span") if one.get("lang") == "fr")
    assert text(quoted) == "« l’Assurance maladie »"
    menu = [text(one) for nav in with_class(root, "guide-pages") for one in nav.iter("a")]
    assert "Say no" in menu
    assert (root.get("lang"), root.findtext("head/title")) == (
        "en-GB",
        "Refuse – Dire non à Mon espace santé",
    )


def test_a_translation_without_its_source_is_not_built(tmp_path: Path) -> None:
    project = guide(tmp_path, {"en/gone.md": ENGLISH.replace("{#comment}", "{#comment}")})
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "docs/en/gone.md: docs/fr has no page 'gone.md'" in done.stderr
    assert not (project / "site/en/gone.html").exists()


def test_a_guide_that_lost_its_history_knows_what_has_changed(tmp_path: Path) -> None:
    """From a zip: no git, other days on the files."""
    project = stamped(guide(tmp_path / "a", {"en/refus.md": ENGLISH}))
    copy = tmp_path / "b"
    shutil.copytree(project, copy, copy_function=shutil.copy)
    source = copy / "docs/fr/refus.md"
    source.write_text(source.read_text("utf-8").replace("Envoyez", "Postez"), "utf-8")
    done = build(copy)
    assert "section 'comment' of docs/fr/refus.md has changed (steps)" in done.stderr


def test_the_source_alone_is_translated_from(tmp_path: Path) -> None:
    site = built(guide(tmp_path, {"fr/index.md": INDEX}))
    assert (site / "index.html").is_file()
    assert not (site / "fr").exists()
