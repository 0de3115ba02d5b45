"""A day and an hour as two fields of a form, and the moment they mean at the site."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from app.kernel.clock import local, zone_info
from app.kernel.i18n import _
from app.shelter.rules.meals import minutes_of
from app.widgets.date_field import DateField
from app.widgets.fields import Field, TextField


class HourField(TextField):
    """A time of day as people write it: 06.00, 6:00, 0600."""

    def problem(self) -> str:
        """Not a time of day."""
        text = self.line.text().strip()
        return _("Tulis jam seperti 06.00.") if text and minutes_of(text) is None else ""


def moment_fields(name: str, day: str, hour: str, required: bool = True) -> list[Field]:
    """The two fields, named `<name>_day` and `<name>_hour`."""
    return [DateField(f"{name}_day", day, required=required), HourField(f"{name}_hour", hour, required=required)]


def moment_of(said: Mapping[str, Any], name: str, zone: str) -> datetime | None:
    """The moment that was typed; None when either part is missing."""
    day, minute = said.get(f"{name}_day"), minutes_of(str(said.get(f"{name}_hour") or ""))
    if not day or minute is None:
        return None
    return datetime.combine(date.fromisoformat(str(day)), time(minute // 60, minute % 60), zone_info(zone))


def shown(instant: datetime | None, name: str, zone: str) -> dict[str, str]:
    """A moment as the fields show it."""
    if instant is None:
        return {}
    here = local(instant, zone)
    return {f"{name}_day": here.date().isoformat(), f"{name}_hour": f"{here:%H.%M}"}
