"""The tools compared: how each is set up, run and understood. All keep their defaults."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from guide.links import Limits

from .cases import Case, in_turn
from .clients import Job, Said
from .kept import KEPT
from .running import BenchError, Done, run

_SET_UP_SECONDS = 300


class Tool(ABC):
    """A program that looks at addresses and says which are not well."""

    name: ClassVar[str]
    first_host: ClassVar[int] = 1
    statuses: ClassVar[tuple[int, ...]] = ()  # with which it ends when it found something

    @abstractmethod
    def set_up(self) -> str:
        """Its version, once it can run; raises BenchError where it cannot."""

    @property
    @abstractmethod
    def limits(self) -> str:
        """How polite it is, in words."""

    @abstractmethod
    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        """What to run in `folder`, a new one, to look at `cases`."""

    @abstractmethod
    def said(self, done: Done) -> Said:
        """What it found wrong, by address."""

    def asking(self, done: Done) -> float | None:
        """Seconds spent asking, without its own start, where it tells."""
        return None


class _Client(Tool):
    """One of `clients.py`."""

    client: ClassVar[str]

    def __init__(self, total: int, per_host: int) -> None:
        self.total = total
        self.per_host = per_host

    @property
    def limits(self) -> str:
        return f"{self.total} at once, {self.per_host} a host"

    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        pages = [(case.url, case.expect) for case in cases]
        job = Job(pages, self.total, self.per_host).write(folder)
        return [sys.executable, "-m", "bench.clients", self.client, str(job)]

    def said(self, done: Done) -> Said:
        found: Said = json.loads(done.out)["said"] if not done.cut else {}
        return found

    def asking(self, done: Done) -> float | None:
        return float(json.loads(done.out)["seconds"]) if not done.cut else None


class Ours(_Client):
    name, client = "our prober", "ours"

    def set_up(self) -> str:
        return "this one"


class OursAsShipped(Ours):
    name = "our prober, as set by default"

    def __init__(self) -> None:
        super().__init__(Limits.total, Limits.per_host)


class Bare(_Client):
    name, client = "a bare aiohttp client", "bare"

    def set_up(self) -> str:
        return version("aiohttp")


class LinkChecker(Tool):
    name, statuses = "LinkChecker", (1,)
    limits = "10 threads, a pause of 0.1 to 0.6 s a host"
    # Started by root, it would become `nobody`, who may not be able to read its own program.
    _AS_OURSELVES = (
        "import os, runpy; os.geteuid = lambda: 1; runpy.run_module('linkcheck', "
        "run_name='__main__')"
    )

    def set_up(self) -> str:
        return version("linkchecker")

    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        settings = folder / "linkcheckerrc"
        settings.write_text("[checking]\n", "utf-8")  # none, but not those of who runs this
        return [
            *(sys.executable, "-c", self._AS_OURSELVES, "--config", str(settings)),
            # Without --check-extern it asks nothing of other hosts.
            *("--check-extern", "--no-status", "--output", "csv", str(_page(cases, folder))),
        ]

    def said(self, done: Done) -> Said:
        lines = [line for line in done.out.splitlines(True) if not line.startswith("#")]
        rows = csv.DictReader(lines, delimiter=";", restval="")
        return {row["urlname"]: row["result"] + row["warningstring"] for row in rows}


class LinkCheckerAtItsBest(LinkChecker):
    """Its pause between two requests to one host holds up all hosts, so their order matters."""

    name = "LinkChecker, hosts in turn"

    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        return super().command(in_turn(cases), folder)


class Linkinator(Tool):
    name, statuses = "linkinator", (1,)
    limits = "100 at once by its manual, no limit a host"
    _PINNED = "linkinator@7.6.1"  # the last for Node 20; 8 wants 22
    _PROGRAM = KEPT / "node_modules" / ".bin" / "linkinator"

    def set_up(self) -> str:
        if not self._PROGRAM.exists():
            npm_install(self._PINNED)
        return run([self._PROGRAM, "--version"], _SET_UP_SECONDS, KEPT).checked().out.strip()

    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        return [str(self._PROGRAM), _page(cases, folder).name, "--format", "json"]

    def said(self, done: Done) -> Said:
        links = json.loads(done.out)["links"] if done.out.startswith("{") else []
        return {link["url"]: str(link["status"]) for link in links if link["state"] == "BROKEN"}


class HtmlProofer(Tool):
    """It takes all that begins with 127.0.0.1 for local and skips it: hence 127.0.0.20 on."""

    name = "mkdocs-htmlproofer-plugin"
    first_host = 20
    limits = f"{min(32, (os.cpu_count() or 1) + 4)} threads, no limit a host"
    _PINNED = ("mkdocs==1.6.1", "mkdocs-htmlproofer-plugin==1.6.0")
    _VENV = KEPT / "htmlproofer"
    _PYTHON = _VENV / "bin" / "python"
    _SETTINGS = "site_name: links\nplugins: [htmlproofer]\n"

    def set_up(self) -> str:
        if not (self._VENV / ".made").exists():
            install([sys.executable, "-m", "venv", "--clear", str(self._VENV)])
            install([str(self._PYTHON), "-m", "pip", "install", *self._PINNED])
            (self._VENV / ".made").touch()
        asked = f"from importlib.metadata import version; print(version('{self.name}'))"
        return run([self._PYTHON, "-c", asked], _SET_UP_SECONDS, KEPT).checked().out.strip()

    def command(self, cases: Sequence[Case], folder: Path) -> list[str]:
        (folder / "docs").mkdir()
        (folder / "mkdocs.yml").write_text(self._SETTINGS, "utf-8")
        _page(cases, folder).rename(folder / "docs" / "index.md")
        return [str(self._PYTHON), "-m", "mkdocs", "build"]

    def said(self, done: Done) -> Said:
        return dict(re.findall(r"invalid url - (\S+) \[(.*?)\]", done.err))


def _page(cases: Sequence[Case], folder: Path) -> Path:
    """A page in `folder` that links to all of `cases`."""
    links = (f"<li><a href='{html.escape(case.url)}'>{case.kind}</a></li>\n" for case in cases)
    path = folder / "links.html"
    path.write_text(f"<ul>\n{''.join(links)}</ul>\n", "utf-8")
    return path


def npm_install(*packages: str) -> None:
    """Puts `packages` into the benchmarks' own folder; raises BenchError where it cannot."""
    npm = shutil.which("npm")
    if not npm:
        raise BenchError("npm is not on this machine")
    install([npm, "install", "--prefix", str(KEPT), "--no-fund", *packages])


def install(command: list[str]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    done = run(command, _SET_UP_SECONDS, KEPT)
    if done.status:
        raise BenchError(f"it could not be installed: {_last_line(done.err)}")


def _last_line(text: str) -> str:
    return (text.strip() or "nothing was said").splitlines()[-1]
