"""One ship in four counts (field rule B7): letter, gangway, recheck, and who arrived; with the difference."""

from collections.abc import Iterator, Sequence

from app.kernel.headcount import CLASSES
from app.kernel.i18n import N_
from app.manifest import threeway
from app.manifest.threeway import ThreeWay
from app.registration.counts import heads_of_batch
from app.reports import cube
from app.reports.persons import NAME as PEOPLE
from app.reports.persons import WHOLE, heads_with
from app.reports.rules.periods import BATCH
from app.reports.span import Span
from app.reports.table import TOTAL, UNKNOWN, Behind, Cell, Heading, Line, Section, Table, key_of
from app.store.work import Reading

NAME = "dermaga"
LETTER, GANGWAY, CHECKED, CAME, DIFFERENCE = "surat", "dermaga", "diperiksa", "tiba", "selisih"


def tables(r: Reading, span: Span) -> Iterator[Table]:
    """A line for each class; nothing for a period, which has many ships, or for some of the people."""
    if span.period.kind != BATCH or span.filters:
        return
    found = threeway.three_way(r, span.period.code)
    came = cube.cube(r, span).by_class(cube.ARRIVED)
    lines = [_line(span, found, name, came[name]) for name in CLASSES]
    if came[""] or any(row.code == threeway.UNKNOWN for row in found.rows):
        lines.append(_line(span, found, UNKNOWN, came[""]))
    lines.append(_line(span, found, TOTAL, sum(came.values())))
    titles = {
        LETTER: N_("Surat"),
        GANGWAY: N_("Dermaga"),
        CHECKED: N_("Diperiksa"),
        CAME: N_("Tiba"),
        DIFFERENCE: N_("Tiba − surat"),
    }
    numbers = tuple(Heading(name, span.say(text), number=True) for name, text in titles.items())
    title = span.say(N_("Surat, dermaga, pemeriksaan, dan yang tiba"))
    note = span.say(N_("Diperiksa: yang sudah bernama. Kosong berarti tidak ada yang menghitungnya menurut kelompok."))
    yield Table(NAME, title, (Heading("label", span.say(N_("Kelompok")), wide=True), *numbers), tuple(lines), note)


def behind(r: Reading, span: Span, key: Sequence[str]) -> Iterator[Behind]:
    """The heads that were rechecked, of a class or all."""
    (wanted,) = key
    named = [head for head in heads_of_batch(r, span.period.code) if head.person_id and not head.body]
    mine = [head for head in named if wanted in (TOTAL, head.head_class or UNKNOWN)]
    yield from heads_with(r, {head.stay_id: 1 for head in mine})


def _line(span: Span, found: ThreeWay, name: str, came: int) -> Line:
    """One class in the four counts, or their sum."""
    label = {UNKNOWN: "?", TOTAL: span.say(N_("Jumlah"))}.get(name, name)
    row = found.total if name == TOTAL else next((one for one in found.rows if one.code == label), None)
    letter, gangway = (row.letter, row.gangway) if row else (None, None)
    cells = {
        "label": Cell(label),
        LETTER: Cell(letter),
        GANGWAY: Cell(gangway),
        CHECKED: Cell(row.checked if row else 0, key_of(NAME, name)),
        CAME: Cell(came, key_of(PEOPLE, WHOLE, "", cube.ARRIVED, name)),
        DIFFERENCE: Cell(None if letter is None else came - letter),
    }
    differs = len({number for number in (letter, gangway, row.checked if row else 0, came) if number is not None}) > 1
    return Line(cells, "warn" if differs else "", sum=name == TOTAL)


SECTION: Section[Span] = Section(NAME, tables, behind)
