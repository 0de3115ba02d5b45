"""How people were (R22 Ps. 28(5)c): how long they stayed, who needs more care, health in figures.

Health comes only as the figures its own officers handed over; victims of trafficking are `declared`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from app.kernel.clock import local
from app.kernel.i18n import N_
from app.reconciliation.balance_of import in_scope
from app.reconciliation.postings import posting
from app.reconciliation.rules.equation import CARE
from app.reference.enumerations import choices
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Vulnerability
from app.reports.health import EXPLAINED, Figures, Telling, figure_name, in_order, quarters_told, shown
from app.reports.persons import class_cells, class_headings, heads_with
from app.reports.span import Span
from app.reports.table import TOTAL, UNKNOWN, Behind, Cell, Heading, Line, Section, Table, key_of
from app.store.work import Reading

NAME = "keadaan"
STAYED, GROUND, HEALTH = "tinggal", "rentan", "health"
ELDER = 60
BANDS = ((1, N_("Sampai 1 hari")), (3, N_("2–3 hari")), (7, N_("4–7 hari")), (14, N_("8–14 hari")))
LONGER = N_("Lebih dari 14 hari")


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """Length of stay, grounds of vulnerability, health."""
    yield _stayed_table(r, span)
    yield _grounds_table(r, span)
    if span.period.first is not None:
        yield _health_table(r, span)


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """The heads of a length of stay or of a ground."""
    what, value, wanted = key
    rows = _stayed(r, span, posting.c.stay) if what == STAYED else _grounds(r, span, posting.c.stay)
    mine: Counter[str] = Counter()
    for one in rows:
        if one.code == value and _is(one.head_class, wanted):
            mine[one.stay] += one.heads
    yield from heads_with(r, dict(mine))


def _is(head_class: str, wanted: str) -> bool:
    return wanted == TOTAL or (head_class or UNKNOWN) == wanted


@dataclass(frozen=True)
class _Counted:
    """So many heads of a class under a code; one head when its stay was asked for."""

    code: str
    head_class: str
    heads: int
    stay: str = ""


def _stayed_table(r: Reading, span: Span) -> Table:
    counts = _by_class(_stayed(r, span))
    named = [(str(most), text) for most, text in BANDS] + [("", LONGER)]
    lines = [_line(span, STAYED, code, span.say(text), counts.get(code, {})) for code, text in named]
    headings = class_headings(span, N_("Lama tinggal"))
    note = span.say(N_("Dari hari tiba sampai keluar dari pos, menurut yang keluar dalam masa ini."))
    return Table("stayed", span.say(N_("Lama tinggal")), headings, tuple(lines), note)


def _stayed(r: Reading, span: Span, *by: Any) -> Iterator[_Counted]:
    """Every leaving of the period by length of stay, counted by the database."""
    first = posting.alias("first")
    same = (first.c.site == posting.c.site) & (first.c.stay == posting.c.stay) & (first.c.step == 1)
    keys = (posting.c.head_class, first.c.day, posting.c.day, *by)
    left = (posting.c.source.in_(CARE), posting.c.account.not_in(CARE), posting.c.body.is_(False))
    query = select(func.count(), *keys).select_from(posting.join(first, same))
    query = query.where(*in_scope(r, span.ledger), *left, *span.wanted()).group_by(*keys)
    for heads, head_class, arrived, gone, *stay in r.rows(query):
        days = (gone - arrived).days
        yield _Counted(next((str(most) for most, _text in BANDS if days <= most), ""), head_class, heads, *stay)


def _grounds_table(r: Reading, span: Span) -> Table:
    counts = _by_class(_grounds(r, span))
    lines = [
        _line(span, GROUND, one.code, span.name("rentan", one.code), counts[one.code])
        for one in choices("rentan")
        if one.code in counts
    ]
    note = span.say(N_("Di antara yang tiba atau lahir; satu orang dapat ada di beberapa baris."))
    return Table(GROUND, span.say(N_("Kelompok rentan")), class_headings(span, N_("Kelompok")), tuple(lines), note)


def _grounds(r: Reading, span: Span, *by: Any) -> Iterator[_Counted]:
    """Those who came in the period by ground: what age tells, and what officers noted; a ground twice noted is one."""
    came = (posting.c.site == position.c.site) & (posting.c.stay == position.c.stay) & (posting.c.step == 1)
    mine = (*in_scope(r, span.ledger), *span.wanted(), posting.c.body.is_(False))
    keys = (posting.c.head_class, position.c.age, position.c.infant, *by)
    query = select(func.count(), *keys).select_from(position.join(posting, came)).where(*mine).group_by(*keys)
    for heads, head_class, age, infant, *stay in r.rows(query):
        yield from (_Counted(code, head_class, heads, *stay) for code in _by_age(head_class, age, infant))
    noted = (col(Vulnerability.site_id) == posting.c.site) & (col(Vulnerability.stay_id) == posting.c.stay)
    told = (col(Vulnerability.kind), posting.c.head_class, *by)
    kinds = select(func.count(posting.c.stay.distinct()), *told).select_from(posting)
    kinds = kinds.join(Vulnerability, noted & (posting.c.step == 1)).where(*mine, live(r, Vulnerability))
    neutral = {one.code for one in choices("rentan") if not one.sensitive}
    for heads, kind, head_class, *stay in r.rows(kinds.group_by(*told)):
        if kind in neutral:
            yield _Counted(kind, head_class, heads, *stay)


def _by_age(head_class: str, age: int | None, infant: bool) -> Iterator[str]:
    if head_class in ("AL", "AP"):
        yield "anak"
    if infant or (age is not None and age < 5):
        yield "bayi_balita"
    if age is not None and age >= ELDER:
        yield "lansia"


def _by_class(rows: Iterator[_Counted]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in rows:
        found.setdefault(one.code, Counter())[one.head_class] += one.heads
    return found


def _line(span: Span, what: str, code: str, label: str, counts: dict[str, int]) -> Line:
    return Line({"label": Cell(label), **class_cells(counts, lambda name: key_of(NAME, what, code, name))})


def _health_table(r: Reading, span: Span) -> Table:
    """A column for each quarter; nothing is summed, for a hidden count would be found from the sum."""
    told = quarters_told(r, span)
    title, first = span.say(N_("Kesehatan")), Heading("label", span.say(N_("Uraian")), wide=True)
    if not any(told.values()):
        return Table(HEALTH, title, (first,), (), span.say(N_("Belum diserahkan oleh petugas kesehatan.")))
    latest: dict[str, Figures] = {code: found[-1].figures if found else {} for code, found in told.items()}
    headings = [first, *(Heading(code, span.say(N_("Triwulan {n}")).format(n=code[-1]), number=True) for code in told)]
    codes = in_order(code for figures in latest.values() for code in figures)
    lines = [
        Line({"label": Cell(figure_name(span, code)), **{q: Cell(shown(span, code, latest[q])) for q in told}})
        for code in codes
    ]
    note = " ".join([span.say(EXPLAINED), *(_told(span, code, found) for code, found in told.items())])
    return Table(HEALTH, title, tuple(headings), tuple(lines), note)


def _told(span: Span, code: str, found: Sequence[Telling]) -> str:
    """Who handed a quarter over and when, and which telling that replaces."""
    if not found:
        return span.say(N_("Triwulan {n} belum diserahkan oleh petugas kesehatan.")).format(n=code[-1])
    when = [f"{local(one.at, span.zone):%d-%m-%Y %H.%M}" for one in found]
    text = N_("Triwulan {n} diserahkan {when} oleh {who}.")
    if len(found) > 1:
        text = N_("Triwulan {n} diserahkan {when} oleh {who}, menggantikan yang diserahkan {before}.")
    before = when[-2] if len(found) > 1 else ""
    return span.say(text).format(n=code[-1], when=when[-1], who=found[-1].officer, before=before)


SECTION: Section[Span] = Section(NAME, tables, behind)
