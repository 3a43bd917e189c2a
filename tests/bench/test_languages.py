"""The benchmark of languages gives all builders the same pages, and counts what they take."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from bench.languages import Figures, bench, ratios
from bench.running import BenchError, run
from bench.translated import LANGUAGES, Builder, Ours, Plain, StaticI18n, text


class Absent(Plain):
    name = "no builder"

    def set_up(self) -> str:
        raise BenchError("it is not there")


def test_a_small_bench_is_said_and_kept(tmp_path: Path) -> None:
    lines: list[str] = []
    results = tmp_path / "languages.json"
    bench([8], 1, [Ours(), Plain(), Absent()], lines.append, results)
    kept = json.loads(results.read_text("utf-8"))
    assert list(kept["versions"]) == list(kept["pages"]["8"]) == [Ours.name, Plain.name]
    for took in kept["pages"]["8"].values():
        assert [len(values) for values in took.values()] == [1, 1, 1]
        assert min(min(values) for values in took.values()) > 0
    said = "\n".join(lines)
    assert "no builder is left out: it is not there." in said
    assert "8 pages, seconds, ours / Material, one language" in said


def test_pages_are_as_long_as_ours_and_have_the_same_ids() -> None:
    pages = [text(language, 14, 15) for language in LANGUAGES]
    assert pages == [text(language, 14, 15) for language in LANGUAGES]
    assert all(6_000 < len(page.encode()) < 8_500 for page in pages)
    ids = [re.findall(r"\{#(.+?)\}", page) for page in pages]
    assert ids == [ids[0]] * len(pages)


@pytest.mark.parametrize(("builder", "under"), [(Plain(), ""), (StaticI18n(), "fr")])
def test_the_menu_names_each_page_of_its_language(
    builder: Builder, under: str, tmp_path: Path
) -> None:
    builder.write(tmp_path, 60)
    folder = tmp_path / "docs" / under
    named = re.findall(r"[\w/-]+\.md", (tmp_path / "mkdocs.yml").read_text("utf-8"))
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*.md")]
    assert sorted(named) == sorted(written)


def test_what_a_command_takes_is_told(tmp_path: Path) -> None:
    measuring = [sys.executable, "-m", "bench.peak", sys.executable, "-c"]
    done = run([*measuring, "print(len(bytearray(100 << 20)))"], 60, tmp_path).checked()
    took = json.loads(done.out)
    assert took["memory"] > 100
    assert took["processors"] > 0
    assert 0 < took["seconds"] < done.seconds
    assert run([*measuring, "raise SystemExit(3)"], 60, tmp_path).status == 3


def test_ratios_are_of_medians() -> None:
    ours = Figures(seconds=[2.0, 9.0, 1.0], processors=[1.0], memory=[100.0])
    plain = Figures(seconds=[1.0], processors=[1.0], memory=[50.0])
    i18n = Figures(seconds=[4.0], processors=[4.0], memory=[50.0])
    figures = {Ours.name: ours, Plain.name: plain, StaticI18n.name: i18n}
    found = [str(ratio) for ratio in ratios({60: figures})]
    assert found[0] == (
        "60 pages, seconds, ours / Material, one language: 2.00 (goal: at most 1, MISSED)"
    )
    assert found[2] == "60 pages, memory, ours / Material, one language: 2.00"
    assert found[3] == (
        "60 pages, seconds, ours / mkdocs-static-i18n: 0.50 (goal: at most 0.5, reached)"
    )
