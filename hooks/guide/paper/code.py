"""The QR code of an address, as the templates take it."""

from __future__ import annotations

from ..web.qr import qr_svg
from .markup import string


def code_of(address: str, sentence: str) -> str:
    """The code of `address` in Typst, with what `sentence` says of it to who cannot see; `none`
    without an address."""
    if not address:
        return "none"
    svg, said = string(qr_svg(address).decode()), string(sentence.format(address=address))
    return f"(svg: {svg}, said: {said}, address: {string(address)})"
