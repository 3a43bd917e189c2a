"""Typst's notation: nothing that a writer types is taken for a command."""

from __future__ import annotations

import pytest

from guide.paper.markup import call, string, text

from .setting import words_of


@pytest.mark.parametrize(
    "words",
    [
        "#let x = 1 et #x",
        "*gras* _souligné_ `code` $x$ <étiquette> @renvoi",
        "= Pas un titre\u00a0; - pas une liste, + ni 1. celle-ci, / ni : celle-là",
        "https://exemple.org/a//b ne devient pas un lien, // ni ceci un commentaire",
        "un -- tiret --- et des points... restent, ~ aussi, \\ de même",
        "« œuvre » à 20\u202f%, l’été, \"droits\" et 'simples'",
    ],
)
def test_every_sign_stands_for_itself(words: str) -> None:
    assert words_of(text(words)) == words
    assert words_of(f"#{string(words)}") == words


def test_lines_run_on_and_no_break_spaces_stay() -> None:
    assert text("deux\n  mots\u00a0: oui") == "deux mots\u00a0\\: oui"


def test_a_call_has_arguments_a_body_or_both() -> None:
    assert call("linebreak") == "#linebreak();"
    assert call("strong", body="oui") == "#strong[oui];"
    assert call("note", "1", '"a"', body="oui") == '#note(1, "a")[oui];'
