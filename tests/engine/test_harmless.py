"""What a page may hold, and that nothing else can pass for it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.text.harmless import addresses_in, faults_of, misplaced

HEAD = (
    '<!doctype html><html><head>\n<meta charset="utf-8">\n<title>T</title></head><body dir="ltr">'
)
CODE = "no page may hold code. Name a file of docs/ in `extra_javascript`."


def said(written: str) -> list[str]:
    """What is wrong with `written` in the text of a page."""
    return [message for _, message in faults_of(f"{HEAD}<p>a</p>{written}b")]


def test_a_page_as_the_engine_writes_it_has_no_fault() -> None:
    page = (
        f'{HEAD}<!--copy <p class="a">b</p> copy--><br /><a href="jour.html#a" download="">on</a>'
        '<a href="tel:+33184">x</a><a href="mailto:a@b.fr">x</a><img src="../a.png" alt="" />'
        '<svg viewBox="0 0 1 1"><path d="M0 0" fill="var(--draw-ink, #20302e)"/></svg>'
        '<p data-say="onclick=1" aria-label="javascript:" title="style">on</p><div markdown>x</div>'
    )
    assert list(faults_of(page)) == []


def test_of_scripts_there_are_the_sites_own_files_and_data() -> None:
    head = HEAD.replace("</head>", "{}</head>")
    for sound in (
        '<script src="../assets/js/guide.js" defer></script>',
        '<script type="application/ld+json">{"a": 1}</script>',
    ):
        assert list(faults_of(head.format(sound))) == []
    for bad in (
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        '<script type="text/template">alert(1)</script>',
    ):
        assert [message for _, message in faults_of(head.format(bad))] == [CODE]
    (fault,) = faults_of(head.format('<script src="//a.example/x.js"></script>'))
    assert fault[1].startswith("'src' leads where no page may.")


@pytest.mark.parametrize("name", ["meta", "link", "script", "title", "body", "html", "head"])
def test_what_is_for_the_head_has_no_place_in_a_text(name: str) -> None:
    assert list(misplaced(f"<{name}>"))[-1] == f"<{name}> has no place in a page. Remove it."
    assert said(f"<{name}>")


@pytest.mark.parametrize(
    "written",
    [
        *(
            "<iframe>",
            "<object>",
            "<embed>",
            "<base>",
            "<style>",
            "<frame>",
            "<applet>",
            "<portal>",
        ),
        *("<video>", "<audio>", "<source>", "<track>", "<picture>", "<map>", "<area>", "<math>"),
        *("<use>", "<animate>", "<set>", "<image>", "<foreignobject>", "<noscript>", "<plaintext>"),
        *("<select>", "<marquee>", "<x-y>", "</iframe>", "<slot>", "<fencedframe>", "<param>"),
    ],
)
def test_an_element_of_no_use_here_has_no_place(written: str) -> None:
    assert said(written) == [f"<{written.strip('</>')}> has no place in a page. Remove it."]


@pytest.mark.parametrize(
    "attribute",
    [
        *("srcset", "ping", "target", "formaction", "action", "background", "poster", "srcdoc"),
        *("http-equiv", "xlink:href", "manifest", "cite", "is", "slot", "popover", "autofocus"),
        *("accesskey", "contenteditable", "content", "filter", "mask", "clip-path", "cursor"),
    ],
)
def test_an_attribute_of_no_use_here_may_not_be_had(attribute: str) -> None:
    assert said(f'<p {attribute}="x">') == [f"<p> may not have '{attribute}'. Remove it."]


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:a()", "JavaScript:a()", "&#106;avascript:a()", "java&#115;cript:a()"),
        *(
            "javascript&colon;a()",
            "&#32;javascript:a()",
            "java&Tab;script:a()",
            "\u2003javascript:a",
        ),
        *(
            "java&NewLine;script:a()",
            "&#1;javascript:a()",
            "vbscript:a",
            "data:text/html,a",
            "blob:a",
        ),
        *(
            "file:///etc/passwd",
            "//evil.example/",
            "\\\\evil.example",
            "/\\evil.example",
            "view-source:a",
        ),
        *("filesystem:a", "about:blank", "&#x2F;/evil.example/", "ftp://a.example/", ":a"),
    ],
)
def test_an_address_leads_to_the_site_or_to_a_page_for_readers(address: str) -> None:
    message = "leads where no page may. Write a path within the site."
    assert said(f'<a href="{address}">') == [f"'href' {message}"]
    assert said(f'<img src="{address}">') == [f"'src' {message}"]


def test_only_a_link_that_one_presses_may_lead_to_another_site() -> None:
    assert said('<a href="https://a.example/">') == []
    assert said('<img src="https://a.example/">')
    assert said('<p data-worker="https://a.example/">')
    assert list(addresses_in('<a href="HTTPS&#58;//a.example/">x</a><a href="b.html">')) == [
        ('<a href="HTTPS&#58;//a.example/">', "HTTPS://a.example/")
    ]


def test_a_colour_fetches_nothing() -> None:
    assert said('<rect fill="url(https://a.example/)">')
    assert said('<rect fill="u\\72l(https://a.example/)">')


HOSTILE = [
    "<p OnClick=a()>",
    "<p\tonclick=a()>",
    "<p\nonclick='a()'>",
    "<p\fonclick=a()>",
    "<p/onclick=a()>",
    '<p/ id="a"/onclick="a()">',
    '<p id="a"onclick="a()">',
    '<p title="a>b" onclick="a()">',
    '<p title="a<b" onclick="a()">',
    "<p title='<b>' onclick=a()>",
    '<p title=">" title="<b>" onclick="a()">',
    '<p title=" id="a" onclick="a()">',
    "<p title=`<b>` onclick=a()>",
    '<p onclick = "a()">',
    "<p onclick>",
    "<p onclick=>",
    '<p\x00onclick="a()" onload="a()">',
    '<p\xa0x="" onclick="a()">',
    '<p on:x="a()">',
    '<p STYLE="color: red">',
    '<svg/onload="a()">',
    '<svg onload="a()"/>',
    '<a href="javascript:a()">',
    '<a href="JavaScript:a()">',
    "<a href=javascript:a()>",
    '<a href="&#106;avascript:a()">',
    '<a href="&#x6A;avascript:a()">',
    '<a href="java&#115;cript:a()">',
    '<a href="javascript&colon;a()">',
    '<a href="&#32;\u2003javascript:a()">',
    '<form action="javascript:a()">',
    '<svg><a xlink:href="javascript:a()">',
    '<!-- --><p onclick="a()"><!-- -->',
    '<!-- a --!><p onclick="a()">',
    '<!--><p onclick="a()">-->',
    '<!---><p onclick="a()">-->',
    '<!-- <p title="--><p onclick="a()">',
    '<!-- <p x--><p onclick="a()">',
    '<![CDATA[<p>]]><p onclick="a()">',
    '<?x <p>?><p onclick="a()">',
    '<!x <p>><p onclick="a()">',
    '</p onclick="a()"><p onclick="a()">',
    '</p title=">"><p onclick="a()">',
    'a < b <p onclick="a()"> c',
    '<title><p onclick="a()"></title>',
    '<textarea><p onclick="a()"></textarea>',
    '<noscript><p title="</noscript><p onclick=a()>"></noscript>',
    '<script src="a.js"></script><p onclick="a()">',
    '<script type="application/json">"<p>"</script><p onclick="a()">',
    '<template><p onclick="a()"></template>',
]


def test_what_may_be_read_in_more_ways_is_refused_unread() -> None:
    message = (
        'browsers may read this in more than one way. Write <name attribute="value">, and &lt; for '
        "a sign that begins no tag."
    )
    assert said("<p title='a'>") == said("<p title=a>") == said("a < b") == [message]


@pytest.mark.parametrize("written", HOSTILE)
def test_no_spelling_of_code_passes(written: str) -> None:
    assert said(written)


PARTS = (
    *(
        "<",
        ">",
        "/",
        '"',
        "'",
        "=",
        " ",
        "\n",
        "\f",
        "&",
        "-",
        "!",
        "<!--",
        "-->",
        "--!>",
        "<![",
        "]]>",
    ),
    *("<p", "<a", "</p>", "<p>", "<svg", "<style", "</style>", "<script", "</script>", "</", "<?"),
    *("onclick", "style", "href", "src", "title", "type", "javascript:", "&#106;", "&colon;", "a"),
    *(' title="', ' class="a"', " onclick=", '="a()"', "application/json", "<br/>", "x"),
)


class _Seen(HTMLParser):
    """What another reader of HTML sees of code."""

    found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.found |= tag in ("script", "style") or any(name.startswith("on") for name in names)


@given(st.lists(st.sampled_from(PARTS), max_size=24).map("".join))
def test_whatever_the_page_holds_another_reader_finds_no_code_where_this_one_finds_no_fault(
    page: str,
) -> None:
    if not said(page):
        seen = _Seen()
        seen.feed(f"{HEAD}<p>a</p>{page}b")
        seen.close()
        assert not seen.found
