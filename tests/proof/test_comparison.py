"""A published copy beside the same commit built anew: what is told of each file."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from guide.proof.comparison import Comparison, Finding, Kind
from guide.proof.copies import Folder
from guide.proof.difference import difference

from .making import COMMIT, SITE, folder, record

PAGE = "index.html"


def findings(
    place: Path,
    published: Mapping[str, bytes],
    told: Mapping[str, bytes] | None = None,
    made: Mapping[str, bytes] = SITE,
) -> list[Finding]:
    """What is found of a copy of `published` files whose build.json tells of `told`."""
    site = folder(place / "made", made)
    copy = Folder(folder(place / "published", published))
    comparison = Comparison(record(published if told is None else told), record(made), site)
    return [one for one in comparison.findings(copy) if one.kind is not Kind.IDENTICAL]


def changed(**contents: bytes | None) -> dict[str, bytes]:
    """The site with other `contents` of its home page (`page`), or of its robots.txt (`robots`)."""
    names = {"page": PAGE, "robots": "robots.txt"}
    files = {**SITE, **{names[key]: content for key, content in contents.items()}}
    return {path: content for path, content in files.items() if content is not None}


def test_a_copy_that_is_as_it_was_made_has_nothing_to_tell(tmp_path: Path) -> None:
    assert findings(tmp_path, SITE) == []


def test_a_file_that_was_edited_is_told_with_its_first_line_that_differs(tmp_path: Path) -> None:
    edited = changed(page=b"<p>One\n<p>Too\n")
    why = "changed after it was built; line 2: published '<p>Too', rebuilt '<p>Two'"
    assert findings(tmp_path, edited, told=SITE) == [Finding(PAGE, Kind.DIFFERENT, why)]


def test_a_file_that_was_built_otherwise_is_told_apart(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, changed(page=b"<p>One\n"))
    assert found.kind is Kind.DIFFERENT
    assert found.why.startswith("as it was built; line 2: published '', rebuilt '<p>Two'")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert findings(tmp_path, changed(page=None), told=SITE) == [Finding(PAGE, Kind.MISSING)]
    told = {**SITE, "robots.txt": b"", PAGE: SITE[PAGE]}
    (found,) = findings(tmp_path / "other", SITE, told=told)
    assert found == Finding(
        "robots.txt", Kind.MISSING, "build.json lists it, this commit makes none"
    )


def test_a_file_that_the_host_has_added_is_told(tmp_path: Path) -> None:
    more = changed(robots=b"Disallow: /\n")
    assert findings(tmp_path, more, told=SITE) == [
        Finding("robots.txt", Kind.EXTRA, "added after the build")
    ]
    assert findings(tmp_path / "other", more) == [
        Finding("robots.txt", Kind.EXTRA, "build.json lists it, this commit makes none")
    ]


def test_a_list_that_lies_is_told_though_the_file_is_sound(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, SITE, told=changed(page=b"else"))
    assert found.why == "it is as it should be, but build.json lists another"
    (found,) = findings(tmp_path / "other", SITE, told=changed(page=None))
    assert found.why == "it is as it should be, but build.json does not list it"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    site, copy = folder(tmp_path / "made"), folder(tmp_path / "published")
    (copy / PAGE).unlink()
    (copy / PAGE).symlink_to(site / PAGE)
    found = list(Comparison(record(), record(), site).findings(Folder(copy)))
    why = "it is a link, which is not followed"
    assert Finding(PAGE, Kind.UNREAD, why) in found


def test_what_the_build_json_itself_says_otherwise_is_told(tmp_path: Path) -> None:
    other = {"commit": f"{COMMIT}+", "environment": {"SOURCE_DATE_EPOCH": "1"}}
    site = folder(tmp_path)
    comparison = Comparison(record(**other), record(), site)
    found = [one.why for one in comparison.findings(Folder(site)) if one.kind is Kind.DIFFERENT]
    assert found == [
        "another `commit` than this build has",
        "another `environment` than this build has",
    ]


def test_other_versions_are_told_and_are_no_fault(tmp_path: Path) -> None:
    old = record(packages={"typst": "0.15.1", "gone": "1"}, python="3.11.2")
    assert list(Comparison(old, record(), tmp_path).versions()) == [
        ("Python", "3.11.2", "3.13.1"),
        ("gone", "1", "none"),
        ("typst", "0.15.1", "0.15.2"),
    ]


def packed(files: Mapping[str, bytes], level: int = 9) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=level) as written:
        for path, one in files.items():
            written.writestr(path, one)
    return content.getvalue()


LONG = b"<p>" + b"a" * 300


@pytest.mark.parametrize(
    ("path", "published", "made", "told"),
    [
        ("a.txt", b"a\nb\n", b"a\nb\nc\n", "line 3: published '', rebuilt 'c'"),
        ("a.txt", b"a\nb", b"a", "line 2: only the published one goes on: 'b'"),
        (
            "a.html",
            LONG + b"1" + LONG,
            LONG + b"2" + LONG,
            f"'…{'a' * 20}1<p>{'a' * 36}…'",
        ),
        ("a.txt", b"\x1b[31mred", b"red", r"published ' [31mred', rebuilt 'red'"),
        ("a.pdf", b"\xff\xff1", b"\xff\xff22", "byte 2: published 3 bytes, rebuilt 4"),
        ("a.zip", packed({"a": b"1"}), packed({"a": b"2"}), "in it, a: line 1: published '1'"),
        ("a.docx", packed({"b": b"1"}), packed({"a": b"1"}), "in it, a: only one of them has it"),
        ("a.zip", packed(SITE, 0), packed(SITE), "the same, packed in another way"),
        ("a.zip", b"none", packed(SITE), "the published one is no zip that can be read"),
    ],
)
def test_the_first_difference_is_shown(path: str, published: bytes, made: bytes, told: str) -> None:
    assert told in difference(path, published, made)
