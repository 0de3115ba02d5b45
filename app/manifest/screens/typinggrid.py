"""The grid a list is typed into: Enter goes on, one key repeats the cell above, a letter settles L or P."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.kernel.i18n import N_, _
from app.kernel.texts import straight
from app.manifest.typed import FIELDS

Index = QModelIndex | QPersistentModelIndex
TITLES = {
    "list_no": (N_("No"), 44),
    "name": (N_("Nama"), 176),
    "father": (N_("Bin/binti"), 106),
    "sex": (N_("L/P"), 40),
    "birth": (N_("Lahir/umur"), 92),
    "document": (N_("Dokumen"), 92),
    "regency": (N_("Asal"), 92),
    "nik": (N_("NIK"), 138),
    "note": (N_("Keterangan"), 120),
}
NAME, SEX = FIELDS.index("name"), FIELDS.index("sex")
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedRows(QAbstractTableModel):
    """Rows of text, with an empty one always at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = [_blank("1")]

    def swap(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = [[*map(str, row), *[""] * len(FIELDS)][: len(FIELDS)] for row in rows] or [_blank("1")]
        self.endResetModel()
        self._end_blank()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows there are, the empty one included."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One column for each field."""
        return 0 if parent.isValid() else len(FIELDS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell: as it was typed for the editor, in one direction for the eye."""
        if not index.isValid() or role not in (*_SHOWN, Qt.ItemDataRole.EditRole):
            return None
        written = self.rows[index.row()][index.column()]
        return straight(written) if role in _SHOWN else written

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a text; a person in the last row makes another row."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.rows[index.row()][index.column()] = str(value)
        self.dataChanged.emit(index, index)
        self._end_blank()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed in."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        across = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _(TITLES[FIELDS[section]][0]) if across else None

    def remove(self, place: int) -> None:
        """Take a row out."""
        self.beginRemoveRows(QModelIndex(), place, place)
        del self.rows[place]
        self.endRemoveRows()
        self._end_blank()

    def _end_blank(self) -> None:
        if self.rows and not any(cell.strip() for cell in self.rows[-1][1:]):
            return
        place = len(self.rows)
        before = self.rows[-1][0].strip(" .)") if self.rows else "0"
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.append(_blank(str(int(before) + 1) if before.isdecimal() and before.isascii() else ""))
        self.endInsertRows()


def _blank(number: str) -> list[str]:
    return [number, *[""] * (len(FIELDS) - 1)]


class _Editor(QStyledItemDelegate):
    """The line in a cell: every letter is in the model at once, so that a power cut costs none."""

    def __init__(self, grid: "TypingGrid") -> None:
        super().__init__(grid)
        self._grid = grid
        self.before = ""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A plain line without a frame."""
        line = QLineEdit(parent)
        line.setFrame(False)
        self.before = str(index.data(Qt.ItemDataRole.EditRole) or "")
        place = QPersistentModelIndex(index)
        line.textEdited.connect(lambda text: self._grid.typed_rows.setData(place, text))
        for watcher in self._grid.watchers:
            line.installEventFilter(watcher)
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends the cell at once; Qt would wait a turn, and the next letter would still go into it."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER and isinstance(editor, QLineEdit):  # type: ignore[attr-defined]
            self._grid.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._grid.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only at the beginning: afterwards the line knows better than the model."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)


class TypingGrid(QTableView):
    """Type; Enter or Tab for the next cell, Ctrl+Enter for the next person, Ctrl+D or F4 for “as above”."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.typed_rows = TypedRows()
        self.watchers: list[QObject] = []
        """Who sees the keys of the line in a cell first."""
        self.setModel(self.typed_rows)
        self._editor = _Editor(self)
        self.setItemDelegate(self._editor)
        self.setAccessibleName(_("Daftar yang diketik"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        for place, field in enumerate(FIELDS):
            self.setColumnWidth(place, TITLES[field][1])
        self.typed_rows.dataChanged.connect(self.changed)
        self.typed_rows.rowsRemoved.connect(self.changed)
        self.typed_rows.modelReset.connect(self.changed)

    @property
    def rows(self) -> list[list[str]]:
        """Everything typed, the empty row at the end included."""
        return self.typed_rows.rows

    def show_rows(self, rows: Sequence[Sequence[str]], at: tuple[int, int] = (0, NAME)) -> None:
        """Take up a list again at a cell."""
        self.typed_rows.swap(rows)
        self.go_to(*at)

    def at(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        return self.currentIndex().row(), self.currentIndex().column()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        index = self.typed_rows.index(min(max(row, 0), len(self.rows) - 1), min(max(column, 0), len(FIELDS) - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go_on(self) -> None:
        """The next cell; after the last one the next person's name."""
        row, column = self.at()
        self.next_person() if column == len(FIELDS) - 1 else self.go_to(row, column + 1)

    def next_person(self) -> None:
        """The name in the row below."""
        self.go_to(self.at()[0] + 1, NAME)

    def ditto(self) -> None:
        """The cell above again, and on."""
        row, column = self.at()
        if row > 0:
            self._end_editing()
            self.typed_rows.setData(self.currentIndex(), self.rows[row - 1][column])
            self.go_on()

    def remove_row(self) -> None:
        """Take this row out, unless it is the empty one at the end."""
        row, column = self.at()
        if 0 <= row < len(self.rows) - 1:
            self._end_editing()
            self.typed_rows.remove(row)
            self.go_to(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, L and P are whole answers, Delete empties a cell."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        letter = event.text().upper()
        if event.key() in _ENTER:
            self.next_person() if control else self.go_on()
        elif self.at()[1] == SEX and letter in ("L", "P") and not control:
            self.typed_rows.setData(self.currentIndex(), letter)
            self.go_on()
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.typed_rows.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cell with the cursor stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Escape puts back what stood there."""
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.typed_rows.setData(self.currentIndex(), self._editor.before)
        super().closeEditor(editor, hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Enter belongs to the grid, also where a screen gives it a meaning."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def _end_editing(self) -> None:
        line = self.indexWidget(self.currentIndex())
        if self.state() == QAbstractItemView.State.EditingState:
            self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)
