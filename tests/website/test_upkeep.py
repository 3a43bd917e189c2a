"""What the build itself remembers and foresees, as a maintainer meets it."""

from __future__ import annotations

from pathlib import Path

from guide.data.deadline_history import MEMORY

from .building import DEADLINES, INDEX, build, small_guide

MOVED = (
    "WARNING -  docs/data/deadlines.yml:1: coming: moved from 2027-03-26 to 2027-06-30. "
    "Re-read docs/fr/index.md; then write the day in 'verified'."
)
AHEAD = "INFO    -  docs: to come on 2027-02-21, in {} days: last day before a re-reading of "


def move(project: Path) -> None:
    """Writes another date, read the day after the first build."""
    moved = DEADLINES.replace("2027-03-26", "2027-06-30").replace("2026-11-23", "2026-11-24")
    (project / "docs/data/deadlines.yml").write_text(moved, "utf-8")


NEXT_DAY = {"SOURCE_DATE_EPOCH": "1795521600"}


def test_a_moved_deadline_is_told_until_its_pages_are_read_again(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    first = build(project)
    assert "moved from" not in first.stderr
    assert AHEAD.format(90) in first.stderr
    move(project)
    done = build(project, "--strict", **NEXT_DAY)
    assert (done.returncode, MOVED in done.stderr) == (1, True), done.stderr
    read = INDEX.replace("verified: 2026-11-23", "verified: 2026-11-24")
    (project / "docs/fr/index.md").write_text(read, "utf-8")
    done = build(project, "--strict", **NEXT_DAY)
    assert (done.returncode, "moved from" in done.stderr) == (0, False), done.stderr


def test_the_preview_of_a_day_looks_ahead_from_it_and_remembers_nothing(tmp_path: Path) -> None:
    project = small_guide(tmp_path, {})
    assert AHEAD.format(52) in build(project, GUIDE_TODAY="2026-12-31").stderr
    assert not (project / MEMORY).exists()
    build(project)
    before = (project / MEMORY).read_bytes()
    move(project)
    assert MOVED in build(project, GUIDE_TODAY="2026-12-31", **NEXT_DAY).stderr
    assert (project / MEMORY).read_bytes() == before
