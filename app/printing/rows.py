"""The list of people: a table drawn straight onto the page, many times faster than one paragraph per cell.

The header repeats on every page, a row is never split over two pages, long texts wrap and nothing is clipped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import CondPageBreak, Flowable

from app.printing import fonts
from app.printing.blocks import Column
from app.printing.styles import INK, PALE, RULE

_PAD_X, _PAD_Y = 3.0, 2.6
_MOST_LINES = 24
_LAST = 3
_NUMBER = 18
"""Letters of the longest number that is never broken: a NIK has 16."""


@dataclass(frozen=True)
class Row:
    """One laid-out row: the lines of each cell and the height in points."""

    cells: tuple[Sequence[str], ...]
    height: float


@dataclass(frozen=True)
class Shape:
    """What all parts of one table share."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float
    least: float

    @property
    def leading(self) -> float:
        """Distance between lines, points."""
        return self.size * 1.2

    def row(self, texts: Sequence[str], bold: bool = False) -> Row:
        """Wrap the texts of one row into its columns."""
        cells = []
        for column, room, text in zip(self.columns, self.widths, texts, strict=True):
            face = (fonts.BOLD if bold or column.bold else fonts.REGULAR, self.size)
            cells.append(fonts.wrap(text, face, room - 2 * _PAD_X) if text else ())
        lines = max(1, *(len(cell) for cell in cells))
        return Row(tuple(cells), max(self.least * (not bold), lines * self.leading + 2 * _PAD_Y))


class Pen(PDFTextObject):
    """A text object for many short lines: it changes its typeface only when it must and measures nothing."""

    _formatText: Callable[[str], str]  # noqa: N815 - reportlab's name
    _code: list[str]
    _face: tuple[str, float] | None = None

    def put(self, line: str, x: float, y: float, face: tuple[str, float]) -> None:
        """One line with its baseline starting at (x, y)."""
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        if fonts.plain(line):
            self._out(line, face)
        else:
            for name, part in fonts.runs(line, face[0]):
                self._out(part, (name, face[1]))

    def _out(self, part: str, face: tuple[str, float]) -> None:
        if face != self._face:
            self.setFont(*face)
            self._face = face
        self._code.append(self._formatText(part))


class Rows(Flowable):
    """A ruled table of texts."""

    def __init__(self, shape: Shape, head: Row, rows: Sequence[Row]) -> None:
        super().__init__()
        self.shape, self.head, self.rows = shape, head, rows
        self.follow = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = sum(self.shape.widths)
        self.height = self.head.height + sum(row.height for row in self.rows)
        if len(self.rows) > 1 and self.height <= available_height < self.height + self.follow:
            return self.width, available_height + 1  # what follows would stand alone on its page: take rows along
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """As many whole rows as fit, and the rest under a repeated header."""
        left = available_height - self.head.height
        for index, row in enumerate(self.rows):
            left -= row.height
            if left < 0:
                return self._cut(index - (index == len(self.rows) - 1 > _LAST))  # no row stands alone on a page
        first, *rest = self._cut(max(1, len(self.rows) - _LAST))
        return [first, CondPageBreak(available_height), *rest]

    def opening(self, rows: int) -> float:
        """How high the header and the first rows are."""
        return self.head.height + sum(row.height for row in self.rows[:rows])

    def _cut(self, index: int) -> list[Flowable]:
        if index < 1:
            return []
        parts = [Rows(self.shape, self.head, rows) for rows in (self.rows[:index], self.rows[index:])]
        parts[1].follow, parts[1].spaceAfter = self.follow, self.spaceAfter
        return list(parts)

    def draw(self) -> None:
        """Rules first, then the texts row by row, so that reading the page back gives the rows in order."""
        self._rules()
        pen = Pen(self.canv)
        top = self.height
        for row in (self.head, *self.rows):
            self._row(pen, row, top)
            top -= row.height
        self.canv.drawText(pen)

    def _rules(self) -> None:
        canvas = self.canv
        canvas.setFillColorRGB(*PALE)
        canvas.rect(0, self.height - self.head.height, self.width, self.head.height, stroke=0, fill=1)
        canvas.setFillColorRGB(*INK)
        canvas.setStrokeColorRGB(*RULE)
        canvas.setLineWidth(0.5)
        y = self.height
        lines = [(0.0, y, self.width, y)]
        for row in (self.head, *self.rows):
            y -= row.height
            lines.append((0.0, y, self.width, y))
        x = 0.0
        for room in (0.0, *self.shape.widths):
            x += room
            lines.append((x, 0.0, x, self.height))
        canvas.lines(lines)

    def _row(self, pen: Pen, row: Row, top: float) -> None:
        head, size, left = row is self.head, self.shape.size, 0.0
        for column, room, lines in zip(self.shape.columns, self.shape.widths, row.cells, strict=True):
            font = fonts.BOLD if head or column.bold else fonts.REGULAR
            y = top - (row.height - len(lines) * self.shape.leading) / 2 - size * 0.93
            for line in lines:
                pen.put(line, left + self._indent(column, room, line, head), y, (font, size))
                y -= self.shape.leading
            left += room

    def _indent(self, column: Column, room: float, line: str, head: bool) -> float:
        face = (fonts.BOLD if head or column.bold else fonts.REGULAR, self.shape.size)
        if head or column.kind == "centre":
            return (room - fonts.width(line, *face)) / 2
        if column.kind == "number":
            return room - fonts.width(line, *face) - _PAD_X
        if column.kind == "sign" and line.isdigit() and int(line) % 2 == 0:
            return room / 2
        return _PAD_X


def table(columns: tuple[Column, ...], texts: Sequence[Sequence[str]], room: float, look: tuple[float, float]) -> Rows:
    """A table over `room` points; `look` is (letter size, least row height in points)."""
    shape = Shape(columns, _widths(columns, texts, room, look[0]), *look)
    head = shape.row([column.title for column in columns], bold=True)
    return Rows(shape, head, [part for row in texts for part in _parts(shape, shape.row(row))])


def _widths(columns: tuple[Column, ...], texts: Sequence[Sequence[str]], room: float, size: float) -> tuple[float, ...]:
    """The shares of the room; a column too narrow for a word of its title or a number takes from the widest."""
    total = sum(column.share for column in columns)
    widths = [room * column.share / total for column in columns]
    for at, column in enumerate(columns):
        least = max(fonts.width(word, fonts.BOLD, size) for word in column.title.split() or [""])
        face = fonts.BOLD if column.bold else fonts.REGULAR
        least = max(least, fonts.width(_longest_number(text[at] for text in texts), face, size))
        lack = least + 2 * _PAD_X + 0.1 - widths[at]
        if lack > 0:
            widths[widths.index(max(widths))] -= lack
            widths[at] += lack
    return tuple(widths)


def _longest_number(texts: Iterable[str]) -> str:
    """The longest word with a digit in it; the words of names and places may be broken, numbers not."""
    words = {word for text in set(texts) if len(text) > 2 for word in text.split() if len(word) <= _NUMBER}
    return max((word for word in words if any(map(str.isdigit, word))), key=len, default="")


def _parts(shape: Shape, row: Row) -> Iterator[Row]:
    """A row taller than any page becomes several, so that even an absurd text is printed whole."""
    longest = max(map(len, row.cells))
    for start in range(0, max(longest, 1), _MOST_LINES):
        cells = tuple(cell[start : start + _MOST_LINES] for cell in row.cells)
        lines = max(1, *map(len, cells))
        yield Row(cells, max(shape.least, lines * shape.leading + 2 * _PAD_Y))
