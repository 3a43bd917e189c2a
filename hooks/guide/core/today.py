"""The build's day, as the checks need it: the civil date in any deadline's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from .clock import Clock


@dataclass(frozen=True)
class Today:
    """The clock with the guide's own zone for deadlines that name none."""

    clock: Clock
    zone: str

    @property
    def really(self) -> date:
        """The real civil date in the guide's zone, whatever day a preview pretends."""
        return self.clock.instant.astimezone(ZoneInfo(self.zone)).date()

    def in_zone(self, zone: str | None) -> date:
        """The civil date of the build in `zone`, or in the guide's zone."""
        return self.clock.today_in(ZoneInfo(zone or self.zone))
