"""Lists of people and things: fast at 200,000 rows, filtered as you type, and never silently empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.icons import Glyph, lead_with
from app.widgets.labels import counted, label
from app.widgets.layouts import column, row
from app.widgets.table_model import MOST_SORTED_HERE, Column, Mark, RowModel
from app.widgets.table_paint import ROW_HEIGHT, RowPainter

LEAST_STRETCHED = 120
LEAST_SHARE = 0.7
"""What a column of words keeps of its width before the table scrolls sideways."""
TITLE_ROOM = 16
"""What the theme leaves left and right of a title."""
__all__ = ["Column", "Empty", "FilteredTable", "Mark", "RowTable"]


@dataclass(frozen=True)
class Empty:
    """What an empty table teaches: what would be here, and the next step."""

    text: str
    hint: str = ""
    glyph: str = "inbox"
    action_text: str = ""
    action: Callable[[], object] | None = None


class RowTable(QTableView):
    """A table over a list of rows (any objects); rows are told apart by `key`."""

    opened = Signal(object)
    """A row was opened by Enter or double click."""
    marked = Signal(object)
    """The current row changed (None when there is none)."""
    typed = Signal(str)
    """Letters typed while the table has the cursor; for a filter line."""

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], object], state: Callable[[Any], str] | None = None
    ) -> None:
        super().__init__()
        self._key = key
        self._model = RowModel(columns, state)
        self.setModel(self._model)
        self.setItemDelegate(RowPainter(self))
        self._empty = _EmptyPanel(self)
        self._given, self._away = 0, set[int]()
        self._widths: list[int] = []
        """Of each column, wide enough for its title in the language in use; 0 for one that takes what is left."""
        self._behave()
        self._size_columns()
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.marked.emit(self.current()))

    @property
    def rows(self) -> Sequence[Any]:
        """What is shown, in the order shown."""
        return self._model.rows

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show another list; the current row stays if it is still there."""
        kept = self.current()
        self._model.swap(rows)
        self.horizontalHeader().setSectionsClickable(len(rows) <= MOST_SORTED_HERE)
        if kept is not None:
            self.select(self._key(kept))
        self._empty.setVisible(not rows)
        self._empty.fit(self.viewport().geometry())

    def set_empty(self, empty: Empty) -> None:
        """What is shown instead of no rows."""
        self._empty.teach(empty)
        self._empty.setVisible(not self.rows)

    def current(self) -> Any:
        """The row under the cursor, None if there is none."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def chosen(self) -> list[Any]:
        """The selected rows, in the order shown."""
        return [self.rows[index.row()] for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)]

    def select(self, key: object) -> bool:
        """Go to the row with this key; False if it is not shown."""
        for place, each in enumerate(self.rows):
            if self._key(each) == key:
                self.go_to(place)
                return True
        return False

    def go_to(self, place: int) -> None:
        """Go to the row at a place (0 is the first)."""
        if 0 <= place < len(self.rows):
            self.selectRow(place)
            self.setCurrentIndex(self._model.index(place, 0))

    def put_away(self, place: int, away: bool) -> None:
        """Take a column off the screen, or bring it back, whatever room there is."""
        (self._away.add if away else self._away.discard)(place)
        self._spare_columns(self.viewport().width())

    def choose_many(self) -> "RowTable":
        """Allow several rows to be selected."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        return self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters go to whoever filters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty panel in the middle."""
        self._spare_columns(event.size().width())
        super().resizeEvent(event)
        self._empty.fit(self.viewport().geometry())

    def _open(self) -> None:
        if self.current() is not None:
            self.opened.emit(self.current())

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._sort_by)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(36)
        header.ensurePolished()
        self._widths.clear()
        for place, spec in enumerate(self._model.columns):
            titled = header.fontMetrics().horizontalAdvance(spec.title) + TITLE_ROOM if spec.title else 0
            self._widths.append(max(spec.width, titled) if spec.width else 0)
            mode = QHeaderView.ResizeMode.Interactive if spec.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if spec.width:
                header.resizeSection(place, self._widths[place])

    def _spare_columns(self, room: int) -> None:
        """Hide spare columns from the right until the rest fits; what still does not fit scrolls."""
        columns, header = self._model.columns, self.horizontalHeader()
        hidden = {place for place in self._away if place < len(columns)}
        needed = sum(width or LEAST_STRETCHED for place, width in enumerate(self._widths) if place not in hidden)
        for place in reversed(range(len(columns))):
            if columns[place].spare and needed > room and place not in hidden:
                hidden.add(place)
                needed -= self._widths[place]
        needed -= self._shrink_columns(needed - room, hidden)
        mode = QHeaderView.ResizeMode.Interactive if needed > room else QHeaderView.ResizeMode.Stretch
        for place, spec in enumerate(columns):
            if not spec.width and header.sectionResizeMode(place) != mode:
                header.setSectionResizeMode(place, mode)
                header.resizeSection(place, LEAST_STRETCHED)
        # Last, because a header that resizes after hiding keeps stale positions.
        for place in range(len(columns)):
            if (place in hidden) != self.isColumnHidden(place):
                self.setColumnHidden(place, place in hidden)

    def _shrink_columns(self, missing: int, hidden: set[int]) -> int:
        """Let columns of words give way together by so many pixels, numbers and keys not; how many they gave."""
        header, words = self.horizontalHeader(), ("text", "muted", "strong", "mark")
        yielding = {
            place: self._widths[place]
            for place, spec in enumerate(self._model.columns)
            if spec.width >= LEAST_STRETCHED and spec.look in words and place not in hidden
        }
        most = round(sum(yielding.values()) * (1 - LEAST_SHARE))
        given = max(0, min(missing, most))
        if given != self._given:
            self._given = given
            for place, width in yielding.items():
                header.resizeSection(place, width - -(-width * given // sum(yielding.values())))
        return given

    def _sort_by(self, place: int) -> None:
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == place
        down = again and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        kept = self.current()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(place, order)
        self._model.sort(place, order)
        if kept is not None:
            self.select(self._key(kept))


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _EmptyPanel(QWidget):
    """Lies over the rows while there are none."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._glyph = Glyph("inbox", "faint", 28)
        self._text, self._hint = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._button = button("", self._act, "primary")
        self._button.hide()
        self._action: Callable[[], object] | None = None
        for part in (self._text, self._hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = column(row(1, self._glyph, 1), self._text, self._hint, row(1, self._button, 1), gap=8)
        self.setLayout(column(2, middle, 3))

    def fit(self, room: QRect) -> None:
        """Take this room; where it is low the picture goes first, then the hint (it is still in the tip)."""
        for margins, glyph, hint in (((40, 36, 40, 20), True, True), ((12, 4, 12, 4), False, True)):
            self.layout().setContentsMargins(*margins)  # type: ignore[union-attr]  # set when made
            self._glyph.setVisible(glyph)
            self._hint.setVisible(hint)
            if self._height(room.width()) <= room.height():
                break
        else:
            self._hint.hide()
        self.setToolTip("" if self._hint.isVisibleTo(self) else self._hint.text())
        self.setGeometry(room)

    def _height(self, width: int) -> int:
        layout = self.layout()
        layout.invalidate()  # type: ignore[union-attr]
        return layout.totalHeightForWidth(width)  # type: ignore[union-attr]

    def teach(self, empty: Empty) -> None:
        self._glyph.show_icon(empty.glyph, "faint")
        self._text.setText(empty.text)
        self._hint.setText(empty.hint)
        self._button.setText(empty.action_text)
        self._button.setVisible(bool(empty.action_text))
        self._action = empty.action
        self.fit(self.geometry())

    def _act(self) -> None:
        if self._action is not None:
            self._action()


class FilteredTable(QWidget):
    """A table with a filter line above it: typing anywhere in the table filters, Escape clears."""

    def __init__(self, table: RowTable, text_of: Callable[[Any], str], prompt: str) -> None:
        super().__init__()
        self.table = table
        self._text_of = text_of
        self._rows: Sequence[Any] = ()
        self._texts: list[str] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.setClearButtonEnabled(False)
        lead_with(self.line, "search", prompt)
        self._count = label("", "caption")
        self.tools = row(gap=8)
        self.setLayout(column(row(self.line, self._count, self.tools, gap=12), table, gap=10))
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        table.typed.connect(self._typed)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show another list under the filter that is typed."""
        self._rows, self._texts = rows, []
        self._filter(self.line.text())

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Down goes into the list, Escape clears the filter, Enter opens."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        if event.key() == Qt.Key.Key_Down:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.go_to(max(0, self.table.currentIndex().row()))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.rows:
            self.table.opened.emit(self.table.current() or self.table.rows[0])
            return True
        return False

    def _typed(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        if words and not self._texts:
            self._texts = [self._text_of(each).casefold() for each in self._rows]
        rows = self._rows
        texts = self._texts
        for word in sorted(words, key=len, reverse=True):
            # Two lists, not one of pairs: keeping 200,000 tuples alive costs more than looking twice.
            rows = [each for each, text in zip(rows, texts, strict=True) if word in text]
            texts = [text for text in texts if word in text]
        self.table.set_rows(rows)
        shown, total = counted(len(rows)), counted(len(self._rows))
        self._count.setText(_("{shown} dari {total}").format(shown=shown, total=total) if words else total)
