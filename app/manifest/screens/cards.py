"""Bagikan kartu: at the gangway one key hands out the next card; the head exists before anybody knows its name."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.manifest.screens.words import CLASS_KEYS, CLASS_WORDS
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.labels import key_cap, label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.tables import Column, Empty, RowTable

LEAST_TABLE = 140


class CardsPane(QWidget):
    """The number of the next card, huge, and four keys; a typed or scanned number replaces it."""

    handed = Signal(str, str)
    """(card number, class)"""
    naming = Signal(str)
    """A card is to get its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number, self._typed = "", ""
        self._next = label("", "figure")
        self._next.setAccessibleName(_("Kartu berikutnya"))
        grid = QGridLayout()
        grid.setSpacing(10)
        for place, code in enumerate(CLASSES):
            made = button(f"{code}   {CLASS_KEYS[code]}", partial(self.hand, code))
            made.setMinimumHeight(52)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(_(CLASS_WORDS[code]))
            grid.addWidget(made, 0, place)
            words = label(_(CLASS_WORDS[code]), "caption")
            grid.addWidget(words, 1, place, Qt.AlignmentFlag.AlignHCenter)
        hint = _("Ketik atau pindai nomor kartu bila bukan kartu ini; lalu 1–4. Ctrl+Z mengurungkan.")
        ask = row(label(_("Kartu berikutnya"), "eyebrow"), 1)
        top = panel(column(ask, self._next, grid, label(hint, "caption", wrap=True), gap=10))
        self.table = RowTable(_columns(), key=lambda head: head.stay_id)
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table.opened.connect(lambda head: self.naming.emit(head.card_number or ""))
        self.table.set_empty(
            Empty(_("Semua kartu sudah bernama"), _("Kartu yang dibagikan muncul di sini."), "id-card")
        )
        title = row(label(_("Kartu belum bernama"), "eyebrow"), 1, key_cap("Enter"), label(_("beri nama"), "caption"))
        self.table.setMinimumHeight(LEAST_TABLE)
        body = column(top, title, self.table, gap=12)
        body.setStretch(2, 1)
        self.setLayout(column(scrolled(holder(body))))
        self.show_number("")

    @property
    def number(self) -> str:
        """The number of the next card."""
        return self._typed or self._number

    def show_number(self, number: str) -> None:
        """The card that lies on top; a number typed by hand goes first."""
        self._number, self._typed = number.upper(), ""
        self._tell()

    def show_heads(self, heads: tuple[HeadLine, ...]) -> None:
        """The cards without a name."""
        self.table.set_rows(sorted(heads, key=lambda head: head.card_number or ""))

    def hand(self, head_class: str) -> None:
        """Hand the card to somebody of this class."""
        if self.number:
            self.handed.emit(self.number, head_class)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1–4 hand out; Enter after # or a letter ends a number that has digits 1–4 in it."""
        text = event.text().upper()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif event.key() == Qt.Key.Key_Escape:
            self._typed = ""
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed:
            self.show_number(self._typed)
        elif not self._typed and self._number and text in CLASS_KEYS.values():
            self.hand(next(code for code, key in CLASS_KEYS.items() if key == text))
        elif text.isalnum() and text.isascii() and len(self._typed) < 14:
            self._typed += text
        else:
            super().keyPressEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self._typed:
            self._next.setText(f"{self._typed}▏")
        else:
            self._next.setText(self._number or _("ketik nomor, Enter"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Kartu"), lambda head: head.card_number or "?", 120, "strong"),
        Column(_("Kelas"), lambda head: head.head_class or "?", 90),
        Column("", lambda head: _(CLASS_WORDS[head.head_class]) if head.head_class else "", 0, "muted"),
    )
