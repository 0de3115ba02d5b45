"""Ctrl+K: any action and any person from one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from rapidfuzz import fuzz, process, utils

from app.kernel.i18n import _
from app.widgets.candidates import Candidate, Search
from app.widgets.labels import label
from app.widgets.layouts import column, rule
from app.widgets.table_paint import ROW_HEIGHT
from app.widgets.tables import Column, Mark, RowTable

MOST_ACTIONS, MOST_ROWS, CUTOFF = 6, 10, 76
AROUND = 84
"""Pixels of the line above and the hint below the rows."""


@dataclass(frozen=True)
class Entry:
    """One line of the palette: an action or a person."""

    kind: str
    id: str
    text: str
    detail: str = ""
    glyph: str = ""


def ranked(typed: str, entries: Sequence[Entry]) -> list[Entry]:
    """The actions whose words are nearest to what was typed, best first; all of them while nothing is typed."""
    if not typed.strip():
        return list(entries)
    texts = [entry.text for entry in entries]
    found = process.extract(
        typed, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=MOST_ACTIONS, score_cutoff=CUTOFF
    )
    return [entries[place] for _text, _score, place in found]


class Palette(QFrame):
    """Lies over the window; Escape or a click elsewhere closes it."""

    action_chosen = Signal(str)
    person_chosen = Signal(str)
    closed = Signal()
    """The cursor may go back to where it was."""

    def __init__(self, window: QWidget, entries: Callable[[], Sequence[Entry]], find_people: Search) -> None:
        super().__init__(window)
        self.setProperty("kind", "popup")
        self._window, self._entries, self._find = window, entries, find_people
        self._people: list[Entry] = []
        self._actions: list[Entry] = []
        self.line = QLineEdit()
        self.line.setProperty("kind", "palette")
        self.line.setPlaceholderText(_("Nama orang, NIK, SPLP, nomor kartu – atau tindakan"))
        self.line.setAccessibleName(_("Cari orang atau tindakan"))
        self.table = RowTable(_COLUMNS, key=lambda entry: (entry.kind, entry.id))
        self.table.setProperty("kind", "bare")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._choose)
        self.table.clicked.connect(lambda _index: self._choose(self.table.current()))
        foot = label(_("↑↓ pilih   ·   Enter buka   ·   Esc tutup"), "caption")
        foot.setContentsMargins(16, 6, 16, 8)
        self.setLayout(column(self.line, rule(), self.table, foot, gap=0, margins=(1, 1, 1, 1)))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.hide()

    def open(self, typed: str = "") -> None:
        """Show the palette with a text already typed."""
        self._people = []
        width = min(640, self._window.width() - 40)
        self.setGeometry((self._window.width() - width) // 2, 64, width, 200)
        self.show()
        self.raise_()
        self.line.setText(typed)
        self._typed(typed)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Arrow keys, Enter and Escape of the line."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self.table.go_to(max(0, self.table.currentIndex().row() + step))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.table.current())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        return False

    def _typed(self, typed: str) -> None:
        self._actions = ranked(typed, self._entries())
        self._people = []
        if len(typed.strip()) >= 2:
            self._find(typed.strip(), self._found)
        self._fill()

    def _found(self, people: Sequence[Candidate]) -> None:
        if self.isVisible():
            self._people = [Entry("person", each.id, each.text, each.detail, "user-round") for each in people]
            self._fill()

    def _fill(self) -> None:
        self.table.set_rows([*self._people, *self._actions])
        self.table.go_to(0)
        self.table.scrollToTop()
        rows = max(3, min(MOST_ROWS, len(self.table.rows)))
        self.resize(self.width(), min(rows * ROW_HEIGHT + AROUND, self._window.height() - 90))

    def _choose(self, entry: Entry | None) -> None:
        if entry is None:
            return
        self._close()
        (self.person_chosen if entry.kind == "person" else self.action_chosen).emit(entry.id)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


_COLUMNS = (
    Column("", lambda entry: Mark("", entry.glyph, "muted"), 40, "mark"),
    Column("", lambda entry: entry.text, 0, detail=lambda entry: entry.detail if entry.kind == "person" else ""),
    Column("", lambda entry: "" if entry.kind == "person" else entry.detail, 130, "key"),
)
