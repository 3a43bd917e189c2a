"""What a site ships: our own code and other people's work, by name, version and licence.

Tools that leave nothing of themselves in the site are not shipped; they are told in sbom. A test
looks in a site for what is not named here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch


@dataclass(frozen=True)
class Part:
    """A work that is in the site's `files`: paths there, or patterns of such.

    `kind` is one of CycloneDX's; `licence` an identifier of SPDX's. `package` is what brings it, if
    that gives it its version; else `version` is its own, empty where its makers give none.
    """

    name: str
    licence: str
    website: str
    files: tuple[str, ...]
    does: str
    version: str = ""
    package: str = ""
    kind: str = "library"


_PDF = ("*.pdf",)

ENGINE = Part(
    name="guide engine",
    licence="MIT",
    website="",
    files=("assets/css/*", "assets/js/*", "worker.js", "*/worker.js"),
    does="Our own style sheets and scripts.",
)
THEME = Part(
    name="mkdocs-material",
    licence="MIT",
    website="https://squidfunk.github.io/mkdocs-material/",
    files=(),
    does="The style sheet of the theme, and what surrounds the text of each page.",
    package="mkdocs-material",
)
ICONS = Part(
    name="Material Design Icons",
    licence="Apache-2.0",
    website="https://pictogrammers.com/library/mdi/",
    files=("*.html",),
    does="The icons of the buttons, drawn in each page. The theme brings them.",
    kind="data",
)
STYLES = Part(
    name="python-docx",
    licence="MIT",
    website="https://python-docx.readthedocs.io/",
    files=("*.docx",),
    does="The empty document that letters for word processors begin with, and its styles.",
    package="python-docx",
)
COLOURS = Part(
    name="Compact ICC Profiles",
    licence="CC0-1.0",
    website="https://github.com/saucecontrol/Compact-ICC-Profiles",
    files=_PDF,
    does="What says which colours are meant, in each PDF. Typst brings it.",
    kind="data",
)
TYPEFACES = (
    Part(
        name="Libertinus Serif",
        licence="OFL-1.1",
        website="https://github.com/alerque/libertinus",
        files=_PDF,
        does="The typeface of what is printed, embedded in part. Typst brings it.",
        version="7.051",
        kind="data",
    ),
    Part(
        name="DejaVu Sans Mono",
        licence="Bitstream-Vera",
        website="https://dejavu-fonts.github.io/",
        files=_PDF,
        does="The typeface of what is typed, embedded in part. Typst brings it.",
        version="2.37",
        kind="data",
    ),
)
ARABIC = Part(
    name="Noto Naskh Arabic",
    licence="OFL-1.1",
    website="https://github.com/notofonts/arabic",
    files=_PDF,
    does="The typeface of Arabic, embedded in part; from hooks/paper/fonts.",
    version="2.021",
    kind="data",
)


def shipped(
    paths: Collection[str],
    theirs: Collection[str],
    versions: Mapping[str, str],
    *,
    right_to_left: bool,
) -> Iterator[Part]:
    """Every part of a site that consists of `paths`, each with those of them that it is in.

    `theirs` are those that come from the theme; `versions` are of packages, by their names;
    `right_to_left` says whether a language of the site is written so.
    """
    arabic = (ARABIC,) if right_to_left else ()
    theme = replace(THEME, files=tuple(theirs))
    for part in (ENGINE, theme, ICONS, *TYPEFACES, *arabic, COLOURS, STYLES):
        files = tuple(path for path in sorted(paths) if _is_among(path, part.files))
        if files:
            version = versions.get(part.package, part.version)
            yield replace(part, files=files, version=version)


def _is_among(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)
