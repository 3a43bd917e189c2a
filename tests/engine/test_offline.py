"""What a browser is told in order to keep the guide."""

from __future__ import annotations

import base64
import hashlib
import json
import re

from engine.making import strings
from engine.test_images import png
from guide.data.settings_model import AppSettings
from guide.published.offline import edition, manifest
from guide.published.structured import Site
from guide.words.wording import Wording

FILES = {"index.html": b"a", "b/c.css": b"b"}
SOURCE = 'var name = "{edition}", list = "{list}";'


def integrity(data: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode()


def test_the_list_has_the_hash_of_each_file_and_the_worker_that_of_the_list() -> None:
    made = edition(FILES, source=SOURCE)
    assert json.loads(made.files) == {name: integrity(data) for name, data in FILES.items()}
    assert f'list = "{integrity(made.files.encode())}"' in made.worker


def test_an_edition_has_a_name_of_its_own() -> None:
    def name(files: dict[str, bytes], source: str = SOURCE) -> str:
        (found,) = re.findall(r'name = "([0-9a-f]{16})"', edition(files, source=source).worker)
        return str(found)

    others = [
        name(FILES | {"index.html": b"z"}),
        name(FILES | {"d": b""}),
        name({"index.html": b"a"}),
        name(FILES, SOURCE + " // newer"),
    ]
    assert len({name(FILES), *others}) == 5
    assert name(dict(reversed(FILES.items()))) == name(FILES)


def test_our_worker_has_both_hashes_and_no_place_left() -> None:
    made = edition(FILES)
    assert integrity(made.files.encode()) in made.worker
    assert "{edition}" not in made.worker
    assert "{list}" not in made.worker
    assert "{root}" not in made.worker


def test_a_worker_in_a_folder_knows_the_way_to_the_root() -> None:
    assert 'new URL("./", own)' in edition(FILES).worker
    assert 'new URL("./../", own)' in edition(FILES, "en/").worker


def test_the_manifest_names_the_guide_and_the_size_of_its_icons() -> None:
    app = AppSettings.model_validate(
        {"short_name": "Guide", "color": "#17443f", "background": "#fbf7ee", "icons": ["i.svg"]}
    )
    icons = {"i.svg": b"<svg/>", "i.png": png(192, 192)}
    told = json.loads(
        manifest(app, icons, Site("Un guide", description="Là"), language=Wording("fr", strings()))
    )
    assert (told["name"], told["short_name"], told["lang"]) == ("Un guide", "Guide", "fr")
    assert (told["start_url"], told["scope"]) == ("index.html", "./")
    assert [(icon["src"], icon["type"], icon["sizes"]) for icon in told["icons"]] == [
        ("i.svg", "image/svg+xml", "any"),
        ("i.png", "image/png", "192x192"),
    ]


def test_the_manifest_of_a_folder_finds_the_icons() -> None:
    app = AppSettings.model_validate(
        {"short_name": "Guide", "color": "#17443f", "background": "#fbf7ee", "icons": ["i.svg"]}
    )
    made = manifest(
        app,
        {"i.svg": b"<svg/>"},
        Site("A guide"),
        language=Wording("ar", strings(locale="ar")),
        root="../",
    )
    told = json.loads(made)
    assert [icon["src"] for icon in told["icons"]] == ["../i.svg"]
    assert (told["lang"], told["dir"]) == ("ar", "rtl")
