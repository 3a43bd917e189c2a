"""What the benchmarks have kept becomes the data of the page « Mesures »."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from bench import gather
from bench.machine import machine
from bench.running import ROOT
from guide.data.measures import Measure

LABELS = yaml.safe_load(gather._LABELS.read_text("utf-8"))
RATIO = {
    "of": "ours, again, processors, / Material alone",
    "value": 2,
    "goal": 1.1,
    "at_most": True,
}
OVERHEAD = {
    "machine": machine(),
    "runs": 3,
    "versions": {"Material alone": "9.8"},
    "figures": {
        "Material alone": {"processors": [4.0, 3.0, 5.0]},
        "ours, again": {"processors": [8.123456]},
    },
    "ratios": [RATIO, RATIO | {"of": "of which nobody speaks"}],
}


def test_what_was_measured_is_gathered_and_what_was_not_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "overhead.json").write_text(json.dumps(OVERHEAD), "utf-8")
    found = gather.gathered(tmp_path, "2026-11-30")
    assert list(found) == ["overhead"]
    measure = Measure.model_validate(json.loads(json.dumps(found["overhead"])))
    plain, ours = measure.measured
    assert (plain.median, plain.least, plain.most, plain.version) == (4, 3, 5, "9.8")
    assert (ours.median, ours.ours, plain.ours) == (8.123, True, False)
    assert [one.reached for one in measure.ratios] == [False]
    assert "links was not measured" in capsys.readouterr().out


def _texts(labels: Any) -> Any:
    if all(isinstance(value, str) for value in labels.values()):
        yield labels
    else:
        for value in labels.values():
            yield from _texts(value)


def test_labels_are_in_every_language_that_has_the_page() -> None:
    settings = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["guide"]
    having = {code for code in settings["languages"] if (ROOT / f"docs/{code}/mesures.md").exists()}
    assert len(having) > 1
    for said in _texts(LABELS):
        assert set(said) == having


def test_the_machine_is_told_in_general_words() -> None:
    assert set(gather._MACHINE) < set(machine())
