"""For whom: one line to type or scan into, and below it everybody who will receive."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import _
from app.registration.counts import HeadLine
from app.registration.search import CARD, NUMBER, Hit
from app.widgets.buttons import button
from app.widgets.icons import lead_with
from app.widgets.labels import counted, label
from app.widgets.layouts import FlowLayout, column, holder
from app.widgets.tables import Column, Empty, RowTable

LEAST_LETTERS = 3
HITS_HEIGHT = 150


class AidPeople(QWidget):
    """Keeps who was chosen; reading the vault is the screen's business."""

    asked = Signal(str)
    picked = Signal(object)
    """A head (HeadLine) was found by typing."""
    wanted = Signal(str)
    """An action of the table."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.people: list[HeadLine] = []
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        self.line.setPlaceholderText(_("Pindai kartu, atau ketik nama"))
        self.line.setAccessibleName(_("Penerima"))
        self.line.setMaxLength(80)
        lead_with(self.line, "search", _("Cari"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.hits = RowTable(_columns(of_hits=True), key=lambda hit: hit.head.stay_id)
        self.hits.setAccessibleName(_("Calon"))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setFixedHeight(HITS_HEIGHT)
        self.hits.opened.connect(lambda hit: self._take(hit))
        self.hits.hide()
        self.chosen = RowTable(_columns(of_hits=False), key=lambda head: head.stay_id)
        self.chosen.setAccessibleName(_("Yang menerima"))
        self.chosen.installEventFilter(self)
        hint = _("Pindai satu orang; F6 menambah keluarganya, Ctrl+G satu kelompok. Del mengeluarkan dari daftar.")
        self.chosen.set_empty(Empty(_("Siapa yang menerima?"), hint, "users"))
        self._count, self._answered = label("", "heading"), ""
        tools = FlowLayout(gap=2)
        tools.addWidget(button(_("Keluarganya"), lambda: self.wanted.emit("aid.family"), "quiet", "users"))
        tools.addWidget(button(_("Kelompok"), lambda: self.wanted.emit("aid.group"), "quiet", "list-checks"))
        tools.addWidget(button(_("Kosongkan"), lambda: self.wanted.emit("aid.clear"), "quiet", "x"))
        body = column(self.line, self.hits, self._count, holder(tools), self.chosen, gap=8)
        body.setStretch(4, 1)
        self.setLayout(body)
        self._show()

    def add(self, heads: Sequence[HeadLine]) -> None:
        """These receive too; nobody twice."""
        known = {head.stay_id for head in self.people}
        self.people += [head for head in heads if head.stay_id not in known]
        self._show()
        if heads:
            self.chosen.select(heads[-1].stay_id)

    def replace(self, heads: Sequence[HeadLine]) -> None:
        """These as they are now; those who count nowhere any more are gone."""
        self.people = list(heads)
        self._show()

    def show_hits(self, text: str, found: Sequence[Hit]) -> None:
        """Who fits what is typed."""
        if text == self._text():
            self._answered = text
            self.hits.set_rows(list(found))
            self.hits.go_to(0)
            self.hits.setVisible(bool(found))

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """The keys of the line and of the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if target is self.chosen:
            return self._key_of_list(event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.hits.rows:
            self.hits.go_to(max(0, min(len(self.hits.rows) - 1, self.hits.currentIndex().row() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        else:
            return False
        return True

    def _key_of_list(self, event: QKeyEvent) -> bool:
        head = self.chosen.current()
        if event.key() != Qt.Key.Key_Delete or head is None:
            return False
        self.people = [one for one in self.people if one.stay_id != head.stay_id]
        self._show()
        return True

    def _enter(self) -> None:
        text, hit = self._text(), self.hits.current()
        sure = hit is not None and (hit.fit in (CARD, NUMBER) or len(text) >= LEAST_LETTERS)
        if self._answered == text and sure:
            self._take(hit)

    def _take(self, hit: Hit) -> None:
        self.line.clear()
        self.picked.emit(hit.head)

    def _text(self) -> str:
        return " ".join(self.line.text().split())

    def _typed(self) -> None:
        text = self._text()
        if text:
            self.asked.emit(text)
        else:
            self._answered = ""
            self.hits.set_rows([])
            self.hits.hide()

    def _show(self) -> None:
        self.chosen.set_rows(list(self.people))
        self._count.setText(_("{n} penerima").format(n=counted(len(self.people))))
        self.changed.emit()


def _columns(of_hits: bool) -> tuple[Column, ...]:
    def head_of(row: Hit | HeadLine) -> HeadLine:
        return row.head if isinstance(row, Hit) else row

    found = (
        Column(_("Kartu"), lambda row: head_of(row).card_number or "", 84, "number"),
        Column(_("Nama"), lambda row: head_of(row).display, 0, "strong"),
        Column(_("Kelas"), lambda row: head_of(row).head_class or "?", 60, "muted"),
    )
    return (*found, Column(_("Cocok"), lambda hit: hit.why, 110, "muted", spare=True)) if of_hits else found
