"""The tables an office declares: its numbers, marked as such, with where they come from below; empty is never zero."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel.clock import local
from app.kernel.i18n import N_
from app.reports.declaring import NAME, THEN, Entry, Place, Standing, declared, published
from app.reports.funding import percent
from app.reports.rules import declared as rules
from app.reports.rules.declared import HIDDEN
from app.reports.rules.periods import QUARTER, Period, parsed
from app.reports.span import Span
from app.reports.subjects import INDICATED, VICTIMS, Group, group_of, groups_of
from app.reports.table import TOTAL, Behind, Cell, Heading, Line, Section, Table, key_of
from app.store.work import Reading

NOT_RECORDED = N_("belum dicatat")
_MARKED = N_("Menurut isian kantor, bukan hitungan aplikasi ini.")
_SMALL = N_("<5: kurang dari lima. Satu korban dapat masuk beberapa jenis; baris tidak dijumlahkan.")


@dataclass(frozen=True)
class Seen:
    """A row as the report may show it: its entry and its number (None: hidden); `held` when a sent report says it."""

    entry: Entry
    number: int | None
    held: bool = False


@dataclass(frozen=True)
class Figures:
    """Every declared row of a period: how it stands and what of it is shown."""

    standing: Mapping[Place, Standing]
    seen: Mapping[Place, Seen]

    def cell(self, span: Span, place: Place) -> Cell:
        """A row's number; in words where nothing is entered, or few victims are."""
        found = self.seen.get(place)
        if found is None:
            return Cell(span.say(NOT_RECORDED))
        return Cell(HIDDEN if found.number is None else found.number, key_of(NAME, *place))


@dataclass(frozen=True)
class PageRow:
    """A row to enter: what it is called, what stands there, who entered each, whether a sent report holds it."""

    subject: str
    name: str
    standing: Standing
    told: tuple[str, ...]
    held: bool = False


@dataclass(frozen=True)
class Page:
    """The rows of one table and one period; `locked` says why nothing can be entered yet."""

    group: Group
    period: Period
    title: str
    today: date
    rows: tuple[PageRow, ...]
    locked: str = ""

    @property
    def key(self) -> str:
        """What it is told apart by."""
        return f"{self.group.code}/{self.period.code}"

    @property
    def entered(self) -> int:
        """How many rows are filled in."""
        return sum(row.standing.shown is not None for row in self.rows)

    @property
    def undecided(self) -> bool:
        """Whether two desks entered a row differently."""
        return any(row.standing.others for row in self.rows)


def is_declared(key: str) -> bool:
    """Whether a cell's key is that of a declared figure, of this period or the one before."""
    return key.startswith((f"{NAME}/", f"{THEN}/{NAME}/"))


def figures(r: Reading, span: Span) -> Figures:
    """What stands in a period, read once for a report."""
    return span.once(NAME, lambda: _figures(r, span.period))


def pages(r: Reading, span: Span) -> tuple[Page, ...]:
    """The tables a report of this kind has, as they are entered; victims a quarter each."""
    found = figures(r, span)
    return tuple(
        _page(group, span, found, one)
        for group in groups_of(span.period)
        for one in group.periods(span.period)
        if not one.future(span.today)
    )


def undecided(r: Reading, span: Span) -> list[str]:
    """The rows two desks entered differently, by name."""
    found = figures(r, span).standing
    return [
        group.name(span, subject, period)
        for group, period, subject in _rows(span.period)
        if (period.code, subject) in found and found[period.code, subject].others
    ]


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """A table for each group a report of this kind has."""
    for group in groups_of(span.period):
        yield _table(group, span, figures(r, span))


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """Who entered a figure, when and from where; what it was before and what another desk says weigh nothing.

    Of victims only what the report prints: whoever may enter them sees the rest where they are entered.
    """
    code, subject = key
    period = parsed(QUARTER, code) or span.period
    found = _figures(r, period)
    seen, standing = found.seen.get((code, subject)), found.standing.get((code, subject))
    if seen is None or standing is None:
        return
    yield Behind(seen.entry.source, _told(span, seen.entry), seen.number or 0)
    if seen.held:
        yield Behind(span.say(_held_text()), "", 0)
    if group_of(subject).sensitive:
        return
    for text, entries in ((N_("Loket lain: {n}"), standing.others), (N_("Sebelumnya: {n}"), standing.earlier)):
        for one in entries:
            said = one.said or span.say(NOT_RECORDED)
            yield Behind(span.say(text).format(n=said), " · ".join((one.source, _told(span, one))).strip(" ·"), 0)


def compared(r: Reading, span: Span, before: Span) -> Iterator[tuple[str, Cell, Cell]]:
    """Name, number now and number in the period before, of the rows entered then: others have nothing beside them."""
    now, then = figures(r, span), figures(r, before)
    for group, period, subject in _rows(span.period):
        earlier = period.before
        if earlier is None or len(group.periods(span.period)) > 1:
            continue  # victims are told by quarter: a half year has no number to compare
        here, there = (period.code, subject), (earlier.code, subject)
        if there in then.seen:
            name = span.say(N_("{what} (isian kantor)")).format(what=group.name(span, subject, period))
            yield name, now.cell(span, here), then.cell(span, there)


def change(now: Cell, then: Cell) -> tuple[Cell, Cell]:
    """Difference and share of two cells; nothing where one of them is no number."""
    if not (isinstance(now.value, int) and isinstance(then.value, int)):
        return Cell(None), Cell(None)
    return Cell(now.value - then.value), Cell(percent(now.value - then.value, then.value))


