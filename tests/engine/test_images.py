"""The size of a picture, by its first bytes."""

from __future__ import annotations

import struct
import zlib

import pytest

from guide.text.images import png_size


def png(width: int, height: int) -> bytes:
    """A grey PNG."""
    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def test_a_png_tells_its_size() -> None:
    assert png_size(png(1200, 630)) == (1200, 630)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(40)])
def test_what_is_no_png_has_none(data: bytes) -> None:
    assert png_size(data) is None
