"""What every report is made of: tables of cells, where a cell with a number knows the key of the rows behind it.

A section of a report makes its tables and, for a key of its own, lists what is behind a cell; the weights of those rows
add up to the number in the cell. That is what the test of every report checks, whatever it reports.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from app.kernel.headcount import CLASSES
from app.kernel.i18n import _, source
from app.reference.enumerations import choice
from app.shelter.rules.duty import Calendar, Window
from app.store.work import Reading

UNKNOWN, TOTAL = "unknown", "total"
HEAD_FIELDS = (*CLASSES, UNKNOWN, TOTAL)
"""The columns of a head count."""
BETWEEN = "/"
S = TypeVar("S")


@dataclass(frozen=True)
class Cell:
    """A number or a text; `key` names what is behind a number ("" for what speaks for itself)."""

    value: int | str | None
    key: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table. `tone` as the widgets know it; `target` is the screen and the row it opens; `sum` a total."""

    cells: Mapping[str, Cell]
    tone: str = ""
    target: tuple[str, str] = ("", "")
    sum: bool = False


@dataclass(frozen=True)
class Heading:
    """A column: the name of its cells, its title, and whether they are numbers. A `spare` one gives way on screen."""

    field: str
    title: str
    number: bool = False
    wide: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Table:
    """A part of a report with its own columns; `note` is said below it."""

    id: str
    title: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    note: str = ""

    def cell(self, place: int, name: str) -> Cell:
        """One cell; an empty one where the line has none."""
        return self.lines[place].cells.get(name, Cell(None))

    def numbers(self) -> Iterator[Cell]:
        """Every cell that something stands behind."""
        for line in self.lines:
            yield from (cell for cell in line.cells.values() if cell.key)


@dataclass(frozen=True)
class Report:
    """A whole report: what it is called, of when, for whom, and its tables in order."""

    title: str
    site: str
    period: str
    made: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()

    def table(self, table_id: str) -> Table:
        """One of its tables."""
        return next(table for table in self.tables if table.id == table_id)


@dataclass(frozen=True)
class Behind:
    """One row behind a number: what it is, more about it, how much of the number it makes, and where it is seen."""

    text: str
    detail: str = ""
    weight: int = 1
    target: tuple[str, str] = ("", "")


class Tongue:
    """The language a report speaks: Indonesian `on_paper`, whatever the screen does."""

    on_paper: bool

    def say(self, text: str) -> str:
        """A marked text in the language of this report."""
        return source(text) if self.on_paper else _(text)

    def name(self, group: str, code: str) -> str:
        """The label of a choice in the language of this report."""
        known = choice(group, code)
        return code if known is None else known.indonesian if self.on_paper else known.name


@dataclass(frozen=True)
class Scope(Tongue):
    """What is reported: an operational day as seen at `now`. `on_paper` speaks Indonesian, whatever the screen does."""

    day: date
    now: datetime
    calendar: Calendar
    on_paper: bool = False

    @property
    def window(self) -> Window:
        """The operational day in moments."""
        return self.calendar.day(self.day)


@dataclass(frozen=True)
class Section(Generic[S]):
    """A part of a report: `tables` makes its tables, `behind` lists what is behind the rest of a key after its name."""

    name: str
    tables: Callable[[Reading, S], Iterable[Table]]
    behind: Callable[[Reading, S, Sequence[str]], Iterable[Behind]]


@dataclass(frozen=True)
class Sections(Generic[S]):
    """The sections of one kind of report."""

    all: tuple[Section[S], ...] = field(default_factory=tuple)

    def tables(self, r: Reading, scope: S) -> tuple[Table, ...]:
        """Every table, in the order of the sections."""
        return tuple(table for section in self.all for table in section.tables(r, scope))

    def behind(self, r: Reading, scope: S, key: str) -> list[Behind]:
        """What is behind a cell with this key."""
        name, *rest = key.split(BETWEEN)
        section = next((one for one in self.all if one.name == name), None)
        return [] if section is None else list(section.behind(r, scope, rest))


def key_of(*parts: str) -> str:
    """The key of a cell: the name of its section and what that section needs to know."""
    return BETWEEN.join(parts)


def line_of(label: str, **numbers: Cell) -> Line:
    """A line with a label and cells by name."""
    return Line({"label": Cell(label), **numbers})
