"""The wizard's first page: a new post, a receiving office, a spare laptop that must count, or one more desk."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.access.screens.entrance import Page
from app.access.wizard import EMERGENCY, JOIN, NEW, RECEIVER
from app.kernel.i18n import _
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, row


class ChoiceCard(QPushButton):
    """A large choice: what it is, and when to take it."""

    def __init__(self, glyph: str, title: str, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        words = column(label(title, "heading"), label(text, "muted", wrap=True), gap=3)
        line = row(Glyph(glyph, "accent", 22), words, gap=16, margins=(18, 14, 18, 14))
        line.setStretch(1, 1)
        self.setLayout(line)


class WelcomePage(Page):
    """The ways to begin."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Apa yang disiapkan di laptop ini?"),
            _("Tidak perlu jaringan. Semua yang dicatat di laptop ini tersandi sejak huruf pertama."),
        )
        texts = {
            NEW: ("house", _("Pos baru"), _("Laptop pertama sebuah pos: kop surat, kepala pos, lembar pemulihan.")),
            EMERGENCY: (
                "ship",
                _("Loket darurat"),
                _("Kapal sudah sandar. Dua isian, lalu langsung menghitung; digabungkan ke pos kemudian."),
            ),
            JOIN: (
                "usb",
                _("Loket tambahan"),
                _("Pos sudah ada di laptop lain. Bergabung lewat flashdisk dengan paket pengenal."),
            ),
            RECEIVER: (
                "inbox",
                _("Kantor penerima"),
                _("Dinas Sosial atau transit: memuat surat pengirim, memeriksa orangnya, lalu menjawab."),
            ),
        }
        self.cards = {way: ChoiceCard(*words) for way, words in texts.items()}
        for way, card in self.cards.items():
            card.clicked.connect(partial(self._choose, way))
        self.setLayout(column(*self.cards.values(), 1, gap=12))

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.cards[NEW]

    def _choose(self, way: str, _checked: bool = False) -> None:
        self.chosen.emit(way)
