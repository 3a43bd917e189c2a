"""What was measured: the contents of docs/data/measures.json, typed. `make bench` writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import ByLanguage, Day, Entry, Words

Count = Annotated[int, Field(gt=0)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Unit = Literal["second", "kilobyte", "megabyte"]


class Machine(Entry):
    """What it was measured on, in general words."""

    processor: Words = Field(description="Its model.")
    cores: Count = Field(description="How many of them there were.")
    system: Words = Field(description="Linux, for instance.")
    python: Words = Field(description="The version of Python.")


class Measured(Entry):
    """One of those that were measured side by side."""

    name: ByLanguage | Words = Field(description="What it is: per language, or a proper name.")
    version: Words | None = Field(None, description="Its version, where it has one.")
    ours: bool = Field(False, description="Whether it is this guide's own.")
    median: Amount = Field(description="Half of the runs took less.")
    least: Amount = Field(description="What the best run took.")
    most: Amount = Field(description="What the worst run took.")


class Ratio(Entry):
    """A figure that sums up a comparison, and what it should be, where a goal was set."""

    of: ByLanguage = Field(description="What over what, per language.")
    value: Amount = Field(description="The figure, of medians of one and the same go.")
    goal: Amount | None = Field(None, description="What it should be.")
    at_most: bool = Field(False, description="Whether the goal is an upper bound.")

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal


class Measure(Entry):
    """One benchmark: what was measured, when, on what, and what came out."""

    title: ByLanguage = Field(description="What was measured, per language.")
    unit: Unit = Field(description="Of the medians, as CLDR calls it.")
    date: Day = Field(description="The day it was measured.")
    runs: Count = Field(description="How often, at most.")
    machine: Machine = Field(description="What it was measured on.")
    measured: tuple[Measured, ...] = Field(description="Side by side.")
    ratios: tuple[Ratio, ...] = Field((), description="What follows from it.")
