"""Translations beside their sources: what is stamped, kept, and shown to a translator."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide.core.problems import Severity
from guide.pages.page_files import Page, load_pages
from guide.translation.__main__ import desk_of, main
from guide.translation.check import check_translations
from guide.translation.sections import TOP, Section, sections_of

FAULTS = Path(__file__).parents[1] / "faults"
MORE, INDEX = "docs/fr/more.md", "docs/en/index.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A guide of two pages, both in English too."""
    folder = tmp_path / "guide"
    for base in ("_sound", "_translated"):
        shutil.copytree(FAULTS / base, folder, dirs_exist_ok=True)
    return folder


def edit(project: Path, name: str, before: str, after: str) -> None:
    file = project / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def page(project: Path, uri: str) -> Page:
    (found,) = (one for one in load_pages(project)[0] if one.uri == uri)
    return found


def run(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments, project)
    said = capsys.readouterr()
    return status, said.out, said.err


def section(text: str) -> Section:
    return Section("x", 1, text)


def test_a_page_is_cut_at_its_headings_and_its_title_is_of_the_beginning(project: Path) -> None:
    found = sections_of(page(project, "fr/more.md"))
    assert list(found) == [TOP, "temps", "qui"]
    assert found[TOP].text.startswith(
        "Une page de plus. Ce qui peut changer sous une traduction.\n"
    )
    lines = (project / MORE).read_text("utf-8").split("\n")
    for key in ("temps", "qui"):
        assert lines[found[key].line - 1] == found[key].text.split("\n")[0]


def test_a_break_or_a_space_is_no_change_and_a_letter_is_one() -> None:
    assert section("a b\nc").hash == section("a  b c\n").hash
    assert section("a b c").hash != section("a b C").hash


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2 pages, 1 000 mots", ["2", "1", "000"]),
        ("1. Un geste\n2. Un autre", []),
        ("[art. 28](a1.md#b2) et [la loi][loi-2019]", ["28"]),
        ("{deadline:campagne-2022} {#id-3}", []),
        ("//// deadline | campagne-2022\n////", []),
        ("`17 fois`", []),
        ('??? translation "Letter"\n\n    3 reasons.\n\n4 more', ["4"]),
    ],
)
def test_numbers_are_those_that_a_reader_reads(text: str, numbers: list[str]) -> None:
    assert sorted(section(text).numbers) == sorted(numbers)


def test_a_table_shows_each_page_in_each_language(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, MORE, "15 jours", "20 jours")
    (project / INDEX).unlink()
    (project / "docs/en/gone.md").write_text((project / MORE).read_text("utf-8"), "utf-8")
    status, table, _ = run(project, capsys, "table")
    assert status == 0
    assert table.split("\n") == [
        "| page     | en                |",
        "| -------- | ----------------- |",
        "| index.md | missing           |",
        "| more.md  | stale: 1, 1 grave |",
        "| gone.md  | orphan            |",
        "",
        "en: 1 missing, 1 stale, 1 orphan",
        "",
    ]


def test_a_diff_shows_what_changed_and_the_translation_of_that(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, MORE, "15 jours", "20 jours")
    status, shown, _ = run(project, capsys, "diff", "more.md", "en")
    assert status == 0
    assert shown.split("\n") == [
        "=== section 'temps' (numbers)",
        "--- source, before",
        "+++ source, now",
        "@@ -1,3 +1,3 @@",
        " ## Combien de temps {#temps}",
        " ",
        "-La lettre du 14 février 2022 donnait 15 jours, dit [la loi][loi].",
        "+La lettre du 14 février 2022 donnait 20 jours, dit [la loi][loi].",
        "--- docs/en/more.md:15",
        "## How much time {#temps}",
        "",
        "The letter of 14 February 2022 gave 15 days, [the law][loi] says.",
        "",
        "",
    ]
    assert run(project, capsys, "diff", "index.md", "en")[1] == (
        "docs/en/index.md is fresh: nothing has changed in docs/fr/index.md.\n"
    )


