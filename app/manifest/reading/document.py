"""DOCX tables, read with expat alone: no entities, no external parts, no other library."""

from xml.parsers import expat
from zipfile import ZipFile

from app.manifest.reading import limits
from app.manifest.reading.grid import Cell, Grid, Row, RowBudget, Sheet
from app.manifest.reading.limits import RefusedError

_BREAKS = {"tab": " ", "br": " ", "cr": " "}


class _Body:
    """Collects the body in reading order: a paragraph outside a table is a row of one cell."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.budget = RowBudget()
        self.depth = 0
        self.row: Row = []
        self.text: list[str] = []
        self.span = 1
        self.continued = False
        self.writing = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "tbl":
            self.depth += 1
        elif tag == "tr" and self.depth == 1:
            self.row = []
        elif tag == "tc" and self.depth == 1:
            self.text, self.span, self.continued = [], 1, False
        elif tag == "gridSpan" and self.depth == 1:
            self.span = _number(attributes.get("w:val", "1"))
        elif tag == "vMerge" and self.depth == 1:
            self.continued = attributes.get("w:val", "continue") == "continue"
        elif tag == "t":
            self.writing = True
        elif tag in _BREAKS:
            self.text.append(_BREAKS[tag])

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "t":
            self.writing = False
        elif tag == "tbl":
            self.depth -= 1
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self.depth == 1:
            self._end_cell()
        elif tag == "tr" and self.depth == 1:
            self.rows.append(self.budget.take(self.row))

    def characters(self, text: str) -> None:
        if self.writing:
            self.text.append(text)

    def _end_paragraph(self) -> None:
        if self.depth:
            self.text.append(" ")
            return
        self.rows.append(self.budget.take([_squeezed(self.text)]))
        self.text = []

    def _end_cell(self) -> None:
        cell: Cell = "" if self.continued else _squeezed(self.text)
        self.row += [cell, *[""] * (self.span - 1)]
        self.text = []


def read_document(archive: ZipFile) -> Grid:
    """The document's paragraphs and tables as the rows of one sheet."""
    body = _Body()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = body.start
    parser.EndElementHandler = body.end
    parser.CharacterDataHandler = body.characters
    parser.buffer_text = True
    try:
        parser.Parse(archive.read("word/document.xml"), True)
    except (expat.ExpatError, KeyError) as error:
        raise RefusedError("damaged") from error
    return Grid("docx", [Sheet("", body.rows)])


def _refuse(*_: object) -> None:
    raise RefusedError("declarations")


def _squeezed(parts: list[str]) -> str:
    return " ".join("".join(parts).split())[: limits.MAX_CELL_CHARS]


def _number(text: str) -> int:
    return min(int(text), limits.MAX_COLUMNS) if text.isdigit() and len(text) < 5 else 1
