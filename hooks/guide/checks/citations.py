"""Sources: every citation known, none unused, and no address typed into a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..core.problems import Problem, Severity, did_you_mean
from ..data.registry import SOURCES, Registry
from ..pages.page_files import Page


def check_citations(page: Page, registry: Registry) -> Iterator[Problem]:
    """Citations of unknown sources, and addresses of other sites typed into the page."""
    for citation in page.scan.citations:
        for message in unknown_source(citation.name, registry):
            yield Problem(page.file, citation.line, message)
    known = {source.url: key for key, source in registry.sources.items()}
    for address in page.scan.addresses:
        url = address.name.rstrip(".,;:!?")
        key = known.get(url)
        remedy = f"Cite it: [text][{key}]." if key else f"Define it in {SOURCES}, cite [text][id]."
        message = f"address '{url}' in a page. {remedy}"
        yield Problem(page.file, address.line, message)


def unknown_source(key: str, registry: Registry) -> Iterator[str]:
    """A message if no source has the id `key` (and the file that defines them was readable)."""
    if key not in registry.sources and SOURCES not in registry.broken:
        near = did_you_mean(key, registry.sources)
        yield f"unknown source '{key}'.{near} Defined in {SOURCES}."


def check_unused(registry: Registry, pages: Iterable[Page]) -> Iterator[Problem]:
    """Sources that neither a page cites nor an entry of the data rests on, if all are known."""
    if registry.broken:
        return
    used = {source for *_, source in registry.relied_on()}
    used |= {citation.name for page in pages for citation in page.scan.citations}
    for key in registry.sources.keys() - used:
        message = f"{key}: no page cites it. Cite it, or remove it."
        yield Problem(SOURCES, registry.line(SOURCES, key), message, Severity.WARNING)
