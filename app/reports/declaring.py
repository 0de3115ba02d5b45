"""What an office declares for rows the ledgers know nothing of: entered, corrected, withdrawn, chosen between desks.

Entries are never changed; each names those it was written over. Small numbers of victims are never kept as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.registration.live import live
from app.reports.records import DeclaredFigure, SentReport
from app.reports.rules import declared as rules
from app.reports.rules.declared import HIDDEN, Asked, Given
from app.reports.rules.periods import HALF, QUARTER, Period, containing, parsed
from app.reports.subjects import Group, group_of
from app.reports.table import Tongue
from app.store.work import Reading, Work

NAME, THEN = "kantor", "lalu"
"""The section of declared figures, by which their cells begin; and how those of the period before are marked."""
Place = tuple[str, str]
"""Period and row."""


@dataclass(frozen=True)
class Entry:
    """One telling of a figure: the number (None: hidden), from where, of which day, who typed it and when."""

    id: str
    number: int | None
    withdrawn: bool
    source: str
    as_of: date | None
    officer: str
    desk: str
    chosen_by: str
    at: datetime
    replaces: tuple[str, ...]

    @property
    def said(self) -> str:
        """The number as it may be typed again."""
        return "" if self.withdrawn else HIDDEN if self.number is None else str(self.number)

    @property
    def fact(self) -> tuple[object, ...]:
        """What it says, whoever typed it."""
        return (self.withdrawn, self.number, self.source, self.as_of)


@dataclass(frozen=True)
class Standing:
    """How a row stands: the latest entry, what other desks say otherwise, and what was entered before.

    `ids` are all entries that stand, those that say the same among them.
    """

    latest: Entry | None = None
    others: tuple[Entry, ...] = ()
    earlier: tuple[Entry, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def shown(self) -> Entry | None:
        """The entry the report prints; none where nobody entered anything, or it was withdrawn."""
        return None if self.latest is None or self.latest.withdrawn else self.latest

    @property
    def all(self) -> tuple[Entry, ...]:
        """What stands, once where two say the same."""
        return () if self.latest is None else (self.latest, *self.others)


@dataclass(frozen=True)
class Typed:
    """A row as somebody typed it: of which period, which row, and what."""

    period: str
    subject: str
    given: Given


@dataclass(frozen=True)
class _Row:
    """A row somebody may enter now."""

    group: Group
    period: Period
    subject: str
    name: str
    standing: Standing = field(default_factory=Standing)
    published: Sequence[int | None] = ()
    """What sent reports say of it, where it is of victims."""


class _Words(Tongue):
    on_paper = False


def declare(w: Work, entries: Iterable[Typed]) -> int:
    """Keep what was typed, all of it or nothing; how many rows changed. UserError for what cannot be."""
    kept = 0
    typed = list({(one.period, one.subject): one for one in entries}.values())
    for one, row in zip(typed, _rows(w, [(one.period, one.subject) for one in typed]), strict=True):
        source = " ".join(one.given.source.split())
        given = Given(one.given.number, source, one.given.as_of)
        asked = Asked(row.name, row.period.first or date.min, today(w), row.group.sensitive)
        number = rules.checked(asked, given)
        _refuse_near(row, number)
        if [entry.fact for entry in row.standing.all] != [(False, number, source, given.as_of)]:
            _keep(w, row, {"number": number, "source": source, "as_of": given.as_of})
            kept += 1
    return kept


def withdraw(w: Work, period: str, subject: str) -> None:
    """Say that a row is empty again; what was entered stays on record. UserError when nothing stands there."""
    (row,) = _rows(w, [(period, subject)])
    if all(entry.withdrawn for entry in row.standing.all):
        raise UserError(
            "report.declared.none", _("{what}: belum ada isian; tidak ada yang ditarik.").format(what=row.name)
        )
    _keep(w, row, {"withdrawn": True})


def choose(w: Work, period: str, subject: str, entry_id: str) -> None:
    """Of what two desks entered let one stand. UserError when it stands no more."""
    (row,) = _rows(w, [(period, subject)])
    one = next((entry for entry in row.standing.all if entry.id == entry_id), None)
    if one is None:
        raise UserError(
            "report.declared.gone",
            _("{what}: isian itu sudah diganti; tidak ada yang diubah.").format(what=row.name),
            _("Lihat isian yang sekarang, lalu pilih."),
        )
    _refuse_near(row, one.number)
    kept: dict[str, Any] = {name: getattr(one, name) for name in ("number", "withdrawn", "source", "as_of")}
    _keep(w, row, {**kept, "officer": one.officer, "desk": one.desk, "at": one.at, "chosen_by": w.actor.name})


def declared(r: Reading, periods: Iterable[Period]) -> dict[Place, Standing]:
    """Every row somebody entered in these periods."""
    codes = [period.code for period in periods]
    mine = select(DeclaredFigure).where(live(r, DeclaredFigure), col(DeclaredFigure.period).in_(codes))
    found: dict[Place, list[Entry]] = {}
    for row in r.all(mine.order_by(col(DeclaredFigure.at), col(DeclaredFigure.id))):
        found.setdefault((row.period, row.subject), []).append(_entry(row))
    return {place: _standing(entries) for place, entries in found.items()}


def published(r: Reading, quarter: Period) -> dict[str, list[int | None]]:
    """Row → the numbers of victims every report that was sent said of a quarter, the latest last; None is hidden.

    The report of the next quarter says them too, beside its own.
    """
    if quarter.first is None or quarter.after is None:
        return {}
    codes = (quarter.code, containing(HALF, quarter.first).code, quarter.after.code)
    mine = select(SentReport).where(col(SentReport.site_id) == r.site_id, col(SentReport.period).in_(codes))
    found: dict[str, list[int | None]] = {}
    begin = f"{NAME}/{quarter.code}/"
    for row in r.all(mine.order_by(col(SentReport.at), col(SentReport.id))):
        for value, key in _cells(row.content):
            told = key.removeprefix(f"{THEN}/")
            if told.startswith(begin):
                found.setdefault(told.removeprefix(begin), []).append(value if isinstance(value, int) else None)
    return found


def _cells(content: dict[str, Any]) -> Iterable[tuple[object, str]]:
    """Value and key of every cell of a report."""
    for table in content["tables"]:
        for line in table["lines"]:
            yield from ((value, key) for value, key in line["cells"].values())


def _rows(w: Work, places: Sequence[Place]) -> list[_Row]:
    """Rows somebody may enter, with what stands there and what was sent; UserError as `_row`."""
    rows = [_row(w, code, subject) for code, subject in places]
    standing = declared(w, {row.period for row in rows})
    sent = {period: published(w, period) for period in {row.period for row in rows if row.group.sensitive}}
    return [
        replace(
            row,
            standing=standing.get((row.period.code, row.subject), Standing()),
            published=sent.get(row.period, {}).get(row.subject, ()),
        )
        for row in rows
    ]


def _row(w: Work, code: str, subject: str) -> _Row:
    """A row somebody may enter; UserError when there is none, when he may not, or before its time."""
    group = group_of(subject)
    require(w.actor, group.permission)
    period = parsed(QUARTER if group.sensitive else HALF, code)
    if period is None or period.future(today(w)):
        raise UserError("report.period", _("Masa isian ini tidak dikenal atau belum mulai; isian belum disimpan."))
    name = group.name(_Words(), subject, period)
    if group.sensitive and period.running(today(w)):
        raise UserError(
            "report.declared.running",
            _("{what}: triwulan ini belum lewat; isian belum disimpan.").format(what=name),
            _("Angka korban keluar per triwulan yang sudah lewat, supaya tidak dapat dikurangkan hari demi hari."),
        )
    return _Row(group, period, subject, name)


def _refuse_near(row: _Row, number: int | None) -> None:
    """Refuse a number of victims that differs by a few from what a sent report says."""
    if row.group.sensitive and not rules.apart(row.published, number):
        raise UserError(
            "report.declared.near",
            _("{what}: laporan yang sudah dikirim menyebut {was}; isian belum disimpan.").format(
                what=row.name, was=", ".join(str(one) for one in dict.fromkeys(row.published) if one is not None)
            ),
            _("Perubahan kurang dari lima orang dapat menunjuk satu orang; angka yang terkirim tetap berlaku."),
        )


def _keep(w: Work, row: _Row, values: dict[str, Any]) -> None:
    who: dict[str, Any] = {"officer": w.actor.name, "desk": w.device_letter, "at": w.now()}
    place: dict[str, Any] = {"id": new_id(), "period": row.period.code, "subject": row.subject}
    w.insert(DeclaredFigure(**{**place, **who, **values, "replaces": list(row.standing.ids)}))


def _entry(row: DeclaredFigure) -> Entry:
    names = ("id", "number", "withdrawn", "source", "as_of", "officer", "desk", "chosen_by", "at")
    return Entry(**{name: getattr(row, name) for name in names}, replaces=tuple(row.replaces))


def _standing(entries: Sequence[Entry]) -> Standing:
    """The latest entry shown, those of other desks beside it where they say something else."""
    told = list(reversed(rules.standing(entries)))
    ids = tuple(one.id for one in told)
    said: dict[tuple[object, ...], Entry] = {}
    for one in told:
        said.setdefault(one.fact, one)
    earlier = tuple(one for one in reversed(entries) if one.id not in ids)
    latest, *others = said.values() or (None,)
    return Standing(latest, tuple(one for one in others if one is not None), earlier, ids)
