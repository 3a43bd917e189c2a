"""Which packages build the site: those of the lock, in the version that is imported."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from guide.proof.packages import Package, installed, locked

ROOT = Path(__file__).parents[2]
LOCK = """\
one-two==1.2.3 \\
    --hash=sha256:0000
three==4 ; python_full_version < '3.11.5' \\
    --hash=sha256:0000
three==5 ; python_full_version >= '3.11.5' \\
    --hash=sha256:0000
"""


def test_the_lock_is_read_with_its_markers(tmp_path: Path) -> None:
    assert locked(tmp_path) == []
    (tmp_path / "requirements.lock").write_text(LOCK, "utf-8")
    assert locked(tmp_path) == [
        Package("one-two", "1.2.3"),
        Package("three", "4", "python_full_version < '3.11.5'"),
        Package("three", "5", "python_full_version >= '3.11.5'"),
    ]


def test_every_package_of_ours_is_found_in_the_version_that_is_imported() -> None:
    names = {package.name for package in locked(ROOT)}
    found = installed(names)
    assert {"mkdocs", "pyyaml-env-tag", "typst", "python-docx"} <= set(found)
    assert found == {name: version(name) for name in found}
    assert list(found) == sorted(found)


def test_the_first_of_two_is_the_one_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("first", "second"):
        (tmp_path / place / f"One.Two-{place}.dist-info").mkdir(parents=True)
        monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / place)])
    assert installed(["one-two", "nothing-of-that-name"]) == {"one-two": "first"}
