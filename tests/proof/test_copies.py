"""Published copies, as hosts and strangers leave them: read within limits, never outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from guide.proof import limits
from guide.proof.address import Address
from guide.proof.copies import Copy, Folder, Zip
from guide.proof.limits import Absent, Trouble
from links.site import Site, serving

from .making import SITE, folder, zipped


@pytest.fixture
def host() -> Iterator[Site]:
    with serving() as site:
        yield site


def found(copy: Copy, *paths: str) -> dict[str, bytes | str]:
    """What `copy` has at `paths`, or in words why not."""
    contents = dict(copy.contents(paths))
    return {
        path: one if isinstance(one, bytes) else str(one) or "absent"
        for path, one in contents.items()
    }


def test_a_folder_and_a_zip_hold_what_was_put_there(tmp_path: Path) -> None:
    files = {**SITE, "build.json": b"{}"}
    root = folder(tmp_path / "un été")
    (root / "build.json").write_bytes(b"{}")
    copies = [
        Folder(root),
        Zip(zipped(tmp_path / "plain.zip", files)),
        Zip(zipped(tmp_path / "deep.zip", {**files, "fr/build.json": b"1"}, within="x/site/")),
    ]
    for copy in copies:
        assert set(files) <= (copy.listed() or set())
        assert found(copy, *files, "none") == {**files, "none": "absent"}


def test_no_link_of_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    root = folder(tmp_path / "site")
    (root / "file").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path)
    os.mkfifo(root / "pipe")
    copy = Folder(root)
    assert {"file", "folder", "pipe"} <= copy.listed()
    assert "folder/secret" not in copy.listed()
    link = "is a link, which is not followed"
    assert found(copy, "file", "folder", "folder/secret", "pipe", "papier") == {
        "file": link,
        "folder": link,
        "folder/secret": link,
        "pipe": "is no file",
        "papier": "is no file",
    }


def test_a_zip_is_not_unpacked_on_disk_wherever_its_names_lead(tmp_path: Path) -> None:
    names = {"build.json": b"{}", "../../evil": b"!", "/etc/evil": b"!", "C:\\evil": b"!"}
    (tmp_path / "a/b").mkdir(parents=True)
    copy = Zip(zipped(tmp_path / "a/b/evil.zip", names))
    assert found(copy, "../../evil")["../../evil"] == b"!"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["evil.zip"]


def test_a_bomb_is_not_unpacked_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(tmp_path / "bomb.zip", "w", ZIP_DEFLATED) as bomb:
        for name in ("build.json", "a", "b", "c"):
            bomb.writestr(name, b"\0" * 3_000_000)
    monkeypatch.setattr(limits, "MOST_BYTES", 2_000_000)
    assert found(Zip(tmp_path / "bomb.zip"), "a") == {"a": "is longer than 2,000,000 bytes"}
    monkeypatch.setattr(limits, "MOST_BYTES", 4_000_000)
    monkeypatch.setattr(limits, "MOST_IN_ALL", 7_000_000)
    read = found(Zip(tmp_path / "bomb.zip"), "a", "b", "c")
    assert read["c"] == "is not read: the files before it come to 7,000,000 bytes"


def test_a_copy_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    with pytest.raises(Trouble, match="holds more than 2 files"):
        Zip(zipped(tmp_path / "many.zip", SITE))
    with pytest.raises(Trouble, match="holds more than 2 files"):
        Folder(folder(tmp_path / "many")).listed()


@pytest.mark.parametrize("damage", [b"", b"PK", b"no zip at all", os.urandom(4096)], ids=len)
def test_what_is_no_zip_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(damage)
    with pytest.raises(Trouble, match="is no zip that can be read"):
        Zip(tmp_path / "a.zip")


def test_a_damaged_file_of_a_zip_is_told(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", {"build.json": b"A" * 99, "b": b"B"})
    place.write_bytes(place.read_bytes().replace(b"A" * 99, b"A" * 98 + b"C"))
    read = found(Zip(place), "build.json", "b")
    assert str(read["build.json"]).startswith("cannot be unpacked (Bad CRC-32")
    assert read["b"] == b"B"


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as written:
        written.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            written.writestr("a", b"2")
    assert found(Zip(tmp_path / "a.zip"), "a") == {"a": "stands there twice"}


def test_a_server_is_asked_for_each_file(host: Site) -> None:
    for path, content in SITE.items():
        host.says(f"/refus/{path}", content)
    for address in ("/refus", "/refus/", "/refus/index.html"):
        copy = Address(host.url(address))
        assert found(copy, *SITE, "none") == {**SITE, "none": "absent"}
    assert {asked["accept-encoding"] for asked in host.asked} == {"identity"}


def test_names_are_asked_for_as_they_are(host: Site) -> None:
    host.says("/un%20%C3%A9t%C3%A9/a%23b%3Fc%25.txt", b"here")
    assert found(Address(host.url("/")), "un été/a#b?c%.txt") == {"un été/a#b?c%.txt": b"here"}


def test_a_page_for_what_is_not_found_may_say_so(host: Site) -> None:
    host.says("/404.html", b"<p>Nothing\n", status=404)
    assert found(Address(host.url("/")), "404.html") == {"404.html": b"<p>Nothing\n"}


def test_a_whole_site_may_be_elsewhere_but_not_one_file_of_it(host: Site) -> None:
    with serving() as other:
        for path in ("/new/build.json", "/new/a"):
            other.says(path, path)
        other.sends("/new/b", host.says("/b", "evil"))
        host.sends("/build.json", other.url("/new/build.json"))
        copy = Address(host.url("/"))
        assert found(copy, "build.json", "a", "b") == {
            "build.json": b"/new/build.json",
            "a": b"/new/a",
            "b": "leads to another host, 127.0.0.1",
        }
        assert not host.hits["/b"]


def test_what_a_server_does_wrong_is_told(host: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "99")
        handler.end_headers()
        handler.wfile.write(b"short")

    def pours(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"\0" * 65536)

    monkeypatch.setattr(limits, "MOST_BYTES", 1_000_000)
    host.says("/build.json", "{}")
    host.says("/forbidden", status=403)
    host.says("/packed", b"\x1f\x8b", Content_Encoding="gzip")
    host.sends("/circle", "/circle")
    host.does("/short", breaks)
    host.does("/flood", pours)
    paths = ["forbidden", "packed", "circle", "short", "flood"]
    assert found(Address(host.url("/")), "build.json", *paths) == {
        "build.json": b"{}",
        "forbidden": "cannot be fetched: the host answers 403",
        "packed": "comes packed (gzip), though it was asked for as it is",
        "circle": "is redirected more than 5 times",
        "short": "could not be fetched: its answer is broken",
        "flood": "is longer than 1,000,000 bytes",
    }


def test_a_server_that_falls_silent_is_not_asked_for_all_the_rest(host: Site) -> None:
    def hangs_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    host.says("/build.json", "{}")
    names = [f"a{number}" for number in range(99)]
    for name in names:
        host.does(f"/{name}", hangs_up)
    with pytest.raises(Trouble, match=r"127\.0\.0\.1 does not answer any more"):
        found(Address(host.url("/")), "build.json", *names)
    assert sum(host.hits.values()) < 40


@pytest.mark.parametrize("address", ["http://", "https:///x", "http://[::1", "http://a:port/"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(Trouble, match="is no address of a site"):
        Address(address)


def test_a_host_that_is_not_there_is_told() -> None:
    ((_, content),) = Address("http://127.0.0.1:1/").contents(["build.json"])
    assert str(content) == "could not be fetched: no connection: refused by the host"
    assert not isinstance(content, Absent)
