"""People of a period in figures: the equation of R22 Ps. 10, the accounts, and both by month, ship and destination."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.kernel.i18n import N_, NP_, _
from app.manifest import letters
from app.reconciliation.balance_of import CAME as INTO
from app.reconciliation.balance_of import CLOSING, WENT, balances, names_of, postings_behind, stays_behind
from app.reconciliation.balance_of import OPENING as BEGUN
from app.reconciliation.postings import posting
from app.reconciliation.rules.equation import DEAD, ELSEWHERE
from app.reconciliation.rules.posting import SOURCES
from app.reference.regions import Regions
from app.reports import cube as ledger
from app.reports.cube import Cube, weights
from app.reports.rules.periods import months
from app.reports.span import Span
from app.reports.table import HEAD_FIELDS, TOTAL, UNKNOWN, Behind, Cell, Heading, Line, Section, Table, key_of
from app.store.work import Reading

NAME = "orang"
WHOLE, MONTH, SHIP, PROVINCE, NATION, ACCOUNT = "semua", "bulan", "kapal", "provinsi", "bangsa", "akun"
REGENCY, INDENT = "kabkota", "\u00a0" * 4
MEASURED = (
    (ledger.CAME, N_("Datang")),
    (ledger.HOME, N_("Sampai")),
    (ledger.ELSE, N_("Lain")),
    (ledger.ON_THE_WAY, N_("Di jalan")),
    (ledger.IN_CARE, N_("Di pos")),
)
"""Columns: everybody to account for, who reached home, went another way, is on the way, is still here."""
FLOWING = (*((ledger.ARRIVED, N_("Tiba")), (ledger.BORN, N_("Lahir"))), *MEASURED[1:3])
"""What a month can be asked: who is on the way or at the post belongs to its end, not to it."""


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """Every table of people of a period."""
    found = ledger.cube(r, span)
    yield _equation(found, span)
    if span.period.first is not None:
        yield _grouped(found, span, MONTH, _months(found, span))
    if span.batch is None:
        yield _grouped(found, span, SHIP, _ships(r, found, span))
    yield _grouped(found, span, PROVINCE, _provinces(found, span))
    if span.regencies:
        yield _by_regency(found, span)
    yield _grouped(found, span, NATION, _nations(found, span))
    if not (span.filters.head_class or span.filters.nationality):
        yield _accounts(r, span)


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """The heads behind a number of the equation or of one of its parts, or the postings of an account."""
    group, value, measure, wanted = key
    if group == ACCOUNT:
        yield from _behind_account(r, span, value, measure)
        return
    also: list[ColumnElement[bool]] = [_of_group(r.site_id, span, group, value)] if group != WHOLE else []
    if wanted != TOTAL:
        also.append(posting.c.head_class == ("" if wanted == UNKNOWN else wanted))
    yield from heads_with(r, weights(r, span, measure, also))


def heads_with(r: Reading, often: dict[str, int]) -> Iterator[Behind]:
    """These heads as rows behind a number, by name, each with its weight."""
    for head in names_of(r, sorted(often)):
        age = f"{head.age} th" if head.age is not None else ""
        detail = " · ".join(part for part in (head.head_class or "?", age, head.destination_text or "") if part)
        yield Behind(head.display, detail, often[head.stay_id], ("people", head.stay_id))


def class_headings(span: Span, first: str) -> tuple[Heading, ...]:
    """A label and the columns of a head count."""
    titles = {UNKNOWN: "?", TOTAL: span.say(N_("Jumlah"))}
    numbers = tuple(Heading(name, titles.get(name, name), number=True) for name in HEAD_FIELDS)
    return (Heading("label", span.say(first), wide=True), *numbers)


def class_cells(counts: dict[str, int], key: Callable[[str], str]) -> dict[str, Cell]:
    """Counts by class ("" not known) as the cells of a head count."""
    numbers = {name: counts.get("" if name == UNKNOWN else name, 0) for name in HEAD_FIELDS[:-1]}
    numbers[TOTAL] = sum(counts.values())
    return {name: Cell(number, key(name)) for name, number in numbers.items()}


def account_name(span: Span, code: str) -> str:
    """An account as a report calls it."""
    own = {SOURCES[0]: N_("Di luar (yang tiba)"), SOURCES[1]: N_("Lahir di pos")}
    return span.say(own[code]) if code in own else span.name("akun_orang", code)


def _equation(found: Cube, span: Span) -> Table:
    lines = [_line(found, span, measure, text) for measure, text in _told(found, span)]
    note = span.say(N_("Datang = sampai di rumah + jalan lain + dalam perjalanan + masih di pos."))
    return Table("people", span.say(N_("Orang")), class_headings(span, N_("Uraian")), tuple(lines), note)


def _told(found: Cube, span: Span) -> Iterator[tuple[str, str]]:
    """The measures of the equation with what they are called; those that are rare only where they hold somebody."""
    came = {
        ledger.OPENING: N_("Saldo awal: di pos dan dalam perjalanan"),
        ledger.ARRIVED: N_("+ Tiba"),
        ledger.BORN: N_("+ Lahir di pos"),
        ledger.RETURNED: N_("+ Kembali sesudah keluar"),
    }
    for measure, text in came.items():
        if measure == ledger.ARRIVED or found.total(measure):
            yield measure, span.say(text)
    yield ledger.CAME, span.say(N_("= Harus dipertanggungjawabkan"))
    yield ledger.HOME, span.say(N_("Sampai di rumah"))
    for code in ELSEWHERE:
        if code != DEAD[1] and found.total(code):
            yield code, span.name("akun_orang", code)
    yield ledger.ON_THE_WAY, span.say(N_("Dalam perjalanan"))
    yield ledger.IN_CARE, span.say(N_("Masih di pos"))
    if found.total(ledger.BODIES):
        yield ledger.BODIES, span.say(N_("Jenazah yang tiba (di luar hitungan)"))


def _line(found: Cube, span: Span, measure: str, label: str) -> Line:
    cells = class_cells(found.by_class(measure), lambda name: key_of(NAME, WHOLE, "", measure, name))
    return Line({"label": Cell(label), **cells}, sum=measure == ledger.CAME)


def _grouped(found: Cube, span: Span, group: str, parts: Sequence[tuple[str, str, Cube]]) -> Table:
    """A line for each part and their sum; arrivals by class, then where those people are."""
    titles = {
        MONTH: (N_("Menurut bulan"), N_("Bulan")),
        SHIP: (N_("Menurut kapal atau rombongan"), N_("Kapal atau rombongan")),
        PROVINCE: (N_("Menurut provinsi tujuan"), N_("Provinsi")),
        NATION: (N_("Menurut kewarganegaraan"), N_("Kewarganegaraan")),
    }
    measures = FLOWING if group == MONTH else MEASURED
    lines = []
    for value, label, part in parts:
        cells = {m: Cell(part.total(m), key_of(NAME, group, value, m, TOTAL)) for m, _title in measures}
        lines.append(Line({"label": Cell(label), **cells}))
    if lines:
        sums = {m: Cell(found.total(m), key_of(NAME, WHOLE, "", m, TOTAL)) for m, _title in measures}
        lines.append(Line({"label": Cell(span.say(N_("Jumlah"))), **sums}, sum=True))
    title, first = titles[group]
    numbers = tuple(Heading(m, span.say(text), number=True) for m, text in measures)
    return Table(group, span.say(title), (Heading("label", span.say(first), wide=True), *numbers), tuple(lines))


def _months(found: Cube, span: Span) -> list[tuple[str, str, Cube]]:
    """Each month that has begun, with what passed in it."""
    parts = found.part(lambda flow: str(flow.month))
    return [
        (str(number), f"{first:%m-%Y}", _within(parts.get(str(number), Cube(()))))
        for number, (first, _last) in enumerate(months(span.period))
        if first <= span.today
    ]


def _within(found: Cube) -> Cube:
    return Cube(tuple(flow for flow in found.flows if flow.when != ledger.BEFORE))


def _ships(r: Reading, found: Cube, span: Span) -> list[tuple[str, str, Cube]]:
    """Each ship whose people this period has to account for, by its day."""
    named = {batch.id: batch for batch in letters.batches(r)}
    parts = found.part(lambda flow: flow.batch)
    none = span.say(N_("Tanpa kapal: dicatat satu per satu"))
    known = [code for code in parts if code in named]
    order = [
        *sorted(known, key=lambda code: (named[code].day, named[code].name)),
        *(c for c in parts if c not in named),
    ]
    labels = {code: f"{batch.name}, {batch.day:%d-%m-%Y}" for code, batch in named.items()}
    return [(code, labels.get(code, none), parts[code]) for code in order if _counts(parts[code])]


def _provinces(found: Cube, span: Span) -> list[tuple[str, str, Cube]]:
    parts = found.part(lambda flow: flow.province)
    named = {code: province_name(code, span) for code in parts}
    order = sorted(parts, key=lambda code: (not code, named[code]))
    return [(code, named[code], parts[code]) for code in order if _counts(parts[code])]


def _by_regency(found: Cube, span: Span) -> Table:
    """A line for each province and under it one for each of its regencies (R22 Ps. 28, R8 Ps. 31)."""
    provinces = found.part(lambda flow: flow.regency[:2])
    lines: list[Line] = []
    for code, name, whole in _named_parts(provinces, lambda code: province_name(code, span)):
        lines.append(Line(_measured(name, whole, PROVINCE, code)))
        parts = whole.part(lambda flow: flow.regency)
        if code and set(parts) != {code}:
            under = _named_parts(parts, lambda regency: _regency_name(regency, span))
            lines += [Line(_measured(f"{INDENT}{label}", part, REGENCY, regency)) for regency, label, part in under]
    if lines:
        lines.append(Line(_measured(span.say(N_("Jumlah")), found, WHOLE, ""), sum=True))
    numbers = tuple(Heading(m, span.say(text), number=True) for m, text in MEASURED)
    first = Heading("label", span.say(N_("Provinsi, kabupaten/kota")), wide=True)
    return Table(REGENCY, span.say(N_("Menurut kabupaten/kota tujuan")), (first, *numbers), tuple(lines))


def _measured(label: str, part: Cube, group: str, value: str) -> dict[str, Cell]:
    cells = {m: Cell(part.total(m), key_of(NAME, group, value, m, TOTAL)) for m, _title in MEASURED}
    return {"label": Cell(label), **cells}


def _named_parts(parts: dict[str, Cube], name: Callable[[str], str]) -> list[tuple[str, str, Cube]]:
    """Parts that count somebody, by name; those without a code, or with less of one than the others, last."""
    longest = max(map(len, parts), default=0)
    named = {code: name(code) for code in parts if _counts(parts[code])}
    return [(code, named[code], parts[code]) for code in sorted(named, key=lambda c: (len(c) < longest, named[c]))]


def _regency_name(code: str, span: Span) -> str:
    """A regency by its code, or that it is not known in which one of the province."""
    found = Regions.load().path(code).regency
    unknown = span.say(N_("{province}: belum dirinci"))
    return found.name if found else unknown.format(province=province_name(code[:2], span))


def _nations(found: Cube, span: Span) -> list[tuple[str, str, Cube]]:
    parts = found.part(lambda flow: flow.nationality)
    none = span.say(N_("Belum diketahui"))
    named = {code: span.name("kewarganegaraan", code) if code else none for code in parts}
    order = sorted(parts, key=lambda code: (not code, code != "wni", named[code]))
    return [(code, named[code], parts[code]) for code in order if _counts(parts[code])]


def province_name(code: str, span: Span) -> str:
    """A province by its code."""
    found = Regions.load().path(code).province if code else None
    return found.name if found else code or span.say(N_("Tujuan belum dikode"))


def first_day(r: Reading) -> date:
    """The first day anybody was counted here; the end of days when nobody was."""
    found = r.rows(select(func.min(posting.c.day)).where(posting.c.site == r.site_id))[0][0]
    return found or date.max


def _counts(part: Cube) -> bool:
    return any(part.total(measure) for measure, _title in MEASURED)


def _of_group(site: str, span: Span, group: str, value: str) -> ColumnElement[bool]:
    if group == MONTH:
        return ledger.in_month(span, int(value))
    if group == REGENCY:
        return posting.c.person.in_(ledger.people_of(site, value))
    column = {SHIP: posting.c.batch, PROVINCE: posting.c.province, NATION: posting.c.nationality}[group]
    return column == value


def _accounts(r: Reading, span: Span) -> Table:
    """The double entry: what every account held, what came into it and left it, what it holds."""
    lines = []
    for code, total in balances(r, span.ledger).totals.items():
        numbers = {INTO: total.came, WENT: total.went}
        if code not in SOURCES:
            numbers |= {BEGUN: total.opening, CLOSING: total.closing}
        cells = {name: Cell(n.total, key_of(NAME, ACCOUNT, code, name, TOTAL)) for name, n in numbers.items()}
        lines.append(Line({"label": Cell(account_name(span, code)), **cells}))
    titles = {BEGUN: N_("Awal"), INTO: NP_("column", "Masuk"), WENT: NP_("column", "Keluar"), CLOSING: N_("Akhir")}
    heads = tuple(Heading(name, span.say(text), number=True) for name, text in titles.items())
    note = span.say(
        N_("Setiap orang keluar dari satu akun dan masuk ke akun lain; jumlah masuk sama dengan jumlah keluar.")
    )
    first = Heading("label", span.say(N_("Akun")), wide=True)
    return Table(
        "accounts", span.say(N_("Neraca orang")), (first, *heads), tuple(lines), span.say(note) if lines else ""
    )


def _behind_account(r: Reading, span: Span, code: str, number: str) -> Iterator[Behind]:
    """The heads that stood in an account, or the postings into it or out of it."""
    if number in (BEGUN, CLOSING):
        yield from heads_with(r, dict.fromkeys(stays_behind(r, span.ledger, code, number), 1))
        return
    found = postings_behind(r, span.ledger, code, number)
    named = {head.stay_id: head.display for head in names_of(r, sorted({one.stay_id for one in found}))}
    for one in found:
        way = f"{account_name(span, one.source)} → {account_name(span, one.account)}"
        text = named.get(one.stay_id, _("kedatangan yang digabung"))
        yield Behind(text, f"{one.day:%d-%m-%Y} · {way}", 1, ("people", one.stay_id))


SECTION: Section[Span] = Section(NAME, tables, behind)
