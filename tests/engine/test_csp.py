"""The policy of every page: nothing but what the site itself has."""

from __future__ import annotations

import re

from guide.web.csp import POLICY, secured

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>T</title></head><body></body>'


def test_a_page_may_load_what_the_site_has_and_do_nothing_else() -> None:
    found = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == found["connect-src"] == "'self'"
    assert found["base-uri"] == found["form-action"] == "'none'"
    assert not re.search(r"unsafe|sha256|nonce|\*|https?:", POLICY)


def test_it_stands_first_in_the_head_and_leaves_the_rest_alone() -> None:
    told = secured(PAGE)
    meta = re.search(r"\n *<meta http-equiv=[^>]*>", told)
    assert meta
    assert POLICY in meta[0]
    assert told.index("charset") < meta.start() < told.index("<title>")
    assert told.replace(meta[0], "") == PAGE
