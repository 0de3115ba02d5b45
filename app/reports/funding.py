"""Money of a period (R22 Ps. 24, R8 Ps. 32): what was set aside beside what was spent, by fund and by kind."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlmodel import select

from app.kernel.i18n import N_, _, ngettext
from app.kernel.ids import derived_id
from app.reconciliation.balance_of import names_of
from app.reference.enumerations import choices
from app.reference.words import grouped
from app.registration.live import live
from app.reports.records import Budget
from app.reports.span import Span
from app.reports.spending import CASH, GOODS, HOUSE, MEALS, TICKETS, Spent, spent, unvalued
from app.reports.table import TOTAL, UNKNOWN, Behind, Cell, Heading, Line, Section, Table, key_of
from app.shelter import aid_items
from app.store.work import Reading

NAME = "dana"
SET_ASIDE, SPENT, LEFT, SHARE = "pagu", "realisasi", "sisa", "persen"
UNSAID, EVERY = "-", "semua"
Sums = Counter[tuple[str, str]]
TITLES = {
    MEALS: N_("Permakanan"),
    TICKETS: N_("Tiket"),
    GOODS: N_("Bantuan barang"),
    CASH: N_("Uang tunai"),
    HOUSE: N_("Dipakai rumah"),
}


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """What each fund set aside, spent and has left; then what was spent, by kind and fund."""
    sums = _sums(spent(r, span))
    aside = budgets(r, span.period.kind, span.period.code)
    named = {one.code: span.name("sumber_dana", one.code) for one in choices("sumber_dana")}
    if sums[TOTAL, UNSAID]:
        named[UNSAID] = span.say(N_("Sumber belum dicatat"))
    lines = [_line(name, fund, sums, aside.get(fund)) for fund, name in named.items()]
    whole = sum(aside.values()) if aside else None
    lines.append(Line(_line(span.say(N_("Jumlah")), EVERY, sums, whole).cells, sum=True))
    yield Table(
        "funding", span.say(N_("Pagu dan realisasi (rupiah)")), _headings(span), tuple(lines), _note(span, aside)
    )
    yield _by_kind(r, span, sums, [fund for fund in named if fund != UNSAID])


def _by_kind(r: Reading, span: Span, sums: Sums, funds: Sequence[str]) -> Table:
    """A line for each kind of spending, a column for each fund."""
    columns = {**{fund: fund for fund in funds}, UNKNOWN: UNSAID, TOTAL: EVERY}
    titles = {fund: span.name("sumber_dana", fund) for fund in funds}
    titles |= {UNKNOWN: "?", TOTAL: span.say(N_("Jumlah"))}
    shown = [name for name, fund in columns.items() if span.on_paper or name == TOTAL or sums[TOTAL, fund]]
    lines = []
    for kind, text in (*TITLES.items(), (TOTAL, N_("Jumlah"))):
        if kind == HOUSE and span.period.first is None:
            continue  # a ship uses nothing up
        cells = {name: Cell(sums[kind, fund], key_of(NAME, kind, fund)) for name, fund in columns.items()}
        lines.append(Line({"label": Cell(span.say(text)), **cells}, sum=kind == TOTAL))
    first = Heading("label", span.say(N_("Jenis")), wide=True)
    numbers = [Heading(name, titles[name], number=True) for name in shown]
    notes = [span.say(N_("?: sumber dananya belum dicatat."))] if sums[TOTAL, UNSAID] else []
    if free := unvalued(r, span):
        text = span.say(N_("Dipakai rumah tanpa nilai satuan, dihitung nol: {items}."))
        notes.append(text.format(items=", ".join(free)))
    title = span.say(N_("Realisasi menurut jenis (rupiah)"))
    return Table("spent", title, (first, *numbers), tuple(lines), " ".join(notes))


def _sums(found: Sequence[Spent]) -> Sums:
    """(kind, fund) → rupiah, with the sums over all of either."""
    sums: Sums = Counter()
    for one in found:
        for kind in (one.kind, TOTAL):
            for fund in (one.fund or UNSAID, EVERY):
                sums[kind, fund] += one.rupiah
    return sums


def _fits(one: Spent, kind: str, fund: str) -> bool:
    return kind in (TOTAL, one.kind) and fund in (EVERY, one.fund or UNSAID)


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """The single sums of a fund: days of meals, tickets and aid with whom they were for."""
    kind, fund = key
    found = [one for one in spent(r, span) if _fits(one, kind, fund)]
    names = {head.stay_id: head.display for head in names_of(r, sorted({one.stay for one in found if one.stay}))}
    items = {one.code: one.name for one in aid_items.items(r, everything=True)}
    for one in sorted(found, key=lambda one: (one.day, one.kind, one.stay)):
        what = " · ".join(filter(None, (f"{one.day:%d-%m-%Y}", _(TITLES[one.kind]), items.get(one.item, one.item))))
        if one.kind == MEALS:
            yield Behind(
                ngettext("{n} orang makan", "{n} orang makan", one.people).format(n=grouped(one.people)),
                what,
                one.rupiah,
            )
        elif one.kind == HOUSE:
            yield Behind(one.said or _("dipakai rumah"), f"{what} · {grouped(one.people)}", one.rupiah, ("stock", ""))
        else:
            yield Behind(names.get(one.stay, _("pendamping perjalanan")), what, one.rupiah, ("people", one.stay))


def budget_id(kind: str, period: str, fund: str) -> str:
    """The row that says what a fund set aside for a period."""
    return derived_id("report.budget", kind, period, fund)


def budgets(r: Reading, kind: str, period: str) -> dict[str, int]:
    """Fund → rupiah set aside for a period."""
    mine = select(Budget).where(live(r, Budget), Budget.kind == kind, Budget.period == period)
    return {row.fund: row.rupiah for row in r.all(mine)}


def _line(label: str, fund: str, sums: Sums, aside: int | None) -> Line:
    whole = sums[TOTAL, fund]
    cells = {"label": Cell(label), SET_ASIDE: Cell(aside), SPENT: Cell(whole, key_of(NAME, TOTAL, fund))}
    if aside is not None:
        cells |= {LEFT: Cell(aside - whole), SHARE: Cell(percent(whole, aside))}
    return Line(cells, "bad" if aside is not None and whole > aside else "")


def percent(part: int, whole: int) -> str:
    """“12,5 %”; nothing of nothing has no share."""
    if not whole:
        return ""
    tenths = (abs(part) * 2000 + abs(whole)) // (2 * abs(whole))
    sign = "−" if (part < 0) != (whole < 0) and tenths else ""
    return f"{sign}{grouped(tenths // 10)},{tenths % 10} %"


def _note(span: Span, aside: dict[str, int]) -> str:
    notes = [] if aside else [N_("Pagu belum diisi.")]
    if span.filters:
        notes.append(N_("Angka dana untuk seluruh masa, tidak ikut disaring."))
    return " ".join(span.say(note) for note in notes)


def _headings(span: Span) -> tuple[Heading, ...]:
    whole = {SET_ASIDE: N_("Pagu"), SPENT: N_("Realisasi"), LEFT: N_("Sisa")}
    first, share = Heading("label", span.say(N_("Sumber dana")), wide=True), Heading(SHARE, span.say(N_("Terpakai")))
    return (first, *(Heading(name, span.say(text), number=True) for name, text in whole.items()), share)


SECTION: Section[Span] = Section(NAME, tables, behind)