def test_a_stamp_makes_it_fresh_again_and_keeps_what_others_were_made_from(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, MORE, "15 jours", "20 jours")
    edit(project, "docs/en/more.md", "15 days", "20 days")
    edit(project, MORE, "verified: 2026-11-23", "verified: 2026-11-24")
    status, said, _ = run(project, capsys, "stamp", "more.md", "en")
    assert (status, said) == (0, "docs/en/more.md: stamped\n")
    assert {one.path: one.state for one in desk_of(project)[0].translations}["more.md"] == "fresh"
    kept = (project / "docs/.versions/more.md").read_text("utf-8")
    assert "20 jours" in kept
    assert "15 jours" not in kept  # no stamp names it any more
    text = (project / "docs/en/more.md").read_text("utf-8")
    assert text.count("translated:") == 1
    assert "verified: 2026-11-24\n" in text
    again = run(project, capsys, "stamp", "more.md", "en")
    assert again[0] == 0
    assert (project / "docs/en/more.md").read_text("utf-8") == text


def test_a_page_that_lacks_something_is_not_stamped(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, INDEX, "2. Send it.\n", "")
    before = (project / INDEX).read_bytes()
    status, said, refused = run(project, capsys, "stamp", "all", "en")
    assert status == 1
    assert said == "docs/en/more.md: stamped\n"
    assert refused.startswith("docs/en/index.md:18: steps 'ecrire': 1 here, 2 in docs/fr/index.md.")
    assert (project / INDEX).read_bytes() == before


def test_a_stale_page_is_held_to_the_version_it_was_made_from(project: Path) -> None:
    """The French has one step more now; the translation is stale, and not at fault."""
    edit(project, "docs/fr/index.md", "2. Envoyez-la.\n", "2. Envoyez-la.\n3. Gardez la copie.\n")
    (one,) = (one for one in desk_of(project)[0].translations if one.path == "index.md")
    assert [(change.key, change.what) for change in one.changes] == [("que-faire", ("steps",))]
    assert one.is_gravely_stale


def test_a_fresh_translation_was_read_when_its_source_was(project: Path) -> None:
    edit(project, MORE, "verified: 2026-11-23", "verified: 2026-11-30")
    desk, _ = desk_of(project)
    for uri, day in (("en/more.md", "2026-11-30"), ("en/index.md", "2026-11-23")):
        meta = desk.as_dated(page(project, uri)).split.meta
        assert meta
        assert meta.verified.isoformat() == day
    edit(project, MORE, "15 jours", "20 jours")
    stale = desk_of(project)[0].as_dated(page(project, "en/more.md")).split.meta
    assert stale
    assert stale.verified.isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "index.md", "fx"), "LANG=fx: no language of the site."),
        (("diff", "indes.md", "en"), "Did you mean 'index.md'?"),
        (("stamp", "", "en"), "Write a path within it, or PAGE=all."),
        (("stamp", "index.md", ""), "There are: en."),
    ],
)
def test_what_is_not_there_is_told_in_a_line(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, _, refused = run(project, capsys, *arguments)
    assert status == 2
    assert said in refused
    assert refused.count("\n") == 1


def test_what_a_translator_has_followed_already_is_no_fault(project: Path) -> None:
    """The French has one step more, the English too; only its stamp is missing."""
    edit(project, "docs/fr/index.md", "2. Envoyez-la.\n", "2. Envoyez-la.\n3. Gardez la copie.\n")
    edit(project, INDEX, "2. Send it.\n", "2. Send it.\n3. Keep the copy.\n")
    desk, _ = desk_of(project)
    assert [one for one in check_translations(desk) if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (("docs/en/more.md", "---\ntitle:", "title:"), "no front matter"),
        (("docs/en/more.md", "One page more\ndes", "One: page\ndes"), "front matter:"),
        (("docs/en/more.md", "{#qui}", "{#temps}"), "id 'temps' is on line"),
        (("docs/.versions/more.md", "15 jours", "16 jours"), "was edited below"),
        (("mkdocs.yml", "en: {name: English}", "en: {nam: English}"), "Did you mean 'name'?"),
        (("mkdocs.yml", "extra:", "extra: ["), "error parsing"),
    ],
)
def test_nothing_is_stamped_over_what_cannot_be_read(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    edited: tuple[str, str, str],
    told: str,
) -> None:
    edit(project, *edited)
    files = {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}
    status, _, refused = run(project, capsys, "stamp", "more.md", "en")
    assert status
    assert told in refused
    assert {path: path.read_bytes() for path in files} == files


def test_the_versions_of_a_language_that_is_not_named_yet_are_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "docs/en", project / "docs/pt")
    edit(project, MORE, "15 jours", "20 jours")
    edit(project, "docs/en/more.md", "15 days", "20 days")
    assert run(project, capsys, "stamp", "more.md", "en")[0] == 0
    kept = (project / "docs/.versions/more.md").read_text("utf-8")
    assert "15 jours" in kept
    assert "20 jours" in kept
