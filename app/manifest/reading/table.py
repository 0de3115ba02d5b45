"""Finds the table of people in a sheet: its header under letterheads and merged cells, one row deep or two."""

from dataclasses import dataclass, replace

from app.manifest.reading import headers
from app.manifest.reading.cells import text_of
from app.manifest.reading.grid import Cell, Row, Sheet

_SEARCHED_ROWS = 120
_TYPICAL_ENDS = frozenset(
    {"name", "sex", "nik", "birth", "birth_date", "age", "list_no", "document", "document_number", "passport", "splp"}
)
_GROUPS = frozenset(
    {"sex", "birth", "birth_place", "document", "document_kind", "document_number", "age", "address", "class"}
)
_MISSING: Cell = ""


@dataclass(frozen=True)
class Column:
    """One column: where it stands, how it is headed and what it means."""

    index: int
    header: str
    field: str | None


@dataclass(frozen=True)
class Table:
    """A table of people: index of its header row (None when it has none), of its first data row, and its columns."""

    header: int | None
    start: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        """The fields some column has."""
        return {column.field for column in self.columns if column.field}

    def with_fields(self, mapping: dict[int, str]) -> "Table":
        """The same table with the user's own meaning of some columns."""
        return replace(
            self,
            columns=tuple(
                replace(column, field=mapping[column.index] or None) if column.index in mapping else column
                for column in self.columns
            ),
        )


def cell_at(row: Row, index: int) -> Cell:
    """The cell, empty beyond the row's end."""
    return row[index] if index < len(row) else _MISSING


def find_table(sheet: Sheet) -> Table | None:
    """The best header of the sheet, if any row names people's columns."""
    best: tuple[float, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        score = _header_score(row)
        if score and (best is None or score > best[0]):
            best = score, index
    return _table_at(sheet, best[1]) if best else None


def split_tables(sheet: Sheet) -> list[Sheet]:
    """The sheet, cut where a further header gives its columns another order than the one above it."""
    table = find_table(sheet)
    if table is None or table.header is None:
        return [sheet]
    heads = {column.header.rpartition(" – ")[2] for column in table.columns if column.field}
    known = {column.index: column.field for column in table.columns if column.field}
    for index in range(table.start, len(sheet.rows)):
        row = sheet.rows[index]
        if sum(1 for cell in row if isinstance(cell, str) and cell in heads) >= 3 and _differs(sheet, index, known):
            above = Sheet(sheet.name, sheet.rows[:index], sheet.first, sheet.merged, sheet.visible)
            below = Sheet(sheet.name, sheet.rows[index:], sheet.first + index, sheet.merged, sheet.visible)
            return [above, *split_tables(below)]
    return [sheet]


def _differs(sheet: Sheet, index: int, known: dict[int, str]) -> bool:
    """Whether the header at this row gives a known column another meaning."""
    columns = _table_at(sheet, index).columns
    return any(column.field and known.get(column.index, column.field) != column.field for column in columns)


def _header_score(row: Row) -> float:
    """How much a row looks like the header of a list of people; 0 for no."""
    texts = [text_of(cell) for cell in row]
    fields = {headers.field_of(text) for text in texts if text} - {None}
    if "name" not in fields and len(fields) < 3:
        return 0.0
    if not fields & _TYPICAL_ENDS or (len(fields) == 1 and sum(1 for text in texts if text) > 3):
        return 0.0
    return len(fields) + 3.0 * ("name" in fields)


def _table_at(sheet: Sheet, header: int) -> Table:
    """The table whose (first) header row is known; takes in a group row above and sub-headers below."""
    top = header - 1 if header and _is_group_row(sheet, header - 1, header) else header
    bottom = header if top < header else header + _sub_header(sheet, header)
    width = max((len(row) for row in sheet.rows[top : bottom + 40]), default=0)
    columns = [_column(sheet, top, bottom, index) for index in range(width)]
    return Table(header, bottom + 1, _distinct([column for column in columns if column.header or column.field]))


def _is_group_row(sheet: Sheet, above: int, header: int) -> bool:
    """Whether the row above names groups that the header row's labels belong under."""
    row = sheet.rows[above]
    found = [headers.field_of(text_of(cell)) for cell in row if cell != ""]
    named = [headers.field_of(text_of(cell)) for cell in sheet.rows[header] if cell != ""]
    return len(found) >= 2 and sum(1 for field in found if field) >= 2 and len(named) >= 2


def _sub_header(sheet: Sheet, header: int) -> int:
    """1 when the row below the header holds sub-headers, else 0."""
    if header + 1 >= len(sheet.rows):
        return 0
    row, below = sheet.rows[header], sheet.rows[header + 1]
    labels = [(index, text_of(cell)) for index, cell in enumerate(below) if cell != ""]
    if not labels or any(not isinstance(below[index], str) for index, _label in labels):
        return 0
    own = [headers.field_of(text_of(cell)) for cell in row]
    free = sum(1 for index, _label in labels if text_of(cell_at(row, index)) == "" or own[index] in _GROUPS)
    known = sum(1 for index, label in labels if headers.field_under(_group_over(sheet, header, index), label))
    under_name = any(index < len(own) and own[index] in ("name", "list_no") for index, _label in labels)
    return int(not under_name and known * 2 > len(labels) and free == len(labels))


def _group_over(sheet: Sheet, row: int, column: int) -> str:
    """Text of the header cell that spans this column: by its merge, else the nearest one to the left."""
    here = text_of(cell_at(sheet.rows[row], column))
    if here:
        return here
    absolute = sheet.first + row
    for top, left, bottom, right in sheet.merged:
        if top <= absolute <= bottom and left <= column <= right and top - sheet.first >= 0:
            return text_of(cell_at(sheet.rows[top - sheet.first], left))
    if any(top == absolute for top, _left, _bottom, _right in sheet.merged):
        return ""
    nearest = next((text_of(cell) for cell in reversed(sheet.rows[row][:column]) if cell != ""), "")
    return nearest if headers.field_of(nearest) in _GROUPS else ""


def _column(sheet: Sheet, top: int, bottom: int, index: int) -> Column:
    label = text_of(cell_at(sheet.rows[bottom], index))
    if top == bottom:
        return Column(index, label, headers.field_of(label))
    group = _group_over(sheet, top, index)
    if not label or label == group:
        return Column(
            index, group if text_of(cell_at(sheet.rows[top], index)) else label, headers.field_of(group or label)
        )
    return Column(index, f"{group} – {label}" if group else label, headers.field_under(group, label))


def _second_name(column: Column) -> Column:
    """What a further column of names holds, beside the first: the father, or another name of the same person."""
    words = headers.normalised(column.header).split()
    return replace(column, field="father" if {"bin", "binti"} & {*words} else "alias" if "alias" in words else None)


def _distinct(columns: list[Column]) -> tuple[Column, ...]:
    """Columns with unlike headers, so that a header can be the key of a cell."""
    names = [column for column in columns if column.field == "name"]
    if len(names) > 1:
        columns = [_second_name(column) if column in names[1:] else column for column in columns]
    seen: dict[str, int] = {}
    result = []
    for column in columns:
        header = column.header or f"#{column.index + 1}"
        seen[header] = seen.get(header, 0) + 1
        result.append(replace(column, header=header if seen[header] == 1 else f"{header} ({seen[header]})"))
    return tuple(result)
