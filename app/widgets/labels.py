"""Texts in the few roles of the type scale, counts in Indonesian figures, and keys drawn as keys."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.kernel.clock import local
from app.kernel.i18n import _, language
from app.kernel.texts import straight
from app.widgets.theme import set_state


class StraightLabel(QLabel):
    """A text whose marks of direction are left out, so that a name on it turns nothing around."""

    def __init__(self, text: str = "") -> None:
        super().__init__(straight(text))
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(straight(text))


def label(text: str = "", role: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    """A plain text; `role` and `tone` are read by the style sheet. Markup in the text is shown, not obeyed."""
    made = StraightLabel(text)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def retone(target: QLabel, text: str, tone: str) -> None:
    """Change text and tone together."""
    target.setText(text)
    if target.property("tone") != tone:
        set_state(target, tone=tone)


def counted(number: int) -> str:
    """A whole number with separators: 91.599 (Indonesian) or 91,599 (English)."""
    grouped = f"{number:,}".replace("-", "−")
    return grouped if language() == "en" else grouped.replace(",", ".")


def signed(number: int) -> str:
    """A number with its sign: +3, −2, 0."""
    return f"+{counted(number)}" if number > 0 else counted(number)


def day_words(day: date) -> str:
    """“Jumat, 23 Januari 2026”, in the language in use."""
    place = QLocale("en_GB" if language() == "en" else "id_ID")
    return place.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def moment_words(instant: datetime, zone: str) -> str:
    """“24 Januari 2026 pukul 07.55 WITA”, in the language in use."""
    at = local(instant, zone)
    place = QLocale("en_GB" if language() == "en" else "id_ID")
    day = f"{at.day} {place.monthName(at.month)} {at.year}"
    return _("{day} pukul {hour} {zone}").format(day=day, hour=f"{at:%H.%M}", zone=zone)


def pill(text: str, tone: str = "") -> QLabel:
    """A short state in a rounded ground."""
    made = label(text, "pill", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def key_cap(text: str) -> QLabel:
    """A key of the keyboard."""
    return label(text, "key")
