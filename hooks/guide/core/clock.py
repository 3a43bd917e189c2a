"""The one clock of a build: read once, from the environment, and handed on as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .dates import parse_day
from .problems import shown

_LATEST = 32_000_000_000  # in the year 2984: far enough from 9999 to count on from


class ClockError(ValueError):
    """SOURCE_DATE_EPOCH or GUIDE_TODAY does not say a time."""


@dataclass(frozen=True)
class Clock:
    """The build's instant (aware, UTC, whole seconds) and, for previews, the civil date to use
    instead."""

    instant: datetime
    pretended: date | None = None

    def today_in(self, zone: ZoneInfo) -> date:
        """The civil date of the build in `zone`, or the pretended one."""
        return self.pretended or self.instant.astimezone(zone).date()


def read_clock(environ: Mapping[str, str], now: datetime) -> Clock:
    """The clock as `environ` sets it, else `now` (aware).

    SOURCE_DATE_EPOCH counts seconds since 1970 UTC, as reproducible-builds.org specifies;
    GUIDE_TODAY is a date, YYYY-MM-DD. Raises ClockError with a line for a person.
    """
    epoch, pretended = environ.get("SOURCE_DATE_EPOCH"), environ.get("GUIDE_TODAY")
    return Clock(
        # So that the instant can be told, and another build be made of it.
        _instant(epoch) if epoch else now.astimezone(UTC).replace(microsecond=0),
        _civil_date(pretended) if pretended else None,
    )


def _instant(epoch: str) -> datetime:
    digits = epoch.isascii() and epoch.isdecimal() and len(epoch) <= len(str(_LATEST))
    seconds = int(epoch) if digits else -1
    if not 0 <= seconds <= _LATEST:
        message = (
            f"SOURCE_DATE_EPOCH: {shown(epoch)} is not an instant. Write whole seconds since 1970, "
            "for instance 1795392000."
        )
        raise ClockError(message)
    return datetime.fromtimestamp(seconds, UTC)


def _civil_date(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        message = f"GUIDE_TODAY: {error}"
        raise ClockError(message) from None
