"""What the theme writes and our pages have no use for."""

from __future__ import annotations

import re

# The checkboxes and the veil of a drawer and a dialog that are not ours, and an empty message box.
_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def mended(html: str) -> str:
    """The page `html` without what only Material's own script could work."""
    return _UNUSED.sub("", html)
