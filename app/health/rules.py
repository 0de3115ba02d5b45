"""What a health officer could check: possible measures, what a verdict asks of the house, what figures may tell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _

FIT, ESCORTED, POSTPONED, ISOLATE = "layak_jalan", "layak_dengan_pendamping", "tunda", "isolasi"
REFERRED = {"rujuk_puskesmas": "puskesmas", "rujuk_rs": "rs", "rujuk_bkk": "bkk"}
"""Verdicts that send somebody on → the kind of institution."""
FIT_FOR_TRAVEL = (FIT, ESCORTED)
FEVER = 375
"""Tenths of °C from which a temperature is marked."""
SMALL = 5
"""Cells below it do not leave the vault."""
MOST_WEEKS = 44


@dataclass(frozen=True)
class Measure:
    """One thing that is measured: its limits as whole numbers, and how many of these make one unit."""

    label: str
    unit: str
    least: int
    most: int
    per_unit: int = 1
    example: str = ""


VITALS: dict[str, Measure] = {
    "temperature": Measure(N_("Suhu"), "°C", 300, 450, 10, "37,2"),
    "systolic": Measure(N_("Tensi atas"), "mmHg", 50, 280, 1, "120"),
    "diastolic": Measure(N_("Tensi bawah"), "mmHg", 20, 180, 1, "80"),
    "pulse": Measure(N_("Nadi"), "/mnt", 20, 250, 1, "84"),
    "breaths": Measure(N_("Napas"), "/mnt", 4, 80, 1, "18"),
    "saturation": Measure(N_("SpO₂"), "%", 50, 100, 1, "98"),
}
_NUMBER = re.compile(r"(\d{1,4})(?:[.,](\d))?")


def measured(name: str, text: str) -> int | None:
    """A measure as typed (“37,2”) in the whole numbers it is kept in; UserError for what no body has."""
    said, measure = text.strip().removesuffix(measure_unit(name)).strip(), VITALS[name]
    if not said:
        return None
    found = _NUMBER.fullmatch(said)
    if found is None or (found[2] and measure.per_unit == 1):
        raise UserError(
            f"health.{name}",
            _("{what} “{text}” bukan angka; belum disimpan.").format(what=_(measure.label), text=said[:20]),
            _("Tulis seperti {example}.").format(example=measure.example),
        )
    value = int(found[1]) * measure.per_unit + int(found[2] or 0)
    return check_vital(name, value)


def measure_unit(name: str) -> str:
    """What stands behind a measure."""
    return VITALS[name].unit


def check_vital(name: str, value: int) -> int:
    """The value, refused when no body has it."""
    measure = VITALS[name]
    if measure.least <= value <= measure.most:
        return value
    raise UserError(
        f"health.{name}",
        _("{what} {value} tidak mungkin; belum disimpan.").format(what=_(measure.label), value=shown(name, value)),
        _("Ukur sekali lagi, lalu tulis seperti {example}.").format(example=measure.example),
    )


def pressure(text: str) -> dict[str, int]:
    """A blood pressure as typed (“120/80”); nothing for an empty text."""
    said = text.replace(" ", "")
    if not said:
        return {}
    upper, slash, lower = said.partition("/")
    if not slash:
        raise UserError("health.pressure", _("Tensi ditulis dua angka; belum disimpan."), _("Tulis seperti 120/80."))
    both = {"systolic": measured("systolic", upper), "diastolic": measured("diastolic", lower)}
    found = {name: value for name, value in both.items() if value is not None}
    if len(found) < 2 or found["diastolic"] >= found["systolic"]:
        raise UserError(
            "health.pressure",
            _("Tensi {text} tidak mungkin: angka atas harus lebih besar; belum disimpan.").format(text=said[:12]),
            _("Tulis seperti 120/80."),
        )
    return found


def shown(name: str, value: int) -> str:
    """A measure in words: “37,2 °C”."""
    measure = VITALS[name]
    number = f"{value // 10},{value % 10}" if measure.per_unit == 10 else str(value)
    return f"{number} {measure.unit}"


def vitals_words(vitals: Mapping[str, int] | None) -> str:
    """Everything measured, in one line; "" when nothing was."""
    known = dict(vitals or {})
    parts = []
    if "temperature" in known:
        parts.append(shown("temperature", known["temperature"]))
    if {"systolic", "diastolic"} <= known.keys():
        parts.append(_("tensi {upper}/{lower}").format(upper=known["systolic"], lower=known["diastolic"]))
    for name in ("pulse", "breaths", "saturation"):
        if name in known:
            said = _(VITALS[name].label)
            parts.append(f"{said.lower() if said.isalpha() else said} {shown(name, known[name])}")
    return " · ".join(parts)


def feverish(vitals: Mapping[str, int] | None) -> bool:
    """Whether the temperature is to be marked."""
    return (vitals or {}).get("temperature", 0) >= FEVER


def check_pregnancy(pregnant: bool, weeks: int | None, sex: str | None) -> None:
    """Refuse a pregnancy that cannot be."""
    if (pregnant or weeks is not None) and sex == "L":
        raise UserError(
            "health.pregnant",
            _("Orang ini tercatat laki-laki, jadi tidak dapat dicatat hamil; belum disimpan."),
            _("Periksa kartunya, atau betulkan jenis kelamin di layar Orang."),
        )
    if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
        raise UserError(
            "health.weeks",
            _("Umur kehamilan {n} minggu tidak mungkin; belum disimpan.").format(n=weeks),
            _("Tulis 1 sampai {most} minggu.").format(most=MOST_WEEKS),
        )


_ASKS: dict[str, frozenset[str]] = {
    ESCORTED: frozenset({"dampingi"}),
    POSTPONED: frozenset({"tunda_berangkat"}),
    ISOLATE: frozenset({"kamar_sendiri", "tunda_berangkat"}),
    **dict.fromkeys(REFERRED, frozenset({"tunda_berangkat"})),
}
NEUTRAL = (
    "dampingi",
    "kamar_sendiri",
    "tunda_berangkat",
    "dekat_petugas_kesehatan",
    "kursi_roda",
    "tandu",
    "lantai_bawah",
    "menu_khusus",
    "ibu_bayi",
)
"""The needs (`kebutuhan`) health may tell the house: what is to be done, never why."""


def asks(verdict: str) -> frozenset[str]:
    """The neutral needs that follow from a verdict."""
    return _ASKS.get(verdict, frozenset())


@dataclass(frozen=True)
class Opinion:
    """A verdict that was given (`hasil_kesehatan`); `needs` are those ticked with it, None where none are asked."""

    at: datetime
    id: str
    verdict: str
    needs: frozenset[str] | None = None


@dataclass(frozen=True)
class Apart:
    """An isolation; `ended_at` is when its end was written down."""

    open: bool
    ended_at: datetime | None = None


def asked_of_the_house(opinions: Iterable[Opinion], apart: Sequence[Apart], letter_open: bool) -> frozenset[str]:
    """What the house is to know of somebody: from the latest verdict, an isolation and a letter without an answer.

    A verdict of isolation ends with an isolation that ended after it.
    """
    given = sorted(opinions, key=lambda one: (one.at, one.id))
    ticked = next((one.needs for one in reversed(given) if one.needs is not None), frozenset())
    latest = given[-1] if given else None
    over = latest is not None and any(one.ended_at is not None and one.ended_at >= latest.at for one in apart)
    verdict = "" if latest is None or (over and latest.verdict == ISOLATE) else latest.verdict
    kept_apart = asks(ISOLATE) if any(one.open for one in apart) else frozenset()
    waits = asks(POSTPONED) if letter_open else frozenset()
    return ticked | asks(verdict) | kept_apart | waits


def suppressed(cells: Mapping[str, int], total: int | None = None) -> tuple[dict[str, int | None], int | None]:
    """Counts as they may leave the vault: small ones become None, and nothing can be reckoned back from the total.

    A zero stays. Beside a total, the sum of what is hidden is known: where that is small itself, or all hidden cells
    are alike, the next smallest (all that are equal) are hidden too, or the total when there are none. No name decides,
    so whoever knows this rule still cannot say which hidden cell holds which count.
    """
    hidden = {name for name, count in cells.items() if 0 < count < SMALL}
    whole = None if total is not None and 0 < total < SMALL else total
    counts = [cells[name] for name in hidden]
    if whole is not None and hidden and (len(set(counts)) == 1 or sum(counts) < SMALL):
        next_smallest = min((count for count in cells.values() if count >= SMALL), default=None)
        hidden |= {name for name, count in cells.items() if count == next_smallest}
        whole = whole if next_smallest is not None else None
    return {name: None if name in hidden else count for name, count in cells.items()}, whole


@dataclass(frozen=True)
class Night:
    """A room somebody slept in from a day to another, both counted; `last` is None while he still does."""

    room: str
    first: date
    last: date | None = None

    def meets(self, other: "Night") -> bool:
        """Whether both were in the room on some day."""
        begun = self.last is None or other.first <= self.last
        return self.room == other.room and begun and (other.last is None or self.first <= other.last)


@dataclass(frozen=True)
class Where:
    """Where a head was: the ship it came with, None while unknown, and the rooms it slept in."""

    stay_id: str
    batch_id: str | None = None
    nights: tuple[Night, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What somebody shared with a case: rooms at the same time, and whether the ship."""

    stay_id: str
    rooms: tuple[str, ...]
    ship: bool


def contacts(case: Where, others: Iterable[Where]) -> list[Shared]:
    """Those who shared a room at the same time or the ship with a case, roommates first."""
    found = []
    for other in others:
        rooms = dict.fromkeys(mine.room for mine in case.nights if any(mine.meets(night) for night in other.nights))
        ship = bool(case.batch_id) and other.batch_id == case.batch_id
        if (rooms or ship) and other.stay_id != case.stay_id:
            found.append(Shared(other.stay_id, tuple(rooms), ship))
    return sorted(found, key=lambda one: (not one.rooms, one.stay_id))


def per(keys: Sequence[str]) -> dict[str, int]:
    """How often each key stands there, in order of first appearance."""
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
