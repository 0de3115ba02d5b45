"""The plain grid every format is first turned into: sheets of rows of text, numbers and dates."""

from app.manifest.reading import limits
from app.manifest.reading.limits import RefusedError

Cell = str | int | float | list[str]
"""Text, a number, or a calendar date as `[ISO date]` (JSON has no dates); empty is `""`."""

Row = list[Cell]


class Sheet:
    """One sheet; `rows[0]` is row `first + 1` of what the user sees, `merged` holds [top, left, bottom, right] from 0.

    A plain class: importing dataclasses would cost the confined process a tenth of its start.
    """

    def __init__(
        self, name: str, rows: list[Row], first: int = 0, merged: list[list[int]] | None = None, visible: bool = True
    ) -> None:
        self.name = name
        self.rows = rows
        self.first = first
        self.merged = merged or []
        self.visible = visible


class Grid:
    """A file's sheets, its format, and whether bare numbers count days from 1904."""

    def __init__(self, format: str, sheets: list[Sheet], epoch_1904: bool = False) -> None:  # noqa: A002 - its name outside
        self.format = format
        self.sheets = sheets
        self.epoch_1904 = epoch_1904


def clean(text: str) -> str:
    """Cell text on one line, without needless spaces, and no longer than a cell may be."""
    text = text[: limits.MAX_CELL_CHARS]
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.replace("\0", "").split())


class RowBudget:
    """Counts rows and characters while they are read, so that too much stops early."""

    def __init__(self) -> None:
        self.rows = 0
        self.cells = 0
        self.characters = 0

    def take(self, row: Row) -> Row:
        """The row without its empty end; refuses one row, column or character too many."""
        while row and row[-1] == "":
            row.pop()
        if len(row) > limits.MAX_COLUMNS:
            raise RefusedError("too_wide")
        if row:
            self.rows += 1
            self.cells += len(row)
            self.characters += sum([len(cell) for cell in row if type(cell) is str])
            if self.rows > limits.MAX_ROWS:
                raise RefusedError("too_many_rows")
            if self.characters > limits.MAX_TEXT_CHARS or self.cells > limits.MAX_CELLS:
                raise RefusedError("too_big")
        return row
