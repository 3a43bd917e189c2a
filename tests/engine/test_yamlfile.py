"""Data files as plain text with lines, whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide.text import yamlfile
from guide.text.yamlfile import Path, YamlText, read_yaml

_SHOWABLE = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\x85\u2028\u2029"
)
TEXTS = st.text(_SHOWABLE | st.just("\n"), max_size=30)
NESTED = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
TREES = st.dictionaries(TEXTS, NESTED, max_size=5)


@given(TREES, st.booleans(), st.integers(1, 9))
def test_what_was_written_is_read_back(tree: Mapping[str, Any], flow: bool, first: int) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    read = read_yaml(text, first)
    assert not read.faults
    assert read.value == tree
    assert dict(_lines(yaml.compose(text), (), first)).items() <= read.lines.items()
    assert all(first <= line < first + text.count("\n") + 1 for line in read.lines.values())


def _lines(node: Any, path: Path, first: int) -> Iterator[tuple[Path, int]]:
    """The line of every key, as PyYAML's own tree has it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark.line + first
            yield from _lines(value, (*path, key.value), first)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*path, index), item.start_mark.line + first
            yield from _lines(item, (*path, index), first)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    _look_at(text)


@given(st.text("ab:-?,[]{}&*!|>'\"%@`#\\U~=<. \n\t0F\ufeff\x85\u2028"))
def test_no_yaml_is_too_strange(text: str) -> None:
    _look_at(text)


@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "a",
                    ":",
                    " ",
                    "  ",
                    "\n",
                    "\n  ",
                    "- ",
                    "? ",
                    "#",
                    "'",
                    '"',
                    "|\n",
                    ">-\n",
                    "[",
                    "]",
                ),
                *("{", "}", ",", "~", "null", "!", "!x ", "&x ", "*x", "%", "---\n", "...\n", "é"),
                *(
                    "\t",
                    "\r\n",
                    "\u2028",
                    "\x85",
                    "\ufeff",
                    "\xa0",
                    "\\n",
                    "\x07",
                    "\ud800",
                    "a: b\n",
                ),
                *("b: 'c'\n", "a: |\n  d\n", "<<: ", "[" * 22, '"\\\n', "\U0001f600"),
            )
        ),
        max_size=14,
    ).map("".join)
)
def test_libyaml_changes_nothing(text: str) -> None:
    """What it takes for plain, PyYAML reads the same, to the place of each value."""
    fast, slow = yamlfile._read_plain(text), yamlfile._read(text)
    assert fast in (None, slow)
    assert read_yaml(text) == slow or slow.faults


def test_what_is_plain_is_read_by_libyaml() -> None:
    text = "title: \"Fermer\"\ntold: >\n  Pas à pas !\nkeys: [a, 'b']\nnone:\nseen: 2026-11-23\n"
    assert yamlfile._read_plain(text) == yamlfile._read(text)
    assert yamlfile._read_plain(text) is not None


@pytest.mark.parametrize(
    "text",
    ["a: *b", "a: &b c\nd: *b", "a: !!python/name:os.system", "a: !b c", "[" * 30, "a: 1\na: 2"],
)
def test_what_could_harm_is_for_pyyaml_to_refuse(text: str) -> None:
    assert yamlfile._read_plain(text) is None
    assert yamlfile._read(text).faults


def _look_at(text: str) -> None:
    read = read_yaml(text, 5)
    last = 5 + len(text.splitlines())
    assert all(5 <= fault.line <= last and fault.message for fault in read.faults)
    assert all(5 <= line <= last for line in read.lines.values())


def test_values_stay_the_text_that_was_typed() -> None:
    text = "a: 2026-11-23\nb: yes\nc: 0o17\nd: 1_000\ne: 'null'\nf: null\ng:\nh: .nan\n<<: x\n"
    assert read_yaml(text).value == {
        "a": "2026-11-23",
        "b": "yes",
        "c": "0o17",
        "d": "1_000",
        "e": "null",
        "f": None,
        "g": None,
        "h": ".nan",
        "<<": "x",
    }


def test_a_line_is_known_by_its_path_or_by_its_nearest_parent() -> None:
    read = read_yaml("# nothing\na:\n  b: x\n  c:\n    - y\n    - z\n", first_line=10)
    assert [read.line(path) for path in ((), ("a",), ("a", "b"), ("a", "c", 1))] == [11, 11, 12, 15]
    assert read.line(("a", "c", "missing", "further")) == 13
    assert YamlText().line(("a",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: &x 1\nb: *x\n", 2, "alias '*x' is not followed"),
        ("a: &x [*x]\n", 1, "alias '*x' is not followed"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tag 'tag:yaml.org,2002:python/object"),
        ("a: !local x\n", 1, "tag '!local' is not followed"),
        ("a: !!str x\n", 1, "tag 'tag:yaml.org,2002:str' is not followed"),
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands here again; it is on line 1 already"),
        ("a: 1\n? [b]\n: c\n", 2, "a key must be a plain word"),
        ("a: 1\nb: c: d\n", 2, "mapping values are not allowed here"),
        ("a: 1\nb: 'c\n", 2, "Close the quotation mark"),
        ("a: 1\n\tb: c\n", 2, "Indent with spaces"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ('a: 1\nb: "\\ud800"\n', 2, "U+D800"),
        ('a: 1\nb: "\\U00110000"\n', 2, "stands for nothing"),
        ('a: 1\nb: "\\UFFFFFFFF"\n', 2, "stands for nothing"),
        ("%YAML 1." + "9" * 5000 + "\n---\na: 1\n", 1, "stands for nothing"),
        ("a: 1\nb: \x07\n", 2, "a character that YAML does not allow"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, message: str) -> None:
    (fault,) = read_yaml(text, first_line=7).faults
    assert fault.line == line + 6
    assert message in fault.message.replace("on line 7", "on line 1")


@pytest.mark.parametrize("opening", ["[", "{", "- ", "{a: ", "[[a]: ", "? "])
def test_depth_has_an_end(opening: str) -> None:
    (fault,) = read_yaml(opening * 50_000).faults
    assert "nested too deeply" in fault.message


def test_a_laugh_is_not_multiplied_by_a_billion() -> None:
    levels = ["a0: &a0 ha"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert read_yaml("\n".join(levels)).value is None
