"""From one answer to what it proves: which words are there, and whether it is the page at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from . import notices, page_text, revisit
from .evidence import FINE, Evidence
from .limits import Limits
from .pdf_text import PdfReader
from .retry import retry_after_seconds


@dataclass(frozen=True)
class Answer:
    """One answer. Its body is at most one byte over the limit, which tells that there is more."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def content_type(self) -> str:
        return self.headers.get("Content-Type", "")


@dataclass(frozen=True)
class _Content:
    """What a reader would see (`said`), the source it was in, whether that is all of it, and
    whether its words may be `glued`."""

    said: str = ""
    markup: str = ""
    whole: bool = False
    glued: bool = False


def body_limit(headers: Mapping[str, str], words: Sequence[str], limits: Limits) -> int:
    """How many bytes to read of an answer in search of `words`: a PDF is read whole or not."""
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return limits.pdf if words and kind == "application/pdf" else limits.body


async def read(evidence: Evidence, answer: Answer, limits: Limits, pdfs: PdfReader) -> Evidence:
    """`evidence` with all that `answer` says. Raises ValueError for a body packed wrongly."""
    limit = body_limit(answer.headers, evidence.asked, limits)
    encoding = answer.headers.get("Content-Encoding", "")
    body, whole = page_text.unpack(answer.body, encoding, limit)
    if evidence.asked and body.startswith(b"%PDF-"):
        text = await pdfs.text(body, limits.timeout) if whole else None
        content = _Content(said=_unbroken(text or ""), whole=text is not None, glued=True)
    else:
        content = _content(body, answer.content_type, whole=whole)
    return _noted(evidence, answer, content)


def _unbroken(text: str) -> str:
    """`text` as it stands in its lines, then with the words that were cut at a line's end whole."""
    return text + text.replace("-\n", "")


def _content(body: bytes, content_type: str, *, whole: bool) -> _Content:
    if not page_text.is_text(content_type):
        return _Content()
    text = page_text.decode(body, content_type)
    if page_text.is_markup(content_type):
        return _Content(page_text.visible_text(text), text, whole)
    return _Content(text, whole=whole)


def _noted(evidence: Evidence, answer: Answer, content: _Content) -> Evidence:
    missing = page_text.missing_words(content.said, evidence.asked, glued=content.glued)
    fine = answer.status in FINE
    proven = fine and bool(evidence.asked) and not missing
    return replace(
        evidence,
        status=answer.status,
        challenge=not proven and notices.is_challenge(answer.headers, content.markup),
        not_found=notices.not_found_notice(content.markup) if fine and not proven else "",
        missing=missing if content.whole else (),
        readable=content.whole or not missing,
        retry_after=retry_after_seconds(answer.headers, evidence.at),
        etag=revisit.validator(answer.headers, "ETag"),
        last_modified=revisit.validator(answer.headers, "Last-Modified"),
    )
