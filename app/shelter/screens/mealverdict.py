"""The answer of the counter, to be read across a hall: colour, sign, one word, the name, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from app.kernel.i18n import _
from app.registration.counts import HeadLine
from app.shelter import meals
from app.shelter.meals import Verdict
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.theme import set_state

SIGN, SMALL_SIGN, PHOTO = 120, 56, (150, 200)
LARGE_FROM = (640, 380)
"""Pixels below which the letters are smaller."""
Look = tuple[str, str]
"""Tone and icon."""


class VerdictPanel(QFrame):
    """Green: give. Red: do not. Grey: waiting for the next card. Never by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self.setAccessibleName(_("Jawaban loket makan"))
        self.sign, self.photo = Glyph("scan-line", "muted", SIGN), QLabel()
        self.small_sign = Glyph("scan-line", "muted", SMALL_SIGN)
        self.small_sign.hide()
        self.photo.setFixedSize(*PHOTO)
        self.photo.setScaledContents(False)
        self.photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.word, self.name = label("", "verdict-word", wrap=True), label("", "verdict-name", wrap=True)
        self.about, self.text = label("", "verdict-text", wrap=True), label("", "verdict-text", wrap=True)
        self.hint = label("", "muted", wrap=True)
        words = column(1, self.word, self.name, self.about, self.text, self.hint, 1, gap=6)
        both = row(self.sign, self.small_sign, words, self.photo, gap=22, margins=(26, 14, 24, 14))
        both.setStretch(2, 1)
        self.setLayout(both)
        self.verdict: Verdict | None = None
        self.wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller letters where there is less room, so that nothing is cut."""
        super().resizeEvent(event)
        fit = "small" if self.width() < LARGE_FROM[0] or self.height() < LARGE_FROM[1] else ""
        if fit != self.property("fit"):
            self.setProperty("fit", fit)
            for part in (self.word, self.name, self.about, self.text):
                set_state(part, fit=fit)
            self.sign.setVisible(not fit)
            self.small_sign.setVisible(bool(fit))

    def wait(self, slot: str = "") -> None:
        """Nobody stands at the counter."""
        self.verdict = None
        self.photo.hide()
        self._tell(("", "scan-line"), _("Pindai kartu"), "", (slot, _("Atau ketik nama atau nomor kartu di bawah.")))

    def show_verdict(self, verdict: Verdict, picture: QPixmap | None = None) -> None:
        """One answer; the photo comes after it when it has to be fetched."""
        self.verdict = verdict
        tone = "good" if verdict.good else "bad"
        about = " · ".join(part for part in (_whose(verdict.head), _menu(verdict)) if part)
        name = verdict.head.display if verdict.head else ""
        look = (tone, "circle-check" if verdict.good else "circle-alert")
        self._tell(look, word_of(verdict), name, (verdict.text, verdict.hint), about)
        self.photo.setVisible(bool(verdict.photo))
        self.photo.clear()
        if picture is not None:
            self.show_photo(picture)
        said = " ".join(part for part in (self.word.text(), name, verdict.text, verdict.hint) if part)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def show_together(self, verdicts: list[Verdict]) -> None:
        """A family: who was given a portion, and who was not and why."""
        good = [verdict for verdict in verdicts if verdict.good]
        rest = [verdict for verdict in verdicts if not verdict.good]
        self.verdict = good[0] if good else rest[0]
        self.photo.hide()
        word = _("BERI {n} PORSI").format(n=len(good)) if good else _("TIDAK ADA PORSI")
        names = ", ".join(verdict.head.display for verdict in good if verdict.head)
        why = "\n".join(f"{verdict.head.display}: {verdict.text}" for verdict in rest if verdict.head)
        glyph = "circle-check" if good else "circle-alert"
        self._tell(("good" if good else "bad", glyph), word, names, (why, ""))

    def show_photo(self, picture: QPixmap) -> None:
        """The face that belongs to the name."""
        self.photo.setPixmap(
            picture.scaled(
                self.photo.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        self.photo.setAccessibleName(_("Foto"))

    def _tell(self, look: Look, word: str, name: str, why: tuple[str, str], about: str = "") -> None:
        tone, glyph = look
        set_state(self, tone=tone)
        for part in (self.word, self.name):
            set_state(part, tone=tone)
        for sign in (self.sign, self.small_sign):
            sign.show_icon(glyph, tone or "faint")
        for part, text in ((self.word, word), (self.name, name), (self.about, about)):
            part.setText(text)
            part.setVisible(bool(text))
        for part, text in ((self.text, why[0]), (self.hint, why[1])):
            part.setText(text)
            part.setVisible(bool(text))


def word_of(verdict: Verdict) -> str:
    """The one word for everybody in the queue."""
    return {
        meals.GIVEN: _("BERI"),
        meals.ALREADY: _("SUDAH MAKAN"),
        meals.NOT_FOR: _("BUKAN UNTUKNYA"),
        meals.GONE: _("TIDAK DI SINI"),
        meals.DEAD: _("JANGAN DIBERI"),
        meals.OLD_CARD: _("KARTU LAMA"),
        meals.FREE_CARD: _("KARTU KOSONG"),
    }.get(verdict.kind, _("TIDAK DIKENAL"))


def _whose(head: HeadLine | None) -> str:
    if head is None:
        return ""
    age = _("{n} tahun").format(n=head.age) if head.age is not None else ""
    card = _("kartu {number}").format(number=head.card_number) if head.card_number and head.name else ""
    return " · ".join(part for part in (head.head_class or "", age, card) if part)


def _menu(verdict: Verdict) -> str:
    return _("MENU: {menu}").format(menu=verdict.menu) if verdict.menu else ""
