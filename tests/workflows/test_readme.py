"""What README.md and its like name is there: commands, files, anchors, messages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRENCH = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github/SECURITY.md"]
GUIDES = [*FRENCH, "CONTRIBUTING.en.md"]
# Made by the commands, kept out of git.
MADE = (".venv/", ".cache/", "site/", "docs/data/accepted.toml")
ENDINGS = r"(?:/|\.(?:md|yml|toml|lock|json|py|png|svg|html)|/[a-z]+)"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code(text: str) -> list[str]:
    """The inline code of `text`, and the lines of its fenced blocks of shell."""
    shell = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    outside = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", outside) + "".join(shell).splitlines()


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", GUIDES)
def test_each_make_command_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code(read(name)))))
    assert named - targets == set()


def test_each_command_for_people_is_in_the_readme() -> None:
    offered = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE)) - {"help"}
    assert (
        offered - set(re.findall(r"^\| `make ([a-z-]+)`", read("README.md"), re.MULTILINE)) == set()
    )


@pytest.mark.parametrize("name", GUIDES)
def test_each_file_named_exists(name: str) -> None:
    paths = [word for word in code(read(name)) if re.fullmatch(rf"[\w.][\w./-]*{ENDINGS}", word)]
    paths = [path for path in paths if not path.startswith(MADE)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", GUIDES)
def test_each_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(name)):
        if target.startswith("https://keepachangelog.com/"):
            continue  # what CHANGELOG.md is written by; the format asks for this line
        path, _, fragment = target.partition("#")
        assert (ROOT / (path or name)).is_file(), target
        headings = re.findall(r"^#+ (.+)$", read(path or name), re.MULTILINE) if fragment else []
        assert not fragment or fragment in map(anchor, headings), target


def test_each_message_explained_is_one_that_the_engine_says() -> None:
    table = read("README.md").partition("| Le message dit |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    messages = [message for row in rows for message in re.findall(r"`([^`]+)`", row)]
    engine = "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("hooks/**/*.py")))
    assert len(messages) >= 14
    assert [message for message in messages if message not in engine] == []


@pytest.mark.parametrize("name", GUIDES)
def test_no_address_of_a_repository_is_made_up(name: str) -> None:
    assert "github.com" not in read(name)


@pytest.mark.parametrize("name", FRENCH)
def test_french_spaces(name: str) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "", read(name), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r".* [;:!?»](?=\s|$).*|.*« .*|.*\w'\w.*", prose) == []


def test_contributing_says_the_same_in_french_and_in_english() -> None:
    french, english = (read(f"CONTRIBUTING{ending}.md") for ending in ("", ".en"))
    assert re.findall(r"^#+ ", french, re.MULTILINE) == re.findall(r"^#+ ", english, re.MULTILINE)
    assert sorted(code(french)) == sorted(code(english))
    assert french.count("\n- ") == english.count("\n- ")
    links = [sorted(re.findall(r"\]\(([^)]+)\)", text)) for text in (french, english)]
    assert set(links[0]) ^ set(links[1]) == {"CONTRIBUTING.md", "CONTRIBUTING.en.md"}


def test_the_journal_of_changes_has_its_form() -> None:
    journal = read("CHANGELOG.md")
    titles = re.findall(r"^## (.+)$", journal, re.MULTILINE)
    assert titles[0] == "Non publié"
    days = [date.fromisoformat(title) for title in titles[1:]]
    assert days == sorted(set(days), reverse=True)
    kinds = {"Ajouté", "Modifié", "Déprécié", "Supprimé", "Corrigé", "Sécurité"}
    assert set(re.findall(r"^### (.+)$", journal, re.MULTILINE)) <= kinds


def test_both_licences_are_stated_in_both_places() -> None:
    assert "MIT License" in read("LICENSE")
    assert "Attribution-ShareAlike 4.0" in read("LICENSE")
    assert "Section 8 -- Interpretation." in read("docs/LICENSE")
    assert {"(LICENSE)", "(docs/LICENSE)"} <= set(
        re.findall(r"\([\w/]*LICENSE\)", read("README.md"))
    )
