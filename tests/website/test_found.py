"""How the site is found and shared: what its pages tell search engines, messengers, telephones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml
import zxingcpp
from playwright.sync_api import Browser, Page, Route, expect

from engine.test_images import png

from .building import ROOT, SETTINGS, SITE, built, small_guide
from .html import page, with_class
from .pages import ALL, HOME, PAGES, STEPS, TRANSLATED, markdown
from .reading import PHONE, Reader, Witness, serving, stored, violations

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PROPERTIES = {"og:type", "og:site_name", "og:locale", "og:title", "og:description"}
SUMMARY = "Partager cette page"


def address_of(name: str) -> str:
    return SITE + name.removesuffix("index.html")


def properties(root: Element) -> dict[str, str]:
    """The Open Graph of a page."""
    found = [one for one in root.iter("meta") if "property" in one.attrib]
    told = {one.attrib["property"]: one.attrib["content"] for one in found}
    assert len(told) == len(found)
    return told


def graph(path: Path) -> list[dict[str, Any]]:
    """The things that the JSON-LD of the page at `path` tells of."""
    (found,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.DOTALL
    )
    told = json.loads(found)
    assert told["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = told["@graph"]
    return things


def canonical(root: Element) -> list[str]:
    return [one.attrib["href"] for one in root.iter("link") if one.get("rel") == "canonical"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_its_address_everywhere_alike(known: Path, name: str) -> None:
    root, address = page(known / name), address_of(name)
    told = properties(root)
    assert canonical(root) == [address]
    assert told["og:url"] == address
    assert graph(known / name)[0]["url"] == address
    assert [link.text for link in _share(root).iter("a")] == [address]
    assert [link.get("href") for link in _share(root).iter("a")] == [address]


@pytest.mark.parametrize("name", PAGES)
def test_a_site_without_an_address_claims_none(site: Path, name: str) -> None:
    root = page(site / name)
    assert canonical(root) == []
    assert set(properties(root)) == PROPERTIES
    assert not list(with_class(root, "share"))
    whole = json.dumps(graph(site / name)).replace("https://schema.org", "")
    assert re.findall(r'"(?:url|@id)":', whole) == []


@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_of_a_page_is_what_it_says_of_itself(known: Path, name: str) -> None:
    root = page(known / name)
    told, thing = properties(root), graph(known / name)[0]
    (description,) = (
        one.get("content") for one in root.iter("meta") if one.get("name") == "description"
    )
    assert told["og:description"] == thing["description"] == description
    assert told["og:title"] == thing["name"]
    assert told["og:locale"] == "fr_FR"
    assert told["og:type"] == ("website" if name == HOME else "article")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_old_as_its_last_reading(known: Path, name: str) -> None:
    verified = re.search(r"^verified: (\S+)", markdown(name), re.MULTILINE)
    assert verified
    thing = graph(known / name)[0]
    assert thing["@type"] in ("WebPage", "FAQPage")
    assert thing["dateModified"] == thing["lastReviewed"] == verified[1]
    assert thing["inLanguage"] == "fr"
    assert thing["license"].startswith("https://creativecommons.org/licenses/by-sa/4.0/")
    assert thing["isPartOf"]["@type"] == "WebSite"
    assert thing["isPartOf"]["url"] == SITE


@pytest.mark.parametrize("name", PAGES)
def test_each_step_that_machines_are_told_of_is_one_that_people_read(
    known: Path, name: str
) -> None:
    items = {
        item.attrib["id"]: item
        for block in with_class(page(known / name), "steps")
        for item in block.iterfind("ol/li")
    }
    how_tos = [thing for thing in graph(known / name) if thing["@type"] == "HowTo"]
    steps = [step for how_to in how_tos for step in how_to["step"]]
    assert [step["url"] for step in steps] == [f"{address_of(name)}#{anchor}" for anchor in items]
    for step, item in zip(steps, items.values(), strict=True):
        assert step["@type"] == "HowToStep"
        words = " ".join("".join(item.itertext()).split()).replace("\N{WORD JOINER}", "")
        assert " ".join(step["name"].split())[:20] in words
    assert all(how_to["name"] for how_to in how_tos)


def test_some_page_tells_of_steps_and_another_of_questions(known: Path) -> None:
    """Else the tests above would prove nothing."""
    assert len(graph(known / STEPS)) == 4
    (questions,) = graph(known / "inconnues.html")
    assert questions["@type"] == "FAQPage"
    assert all(one["name"].endswith("?") for one in questions["mainEntity"])
    assert all(one["acceptedAnswer"]["text"] for one in questions["mainEntity"])


def test_the_sitemap_has_every_page_with_the_day_of_its_reading(known: Path) -> None:
    root = ElementTree.parse(known / "sitemap.xml").getroot()  # noqa: S314  # ours
    assert root.tag == f"{SITEMAP}urlset"
    listed = {
        url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod")
        for url in root.iterfind(f"{SITEMAP}url")
    }
    read = {
        name: re.findall(r"^verified: (\S+)", markdown(name), re.MULTILINE)[0] for name in PAGES
    }
    translated = {
        f"{language}/{name}": read[name]
        for language in TRANSLATED
        for name in PAGES
        if (ROOT / "docs" / language / name).with_suffix(".md").exists()
    }
    assert listed == {address_of(name): day for name, day in (read | translated).items()}


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    assert not list(site.glob("sitemap*"))


def test_robots_may_read_everything_and_are_led_to_the_sitemap(known: Path, site: Path) -> None:
    everything = "User-agent: *\nAllow: /"
    assert (site / "robots.txt").read_text("utf-8").strip() == everything
    sitemap = f"{everything}\n\nSitemap: {SITE}sitemap.xml"
    assert (known / "robots.txt").read_text("utf-8").strip() == sitemap


@pytest.mark.parametrize("where", [SITE, ""])
def test_a_card_is_shown_where_it_has_an_address(where: str, tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    (project / "docs/assets/card.png").write_bytes(png(1200, 630))
    settings = yaml.safe_load((project / SETTINGS).read_text("utf-8"))
    settings["site_url"] = where
    settings["extra"]["guide"]["card"] = "assets/card.png"
    (project / SETTINGS).write_text(yaml.safe_dump(settings), "utf-8")
    root = page(built(project) / HOME)
    told = properties(root)
    card = {one.get("content") for one in root.iter("meta") if one.get("name") == "twitter:card"}
    if where:
        assert told["og:image"] == f"{SITE}assets/card.png"
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"]
        assert card == {"summary_large_image"}
    else:
        assert "og:image" not in told
        assert card == {"summary"}


def _share(root: Element) -> Element:
    (part,) = with_class(root, "share")
    return part


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_a_code_of_its_own(known: Path, name: str) -> None:
    (image,) = _share(page(known / name)).iter("img")
    code = known / urljoin(f"/{name}", image.attrib["src"])[1:]
    assert code.is_file()
    assert address_of(name) in image.attrib["alt"]
    assert image.get("loading") == "lazy"


def test_a_page_that_is_no_more_is_not_shared(known: Path) -> None:
    assert not list(with_class(page(known / "404.html"), "share"))
    assert set(ALL) - set(PAGES) == {"404.html"}


def reads(screen: Page) -> list[str]:
    """The addresses of the QR codes that a telephone sees on the screen."""
    screen.locator(".share img").scroll_into_view_if_needed()
    pixels = screen.evaluate(
        """async () => {
          const image = document.querySelector(".share img");
          const canvas = document.createElement("canvas");
          await image.decode();
          const size = canvas.width = canvas.height = 3 * image.width;
          const pen = canvas.getContext("2d");
          pen.drawImage(image, 0, 0, size, size);
          return [...pen.getImageData(0, 0, size, size).data].filter((_, i) => i % 4 === 0);
        }"""
    )
    side = int(len(pixels) ** 0.5)
    seen = zxingcpp.read_barcodes(memoryview(bytes(pixels)).cast("B", (side, side)))
    return [one.text for one in seen]


def test_the_code_is_loaded_once_it_is_shown_and_leads_to_the_page(
    browser: Browser, known: Path
) -> None:
    with serving(known) as address, Reader(browser, address) as reader:
        tab = reader.tab(viewport=PHONE)
        witness = Witness(tab)
        tab.goto(address + STEPS, wait_until="networkidle")
        tab.get_by_text(SUMMARY).scroll_into_view_if_needed()
        tab.wait_for_load_state("networkidle")
        assert not [url for url in witness.asked if "/qr/" in url]
        tab.get_by_text(SUMMARY).click()
        assert reads(tab) == [SITE + STEPS]
        assert [url for url in witness.asked if "/qr/" in url] == [
            address + "qr/guide/cloturer.svg"
        ]
        assert witness.strangers(address) == []
        assert witness.complaints == []
        assert stored(tab) == []
        assert violations(tab, ".share") == []


def test_the_address_is_copied_by_a_button(browser: Browser, known: Path) -> None:
    with serving(known) as address, Reader(browser, address) as reader:
        tab = reader.opens(STEPS, permissions=["clipboard-read", "clipboard-write"])
        tab.get_by_text(SUMMARY).click()
        tab.get_by_role("button", name="Copier l’adresse").click()
        expect(tab.get_by_role("status").filter(has_text="L’adresse est copiée.")).to_be_visible()
        assert tab.evaluate("navigator.clipboard.readText()") == SITE + STEPS


def test_the_device_s_own_way_of_sharing_is_offered_where_there_is_one(
    browser: Browser, known: Path
) -> None:
    shares = "navigator.share = what => { window.shared = what; return Promise.reject() }"
    with serving(known) as address, Reader(browser, address) as reader:
        tab = reader.tab()
        tab.add_init_script(shares)
        tab.goto(address + STEPS)
        tab.get_by_text(SUMMARY).click()
        tab.get_by_role("button", name="Envoyer à quelqu’un").click()
        assert tab.evaluate("shared.url") == SITE + STEPS


def test_without_script_the_address_and_the_code_stand_there(browser: Browser, known: Path) -> None:
    with serving(known) as address, Reader(browser, address) as reader:
        tab = reader.opens(STEPS, java_script_enabled=False)
        tab.get_by_text(SUMMARY).click()
        expect(tab.locator(".share img")).to_be_visible()
        expect(tab.locator(".share").get_by_role("link")).to_have_text(SITE + STEPS)
        assert not tab.locator(".share button:visible").count()


POLICY = "default-src 'none'; script-src 'self'; img-src data:"


@pytest.mark.parametrize(
    ("script", "refused"),
    [("<script>1</script>", True), ('<script type="application/ld+json">{}</script>', False)],
    ids=["code", "data"],
)
def test_data_in_a_page_is_no_code_to_a_strict_policy(
    browser: Browser, script: str, refused: bool
) -> None:
    """Else JSON-LD would need a hash in the Content-Security-Policy of each page."""

    def answer(route: Route) -> None:
        body = f"<!doctype html><title>x</title><link rel=icon href=data:,>{script}"
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
        route.fulfill(body=body, headers=headers)

    with Reader(browser, "https://exemple.org/") as reader:
        tab = reader.tab()
        witness = Witness(tab)
        tab.route("**/*", answer)
        tab.goto("https://exemple.org/")
        assert bool([one for one in witness.complaints if "Content Security" in one]) is refused
