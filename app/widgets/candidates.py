"""A line to type into and, below it, what an injected search finds: persons, villages, receiving parties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from app.kernel.texts import straight
from app.widgets.fields import Field, Value
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.theme import dress

MOST = 8


@dataclass(frozen=True)
class Candidate:
    """One proposal: id, the text that is chosen, and why or where."""

    id: str
    text: str
    detail: str = ""


Deliver = Callable[[Sequence[Candidate]], object]
Search = Callable[[str, Deliver], object]
"""`search(typed, deliver)` looks in the background and delivers on the GUI thread; only the newest need answer."""


class CandidateList(QFrame):
    """The list under the line; lies over the window and never takes the cursor away from the line."""

    chosen = Signal(object)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line = line
        self.list = QListWidget()
        self.list.setProperty("kind", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.choose())
        self._nothing = label("", "muted")
        self._nothing.hide()
        self.setLayout(column(self.list, self._nothing, gap=0, margins=(4, 4, 4, 4)))
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)
        self.hide()

    def show_candidates(self, candidates: Sequence[Candidate], nothing: str) -> None:
        """Show what was found under the line; `nothing` is said when it is empty."""
        self.list.clear()
        for candidate in candidates[:MOST]:
            text = f"{candidate.text}   ·   {candidate.detail}" if candidate.detail else candidate.text
            item = QListWidgetItem(straight(text))
            item.setData(Qt.ItemDataRole.UserRole, candidate)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self._nothing.setText(nothing)
        self._nothing.setVisible(self.list.count() == 0)
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
            dress(self)
        self.setGeometry(self._place(max(1, self.list.count()) * 32 + 14))
        self.show()
        self.raise_()

    def _place(self, height: int) -> QRect:
        """Below the line, or above it where the window ends."""
        window = self._line.window()
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 3))
        if corner.y() + height > window.height():
            corner.setY(max(0, corner.y() - self._line.height() - height - 6))
        return QRect(corner.x(), corner.y(), min(max(self._line.width(), 360), window.width() - corner.x()), height)

    def choose(self) -> None:
        """Take the marked candidate."""
        item = self.list.currentItem()
        if item is not None:
            self.hide()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Keys of the line that belong to the list."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False


class SearchField(Field):
    """A field filled by choosing a candidate; its value is the candidate's id."""

    chosen = Signal(object)

    def __init__(self, name: str, text: str, search: Search, required: bool = False, hint: str = "") -> None:
        super().__init__(name, text, required, hint)
        self._search, self._least, self._nothing = search, 2, ""
        self._choice: Candidate | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.popup = CandidateList(self.line)
        self.popup.chosen.connect(self._take)
        self.line.textEdited.connect(self._typed)
        self.put(self.line)

    def tune(self, least: int, nothing: str) -> "SearchField":
        """Search from `least` letters on; say `nothing` when nothing is found."""
        self._least, self._nothing = least, nothing
        return self

    @property
    def candidate(self) -> Candidate | None:
        """What was chosen."""
        return self._choice

    def value(self) -> Value:
        """The id of what was chosen."""
        return self._choice.id if self._choice else None

    def set_value(self, value: Value) -> None:
        """Take a choice away (None) or show its bare id until `show_choice` names it."""
        self.show_choice(Candidate(str(value), str(value)) if value else None)

    def show_choice(self, choice: Candidate | None) -> None:
        """Show a choice made before."""
        self._choice = choice
        self.line.setText(choice.text if choice else "")
        self.line.setToolTip(choice.detail if choice else self.hint)

    def _typed(self, text: str) -> None:
        self._choice = None
        if len(text.strip()) < self._least:
            self.popup.hide()
        else:
            self._search(text.strip(), self._found)
        self._touched()

    def _found(self, candidates: Sequence[Candidate]) -> None:
        if self.line.hasFocus() and self._choice is None and (candidates or self._nothing):
            self.popup.show_candidates(candidates, self._nothing)

    def _take(self, choice: Candidate) -> None:
        self.show_choice(choice)
        self._touched()
        self.chosen.emit(choice)
