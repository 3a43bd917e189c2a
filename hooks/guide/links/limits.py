"""How far the prober goes, and under what name."""

from __future__ import annotations

from dataclasses import dataclass

from .page_text import ACCEPT_ENCODING


@dataclass(frozen=True)
class Limits:
    """How far the prober goes. Times in seconds, sizes in bytes.

    `timeout` is for one look at one page: its redirects, their name look-ups and its body included,
    waiting for our own turn excluded. A PDF may take as long again to be searched; each further
    try, and the home page of a host that says 404, are looks of their own. `pauses` are what is
    waited before each further try of a page that did not answer well. `body` is read of a page,
    packed or not, `pdf` of a PDF that must say some words. `allow_hosts` are exempt from the rule
    of public addresses: for tests on loopback. `repository` is the address named to the servers,
    so that an annoyed one knows whom to write to; `language` is the one that pages are asked for
    in, English being the next best.
    """

    timeout: float = 10.0
    per_host: int = 2
    total: int = 32
    body: int = 1 << 20
    pdf: int = 4 << 20
    redirects: int = 10
    pauses: tuple[float, ...] = (1.0,)
    allow_hosts: tuple[str, ...] = ()
    repository: str = ""
    language: str = "en"

    @property
    def headers(self) -> dict[str, str]:
        contact = f" (+{self.repository})" if self.repository else ""
        return {
            "User-Agent": f"guide-link-health/1.0{contact}",
            "Accept": "text/html, application/xhtml+xml, */*;q=0.8",
            "Accept-Language": f"{self.language}, en;q=0.7, *;q=0.5",
            "Accept-Encoding": ACCEPT_ENCODING,
        }
