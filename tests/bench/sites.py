"""The guide as we build it, and as Material alone would, from the same Markdown.

Material alone makes nothing of our blocks and macros: it prints them as they are typed. Sources
are given to it as definitions at the foot of each page, so that its links are links.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from .running import ROOT, run

OURS, MATERIAL, PRIVACY_GUIDES = "this guide", "Material, default", "Material, as Privacy Guides"
_LIMIT = 600.0  # seconds for one build
_STAMPING = 900.0  # for one language
_EXTENSIONS = [
    *("admonition", "attr_list", "md_in_html", "tables", "def_list", "abbr", "pymdownx.details"),
]
PLAIN: Mapping[str, Any] = {
    "site_name": "Dire non à Mon espace santé",
    "docs_dir": "pages",
    "use_directory_urls": False,
    "theme": {"name": "material", "language": "fr"},
    "plugins": ["search"],
    "markdown_extensions": _EXTENSIONS,
}
# What its public mkdocs.yml sets, as far as it works without its own files:
# https://github.com/privacyguides/privacyguides.org/blob/010bf33e91397e2f4c6434e8ce4578b6635c46e4
_AS_PRIVACY_GUIDES: Mapping[str, Any] = {
    **PLAIN,
    "theme": {
        **PLAIN["theme"],
        "font": False,
        "features": ["navigation.tracking", "navigation.tabs", "navigation.sections"],
        "palette": [
            {
                "media": f"(prefers-color-scheme: {scheme})",
                "scheme": name,
                "accent": "deep purple",
                "toggle": {"icon": f"material/{icon}", "name": scheme},
            }
            for scheme, name, icon in (
                ("light", "default", "toggle-switch-off-outline"),
                ("dark", "slate", "toggle-switch"),
            )
        ],
    },
    "plugins": ["search", "tags"],
    "markdown_extensions": [
        *_EXTENSIONS,
        *("footnotes", "pymdownx.superfences", "pymdownx.caret", "pymdownx.keys"),
        *("pymdownx.mark", "pymdownx.tilde", "pymdownx.critic"),
        {"pymdownx.tabbed": {"alternate_style": True}},
    ],
}


def built(folder: Path) -> dict[str, Path]:
    """The three sites, built in `folder`: where each stands."""
    return {
        OURS: _built(copied(folder / "ours")),
        MATERIAL: _built(plain(folder / "material", PLAIN)),
        PRIVACY_GUIDES: _built(plain(folder / "privacy-guides", _AS_PRIVACY_GUIDES)),
    }


def _built(project: Path) -> Path:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    run(command, _LIMIT, project, {"GUIDE_LINKS": "offline"}).checked()
    return project / "site"


def copied(project: Path) -> Path:
    """The guide of this repository, to build in `project`."""
    without = shutil.ignore_patterns("__pycache__")
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, project / name, ignore=without)
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def stamp(project: Path, languages: Iterable[str]) -> None:
    """Stamps the guide in `project` as translated from its source, as it now is."""
    own = {"PYTHONPATH": str(project / "hooks")}  # the command stamps the guide that it stands in
    for language in languages:
        command = [sys.executable, "-m", "guide.translation", "stamp", "all", language]
        run(command, _STAMPING, project, own).checked()


def plain(project: Path, settings: Mapping[str, Any]) -> Path:
    """Its pages without the engine, to build in `project` with those `settings`."""
    shutil.copytree(ROOT / "docs" / "fr", project / "pages")
    shutil.copytree(ROOT / "docs" / "assets", project / "assets")
    return _settled(project, settings)


def plain_in_all_languages(project: Path) -> Path:
    """The pages of all its languages without the engine, with its menu and Material's defaults."""
    without = shutil.ignore_patterns("data", ".versions")
    shutil.copytree(ROOT / "docs", project / "pages", ignore=without)
    nav = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    return _settled(project, {**PLAIN, "nav": nav})


def _settled(project: Path, settings: Mapping[str, Any]) -> Path:
    """The pages in `project`, which know the sources they cite, and `settings` beside them."""
    sources = yaml.safe_load((ROOT / "docs" / "data" / "sources.yml").read_text("utf-8"))
    for path in (project / "pages").rglob("*.md"):
        text = path.read_text("utf-8")
        cited = sorted(set(re.findall(r"\]\[([a-z0-9-]+)\]", text)) & set(sources))
        definitions = "".join(f"[{key}]: {sources[key]['url']}\n" for key in cited)
        path.write_text(f"{text}\n{definitions}", "utf-8")
    (project / "mkdocs.yml").write_text(yaml.safe_dump(dict(settings)), "utf-8")
    return project
