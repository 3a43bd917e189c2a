"""The Content-Security-Policy of a page: what it needs, and no more.

https://www.w3.org/TR/CSP3/. `'self'` also covers what stands beside a page opened from a folder,
in Chromium and in Firefox (tried: 156, 153): the same policy holds there. Images of `data:` are the
small marks within the theme's style sheet. No page holds code or style of its own (see
text/harmless.py), so that one policy suits all.
"""

from __future__ import annotations

_NEEDED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in _NEEDED.items())
_AFTER = '<meta charset="utf-8">'  # which must stand in the first 1024 bytes
_META = f'\n      <meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def secured(html: str) -> str:
    """The page `html` with its policy in its head, before anything that the policy governs."""
    return html.replace(_AFTER, _AFTER + _META, 1)
