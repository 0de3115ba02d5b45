"""Absen: the list in calling order. Enter is here and next, one letter is everything else, digits jump to a number."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import N_, NP_, _
from app.manifest.board import BoardLine
from app.manifest.screens import words
from app.manifest.screens.ships import Ships
from app.widgets.layouts import column
from app.widgets.narrow import KeyHints
from app.widgets.tables import Column, Empty, RowTable

KEYS = {
    "B": "arrival.cancelled",
    "S": "arrival.sick",
    "H": "arrival.legal",
    "D": "arrival.papers",
    "W": "arrival.foreigner",
    "G": "arrival.duplicate",
    "J": "arrival.body",
    "K": "arrival.card",
    "T": "arrival.extra",
}
"""Single keys of the roll-call, and the action of the table each one runs."""
_TOLD = (
    ("Enter", N_("hadir")),
    ("Shift+Enter", N_("data beda")),
    ("B", NP_("journey", "batal")),
    ("S", N_("sakit")),
    ("H", N_("hukum")),
    ("D", N_("dokumen")),
    ("W", N_("WNA")),
    ("G", N_("ganda")),
    ("J", N_("jenazah")),
    ("K", N_("kartu")),
    ("T", N_("tambahan")),
)

_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace)


class RollCall(QWidget):
    """The list of one ship; rows are line ids, so a decision repaints one row and moves nothing."""

    present = Signal(str, bool)
    """A line was called and is here; True when his data differ."""
    wanted = Signal(str)
    """An action of the table by its single key."""
    marked = Signal(str)
    digits = Signal(str)

    def __init__(self, ships: Ships) -> None:
        super().__init__()
        self._ships, self._batch_id, self._typed = ships, "", ""
        self.table = RowTable(self._columns(), key=lambda line_id: line_id, state=self._of(words.state_of))
        self.table.setAccessibleName(_("Daftar absen"))
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda _line: self._enter(differs=False))
        self.table.typed.connect(self._key)
        self.table.marked.connect(lambda line_id: self.marked.emit(line_id or ""))
        self._hints = key_line()
        body = column(self.table, self._hints, gap=8)
        body.setStretch(0, 1)
        self.setLayout(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list goes before the keys it is worked with."""
        super().resizeEvent(event)
        self._hints.fit(self.height())

    @property
    def line(self) -> BoardLine | None:
        """The line under the cursor."""
        return self._ships.lines.get(self.table.current() or "")

    @property
    def typed(self) -> str:
        """The digits typed so far."""
        return self._typed

    def show_ship(self, batch_id: str) -> None:
        """Show the list of a ship; the cursor stays on its line or goes to the first one nobody has checked."""
        fresh = batch_id != self._batch_id
        self._batch_id = batch_id
        self.table.set_rows(list(self._ships.order(batch_id)))
        self.table.horizontalHeader().setSectionsClickable(False)  # the calling order is the list's, always
        if fresh or self.line is None:
            self._type("")
            self.to_next(None)

    def teach(self, empty: Empty) -> None:
        """What stands in place of no list."""
        self.table.set_empty(empty)

    def go_to(self, line_id: str) -> None:
        """Go to a line and show it with those after it."""
        if self.table.select(line_id):
            place = self.table.currentIndex().row()
            ahead = self.table.model().index(min(place + 4, len(self.table.rows) - 1), 1)
            self.table.scrollTo(ahead)
            self.table.scrollTo(self.table.currentIndex())

    def to_next(self, after: str | None) -> None:
        """Go to the next line nobody has checked; from the end to the first one left out."""
        order = self._ships.order(self._batch_id)
        start = order.index(after) + 1 if after in order else 0
        for line_id in (*order[start:], *order[:start]):
            if not self._ships.lines[line_id].done:
                self.go_to(line_id)
                return
        if after is None and order:
            self.go_to(order[0])

    def redraw(self) -> None:
        """A line changed."""
        self.table.viewport().update()

    def type_digits(self, digits: str) -> None:
        """Put typed digits back."""
        self._type(digits)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Shift+Enter, Backspace and Escape, which the table does not tell."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.isAutoRepeat() and event.key() not in _MOVING:
            return True  # an elbow on the keyboard is nobody's arrival
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shifted:
            self._enter(differs=True)
        elif event.key() == Qt.Key.Key_Backspace and self._typed:
            self._type(self._typed[:-1])
        elif event.key() == Qt.Key.Key_Escape and self._typed:
            self._type("")
        else:
            return False
        return True

    def _key(self, text: str) -> None:
        if text.isdecimal():
            self._type((self._typed + text)[-5:])
        elif text.upper() in KEYS:
            self._type("")
            self.wanted.emit(KEYS[text.upper()])

    def _enter(self, differs: bool) -> None:
        if self._typed:
            number = self._typed
            self._type("")
            self._jump(number)
        elif self.line is not None:
            self.present.emit(self.line.id, differs)

    def _jump(self, number: str) -> None:
        """To the next line with this list number; two letters may both have one."""
        order = list(self._ships.order(self._batch_id))
        start = self.table.currentIndex().row() + 1
        for line_id in (*order[start:], *order[:start]):
            if _same_number(self._ships.lines[line_id].list_no, number):
                self.go_to(line_id)
                return
        self.digits.emit(_("Nomor {number} tidak ada di daftar ini").format(number=number))

    def _type(self, digits: str) -> None:
        if digits != self._typed:
            self._typed = digits
            self.digits.emit(_("Ke nomor {number}: tekan Enter").format(number=digits) if digits else "")

    def _of(self, show: Callable[[BoardLine], object]) -> Callable[[str], str]:
        return lambda line_id: str(show(self._ships.lines[line_id]))

    def _columns(self) -> tuple[Column, ...]:
        line = self._ships.lines
        return (
            Column(_("No"), lambda one: self._ships.number(line[one]), 62, "number"),
            Column(_("Nama"), lambda one: _called(line[one]), 0, "text"),
            Column(_("Kelas"), lambda one: words.class_and_age(line[one]), 86, "muted"),
            Column(_("Keadaan"), lambda one: words.mark_of(line[one]), 150, "mark"),
        )


def key_line() -> KeyHints:
    """The keys of the roll-call, told where the hands are."""
    return KeyHints([(key, _(meaning)) for key, meaning in _TOLD])


def _called(line: BoardLine) -> str:
    return f"     ↳ {words.full_name(line)}" if line.mother else words.full_name(line)


def _same_number(listed: str, typed: str) -> bool:
    digits = "".join(filter(str.isdecimal, listed))
    return bool(digits) and int(digits) == int(typed)
