"""Days and moments in the language in use, as screens say them; `on_paper` as `words` has them, always Indonesian."""

from datetime import date, datetime

from app.kernel.clock import local
from app.kernel.i18n import _, language
from app.reference import words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def day_words(day: date, *, weekday: bool = False, on_paper: bool = False) -> str:
    """“23 January 2026”, with `weekday` “Friday, 23 January 2026”."""
    if on_paper or language() != "en":
        return words.long_date(day, weekday=weekday)
    text = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]}, {text}" if weekday else text


def moment_words(instant: datetime, zone: str, *, on_paper: bool = False) -> str:
    """“23 January 2026 at 21.14 WITA”."""
    if on_paper:
        return words.date_time(instant, zone)
    at = local(instant, zone)
    return _("{day} pukul {hour} {zone}").format(day=day_words(at.date()), hour=f"{at:%H.%M}", zone=zone)
