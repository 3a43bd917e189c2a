"""Some guides of chance, the same at every run; `make fuzz MINUTES=60` tries others, for long."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from .guides import guides
from .running import Guide


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return Guide(tmp_path_factory.mktemp("fuzz") / "guide")


@given(files=guides)
@settings(max_examples=25, suppress_health_check=list(HealthCheck), database=None)
def test_whatever_the_files_hold_the_engine_answers_in_lines(
    guide: Guide, files: Mapping[str, bytes]
) -> None:
    guide.run(files)