def _figures(r: Reading, period: Period) -> Figures:
    rows = list(_rows(period))
    standing = declared(r, list(dict.fromkeys([period, *(one for _group, one, _subject in rows)])))
    said = {one.code: published(r, one) for one in {one for group, one, _subject in rows if group.sensitive}}
    seen = {
        place: _seen(one.shown, said.get(place[0], {}).get(place[1], []))
        for place, one in standing.items()
        if one.shown is not None
    }
    return Figures(standing, seen)


def _seen(entry: Entry, said: Sequence[int | None]) -> Seen:
    """A number of victims that would differ by a few from a sent report stays as it was sent."""
    if rules.apart(said, entry.number):
        return Seen(entry, entry.number)
    return Seen(entry, said[-1], held=True)


def _rows(period: Period) -> Iterator[tuple[Group, Period, str]]:
    for group in groups_of(period):
        for one in group.periods(period):
            yield from ((group, one, subject) for subject in group.subjects())


def _table(group: Group, span: Span, found: Figures) -> Table:
    periods = group.periods(span.period)
    columns = {TOTAL: periods[0]} if not group.sensitive else {one.code: one for one in periods}
    lines = []
    for subject in _shown(group, periods, found):
        cells = {name: found.cell(span, (one.code, subject)) for name, one in columns.items()}
        open_still = any(found.standing.get((one.code, subject), Standing()).others for one in periods)
        label = Cell(group.name(span, subject, span.period))
        lines.append(Line({"label": label, **cells}, "warn" if open_still else ""))
    if len(lines) == 1 and group.code == VICTIMS:
        empty = {name: Cell(span.say(NOT_RECORDED)) for name in columns}
        lines.append(Line({"label": Cell(span.say(N_("Kasus menurut jenisnya"))), **empty}))
    quarters = {one.code: span.say(N_("Triwulan {n}")).format(n=one.number) for one in periods}
    titles = quarters if group.sensitive else {TOTAL: span.say(N_("Isian kantor"))}
    headings = (
        Heading("label", span.say(N_("Uraian")), wide=True),
        *(Heading(name, title, number=True) for name, title in titles.items()),
    )
    return Table(group.code, span.say(group.title), headings, tuple(lines), _note(group, span, found, periods))


def _page(group: Group, span: Span, found: Figures, period: Period) -> Page:
    title = span.say(group.title)
    if group.sensitive:
        title = span.say(N_("TPPO triwulan {n}")).format(n=period.number)
    running = group.sensitive and period.running(span.today)
    locked = span.say(N_("Diisi sesudah triwulan ini lewat.")) if running else ""
    rows = []
    for subject in group.subjects():
        place = (period.code, subject)
        one, seen = found.standing.get(place, Standing()), found.seen.get(place)
        told = tuple(_told(span, entry) for entry in one.all)
        held = seen is not None and seen.held
        rows.append(PageRow(subject, group.name(span, subject, period), one, told, held))
    return Page(group, period, title, span.today, tuple(rows), locked)


def _shown(group: Group, periods: Sequence[Period], found: Figures) -> list[str]:
    """The rows printed: all of a list, of the kinds of cases only those somebody entered."""

    def entered(subject: str) -> bool:
        return any((one.code, subject) in found.seen for one in periods)

    first = f"{VICTIMS}.{INDICATED}"
    return [one for one in group.subjects() if group.code != VICTIMS or one == first or entered(one)]


def _note(group: Group, span: Span, found: Figures, periods: Sequence[Period]) -> str:
    """Where the numbers come from: rows of one source told together."""
    told: dict[str, list[str]] = {}
    held = False
    for one in periods:
        for subject in group.subjects():
            seen = found.seen.get((one.code, subject))
            if seen is None:
                continue
            name = group.name(span, subject, one)
            if group.sensitive:
                name = span.say(N_("{what}, triwulan {n}")).format(what=name, n=one.number)
            told.setdefault(_source(span, seen.entry), []).append(name)
            held = held or seen.held
    if not told:
        return ""
    if len(told) == 1:
        told = {source: [span.say(N_("Semua yang terisi"))] for source in told}
    said = [span.say(_MARKED), *(f"{'; '.join(names)}: {source}." for source, names in told.items())]
    said += [span.say(_SMALL)] if group.sensitive else []
    said += [span.say(_held_text())] if held else []
    said += [span.say(N_("Isian kantor tidak ikut disaring."))] if span.filters else []
    return " ".join(said)


def _held_text() -> str:
    return N_("Angka yang berubah kurang dari lima sesudah laporan dikirim tetap seperti yang dikirim.")


def _source(span: Span, entry: Entry) -> str:
    day = f"{entry.as_of:%d-%m-%Y}" if entry.as_of else ""
    text = N_("{source} (keadaan {day}, diisi {who})")
    return span.say(text).format(source=entry.source.rstrip("."), day=day, who=entry.officer)


def _told(span: Span, entry: Entry) -> str:
    """Who typed an entry, at which desk and when, and of which day it is."""
    when = f"{local(entry.at, span.zone):%d-%m-%Y %H.%M}"
    text = N_("diisi {who}, loket {desk}, {when}") if not entry.withdrawn else N_("ditarik {who}, loket {desk}, {when}")
    said = [span.say(text).format(who=entry.officer, desk=entry.desk, when=when)]
    if entry.as_of:
        said.insert(0, span.say(N_("keadaan {day}")).format(day=f"{entry.as_of:%d-%m-%Y}"))
    if entry.chosen_by:
        said.append(span.say(N_("dipilih {who}")).format(who=entry.chosen_by))
    return " · ".join(said)


SECTION: Section[Span] = Section(NAME, tables, behind)
