"""Single values are replaced; every other byte stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide.text.yaml_edit import as_scalar, with_values
from guide.text.yamlfile import Path as YamlPath
from guide.text.yamlfile import read_yaml

NEW = "https://new.example/a?b=1&c=2#d"
PATH = ("loi", "url")


@pytest.mark.parametrize(
    "old",
    [
        "https://old.example/",
        "https://old.example/#part",
        '"https://old.example/"',
        "'https://old.example/'",
        '"https://old\\u002eexample/"',
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "loi:\n  url: {}\n",
        "# head\n\nloi:   # which\n    title: a\n    url:   {}   # its\n    lang: fr\n\n# end",
        'loi: {{title: "a, url: b", url: {}, lang: fr}} # flow',
        "\ufeffloi:\r\n  title: 'é'\r\n  url: {}\r\n\r\n",
        "loi:\n  url:\n    {}\nautre:\n  url: https://old.example/\n",
        "? loi\n: ? url\n  : {}\n",
        "autre:\n  url: https://old.example/\nloi:\n  url: {}",
    ],
)
def test_only_the_value_changes(text: str, old: str) -> None:
    assert with_values(text.format(old), {PATH: NEW}) == (text.format(NEW), {PATH})


def test_several_at_once() -> None:
    text = "a: {url: x} # one\nb:\n  url: 'yy'\nc:\n  url: z\n"
    values: dict[YamlPath, str] = {
        ("c", "url"): "https://c.example/",
        ("a", "url"): "https://a.example/longer",
    }
    after, done = with_values(text, values)
    assert after == (
        "a: {url: https://a.example/longer} # one\nb:\n  url: 'yy'\nc:\n  url: https://c.example/\n"
    )
    assert done == set(values)


@pytest.mark.parametrize(
    "text",
    [
        "loi:\n  url: >-\n    https://old.example/\n  lang: fr\n",
        "loi:\n  url: |\n    https://old.example/\n",
        "loi:\n  address: https://old.example/\n",
        "loi: [url]\n",
        "loi: {url: {of: b}}\n",
        "not: [closed\n",
        "",
    ],
)
def test_what_is_written_in_another_form_is_left(text: str) -> None:
    assert with_values(text, {PATH: NEW}) == (text, set())


@pytest.mark.parametrize(
    "address", ["https://a.example/", "http://a.example:8080/~b/c.d?e=f&g=%20#h", NEW]
)
def test_a_usual_address_needs_no_quotes(address: str) -> None:
    assert as_scalar(address) == address


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cs")))
ADDRESSES = st.from_regex(r"https?://[!-~]{1,30}", fullmatch=True) | TEXTS


@given(ADDRESSES, st.sampled_from(["a:\n  url: {}\n  b: c\n", "a: {{url: {}, b: c}} # d\n"]))
def test_whatever_is_written_is_read_again(address: str, text: str) -> None:
    after, _ = with_values(text.format("x"), {("a", "url"): address})
    assert after == text.format(as_scalar(address))
    assert yaml.safe_load(after) == {"a": {"url": address, "b": "c"}}
    assert read_yaml(after).value == {"a": {"url": address, "b": "c"}}
