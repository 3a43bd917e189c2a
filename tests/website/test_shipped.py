"""What the real site ships: each file is ours, or is named in its sbom.cdx.json."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from fnmatch import fnmatch
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from guide.proof import record
from guide.proof.packages import locked
from guide.proof.shipped import ARABIC, ICONS, TYPEFACES

from .building import LOCK, ROOT

# Our own files. What others have made is not to be added here, but to hooks/guide/proof/shipped.py.
OURS = (
    *(
        f"assets/css/{name}.css"
        for name in ("deadlines", "guide", "guide-dark", "letters", "print")
    ),
    *(f"assets/js/{name}.js" for name in ("deadlines", "guide", "letters", "offline")),
    *(f"assets/js/{name}.js" for name in ("search", "share", "ticks")),
    *(f"assets/images/{name}.png" for name in ("apple-touch-icon", "carte-de-partage")),
    *(f"assets/images/{name}.svg" for name in ("carte-de-partage", "favicon", "logo")),
    *("assets/images/favicon.ico", "assets/drawings/*.svg"),
    *("*.html", "*.pdf", "*.docx", "*.txt", "*.zip", "qr/*.svg", "LICENSE", "_headers"),
    *("sitemap.xml", "sitemap.xml.gz", "link-health*.json", "build*.json", "sbom.cdx.json"),
    *("search/*.js", "drawings/*.svg", "*/drawings/*.svg"),
    *(
        f"{folder}{name}"
        for folder in ("", "*/")
        for name in ("deadlines*.json", "deadlines.ics", "feed.xml", "offline.json")
    ),
    *("manifest.webmanifest", "*/manifest.webmanifest", "worker.js", "*/worker.js"),
)


@pytest.fixture(scope="module")
def bom(known: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((known / "sbom.cdx.json").read_text("utf-8"))
    return read


def named(bom: dict[str, Any]) -> dict[str, list[str]]:
    """The files that each part is in."""
    return {
        part["name"]: [one["location"] for one in part["evidence"]["occurrences"]]
        for part in bom["components"]
    }


def paths(site: Path, pattern: str = "*") -> Iterator[str]:
    files = (path for path in site.rglob(pattern) if path.is_file())
    return (path.relative_to(site).as_posix() for path in files)


def test_the_list_is_what_cyclonedx_says(known: Path) -> None:
    text = (known / "sbom.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_every_file_is_ours_or_is_named_there(known: Path, bom: dict[str, Any]) -> None:
    others = {
        file for name, files in named(bom).items() if name != "guide engine" for file in files
    }
    left = [
        path
        for path in paths(known)
        if path not in others and not any(fnmatch(path, pattern) for pattern in OURS)
    ]
    assert left == []
    assert named(bom)["mkdocs-material"] == list(paths(known, "main.*.min.css"))


def test_no_file_of_a_package_is_there_under_another_name(known: Path, bom: dict[str, Any]) -> None:
    ours = {sha256(path.read_bytes()).hexdigest(): path for path in known.rglob("*.*")}
    theme = Path(str(distribution("mkdocs-material").locate_file("material/templates/assets")))
    theirs = (path for path in theme.rglob("*") if path.is_file())
    found = [ours.get(sha256(path.read_bytes()).hexdigest()) for path in theirs]
    there = {path.relative_to(known).as_posix() for path in found if path}
    assert there == set(named(bom)["mkdocs-material"])


def test_every_typeface_of_a_print_is_named_there_and_no_other(
    known: Path, bom: dict[str, Any]
) -> None:
    faces: set[str] = set()
    profiles: set[bytes] = set()
    for path in known.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                    faces.add(str(one["/FontName"]).partition("+")[2].partition("-")[0])
                if isinstance(one, pikepdf.Array) and len(one) and one[0] == "/ICCBased":
                    profiles.add(one[1].read_bytes())
    told = {face.name.replace(" ", "") for face in (*TYPEFACES, ARABIC)}
    assert faces == told
    assert {face.name for face in (*TYPEFACES, ARABIC)} <= set(named(bom))
    assert profiles
    assert all("CC0".encode("utf-16-be") in profile for profile in profiles)


def test_the_typefaces_are_of_the_versions_that_are_told() -> None:
    typst = distribution("typst")
    program = next(file for file in typst.files or () if re.search(r"\.(so|pyd)$", file.name))
    brought = Path(str(typst.locate_file(program))).read_bytes()
    for face in TYPEFACES:
        text = f"Version {face.version}"
        assert text.encode("utf-16-be") in brought, face.name
    for file in sorted((ROOT / "hooks/paper/fonts").glob("*.ttf")):
        assert version_of(file.read_bytes()) == f"Version {ARABIC.version}", file.name


def version_of(font: bytes) -> str:
    """What a font says of its version: the fifth of its names."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"name")
    _, count, words = struct.unpack_from(">HHH", font, start)
    names = (struct.unpack_from(">6H", font, start + 6 + 12 * index) for index in range(count))
    length, offset = next((one[4], one[5]) for one in names if one[0] == 3 and one[3] == 5)
    return font[start + words + offset :][:length].decode("utf-16-be")


def test_the_icons_are_of_the_one_set_that_is_named() -> None:
    templates = (ROOT / "hooks/templates").rglob("*.html")
    sets = {name for path in templates for name in re.findall(r"\.icons/(\w+)/", path.read_text())}
    assert sets == {"material"}
    licence = distribution("mkdocs-material").locate_file(
        "material/templates/.icons/material/LICENSE"
    )
    assert "Icons: Apache 2.0" in Path(str(licence)).read_text("utf-8")
    assert ICONS.licence == "Apache-2.0"


def test_a_letter_begins_with_the_document_that_is_named(known: Path, bom: dict[str, Any]) -> None:
    letters = sorted(paths(known, "*.docx"))
    assert named(bom)["python-docx"] == letters
    empty = distribution("python-docx").locate_file("docx/templates/default.docx")
    with (
        ZipFile(known / letters[0]) as letter,
        ZipFile(str(empty)) as theirs,
    ):
        assert letter.read("word/theme/theme1.xml") == theirs.read("word/theme/theme1.xml")


def test_its_tools_are_those_of_the_lock(bom: dict[str, Any]) -> None:
    tools = bom["metadata"]["tools"]["components"]
    assert [(tool["name"], tool["version"]) for tool in tools] == [
        (package.name, package.version) for package in locked(ROOT)
    ]
    assert (ROOT / LOCK).is_file()


def test_build_json_lists_every_file_but_itself_and_names_no_machine(known: Path) -> None:
    text = (known / record.FILE).read_text("utf-8")
    told = record.BuildRecord.model_validate_json(text)
    assert set(told.files) == set(paths(known)) - {record.FILE}
    assert told.files["index.html"] == sha256((known / "index.html").read_bytes()).hexdigest()
    for word in (str(known.parent), str(Path.home()), "/tmp", "/home"):  # noqa: S108
        assert len(word) < 3 or word not in text


def test_the_copies_of_readers_hold_neither(known: Path) -> None:
    with ZipFile(known / "emporter/guide-fr.zip") as zipped:
        names = [name.rpartition("/")[2] for name in zipped.namelist()]
    kept = json.loads((known / "offline.json").read_text("utf-8"))
    assert not {"build.json", "build.schema.json", "sbom.cdx.json"} & {*names, *kept}
