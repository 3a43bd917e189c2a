"""The text of a PDF, read by pypdf in a program of its own, which is ended when it takes too long.

A crafted PDF may keep any reader busy for hours or ask for all the memory there is; a program can
be stopped from outside, a thread cannot.
"""

from __future__ import annotations

import asyncio
import io
import sys
from contextlib import suppress

_AT_ONCE = 2  # programs: each takes a core, and may take all the memory it is allowed
_PAGES = 300
_CHARACTERS = 4_000_000
_MEMORY = 1 << 30  # bytes of address space, where the system can set a bound
_NO_TEXT = 3  # the exit status for a PDF that has, on some page, no text to search


class PdfReader:
    """Reads the PDFs of one run, few at once. To be made where an event loop runs."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def text(self, body: bytes, seconds: float) -> str | None:
        """What `pdf_text` says of `body`, which waits for its turn before its seconds count."""
        async with self._turn:
            return await pdf_text(body, seconds)


async def pdf_text(body: bytes, seconds: float) -> str | None:
    """All the text of the PDF `body`; None when it cannot be had whole within `seconds`."""
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        __file__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(seconds):
            text, _ = await program.communicate(body)
    except TimeoutError:
        return None
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()
    return text.decode("utf-8", "replace") if program.returncode == 0 else None


def main() -> int:
    """Reads a PDF on standard input, writes its text on standard output."""
    _bound_memory()
    import pypdf  # noqa: PLC0415 - only this program needs it: 0.2 s that the build is spared

    pages = pypdf.PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
    if len(pages) > _PAGES:
        return _NO_TEXT
    left = _CHARACTERS
    for page in pages:
        text = page.extract_text()
        left -= len(text)
        if not text.strip() or left < 0:
            return _NO_TEXT
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    return 0


def _bound_memory() -> None:
    with suppress(ImportError, OSError, ValueError):  # no such thing on Windows, none on macOS
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(main())
