"""The counter: the answer filling the room, one line for scanner or keyboard, and whoever came with the last one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import _
from app.registration.counts import HeadLine
from app.registration.search import CARD, NUMBER, Hit
from app.shelter.meals import Verdict
from app.shelter.screens.mealverdict import VerdictPanel
from app.widgets.buttons import button
from app.widgets.icons import lead_with
from app.widgets.labels import label
from app.widgets.layouts import column, panel, row
from app.widgets.tables import Column, RowTable

LEAST_LETTERS = 3
"""Fewer letters of a name never feed the first who fits."""
HITS_HEIGHT = 170


class MealCounter(QWidget):
    """Says who stands there; what is given to him is the screen's business."""

    asked = Signal(str)
    """What is typed, to be searched."""
    chosen = Signal(str)
    """The stay of whoever was picked by name."""
    scanned = Signal(str)
    """A card, typed by its number."""
    together = Signal(object)
    """The stays of those who came with the last one."""

    def __init__(self) -> None:
        super().__init__()
        self.panel = VerdictPanel()
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        self.line.setPlaceholderText(_("Pindai kartu, atau ketik nama atau nomor kartu"))
        self.line.setAccessibleName(_("Kartu atau nama"))
        self.line.setMaxLength(80)
        lead_with(self.line, "scan-line", _("Pindai"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.hits = RowTable(_columns(), key=lambda hit: hit.head.stay_id)
        self.hits.setAccessibleName(_("Calon"))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setFixedHeight(HITS_HEIGHT)
        self.hits.opened.connect(lambda hit: self._take(hit))
        self.hits.hide()
        self._answered = ""
        self._mates: tuple[HeadLine, ...] = ()
        self._family = label("", "strong", wrap=True)
        self._all = button(_("F6  Beri makan sekeluarga"), self.feed_family, "primary", "users")
        both = row(self._family, self._all, gap=12)
        both.setStretch(0, 1)
        self.family = panel(both)
        self.family.hide()
        body = column(self.panel, self.family, self.hits, self.line, gap=10)
        body.setStretch(0, 1)
        self.setLayout(body)

    def show_verdict(self, verdict: Verdict) -> None:
        """The answer to the last card."""
        self.panel.show_verdict(verdict)
        self._show_mates(verdict.mates)
        self.line.clear()

    def show_together(self, verdicts: list[Verdict]) -> None:
        """The answers to a family."""
        self.panel.show_together(verdicts)
        self._show_mates(())

    def show_hits(self, text: str, found: Sequence[Hit]) -> None:
        """Who fits what is typed."""
        if text == self._text():
            self._answered = text
            self.hits.set_rows(list(found))
            self.hits.go_to(0)
            self.hits.setVisible(bool(found))

    def wait(self, slot: str) -> None:
        """Nobody stands there."""
        self.panel.wait(slot)
        self._show_mates(())

    def feed_family(self) -> None:
        """Everybody who came with the last one."""
        if self._mates:
            self.together.emit([head.stay_id for head in self._mates])

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """The keys of the line; Ctrl+Z in an empty one is no undoing of letters but of a meal."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.line.text():
            event.ignore()
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.hits.rows:
            self.hits.go_to(max(0, min(len(self.hits.rows) - 1, self.hits.currentIndex().row() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        else:
            return False
        return True

    def _enter(self) -> None:
        """A card's number goes to the counter as it is; a name takes the marked candidate."""
        text, hit = self._text(), self.hits.current()
        if not text:
            return
        known = self._answered == text and hit is not None
        if known and hit.fit != CARD and (hit.fit == NUMBER or len(text) >= LEAST_LETTERS):
            self._take(hit)
        elif any(sign.isdigit() for sign in text):
            self.line.clear()
            self.scanned.emit(text)

    def _take(self, hit: Hit) -> None:
        self.line.clear()
        self.chosen.emit(hit.head.stay_id)

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

    def _show_mates(self, mates: Sequence[HeadLine]) -> None:
        self._mates = tuple(mates)
        names = ", ".join(head.display for head in mates)
        self._family.setText(_("Belum makan dari keluarganya: {names}").format(names=names) if names else "")
        self.family.setVisible(bool(mates))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Kartu"), lambda hit: hit.head.card_number or "", 84, "number"),
        Column(_("Nama"), lambda hit: hit.head.display, 0, "strong"),
        Column(_("Kelas"), lambda hit: hit.head.head_class or "?", 60, "muted"),
        Column(_("Cocok"), lambda hit: hit.why, 110, "muted", spare=True),
    )
