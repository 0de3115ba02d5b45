"""Text PDF: characters with their places, put back into lines, columns and rows."""

import ctypes
from collections import defaultdict
from itertools import pairwise
from typing import Any

from app.manifest.reading import limits
from app.manifest.reading.grid import Grid, Row, RowBudget, Sheet
from app.manifest.reading.limits import RefusedError

_TABLE_PIECES = 3
_GAP_OF_HEIGHT = 0.55
_WITHIN_ROW = 0.93
_MAX_CHARS = 1_500_000


class Piece:
    """A run of characters on one line without a wide gap, in points from the page's lower left."""

    def __init__(self, edges: tuple[float, float, float, float], text: str) -> None:
        self.left, self.right, self.bottom, self.top = edges
        self.text = text

    @property
    def middle(self) -> float:
        """Height of the middle of the piece."""
        return (self.bottom + self.top) / 2


Line = list[Piece]


def read_portable(data: bytes) -> Grid:
    """All pages' lines as the rows of one sheet."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise RefusedError("password" if "password" in str(error).lower() else "damaged") from error
    if len(document) > limits.MAX_PDF_PAGES:
        raise RefusedError("too_big")
    pages = [_lines(_pieces(page.get_textpage())) for page in document]
    if not any(pages):
        raise RefusedError("pdf_picture")
    budget = RowBudget()
    return Grid("pdf", [Sheet("", [budget.take(row) for row in layout(pages)])])


def _pieces(page: Any) -> list[Piece]:
    """The page's characters joined into pieces wherever the pen did not jump."""
    import pypdfium2.raw as raw

    count = page.count_chars()
    if count > _MAX_CHARS:
        raise RefusedError("too_big")
    box = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in box]
    pieces: list[Piece] = []
    current: Piece | None = None
    space = False
    for index in range(count):
        letter = chr(raw.FPDFText_GetUnicode(page, index))
        if letter in "\r\n":
            current = None
            continue
        if letter.isspace():
            space = True
            continue
        raw.FPDFText_GetCharBox(page, index, *places)
        left, right, bottom, top = (edge.value for edge in box)
        if current is not None and _continues(current, left, bottom, top):
            current.text += (" " if space else "") + letter
            current.right, current.bottom = max(current.right, right), min(current.bottom, bottom)
            current.top = max(current.top, top)
        else:
            current = Piece((left, right, bottom, top), letter)
            pieces.append(current)
        space = False
    return pieces


def _continues(piece: Piece, left: float, bottom: float, top: float) -> bool:
    height = max(piece.top - piece.bottom, top - bottom, 4.0)
    same_line = bottom < piece.top + 1 and top > piece.bottom - 1
    return same_line and -height < left - piece.right < height * _GAP_OF_HEIGHT * 1.6


def _lines(pieces: list[Piece]) -> list[Line]:
    """Pieces of one height, left to right, from the top of the page down."""
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        height = max(piece.top - piece.bottom, 4.0)
        if lines and abs(lines[-1][0].middle - piece.middle) < height * 0.6:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]


def layout(pages: list[list[Line]]) -> list[Row]:
    """Rows of cells: lines of a table are cut at its columns, other lines stay one cell."""
    edges = _columns([line for page in pages for line in page if len(line) >= _TABLE_PIECES])
    cut = [[(line[0].middle, _cells(line, edges)) for line in page] for page in pages]
    closest = _row_distance(cut) * _WITHIN_ROW
    rows: list[Row] = []
    for page in cut:
        group: list[Row] = []
        above = 0.0
        for middle, cells in page:
            if group and not (above - middle < closest and _same_row(group, cells)):
                rows.append(_joined(group))
                group = []
            group.append(cells)
            above = middle
        if group:
            rows.append(_joined(group))
    return rows


def _columns(table: list[Line]) -> list[float]:
    """Left edges of the columns: the white lanes that almost no line of the table crosses."""
    covered: dict[int, int] = defaultdict(int)
    for line in table:
        for piece in line:
            for point in range(int(piece.left), int(piece.right) + 1):
                covered[point] += 1
    if not covered:
        return []
    tolerated = len(table) // 50
    edges, inside = [], False
    for point in range(min(covered), max(covered) + 1):
        busy = covered[point] > tolerated
        if busy and not inside:
            edges.append(float(point))
        inside = busy
    return edges


def _cells(line: Line, edges: list[float]) -> Row:
    if len(edges) < 2 or (len(line) == 1 and line[0].right > _second(edges, line[0].left)):
        return [" ".join(piece.text for piece in line)[: limits.MAX_CELL_CHARS]]
    cells = [""] * len(edges)
    for piece in line:
        column = max((index for index, edge in enumerate(edges) if edge <= piece.left + 1.5), default=0)
        cells[column] = f"{cells[column]} {piece.text}".strip()[: limits.MAX_CELL_CHARS]
    return [*cells]


def _second(edges: list[float], left: float) -> float:
    """Where the column after the one at `left` begins."""
    return next((edge for edge in edges if edge > left + 1.5), float("inf"))


def _numbered(cells: Row) -> bool:
    """Whether a line begins with a list number."""
    return len(cells) > 1 and str(cells[0]).rstrip(".)").isdigit()


def _row_distance(pages: list[list[tuple[float, Row]]]) -> float:
    """Usual distance between two numbered lines that follow each other; 0 where that never happens."""
    steps = sorted(
        upper[0] - lower[0]
        for page in pages
        for upper, lower in pairwise(page)
        if _numbered(upper[1]) and _numbered(lower[1])
    )
    return steps[len(steps) // 2] if steps else 0.0


def _same_row(group: list[Row], cells: Row) -> bool:
    """Whether a line so close to the one above may be of one row with it: at most one of them has a list number."""
    if len(cells) < 2 or any(len(other) < 2 for other in group):
        return False
    if cells[0] and not _numbered(cells):
        return False
    return not (_numbered(cells) and any(_numbered(other) for other in group)) and not any(
        other[0] and not _numbered(other) for other in group
    )


def _joined(group: list[Row]) -> Row:
    """The lines of one row as one, cell by cell."""
    if len(group) == 1:
        return group[0]
    return [" ".join(text for text in map(str, column) if text) for column in zip(*group, strict=True)]
