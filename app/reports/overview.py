"""Everything the screen of a report shows at once: the report, the choices above it, what was sent, what is open."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.access.days import today
from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.reconciliation.postings import posting
from app.reference.enumerations import choices, name_of
from app.reports import declared, periodic
from app.reports.declared import Page
from app.reports.drafting import made_here
from app.reports.kinds import BATCH, HALF, LEVELS, QUARTER, Kind, kind, route
from app.reports.periodic import Want, Whole
from app.reports.persons import province_name
from app.reports.rules.periods import KINDS, containing
from app.reports.sending import Sent, open_differences, sent_reports
from app.reports.span import Span
from app.store.work import Reading

Options = tuple[tuple[str, str], ...]
UNKNOWN = "-"
"""What a choice says for those of whom it is not known; the filter itself is empty text."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen: code and name each, in the order shown."""

    periods: Options
    levels: Options
    ships: Options
    provinces: Options
    classes: Options
    nations: Options


@dataclass(frozen=True)
class Overview:
    """A report on the screen, with what is declared in it; `whole` is None when there is no such period yet."""

    whole: Whole | None
    kind: Kind
    choices: Choices
    sent: tuple[Sent, ...]
    marks: tuple[str, ...]
    made: bool
    pages: tuple[Page, ...] = ()


def kinds() -> Options:
    """The kinds of reports of a period."""
    return tuple((code, kind(code).title) for code in (HALF, QUARTER, BATCH) if code in KINDS)


def overview(r: Reading, want: Want, now: datetime) -> Overview:
    """The report wanted; without a code the latest period of its kind."""
    made = kind(want.kind)
    offered = _choices(r, want)
    if not want.code and offered.periods:
        want = replace(want, code=offered.periods[0][0])
    if not want.code:
        return Overview(None, made, offered, (), (), made_here(r, want.kind))
    found = periodic.whole(r, want, now)
    sent = tuple(sent_reports(r, want.kind, want.code))
    marks = () if want.filters else open_differences(r, want)
    pages = declared.pages(r, periodic.span_of(r, want))
    return Overview(found, made, offered, sent, marks, made_here(r, want.kind), pages)


def _choices(r: Reading, want: Want) -> Choices:
    span = Span(containing(HALF, today(r)), today(r))
    provinces = sorted(
        ((code or UNKNOWN, province_name(code, span)) for code in _values(r, "province")), key=lambda one: one[1]
    )
    nations = [(one.code, one.name) for one in choices("kewarganegaraan")]
    return Choices(
        periods=tuple(periodic.periods(r, want.kind)),
        levels=tuple((level, route(level, want.kind).name) for level in LEVELS),
        ships=tuple(periodic.periods(r, BATCH)),
        provinces=tuple(provinces),
        classes=(*((code, name_of("kelompok_hitung", code)) for code in CLASSES), (UNKNOWN, _("Belum diketahui"))),
        nations=(*nations, (UNKNOWN, _("Belum diketahui"))),
    )


def _values(r: Reading, name: str) -> list[str]:
    column = posting.c[name]
    return [row[0] for row in r.rows(select(column).where(posting.c.site == r.site_id).distinct())]
