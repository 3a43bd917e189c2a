"""`make check` and `make check FIX=moved`, as a maintainer meets them: sources on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from guide.links import CACHE, health_schema
from links.site import Site
from links.site import serving as answering

from .building import build, environment, small_guide

PAGE = """\
---
title: A small guide
description: A guide that is small.
verified: 2026-11-23
---

# A small guide

/// steps | close
1. Open [the page][moved].
2. Read [the law][gone].
///

## Why {#why}

[Well][well], and {deadline:coming}.
"""
ENTRY = """\
{key}: # {key}
  url: {url}
  title: {key}
  publisher: State
  lang: fr
  seen: 2026-11-23
"""
DEADLINES = """\
coming: {kind: date, date: 2027-03-26, title: {fr: Coming}, source: gone, seen: 2026-11-23}
"""
HEAD = "INFO    -  Sources that are not simply well, the gravest first: "


def guide(project: Path, host: Site, *more: str, **links: object) -> Path:
    urls = {
        "gone": host.says("/gone", status=404),
        "moved": host.sends("/moved", host.url("/here")),
        "well": host.says("/well", "well"),
    }
    host.says("/here", "here")
    sources = "\n".join([ENTRY.format(key=key, url=url) for key, url in urls.items()] + [*more])
    files = {"fr/index.md": PAGE, "data/sources.yml": sources, "data/deadlines.yml": DEADLINES}
    return small_guide(project, files, allow_hosts=["127.0.0.1"], **links)


def fix(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guide.fix_moved"],
        cwd=project,
        env=environment(PYTHONPATH="hooks"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_check_ends_with_the_table(tmp_path: Path) -> None:
    with answering() as host:
        done = build(guide(tmp_path, host), "--strict", GUIDE_LINKS="check")
    assert done.returncode == 1
    assert "Aborted with 1 warnings" in done.stdout
    table = done.stderr.partition(HEAD)[2]
    assert (
        table
        == f"""\
2 of 3 looked at.

  VERDICT      SINCE       SOURCE, and its line in docs/data/sources.yml
  gone         2026-11-23  gone, line 1
               why         404 Not Found
               used in     docs/fr/index.md:11, step close-2
                           docs/fr/index.md:16, section why
                           docs/data/deadlines.yml:1, entry coming
               to do       Give its new `url`; or look for a copy at
                             https://web.archive.org/web/*/{host.url("/gone")}
                             and give its address and date in `archive`.
  moved        2026-11-23  moved, line 8
               used in     docs/fr/index.md:10, step close-1
               paste
  url: {host.url("/here")}

  `make check FIX=moved` pastes those whose expected words are at a new secure address.
"""
    )
    saved = done.stderr.partition("INFO    -  2 pages have no `archive` yet")[2]
    assert f"\n    https://web.archive.org/save/{host.url('/well')}\n" in saved


def test_a_check_has_its_own_time_and_says_what_it_had_none_for(tmp_path: Path) -> None:
    with answering() as host:
        slow = ENTRY.format(key="slow", url=host.does("/slow", lambda _: host.closing.wait(60)))
        project = guide(tmp_path, host, slow, budget=60, check_budget=5, timeout=60)
        index = project / "docs/fr/index.md"
        index.write_text(index.read_text("utf-8") + "\n[a][slow]\n", "utf-8")
        done = build(project, GUIDE_LINKS="check")
    assert "INFO    -  Asking 4 sources; once the site is built, 5 s at most\n" in done.stderr
    assert f"{HEAD}2 of 3 looked at." in done.stderr
    assert ": 1 source not checked in the time given: slow. The next run" in done.stderr
    assert "\n  Not asked this time, for want of time (1): slow.\n" in done.stderr


def test_a_build_that_is_no_check_prints_no_table(tmp_path: Path) -> None:
    with answering() as host:
        done = build(guide(tmp_path, host), GUIDE_LINKS="online")
    assert "source 'gone' is gone" in done.stderr
    assert "VERDICT" not in done.stderr
    assert "web.archive.org/save" not in done.stderr


def test_an_error_does_not_swallow_the_table(tmp_path: Path) -> None:
    with answering() as host:
        inside = ENTRY.format(key="inside", url=host.sends("/inside", "http://10.0.0.1/"))
        project = guide(tmp_path, host, inside)
        index = project / "docs/fr/index.md"
        index.write_text(index.read_text("utf-8") + "\n[a][inside]\n", "utf-8")
        done = build(project, "--strict", GUIDE_LINKS="check")
    assert done.returncode == 1
    assert f"{HEAD}3 of 4 looked at." in done.stderr
    assert "\n  refused      2026-11-23  inside, line " in done.stderr
    assert "1 error, 1 warning. Nothing was built" in done.stdout
    assert not (project / "site").exists()


def test_without_network_there_is_no_table(tmp_path: Path) -> None:
    with answering() as host:
        project = guide(tmp_path, host)
    done = build(project, "--strict", GUIDE_LINKS="check")  # the server is gone
    assert "no network: 3 sources not checked." in done.stderr
    assert "VERDICT" not in done.stderr
    assert "Sources that are not simply well" not in done.stderr


@pytest.mark.parametrize("mode", ["check", "offline"])
def test_what_the_site_publishes_fits_the_schema_beside_it(tmp_path: Path, mode: str) -> None:
    with answering() as host:
        done = build(guide(tmp_path, host), GUIDE_LINKS=mode)
    assert done.returncode == 0, done.stderr
    health = json.loads((tmp_path / "site/link-health.json").read_text("utf-8"))
    schema = json.loads((tmp_path / "site" / health["$schema"]).read_text("utf-8"))
    assert schema == health_schema()
    assert not list(
        Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(health)
    )
    counts = {"check": {"gone": 1, "moved": 1, "ok": 1}, "offline": {"unchecked": 3}}
    assert health["counts"] == counts[mode]


def test_the_fix_writes_the_new_address_and_the_next_check_is_content(tmp_path: Path) -> None:
    with answering() as host:
        project = guide(tmp_path, host)
        file = project / "docs/data/sources.yml"
        title = "  title: moved\n"
        before = file.read_text("utf-8").replace(title, f"{title}  expect: [here]\n")
        file.write_text(before, "utf-8")
        build(project, "--strict", GUIDE_LINKS="check")
        assert file.read_text("utf-8") == before
        done = fix(project)
        assert (done.returncode, done.stdout) == (
            0,
            f"docs/data/sources.yml:9: 'moved' is now at {host.url('/here')}\n",
        )
        assert file.read_text("utf-8") == before.replace(host.url("/moved"), host.url("/here"))
        again = build(project, "--strict", GUIDE_LINKS="check")
        assert f"{HEAD}1 of 3 looked at." in again.stderr
        nothing = fix(project)
    remembered = (project / CACHE).read_text("utf-8")
    assert host.url("/here") in remembered
    assert host.url("/moved") not in remembered
    assert nothing.stdout == "docs/data/sources.yml: no source has moved; nothing to write.\n"


def test_the_fix_of_data_with_faults_says_so(tmp_path: Path) -> None:
    with answering() as host:
        project = guide(tmp_path, host, "broken: {}\n")
    done = fix(project)
    assert done.returncode == 1
    assert "docs/data/sources.yml:22: broken: 'url' is missing." in done.stdout
