"""The policy of a page is made from the page."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from guide.csp import inline, policy, secured

HEAD = '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>T</title></head><body>'
ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"  # of alert(1), by openssl


def directives(text: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in text.split("; "))


def of(*pages: str) -> dict[str, str]:
    return directives(policy([inline(page) for page in pages]))


def test_a_page_without_code_of_its_own_may_do_nothing_but_load_ours() -> None:
    found = of(HEAD + '<script src="a.js"></script><p class="on">x</p>')
    assert found["default-src"] == "'none'"
    assert found["script-src"] == found["style-src"] == found["connect-src"] == "'self'"
    assert found["base-uri"] == found["form-action"] == "'none'"
    assert "unsafe" not in str(found)
    assert not re.search(r"\*|https?:", str(found))


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        '<SCRIPT TYPE="text/javascript">alert(1)</SCRIPT>',
    ],
)
def test_a_script_within_the_page_is_allowed_by_its_hash(script: str) -> None:
    assert of(HEAD + script)["script-src"] == f"'self' {ALERT}"


def test_the_hash_is_of_the_text_as_it_stands() -> None:
    """Nothing in it is markup, nor decoded; a letter more is another hash."""
    texts = ["if (a < b && c) { '<p style=x>&eacute;' }", "é\n", "é"]
    found = of(HEAD + "".join(f"<script>{text}</script>" for text in texts))["script-src"]
    hashes = found.split()[1:]
    assert len(hashes) == 3
    assert all(len(b64decode(one[8:-1])) == 32 for one in hashes)
    assert inline(HEAD + f"<script>{texts[0]}</script>").blocked == []


def test_a_style_within_the_page_is_allowed_as_a_style_only() -> None:
    found = of(HEAD + "<style>p { color: red }</style>")
    assert found["style-src"].startswith("'self' 'sha256-")
    assert found["script-src"] == "'self'"


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json", "text/template"])
def test_data_in_a_script_element_need_no_leave(kind: str) -> None:
    assert of(f'{HEAD}<script type="{kind}">{{"a": 1}}</script>')["script-src"] == "'self'"


def test_the_policy_of_several_pages_is_the_least_that_suits_all() -> None:
    one, other = f"{HEAD}<script>alert(1)</script>", f"{HEAD}<script>alert(2)</script>"
    together = of(one, other, one)["script-src"].split()
    assert ALERT in together
    assert len(together) == 3
    assert of(one, other) == of(other, one)


def test_it_stands_first_in_the_head_and_leaves_the_rest_alone() -> None:
    page = f"{HEAD}<script>alert(1)</script></body></html>"
    told = secured(page)
    meta = re.search(r"\n *<meta http-equiv=[^>]*>", told)
    assert meta
    assert told.index("charset") < meta.start() < told.index("<title>")
    assert ALERT in meta[0]
    assert told.replace(meta[0], "") == page


@pytest.mark.parametrize(
    "written",
    [
        '<p style="color: red">',
        '<p onclick="a()">',
        '<svg onload="a()">',
        '<a href=" javascript:a()">',
    ],
)
def test_what_no_hash_can_allow_is_named(written: str) -> None:
    assert inline(f"{HEAD}{written}x").blocked == [written]
    assert inline(f"{HEAD}<template>{written}</template>").blocked == [written]


def test_what_only_looks_like_it_is_not() -> None:
    page = '<p class="style">on</p><a data-style="x" href="javascript.html">onclick="a()"</a>'
    assert inline(HEAD + page).blocked == []
