"""Each folder here is a fault a writer can make, and the lines that tell it. See README.md."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from guide.loading import read_guide

HERE = Path(__file__).parent
HOOK = HERE.parent.parent / "hooks" / "guide_hook.py"
SOUND = HERE / "_sound"
TRANSLATED = HERE / "_translated"  # what the sound guide has besides, with a translation
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RENDERED = ("page-hard-to-read", "sentence-too-long")  # told once the pages are rendered
FAULTS = sorted({file.parent.name for file in HERE.glob("*/expected.txt")} - {*RENDERED})
NOT_OF_THE_GUIDE = shutil.ignore_patterns("expected.txt", "removed.txt", "environment.txt")

# As different as faults can be: these are built by the real program too.
BUILT = (
    "data-not-utf-8",
    "deadline-without-after",
    "environment-bad-epoch",
    "front-matter-bad-date",
    "several-faults-in-several-files",
    "yaml-tag-that-runs-a-command",
)
LINK = "is a link to another file, which may be anyone's. Put the file itself here."
ONLY_WARN = ("verified-too-long-ago", *RENDERED)


def rows(fault: str, name: str) -> list[str]:
    file = HERE / fault / name
    return file.read_text("utf-8").splitlines() if file.exists() else []


def lay(fault: str, folder: Path) -> Path:
    """The sound guide, with the files of `fault` over it, in a folder of its own."""
    project = folder / "guide"
    shutil.copytree(SOUND, project)
    if "translation" in fault:
        shutil.copytree(TRANSLATED, project, dirs_exist_ok=True)
    shutil.copytree(HERE / fault, project, dirs_exist_ok=True, ignore=NOT_OF_THE_GUIDE)
    for name in rows(fault, "removed.txt"):
        (project / name).unlink()
    return project


def environment(fault: str) -> dict[str, str]:
    return dict(row.split("=", 1) for row in rows(fault, "environment.txt"))


def told(project: Path, environ: dict[str, str]) -> list[str]:
    """What the engine says of the guide in `project`, a line for each problem."""
    config = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    report = read_guide(project, config["extra"]["guide"], environ, NOW).report
    return [f"{problem.severity.name} {problem}" for problem in report.sorted()]


def test_the_guide_that_faults_are_laid_over_has_none() -> None:
    assert told(SOUND, {}) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_these_lines(fault: str, tmp_path: Path) -> None:
    project = lay(fault, tmp_path)
    assert told(project, environment(fault)) == rows(fault, "expected.txt")


@pytest.mark.parametrize("name", ["docs/data/sources.yml", "docs/fr/page.md"])
def test_a_huge_file_is_told_before_it_is_read(name: str, tmp_path: Path) -> None:
    project = lay("_sound", tmp_path)
    (project / name).write_text("[" * 1_000_001, "utf-8")
    message = "the file is longer than 1,000,000 bytes. Split it."
    assert told(project, {}) == [f"ERROR {name}: {message}"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be read as files there either")
@pytest.mark.parametrize("name", ["docs/data/sources.yml", "docs/fr/page.md"])
def test_a_folder_in_the_place_of_a_file_is_told(name: str, tmp_path: Path) -> None:
    project = lay("_sound", tmp_path)
    (project / name).unlink(missing_ok=True)
    (project / name).mkdir()
    assert told(project, {}) == [f"ERROR {name}: cannot be read: Is a directory."]


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
@pytest.mark.parametrize(
    "name",
    [
        "fr/mots.md",
        "data/news.yml",
        "assets/logo.png",
        "fr/drawings/mots.svg",
        "assets/images",
        "de",
    ],
)
def test_a_link_out_of_docs_is_told_before_what_it_leads_to_is_shown(
    name: str, tmp_path: Path
) -> None:
    project = lay("_sound", tmp_path)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "passwords").write_text("root:secret\n", "utf-8")
    link = project / "docs" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret / "passwords" if link.suffix else secret)
    lines = told(project, {})
    assert f"ERROR docs/{name}: {LINK}" in lines
    assert "root" not in str(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="no device stands in a folder there")
def test_a_file_without_end_is_told_and_not_read(tmp_path: Path) -> None:
    project = lay("_sound", tmp_path)
    (project / "docs" / "data" / "news.yml").symlink_to("/dev/zero")
    for name in ("docs/data/fields.yml", "docs/fr/page.md"):
        os.mkfifo(project / name)
    message = "is no file, but what a program writes to. Remove it."
    assert told(project, {}) == [
        f"ERROR docs/data/fields.yml: {message}",
        f"ERROR docs/data/news.yml: {LINK}",
        f"ERROR docs/fr/page.md: {message}",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
@pytest.mark.parametrize(
    "name",
    [
        *("con.md", "Aux.txt", "lpt1.svg", "a:b.md", 'a"b.png', "a<b>.png", "a|b.md", "a?.md"),
        *("a\\b.md", "a\nb.md", "a\x1b[31m.md", "a.", " a.png", "a\u202eb.md", "é" * 61),
    ],
)
def test_a_name_that_not_every_system_can_hold_is_told_in_one_line(
    name: str, tmp_path: Path
) -> None:
    project = lay("_sound", tmp_path)
    (project / "docs" / "assets").mkdir(exist_ok=True)
    (project / "docs" / "assets" / name).write_text("x", "utf-8")
    message = "not every system can hold a file of that name."
    lines = told(project, {})
    assert any(message in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_names_that_not_every_system_can_tell_apart_are_told(tmp_path: Path) -> None:
    assets = lay("_sound", tmp_path) / "docs" / "assets"
    assets.mkdir(exist_ok=True)
    for name in ("Plan.png", "plan.png", "caf\u00e9.png", "cafe\u0301.png"):
        (assets / name).write_text(name, "utf-8")
    if len(list(assets.iterdir())) < 4:
        pytest.skip("this file system cannot tell them apart")
    message = "ERROR {}: not every system can tell it from {}. Rename one of the two."
    pairs = (("caf\u00e9.png", "cafe\u0301.png"), ("plan.png", "Plan.png"))
    expected = [message.format(*(f"docs/assets/{name}" for name in pair)) for pair in pairs]
    assert told(tmp_path / "guide", {}) == expected


def build(project: Path, *options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs the real program on the guide in `project`, on the day of these tests."""
    config = project / "mkdocs.yml"
    templates = HOOK.with_name("templates").as_posix()
    engine = {"theme": {"custom_dir": templates}, "hooks": [HOOK.as_posix()]}
    (project / "engine.yml").write_text(yaml.safe_dump(engine), "utf-8")
    config.write_text(config.read_text("utf-8") + "\nINHERIT: engine.yml\n", "utf-8")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUIDE_")}
    fixed = {"SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=project,
        env=clean | fixed | environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def printed(stderr: str) -> list[str]:
    """The errors and warnings that MkDocs' log shows, written as in expected.txt."""
    found = re.findall(r"^(ERROR|WARNING) +-  (.+)$", stderr, re.MULTILINE)
    return [f"{severity} {message}" for severity, message in found]


@pytest.mark.parametrize("fault", BUILT)
def test_a_build_stops_at_errors_and_leaves_the_old_site(fault: str, tmp_path: Path) -> None:
    project = lay(fault, tmp_path)
    old = project / "site" / "index.html"
    old.parent.mkdir()
    old.write_bytes(b"the old site\r\n")
    before = old.stat()
    done = build(project, **environment(fault))
    assert done.returncode == 1, done.stderr
    assert printed(done.stderr) == rows(fault, "expected.txt")
    assert "Traceback" not in done.stdout + done.stderr
    assert old.read_bytes() == b"the old site\r\n"
    assert (old.stat().st_ino, old.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert not (project / "harmed").exists()


def test_front_matter_is_never_printed_on_the_page(tmp_path: Path) -> None:
    """MkDocs alone voids front matter that it takes for a wrong date, and shows it to readers."""
    project = lay("sound-title-that-yaml-takes-for-something-else", tmp_path)
    assert build(project, "--strict").returncode == 0
    html = (project / "site" / "page.html").read_text("utf-8")
    assert "<title>2026-02-30 – Un petit guide</title>" in html
    assert "verified:" not in html


@pytest.mark.parametrize("fault", ONLY_WARN)
@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_a_strict_build_only(
    options: tuple[str, ...], status: int, fault: str, tmp_path: Path
) -> None:
    project = lay(fault, tmp_path)
    done = build(project, *options)
    assert done.returncode == status, done.stderr
    assert printed(done.stderr) == rows(fault, "expected.txt")
    assert "Traceback" not in done.stdout + done.stderr
