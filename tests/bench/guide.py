"""The real guide, copied, its sources led to the benchmark's server: what does asking them cost?"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml

from .running import ROOT, BenchError, run
from .server import host

SOURCE_MS = 300
HOSTS = 250  # at most, as many as 127.0.0.x has room for
_LIMIT = 600.0  # seconds for one build
_ALLOWED = "allow_hosts: []"  # in mkdocs.yml, under extra.guide.links


@dataclass(frozen=True)
class Guide:
    """The copy, in `folder`: the host of each of its sources, and which pages were made up
    because mkdocs.yml names them and they are not written."""

    folder: Path
    hosts: tuple[str, ...]
    made_up: tuple[str, ...]

    def build(self, mode: str) -> float:
        """Seconds for one cold build of the guide, `online` or `offline`."""
        for name in (".cache", "site"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        return run(command, _LIMIT, self.folder, {"GUIDE_LINKS": mode}).checked().seconds

    def verdicts(self) -> dict[str, int]:
        """How the last build judged its sources."""
        health = json.loads((self.folder / "site" / "link-health.json").read_text("utf-8"))
        counts: dict[str, int] = health["counts"]
        return counts


def copied(folder: Path, port: int, *, spread: bool = False) -> Guide:
    """The guide in `folder`; each host of its sources becomes one of 127.0.0.x at `port`, or,
    with `spread`, each source comes to a host of its own."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    hosts = _lead_sources(folder / "docs" / "data" / "sources.yml", port, spread=spread)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    if _ALLOWED not in settings:
        raise BenchError(f"mkdocs.yml does not say '{_ALLOWED}'")
    allowed = f"allow_hosts: {json.dumps(sorted(set(hosts)))}"
    (folder / "mkdocs.yml").write_text(settings.replace(_ALLOWED, allowed), "utf-8")
    return Guide(folder, tuple(hosts), tuple(_made_up(folder / "docs", settings)))


def _lead_sources(path: Path, port: int, *, spread: bool) -> list[str]:
    """Rewrites the sources in `path`; the host that each is on now."""
    sources = yaml.safe_load(path.read_text("utf-8"))
    real = [key if spread else urlsplit(source["url"]).netloc for key, source in sources.items()]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(real))}
    hosts = [host(numbers[name] % HOSTS + 1) for name in real]
    for (key, source), ours in zip(sources.items(), hosts, strict=True):
        words = quote(" ".join(source.get("expect", ())))
        source["url"] = f"http://{ours}:{port}/page/{SOURCE_MS}/{key}?say={words}"
    path.write_text(yaml.safe_dump(sources, allow_unicode=True, sort_keys=False), "utf-8")
    return hosts


def _made_up(docs: Path, settings: str) -> Iterator[str]:
    """Writes the pages that mkdocs.yml names and that are not there, with every anchor that
    others lead to; names them."""
    everything = "".join(page.read_text("utf-8") for page in docs.rglob("*.md"))
    for name in re.findall(r"\bfr/[\w/-]+\.md\b", settings):
        path = docs / name
        if path.exists():
            continue
        anchors = sorted(set(re.findall(rf"{re.escape(path.name)}#([\w-]+)", everything)))
        headings = "".join(f"## Partie {anchor} {{#{anchor}}}\n\n" for anchor in anchors)
        path.write_text(
            f"---\ntitle: Page à venir\ndescription: Elle n’est pas encore écrite.\n"
            f"verified: 2026-11-23\n---\n\n# Page à venir\n\n{headings}",
            "utf-8",
        )
        yield name
