"""Small PDFs, written by hand: a page for each text; a page without text is like a scan."""

from __future__ import annotations

import zlib

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(*texts: str) -> bytes:
    """A PDF with a page for each of `texts`, line by line."""
    return _pdf([_drawn(text) for text in texts])


def pdf_bomb() -> bytes:
    """A PDF whose only page unpacks to far more than any memory should take."""
    return _pdf([zlib.compress(zlib.compress(bytes(400_000_000)))], filters=2)


def _drawn(text: str) -> bytes:
    lines = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252") for line in text.splitlines())
    return b"BT /F1 12 Tf 14 TL 72 720 Td\n%sET" % lines


def _pdf(contents: list[bytes], filters: int = 0) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids),
        _FONT,
    ]
    packing = b"/Filter [%s]" % (b"/FlateDecode " * filters) if filters else b""
    for content in contents:
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
        fonts = b" /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page % (len(objects) + 2) + fonts)
        stream = b"<< /Length %d %s >>\nstream\n%s\nendstream"
        objects.append(stream % (len(content), packing, content))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    ending = b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + ending % (size, table, size, len(body))
