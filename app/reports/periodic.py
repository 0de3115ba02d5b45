"""A report of a ship, a quarter or a half year: figures from the ledgers, what people wrote, to whom it goes.

It is a view until it is sent; then `sending` freezes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.access.days import today
from app.access.office import site_of
from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.manifest import letters
from app.reference.labels import Regulation
from app.reference.regions import Regions
from app.reference.spoken import day_words, moment_words
from app.reports import comparing, conditions, declared, funding, indicators, persons, quay
from app.reports.drafting import Written, made_here, narratives
from app.reports.kinds import Kind, Route, kind, period_name, route, usual_level
from app.reports.rules.periods import BATCH, HALF, QUARTER, Period, containing, of_days, parsed
from app.reports.span import Filters, Span
from app.reports.table import Behind, Report, Sections, Table
from app.store.work import Reading

SECTIONS = Sections(
    (persons.SECTION, quay.SECTION, conditions.SECTION, indicators.SECTION, declared.SECTION, funding.SECTION)
)
COMPARED = "compared"
_SPANS = {QUARTER: N_("triwulan"), HALF: N_("semester")}


@dataclass(frozen=True)
class Want:
    """Which report: kind and period by their codes, the level it is made for ("": that of the post), of whom."""

    kind: str
    code: str
    level: str = ""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True)
class Whole:
    """A report with everything that belongs to it; `parts` part → what is written there."""

    want: Want
    kind: Kind
    period: Period
    report: Report
    route: Route
    basis: tuple[Regulation, ...]
    parts: Mapping[str, Written]
    budgets: Mapping[str, int]
    running: bool

    @property
    def empty(self) -> bool:
        """Whether nobody was here in the period."""
        return not any(cell.value for cell in self.report.table("people").numbers())

    def tables(self, part: str) -> list[Table]:
        """The tables of a part, in order."""
        wanted = self.kind.part(part).tables
        return [table for code in wanted for table in self.report.tables if table.id == code]


def whole(r: Reading, want: Want, now: datetime, on_paper: bool = False) -> Whole:
    """The report as the ledgers say it now. UserError for a period there is none of or that has not begun."""
    site, made = site_of(r), kind(want.kind, on_paper)
    period = period_of(r, want)
    span = span_of(r, want, on_paper)
    _refuse_region(want.filters.province)
    shown = Report(
        title=made.title,
        site=site.name,
        period=named(r, period, on_paper),
        made=moment_words(now, site.zone, on_paper=on_paper),
        tables=(*SECTIONS.tables(r, span), *comparing.tables(r, span)),
        notes=(),
    )
    running = period.running(span.today)
    found = Whole(
        want=want,
        kind=made,
        period=period,
        report=shown,
        route=_route(want, site.kind, on_paper),
        basis=tuple(made.rests_on(period.last or span.today)),
        parts=narratives(r, period),
        budgets=funding.budgets(r, period.kind, period.code),
        running=running,
    )
    return replace(found, report=replace(shown, notes=tuple(_notes(found, span))))


def behind(r: Reading, want: Want, key: str) -> list[Behind]:
    """The people, postings or sums behind a number of the report or of the period before it."""
    span, inner = comparing.behind(span_of(r, want), key)
    return SECTIONS.behind(r, span, inner)


def span_of(r: Reading, want: Want, on_paper: bool = False) -> Span:
    """What a report is of."""
    site = site_of(r)
    regencies = _route(want, site.kind).regencies
    return Span(period_of(r, want), today(r), site.zone, want.filters, on_paper, regencies)


def _route(want: Want, site_kind: str, on_paper: bool = False) -> Route:
    return route(want.level or usual_level(site_kind), want.kind, on_paper)


def period_of(r: Reading, want: Want) -> Period:
    """The period of a report; UserError when there is none, or not yet."""
    period = parsed(want.kind, want.code)
    if period is None:
        raise UserError("report.period", _("Masa laporan ini tidak dikenal."), _("Pilih masa dari daftar."))
    if want.kind == BATCH:
        letters.batch(r, want.code)
    if period.future(today(r)):
        first = period.first or date.min
        raise UserError(
            "report.future",
            _("{name} belum mulai; laporannya belum ada.").format(name=named(r, period)),
            _("Laporan ini dapat dibuka sejak {day}.").format(day=f"{first:%d-%m-%Y}"),
        )
    return period


def period_of_days(code: str, first: date, last: date) -> Period:
    """The quarter or half year two days are; UserError when they are in the wrong order or not exactly one."""
    if last < first:
        raise UserError(
            "report.days",
            _("Hari terakhir {last} lebih awal daripada hari pertama {first}.").format(
                first=f"{first:%d-%m-%Y}", last=f"{last:%d-%m-%Y}"
            ),
            _("Tukar kedua tanggal itu."),
        )
    found = of_days(code, first, last)
    if found is None:
        near = containing(code, first)
        raise UserError(
            "report.days",
            _("Kedua tanggal itu bukan satu {kind} penuh.").format(kind=_(_SPANS[code])),
            _("Yang terdekat: {first} sampai {last}.").format(
                first=f"{near.first:%d-%m-%Y}", last=f"{near.last:%d-%m-%Y}"
            ),
        )
    return found


def periods(r: Reading, code: str, most: int = 40) -> list[tuple[str, str]]:
    """The periods there can be a report of (code, name), the latest first; ships by their day."""
    if code == BATCH:
        ships = sorted(letters.batches(r), key=lambda one: (one.day, one.id), reverse=True)
        return [(one.id, f"{one.name}, {one.day:%d-%m-%Y}") for one in ships[:most]]
    found: list[tuple[str, str]] = []
    at: Period | None = containing(code, today(r))
    first = persons.first_day(r)
    while at is not None and at.last is not None and len(found) < most and (not found or at.last >= first):
        found.append((at.code, named(r, at)))
        at = at.before
    return found


def named(r: Reading, period: Period, on_paper: bool = False) -> str:
    """A period as people call it, with its days; a ship by its name."""
    if period.first is None or period.last is None:
        ship = letters.batch(r, period.code)
        return f"{ship.name}, {day_words(ship.day, on_paper=on_paper)}"
    first, last = (day_words(day, on_paper=on_paper) for day in (period.first, period.last))
    return f"{period_name(period, on_paper)} ({first} – {last})"


def _notes(found: Whole, span: Span) -> list[str]:
    notes = []
    if found.running:
        notes.append(span.say(N_("Masa ini masih berjalan; angkanya belum akhir.")))
    if found.empty:
        notes.append(
            span.say(N_("Tidak ada orang yang tercatat di sini. Pilih masa lain, atau catat orangnya di Kedatangan."))
        )
    if found.kind.off:
        notes += [f"{one.short}: {one.explained(span.on_paper)}" for one in found.basis if one.note]
    if span.filters:
        notes.append(span.say(N_("Hanya sebagian orang: {who}.")).format(who=filter_words(span)))
    return notes


def filter_words(span: Span) -> str:
    """The filters in words."""
    chosen, none = span.filters, span.say(N_("belum diketahui"))
    told = [span.say(N_("satu kapal"))] if chosen.batch is not None else []
    if chosen.province is not None:
        told.append(persons.province_name(chosen.province, span))
    told += [part or none for part in (chosen.head_class,) if part is not None]
    if chosen.nationality is not None:
        told.append(span.name("kewarganegaraan", chosen.nationality) or none)
    return ", ".join(told)


def _refuse_region(code: str | None) -> None:
    if code and Regions.load().path(code).province is None:
        raise UserError(
            "report.region",
            _("Provinsi {code} tidak dikenal; laporan tidak dibuat.").format(code=code),
            _("Pilih provinsi dari daftar."),
        )


def need_made(r: Reading, code: str) -> None:
    """Refuse a kind that is off at this post."""
    if not made_here(r, code):
        raise UserError(
            "report.off",
            _("{title} tidak dipakai di pos ini; tidak ada yang dikirim.").format(title=kind(code).title),
            _("Kepala pos dapat memakainya di layar Laporan."),
        )
