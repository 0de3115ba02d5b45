"""The answer of the counter, to be read across a hall: colour, sign, one word, the name, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel

from app.kernel.i18n import _, ngettext
from app.registration.counts import HeadLine
from app.shelter import meals
from app.shelter.meals import Verdict
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.theme import set_state

SIGN, SMALL_SIGN, PHOTO, LARGE_PHOTO = 120, 56, (150, 200), (270, 360)
LARGE_FROM = (640, 380)
"""Pixels below which the letters are smaller."""
WALL_FROM = (900, 460)
"""Pixels from which a counter on the whole screen has letters for the other end of a hall."""
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
        self._picture = QPixmap()
        self._now: Look = ("", "scan-line")
        self._large = False
        self.wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Smaller letters where there is less room, so that nothing is cut."""
        super().resizeEvent(event)
        self._look()

    def enlarge(self, large: bool) -> None:
        """Letters and face for three metres, as far as there is room; or as beside the plan of the day."""
        self._large = large
        self._look()

    def _look(self) -> None:
        wide, high = self.width(), self.height()
        fit = "small" if wide < LARGE_FROM[0] or high < LARGE_FROM[1] else ""
        fit = "large" if self._large and wide >= WALL_FROM[0] and high >= WALL_FROM[1] else fit
        if fit != self.property("fit"):
            set_state(self, fit=fit)
            for part in (self.word, self.name, self.about, self.text, self.hint):
                set_state(part, fit=fit)
            self.photo.setFixedSize(*(LARGE_PHOTO if fit == "large" else PHOTO))
            self._show_picture()
            self._show_signs()

    def _show_signs(self) -> None:
        fit, face = self.property("fit"), not self.photo.isHidden()
        tone, glyph = self._now
        for sign in (self.sign, self.small_sign):
            sign.show_icon(glyph, ("on-accent" if fit == "large" else tone) if tone else "faint")
        self.sign.setVisible(fit != "small" and not (fit == "large" and face))
        self.small_sign.setVisible(fit == "small" or (fit == "large" and face))

    def wait(self, slot: str = "") -> None:
        """Nobody stands at the counter."""
        self.verdict = None
        self.show_photo(QPixmap(), expected=False)
        self._tell(("", "scan-line"), _("Pindai kartu"), "", (slot, _("Atau ketik nama atau nomor kartu di bawah.")))

    def show_verdict(self, verdict: Verdict, picture: QPixmap | None = None) -> None:
        """One answer; the photo comes after it when it has to be fetched."""
        self.verdict = verdict
        tone = "good" if verdict.good else "bad"
        about = " · ".join(part for part in (_whose(verdict.head), _menu(verdict)) if part)
        name = verdict.head.display if verdict.head else ""
        look = (tone, "circle-check" if verdict.good else "circle-alert")
        self._tell(look, word_of(verdict), name, (verdict.text, verdict.hint), about)
        self.show_photo(picture or QPixmap(), expected=bool(verdict.photo))
        said = " ".join(part for part in (self.word.text(), name, verdict.text, verdict.hint) if part)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def show_together(self, verdicts: list[Verdict]) -> None:
        """A family, member by member: who was given a portion and which, and who was not and why."""
        good = [verdict for verdict in verdicts if verdict.good]
        rest = [verdict for verdict in verdicts if not verdict.good]
        self.verdict = good[0] if good else rest[0]
        self.show_photo(QPixmap(), expected=False)
        word = _("BERI {n} PORSI").format(n=len(good)) if good else _("TIDAK ADA PORSI")
        names = ", ".join(_served(verdict) for verdict in good)
        why = "\n".join(f"✗ {verdict.head.display}: {verdict.text}" for verdict in rest if verdict.head)
        glyph = "circle-check" if good else "circle-alert"
        self._tell(("good" if good else "bad", glyph), word, names, (why, ""))

    def show_refusal(self, text: str, hint: str = "") -> None:
        """Nothing was decided, and why."""
        self.verdict = None
        self.show_photo(QPixmap(), expected=False)
        self._tell(("bad", "circle-alert"), _("BELUM DICATAT"), "", (text, hint))

    def show_photo(self, picture: QPixmap, expected: bool = True) -> None:
        """The face that belongs to the name; its place is kept while it is expected."""
        self._picture = picture
        self.photo.setVisible(expected)
        self._show_picture()
        self._show_signs()

    def _show_picture(self) -> None:
        if self._picture.isNull():
            self.photo.clear()
            return
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.photo.setPixmap(self._picture.scaled(self.photo.size(), kept, smooth))
        self.photo.setAccessibleName(_("Foto"))

    def _tell(self, look: Look, word: str, name: str, why: tuple[str, str], about: str = "") -> None:
        tone, _glyph = look
        set_state(self, tone=tone)
        for part in (self.word, self.name, self.about, self.text, self.hint):
            set_state(part, tone=tone)
        self._now = look
        self._show_signs()
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


def _served(verdict: Verdict) -> str:
    name = verdict.head.display if verdict.head else ""
    return f"{name} ({verdict.menu})" if verdict.menu else name


def _whose(head: HeadLine | None) -> str:
    if head is None:
        return ""
    age = ngettext("{n} tahun", "{n} tahun", head.age).format(n=head.age) if head.age is not None else ""
    card = _("kartu {number}").format(number=head.card_number) if head.card_number and head.name else ""
    return " · ".join(part for part in (head.head_class or "", age, card) if part)


def _menu(verdict: Verdict) -> str:
    return _("MENU: {menu}").format(menu=verdict.menu) if verdict.menu else ""
