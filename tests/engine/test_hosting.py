"""What hosts say with each page: one set of headers, in the words of three servers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from guide.published.hosting import headers, headers_file
from guide.web.csp import POLICY

EXAMPLES = Path(__file__).parents[2] / "hooks" / "hosting"
WANTED = headers(POLICY)


def test_nobody_frames_the_guide_nor_learns_where_its_reader_comes_from() -> None:
    assert WANTED["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert WANTED["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in WANTED["Permissions-Policy"].split(", ")


def test_the_file_of_static_hosts_says_it_of_every_address() -> None:
    first, *lines = headers_file(POLICY).splitlines()
    assert first == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines) == WANTED
    assert all(line.startswith("  ") for line in lines)
    assert max(map(len, lines)) < 2000  # Cloudflare Pages takes no more


def test_the_example_for_nginx_says_the_same() -> None:
    text = (EXAMPLES / "nginx.conf").read_text("utf-8")
    said = re.findall(r'^    add_header (\S+) "([^"]*)" always;$', text, re.MULTILINE)
    assert dict(said) == WANTED
    server = text[text.index("server {") :]
    assert server.count("{") == server.count("}") == 1  # a block within drops the headers of it


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_examples_know_the_folder_of_each_language(name: str) -> None:
    settings = yaml_load((EXAMPLES.parents[1] / "mkdocs.yml").read_text("utf-8"))["extra"]["guide"]
    (own,) = set(
        re.findall(r"\^/\((?:\?<language>)?(\[.*\)\*)\)/", (EXAMPLES / name).read_text("utf-8"))
    )
    assert all(re.fullmatch(own, code) for code in settings["languages"])
    others = {path.parent.name for path in (EXAMPLES.parents[1] / "docs/fr").glob("*/*")}
    assert not any(re.fullmatch(own, folder) for folder in others)


def test_the_example_for_caddy_says_the_same() -> None:
    text = (EXAMPLES / "Caddyfile").read_text("utf-8")
    said = dict(re.findall(r'^\t\t(\S+) "([^"]*)"$', text, re.MULTILINE))
    assert said.pop("Cache-Control") == "no-cache"
    assert said == WANTED
