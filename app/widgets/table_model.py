"""A table over a plain list of rows: columns are data, a new list replaces the old one whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.kernel.texts import straight

Index = QModelIndex | QPersistentModelIndex
MARK = Qt.ItemDataRole.UserRole + 1
COLUMN = Qt.ItemDataRole.UserRole + 2
MOST_SORTED_HERE = 20_000


@dataclass(frozen=True)
class Mark:
    """The state of a row in words, with an icon and a tone ("", good, warn, bad, accent, faint)."""

    text: str
    glyph: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its title, what it shows of a row, its width in pixels (0 = takes the rest) and its look.

    `look` is text, strong, muted, number, key (quiet, at the right) or mark; a mark column's `show` returns a Mark
    (or None). `detail` is a second, quieter text behind the first. A `spare` column gives way when room is short.
    """

    title: str
    show: Callable[[Any], Any]
    width: int = 0
    look: str = "text"
    detail: Callable[[Any], str] | None = None
    spare: bool = False


class RowModel(QAbstractTableModel):
    """Shows a list; never changes it."""

    def __init__(self, columns: Sequence[Column], state: Callable[[Any], str] | None = None) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: Sequence[Any] = ()
        self.state = state or (lambda row: "")

    def swap(self, rows: Sequence[Any]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for the eye and the screen reader, the mark for the painter."""
        if not index.isValid():
            return None
        spec = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            shown = spec.show(self.rows[index.row()])
            return straight(shown.text if isinstance(shown, Mark) else "" if shown is None else str(shown))
        if role == MARK:
            return spec.show(self.rows[index.row()])
        if role == COLUMN:
            return spec
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].look == "number"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is shown; longer lists are sorted where they are read."""
        if not 0 <= column < len(self.columns) or len(self.rows) > MOST_SORTED_HERE:
            return
        show = self.columns[column].show
        self.swap(
            sorted(self.rows, key=lambda row: _sortable(show(row)), reverse=order == Qt.SortOrder.DescendingOrder)
        )


def _sortable(shown: object) -> tuple[int, float, str]:
    if isinstance(shown, int):
        return (0, shown, "")
    text = shown.text if isinstance(shown, Mark) else "" if shown is None else str(shown)
    return (0, int(text), "") if text.isdecimal() else (1, 0, text.casefold())
