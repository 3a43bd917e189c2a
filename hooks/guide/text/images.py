"""How large a picture is, told by its first bytes."""

from __future__ import annotations

import struct

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8s8x2I")  # the signature, the head of the first chunk, width and height


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of the PNG `data`; None if it is no PNG.

    https://www.w3.org/TR/png/#11IHDR: the chunk IHDR comes first and begins with both.
    """
    if len(data) < _HEADER.size or not data.startswith(_SIGNATURE):
        return None
    _, width, height = _HEADER.unpack_from(data)
    return width, height
