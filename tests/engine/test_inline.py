"""The inline patterns are tried on fewer texts, and nothing comes out otherwise."""

from __future__ import annotations

import pytest
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from guide.core.places import PROJECT
from guide.rendering.inline import SparingInline

TEXTS = [
    "plain",
    "*a* __b__ ***c*** **d *e* f** _g_h_ 2*3*4 *",
    "`*code*` and ``a ` b`` \\*not\\* \\`either",
    "[a [nested](b) link](c 'title') [ref][r] [r] ![alt *em*](i.png) ![alt][r]\n\n[r]: /r",
    "[link with [link](x)](y) <https://a.example/?b=1&c=2> <a@b.example>",
    "<b>*raw*</b> &amp; &copy; &nope a < b\n\nline  \nbreak\\\nnot",
    "- *list*\n- `code`\n\n| a | *b* |\n| --- | --- |\n| [c](d) | e |",
    "HTML is *HTML* and `HTML`\n\n*[HTML]: Hyper *Text*",
]
PAGES = sorted((PROJECT / "docs").glob("[a-z]*/*.md"))[:4]


@pytest.mark.parametrize("text", [*TEXTS, *(page.read_text("utf-8") for page in PAGES)])
def test_it_writes_what_python_markdown_alone_writes(text: str) -> None:
    sparing, alone = (Markdown(extensions=["attr_list", "tables", "abbr"]) for _ in range(2))
    sparing.treeprocessors.register(SparingInline(sparing), "inline", 20)
    assert sparing.convert(text) == alone.convert(text)


def test_python_markdown_still_calls_what_is_overridden() -> None:
    overridden = {name for name in vars(SparingInline) if "handleInline" in name}
    assert overridden <= set(vars(InlineProcessor))
    assert overridden
