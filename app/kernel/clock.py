"""Time as the quay lives it: instants in UTC, the site's zone, and the operational day."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}


class Clock(Protocol):
    """Where the present moment comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it is put; for tests, training and the demo."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant it was put at, in UTC."""
        return self.instant.astimezone(UTC)

    def advance(self, **delta: float) -> None:
        """Move forward by `timedelta(**delta)`."""
        self.instant += timedelta(**delta)


def zone_info(zone: str) -> timezone:
    """The fixed offset of WIB, WITA or WIT."""
    return timezone(timedelta(hours=ZONES[zone]), zone)


def local(instant: datetime, zone: str) -> datetime:
    """The instant as the site's wall clock shows it."""
    return instant.astimezone(zone_info(zone))


def operational_date(instant: datetime, zone: str, day_start_minutes: int) -> date:
    """The working day an instant belongs to; it begins `day_start_minutes` after midnight."""
    return (local(instant, zone) - timedelta(minutes=day_start_minutes)).date()
