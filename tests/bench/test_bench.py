"""The benchmarks still run, and still understand the tools they run. No time is judged here."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import guide
from bench.cases import in_turn, many
from bench.clients import Job
from bench.links import bench
from bench.measures import Measure, Options, faults
from bench.report import Ratio, notes, speed_ratios, table
from bench.running import Done, run
from bench.server import Server, serving
from bench.tools import Bare, HtmlProofer, LinkChecker, Linkinator, Ours

# Elsewhere 127.0.0.2 and those after it must first be given to the loopback interface.
linux = pytest.mark.skipif(sys.platform != "linux", reason="one loopback address only")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(20) as running:
        yield running


@linux
def test_a_small_bench_is_said_and_kept(tmp_path: Path) -> None:
    lines: list[str] = []
    results = tmp_path / "links.json"
    options = Options(runs=1, addresses=520, sources=60, limit=60.0, only=("speed", "memory"))
    bench(options, [Ours(100, 5), Bare(100, 5)], lines.append, results)
    kept = json.loads(results.read_text("utf-8"))
    ours, bare = kept["speed"]["tools"]
    assert ours["told"] == {"dead": 20, "moved": 20}
    assert bare["told"] == {"dead": 20}
    for one in (ours, bare):
        assert one["asked"] == 520
        assert one["most"] <= 100
        assert one["most_a_host"] <= 5
    assert 0 < kept["memory"]["before"] <= kept["memory"]["peak"]
    assert "ours / a bare aiohttp client" in "\n".join(lines)


@linux
def test_faults_are_told_apart(server: Server) -> None:
    found = faults([Ours(100, 5), Bare(100, 5)], server, ["well", "moved", "private"])
    assert list(found.values()) == [
        ["our prober", "a bare aiohttp client"],
        ["well", "well"],
        ["found", "-"],
        ["found", "asks it"],
    ]


def test_the_copy_of_the_guide_asks_nobody_else(tmp_path: Path) -> None:
    copy = guide.copied(tmp_path, 8000)
    addresses = re.findall(
        r"^  url: (\S+)", (tmp_path / "docs/data/sources.yml").read_text("utf-8"), re.MULTILINE
    )
    assert len(addresses) == len(copy.hosts)
    assert [url for url in addresses if not re.match(r"http://127\.0\.0\.\d+:8000/", url)] == []
    named = re.findall(r"\bfr/[\w/-]+\.md\b", (tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert [name for name in named if not (tmp_path / "docs" / name).is_file()] == []


def test_a_spread_copy_has_a_host_for_each_source(tmp_path: Path) -> None:
    copy = guide.copied(tmp_path, 8000, spread=True)
    assert len(set(copy.hosts)) == min(len(copy.hosts), guide.HOSTS)


def test_a_command_is_cut_off_at_its_limit(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", "import time; time.sleep(60)"], 0.1, tmp_path)
    assert done.cut
    assert done.seconds < 30


def test_hosts_come_in_turn_when_asked_to() -> None:
    hosts = [case.url.split("/")[2] for case in in_turn(many(40, 80))]
    assert hosts[:20] == hosts[20:] == [f"127.0.0.{n}:80" for n in range(1, 21)]


def test_a_job_survives_its_file(tmp_path: Path) -> None:
    path = Job([("http://127.0.0.1/", ("mot",))], 100, 5).write(tmp_path)
    (page,) = Job(**json.loads(path.read_text("utf-8"))).pages
    assert list(page) == ["http://127.0.0.1/", ["mot"]]


def test_linkchecker_is_understood() -> None:
    out = "# made\nurlname;result;warningstring\nhttp://a/;404 Not Found;\nhttp://b/;;moved\n"
    said = LinkChecker().said(Done(1.0, out, "", 1))
    assert said == {"http://a/": "404 Not Found", "http://b/": "moved"}


def test_linkinator_is_understood() -> None:
    links = [
        {"url": "http://a/", "status": 404, "state": "BROKEN"},
        {"url": "http://b/", "status": 200, "state": "OK"},
    ]
    assert Linkinator().said(Done(1.0, json.dumps({"links": links}), "", 1)) == {"http://a/": "404"}


def test_htmlproofer_is_understood() -> None:
    err = "WARNING -  htmlproofer: invalid url - http://a/ [404] [index.md]\n"
    assert HtmlProofer().said(Done(1.0, "", err, 0)) == {"http://a/": "404"}


def test_what_was_cut_is_said_to_be_extrapolated() -> None:
    cut = Measure("slow", "1", "", seconds=[100.0], asked=500, cut=True)
    (line,) = notes([cut], Options(limit=100.0))
    assert "stopped at 100 s, having asked 500 of 2000" in line
    assert "at that pace 400 s (extrapolated, not measured)" in line


def test_ratios_are_of_medians() -> None:
    ours = Measure(Ours.name, "", "", seconds=[2.0, 9.0, 1.0], asking=[1.0, 8.0, 0.5])
    bare = Measure(Bare.name, "", "", seconds=[1.0], asking=[0.5])
    crawler = Measure(LinkChecker.name, "", "", seconds=[80.0])
    assert [str(ratio) for ratio in speed_ratios([ours, bare, crawler])] == [
        "ours / a bare aiohttp client: 2.00 (goal: at most 1.25, MISSED)",
        "LinkChecker / ours: 40.00 (goal: at least 50, MISSED)",
    ]
    assert str(Ratio("a / b", 1.2, 1.25, at_most=True)).endswith("reached)")


def test_a_table_has_columns() -> None:
    assert table([("a", "b"), ("long", "c")]) == "a     b\n-------\nlong  c"
