"""Cari: one line to type or scan into; Enter means the marked proposal, the other keys what became of him."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.i18n import N_, NP_, _
from app.manifest.screens.proposals import Proposals
from app.manifest.screens.seeking import Found, Seeker
from app.manifest.screens.ships import Ships
from app.widgets.buttons import button
from app.widgets.icons import Glyph, lead_with
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.narrow import KeyHints

_TOLD = (
    ("Enter", N_("hadir")),
    ("Shift+Enter", N_("data beda")),
    ("↑↓", N_("pilih")),
    ("Ctrl+B", NP_("journey", "batal")),
    ("Ctrl+S", N_("sakit")),
    ("Ctrl+H", N_("hukum")),
    ("Ctrl+D", N_("dokumen")),
    ("Ctrl+W", N_("WNA")),
    ("Ctrl+G", N_("ganda")),
    ("F4", N_("kartu")),
    ("Ctrl+T", N_("tambahan")),
)

SURE_FROM = 3
"""From so many letters on the only one found may be taken without having been seen."""


class SearchPane(QWidget):
    """The line, the card somebody holds, and the proposals."""

    present = Signal(object, bool)
    """A proposal was taken (seeking.Found); True when his data differ."""
    nobody = Signal(str)
    """Enter, and nobody like that is on any list."""
    marked = Signal(object)
    card_dropped = Signal()

    def __init__(self, seeker: Seeker, ships: Ships) -> None:
        super().__init__()
        self._seeker, self._batch_id = seeker, ""
        self._answered, self._enter_waits = "", False
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        self.line.setPlaceholderText(_("Nama, nomor urut, SPLP, NIK, kartu – atau pindai"))
        self.line.setAccessibleName(_("Cari orang di semua kapal"))
        self.line.setMaxLength(80)
        lead_with(self.line, "search", _("Cari"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._card_text = label("", "strong")
        drop = button(_("Lepas kartu"), self.card_dropped.emit, "quiet")
        self._card = holder(row(Glyph("id-card", "accent"), self._card_text, 1, drop, gap=8))
        self._card.hide()
        self.proposals = Proposals(ships)
        self.proposals.marked.connect(self.marked)
        self.proposals.opened.connect(lambda: self._enter(differs=False))
        self._hints = KeyHints([(key, _(meaning)) for key, meaning in _TOLD])
        self._room = scrolled(self.proposals)
        self.proposals.marked.connect(lambda _found: self._show_marked())
        body = column(self.line, self._card, self._room, self._hints, gap=10)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._show_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The proposals go before the keys that answer them."""
        super().resizeEvent(event)
        self._hints.fit(self.height())

    @property
    def current(self) -> Found | None:
        """The marked proposal, if it answers what is typed."""
        return self.proposals.current if self._answered == self._text() and self._answered else None

    def show_ship(self, batch_id: str) -> None:
        """The ship in front: hits in another one are named."""
        self._batch_id = batch_id
        self.proposals.redraw(batch_id)

    def show_card(self, text: str) -> None:
        """The card somebody holds, which the next confirmation gets; "" for none."""
        self._card_text.setText(text)
        self._card.setVisible(bool(text))

    def ask_again(self) -> None:
        """The lists changed under what is typed."""
        self._answered = ""
        self._typed()

    def scan(self, code: str) -> None:
        """A code that is surely somebody's: it is looked for and he is taken, as if Enter followed."""
        self.line.setText(code)
        self._enter(differs=False)

    def done(self) -> None:
        """One person is dealt with: the line is free for the next."""
        self.line.clear()

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """The keys of the line that mean a proposal."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self.proposals.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter(differs=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Escape and not self._card.isHidden():
            self.card_dropped.emit()
        else:
            return False
        return True

    def _show_marked(self) -> None:
        card = self.proposals.marked_card
        if card is not None:
            self._room.ensureWidgetVisible(card, 0, 4)

    def _text(self) -> str:
        return " ".join(self.line.text().split())

    def _typed(self) -> None:
        self._enter_waits = False
        text = self._text()
        if text:
            self._seeker.search(text, self._show)
        else:
            self._answered = ""
            self._show_hint()

    def _show(self, text: str, found: Sequence[Found]) -> None:
        if text != self._text():
            return
        self._answered = text
        nothing = _("Tidak ada yang mirip di daftar kapal mana pun. Enter atau Ctrl+T: catat sebagai tambahan.")
        self.proposals.show_found(found, nothing, self._batch_id)
        if self._enter_waits:
            self._enter_waits = False
            sure = [one for one in found if one.sure]
            if len(sure) == 1 or (len(found) == 1 and len(text) >= SURE_FROM):
                self._enter(differs=False)

    def _show_hint(self) -> None:
        hint = _("Ketik beberapa huruf nama, atau angka terakhir SPLP. Urutan kata dan ejaan tidak harus tepat.")
        self.proposals.show_found([], hint, self._batch_id)

    def _enter(self, differs: bool) -> None:
        """Take the marked proposal; where the answer is still on its way, wait for it and take only a sure one."""
        text = self._text()
        if not text:
            return
        if self._answered != text:
            self._enter_waits = True
        elif self.proposals.current is None:
            self.nobody.emit(text)
        elif len(text) < 2 and not self.proposals.current.sure:
            return  # one letter means nobody in particular
        else:
            self.present.emit(self.proposals.current, differs)
