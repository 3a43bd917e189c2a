"""The files of a site that are taken along: chosen by name, read when they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.web.site_files import SiteFiles, carried


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "en/index.html", "en/worker.js", "assets/a.css", "guide.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"1234")
    return tmp_path


def test_readers_need_pages_and_what_they_show(site: Path) -> None:
    assert list(carried(site)) == ["assets/a.css", "en/index.html", "index.html"]
    assert carried(site).size == 12


def test_a_file_is_read_as_it_is_then(site: Path) -> None:
    files = carried(site)
    (site / "index.html").write_bytes(b"56")
    assert files["index.html"] == b"56"
    assert dict(files)["en/index.html"] == b"1234"
    assert files.size == 10


def test_some_of_them_are_as_many_files(site: Path) -> None:
    pages = carried(site).that(lambda name: name.endswith(".html"))
    assert isinstance(pages, SiteFiles)
    assert len(pages) == 2
    assert "assets/a.css" not in pages
    with pytest.raises(KeyError):
        pages["assets/a.css"]
