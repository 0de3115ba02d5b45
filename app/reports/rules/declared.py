"""Figures an office declares: what can be one, which entries stand, what is kept of a small one, what papers tell.

Nobody is behind such a figure here, so all that is known of it is what was typed: the number, from where, of which day.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reports.rules.suppressing import SMALL

MOST, SHORTEST, LONGEST = 999_999, 3, 300
NUMBER, SOURCE, DAY = "number", "source", "day"
"""What of an entry is wrong, the last part of a refusal's code."""
HIDDEN = "<5"
"""How a small number is shown, and how it may be typed."""
_NUMBER = re.compile(r"[0-9]+|[0-9]{1,3}((\.[0-9]{3})+|(,[0-9]{3})+)")
"""Thousands are written with dots in Indonesian, with commas on English screens; nobody counts parts of people."""
_NIK = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")


class Entry(Protocol):
    """One telling of a figure, and the ones it was written over."""

    @property
    def id(self) -> str:
        """What it is told apart by."""

    @property
    def replaces(self) -> Sequence[str]:
        """The entries that stood when it was written."""


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Given:
    """A figure as it is typed; `as_of` None when that is no day."""

    number: str
    source: str
    as_of: date | None


@dataclass(frozen=True)
class Asked:
    """What it is asked of: its name, the first day of its period, today, and whether small numbers are kept hidden."""

    name: str
    first: date
    today: date
    sensitive: bool = False


def standing(entries: Iterable[E]) -> list[E]:
    """The entries nobody wrote over: one, or several that did not know of each other."""
    known = list(entries)
    gone = {former for one in known for former in one.replaces}
    return [one for one in known if one.id not in gone]


def checked(asked: Asked, given: Given) -> int | None:
    """The number to keep, None for a hidden one. UserError when something typed cannot be, in one sentence."""
    number = _number(asked, given.number)
    for where, problem in ((SOURCE, _source_problem(given.source)), (DAY, _day_problem(asked, given.as_of))):
        if problem:
            raise _refusal(asked, problem, where)
    return number


def apart(published: Iterable[int | None], now: int | None) -> bool:
    """Whether nobody who keeps the papers sent so far learns of a change by fewer people than may be told."""
    return all(then is None or now is None or then == now or abs(then - now) >= SMALL for then in published)


def _number(asked: Asked, typed: str) -> int | None:
    text = typed.strip()
    if asked.sensitive and text == HIDDEN:
        return None
    if text[:1] in ("-", "−") and _NUMBER.fullmatch(text[1:].strip()):
        raise _refusal(asked, _("jumlah orang tidak dapat kurang dari nol"))
    if not _NUMBER.fullmatch(text):
        raise _refusal(asked, _("tulis angka bulat saja, seperti 12 atau 1.250"))
    digits = text.replace(".", "").replace(",", "").lstrip("0") or "0"
    if len(digits) > len(str(MOST)):
        raise _refusal(asked, _("paling banyak 999.999 orang"))
    number = int(digits)
    return None if asked.sensitive and 0 < number < SMALL else number


def _source_problem(source: str) -> str:
    if len(source) < SHORTEST:
        return _("tulis dari buku, kantor, atau surat mana angkanya")
    if len(source) > LONGEST:
        return _("sumbernya {n} huruf, paling banyak {most}").format(n=len(source), most=LONGEST)
    return _("sumber memuat NIK; tulis buku atau suratnya tanpa data orang") if _NIK.search(source) else ""


def _day_problem(asked: Asked, day: date | None) -> str:
    if day is None:
        return _("tulis hari keadaannya, seperti 30062026")
    if day > asked.today:
        return _("hari keadaannya {day} belum tiba").format(day=f"{day:%d-%m-%Y}")
    before = _("hari keadaannya {day} sebelum masa ini mulai").format(day=f"{day:%d-%m-%Y}")
    return before if day < asked.first else ""


def _refusal(asked: Asked, problem: str, where: str = NUMBER) -> UserError:
    text = _("{what}: {problem}; isian belum disimpan.").format(what=asked.name, problem=problem)
    return UserError(f"report.declared.{where}", text, _("Perbaiki, lalu simpan lagi; isian yang lama tetap ada."))
