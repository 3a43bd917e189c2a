"""Private, provably: what the policy of each page stops, and what is shipped at all.

The server of these tests says what the site's own `_headers` says, so all of them hold under it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .building import INDEX, SETTINGS, build, built, small_guide
from .html import page as tree
from .html import text
from .pages import ALL, HOME, STEPS
from .reading import PHONE, Reader, Witness, search

HOST = re.compile(r"(?:https?:|[\"'(=]\s*)//([\w.-]+\.[a-z]{2,})", re.IGNORECASE)
NAMESPACES = {"www.w3.org"}  # a name that nobody asks for
CREDIT = {"fontawesome.com"}  # the licence of the theme's marks, in a comment
PLANTED = """
  const one = document.createElement("script");
  one.text = "window.ran = 1";
  document.head.append(one);
"""
ABROAD = "fetch('https://abroad.invalid/').catch(() => 0)"


@pytest.mark.parametrize("name", [HOME, STEPS, "lettres/cnil.html"])
def test_from_a_folder_too(reader: Reader, site: Path, name: str) -> None:
    page = reader.tab(viewport=PHONE)
    witness = Witness(page)
    page.goto((site / name).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 247, 238)"
    search(page, "pharmacie").first.click()
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert page.url == (site / "guide" / "autres-fichiers.html").as_uri() + "#pharmacie"
    assert witness.strangers(site.as_uri()) == []
    assert witness.complaints == []
    page.get_by_role("contentinfo").get_by_role("link", name="Les sources").click()
    assert page.url == (site / "sources.html").as_uri()


@pytest.mark.parametrize("from_a_folder", [False, True])
def test_the_policy_stops_what_is_not_ours(
    reader: Reader, site: Path, address: str, from_a_folder: bool
) -> None:
    """From a folder no host says it: the page's own word is enough."""
    page = reader.tab()
    witness = Witness(page)
    page.goto((site / HOME).as_uri() if from_a_folder else address)
    page.evaluate(PLANTED)
    page.evaluate(ABROAD)
    assert page.evaluate("window.ran") is None
    stopped = {one.split()[2] for one in witness.complaints if one.startswith("error: stopped: ")}
    assert stopped == {"script-src-elem", "connect-src"}


@pytest.mark.parametrize("name", ALL)
def test_the_policy_stands_before_all_that_it_governs(site: Path, name: str) -> None:
    head = tree(site / name).find("head")
    assert head is not None
    kinds = [one.get("http-equiv") or one.get("charset") or one.tag for one in head]
    assert kinds[:2] == ["utf-8", "Content-Security-Policy"]
    policy = head[1].attrib["content"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "form-action 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy


def test_no_file_that_a_browser_runs_or_paints_names_another_host(site: Path) -> None:
    kinds = (".js", ".css", ".svg", ".webmanifest", ".map")
    files = [path for path in site.rglob("*") if path.suffix in kinds]
    assert len(files) > 8
    # What readers find are sentences of the guide, which may name a site: the index is data.
    code = [path for path in files if path.parent.name != "search"]
    named = {(path.name, host) for path in code for host in HOST.findall(path.read_text("utf-8"))}
    assert {host for _, host in named} <= NAMESPACES | CREDIT
    assert not any("unpkg" in path.read_text("utf-8") for path in files)
    assert [path for path in files if path.suffix == ".map"] == []


def test_of_the_theme_only_its_style_sheet_is_shipped(site: Path) -> None:
    assert [path.parent.name for path in site.rglob("*.min.*")] == ["stylesheets"]
    assert not (site / "assets" / "javascripts").exists()


def test_a_style_or_a_handler_in_a_page_is_told_before_the_browser_drops_it(tmp_path: Path) -> None:
    tag = '<p style="color: red" onclick="a()">'
    done = build(small_guide(tmp_path, {"fr/index.md": f"{INDEX}\n{tag}Red.</p>\n"}))
    assert done.returncode == 1
    for attribute in ("style", "onclick"):
        told = (
            f"docs/fr/index.md:11: '{tag}': '{attribute}' would do nothing: no attribute may hold"
        )
        assert f"ERROR   -  {told}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_hole_can_be_told_where_the_settings_say_whom_to_tell(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    assert not (built(project) / ".well-known").exists()
    contact = "https://forge.example/guide/issues"
    settings = project / SETTINGS
    named = settings.read_text("utf-8").replace(
        "security_contact: ''", f"security_contact: {contact}"
    )
    settings.write_text(named, "utf-8")
    told = (built(project) / ".well-known" / "security.txt").read_text("utf-8")
    assert told.startswith(f"Contact: {contact}\nExpires: 2027-11-22T00:00:00Z\n")


def test_the_page_on_privacy_is_linked_from_every_page(site: Path) -> None:
    for name in ALL:
        links = tree(site / name).iterfind(".//nav[@id='pages']//a")
        assert "Vie privée" in map(text, links)
