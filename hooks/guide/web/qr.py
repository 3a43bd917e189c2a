"""The address of a page as a QR code (ISO/IEC 18004), for a telephone that looks at a screen or at
a sheet of paper."""

from __future__ import annotations

from io import BytesIO

import segno

# Fifteen parts in a hundred may be smudged: enough for paper, and the squares stay large.
_ERROR_CORRECTION = "m"
# The margin that readers look for, in squares.
_QUIET_ZONE = 4


def qr_svg(address: str) -> bytes:
    """The QR code of `address` as an SVG that is always dark on light: some readers want that."""
    drawing = BytesIO()
    segno.make_qr(address, error=_ERROR_CORRECTION).save(
        drawing,
        kind="svg",
        border=_QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
