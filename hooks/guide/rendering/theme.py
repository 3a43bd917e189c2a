"""What the theme writes and our pages have no use for."""

from __future__ import annotations

import re

# The checkboxes and the veil of a drawer and a dialog that are not ours, and an empty message box.
_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
    # « Previous » and « next »: situations are not chapters. And the makers' versions.
    r'|<link rel="(?:prev|next)"[^>]*>|<meta name="generator"[^>]*>'
    # A place for announcements that stays empty, and a mark that its script would take away.
    r'|<div data-md-component="announce">\s*</div>|(?<=") class="no-js"'
)
_TAG = re.compile(r"<\w[^>]* data-md-[^>]*>")
_FOR_ITS_SCRIPT = re.compile(r' data-md-(?:component|type)="[^"]*"')


def mended(html: str) -> str:
    """The page `html` without what only Material's own script could work, its order of pages
    and its versions."""
    return _TAG.sub(lambda tag: _FOR_ITS_SCRIPT.sub("", tag[0]), _UNUSED.sub("", html))
