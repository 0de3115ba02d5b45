"""The same figures of the period before: value, difference and share, each number with what is behind it then."""

from collections.abc import Iterator
from dataclasses import replace

from app.kernel.i18n import N_
from app.reports import cube, declared, funding
from app.reports.declaring import THEN
from app.reports.funding import percent
from app.reports.persons import NAME as PEOPLE
from app.reports.persons import WHOLE
from app.reports.span import Span
from app.reports.spending import spent
from app.reports.table import TOTAL, Cell, Heading, Line, Table, key_of
from app.store.work import Reading

NOW, BEFORE, DIFFERENCE, SHARE = "kini", "lalu", "beda", "persen"
_COMPARED = (
    (cube.ARRIVED, N_("Tiba")),
    (cube.HOME, N_("Sampai di rumah")),
    (cube.ELSE, N_("Jalan lain")),
    (cube.ON_THE_WAY, N_("Dalam perjalanan pada akhir masa")),
    (cube.IN_CARE, N_("Masih di pos pada akhir masa")),
)


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """People, money and what the office declared beside the period before; nothing for a ship, which has none."""
    before = earlier(span)
    if before is None:
        return
    now_people, then_people = cube.cube(r, span), cube.totals(r, before)
    lines = []
    for measure, text in _COMPARED:
        key = key_of(PEOPLE, WHOLE, "", measure, TOTAL)
        lines.append(_line(span.say(text), now_people.total(measure), then_people.total(measure), key))
    sums = [sum(one.rupiah for one in spent(r, each)) for each in (span, before)]
    money = span.say(N_("Realisasi dana (rupiah)"))
    lines.append(_line(money, sums[0], sums[1], key_of(funding.NAME, TOTAL, funding.EVERY)))
    lines += [_declared(*one) for one in declared.compared(r, span, before)]
    titles = {NOW: N_("Masa ini"), BEFORE: N_("Masa lalu"), DIFFERENCE: N_("Selisih")}
    numbers = tuple(Heading(name, span.say(text), number=True) for name, text in titles.items())
    first, share = Heading("label", span.say(N_("Uraian")), wide=True), Heading(SHARE, span.say(N_("Naik/turun")))
    yield Table("compared", span.say(N_("Dibanding masa lalu")), (first, *numbers, share), tuple(lines))


def earlier(span: Span) -> Span | None:
    """The same people in the period before."""
    before = span.period.before
    return replace(span, period=before) if before else None


def behind(span: Span, key: str) -> tuple[Span, str]:
    """The span a key belongs to, and the key there."""
    before = earlier(span)
    mark, _between, rest = key.partition("/")
    return (before, rest) if mark == THEN and before else (span, key)


def _declared(label: str, now: Cell, then: Cell) -> Line:
    """What the office declared in both periods; a number that is hidden or not there has no difference."""
    difference, share = declared.change(now, then)
    before = Cell(then.value, key_of(THEN, then.key) if then.key else "")
    return Line({"label": Cell(label), NOW: now, BEFORE: before, DIFFERENCE: difference, SHARE: share})


def _line(label: str, now: int, then: int, key: str) -> Line:
    cells = {NOW: Cell(now, key), BEFORE: Cell(then, key_of(THEN, key)), DIFFERENCE: Cell(now - then)}
    return Line({"label": Cell(label), **cells, SHARE: Cell(percent(now - then, then))})
