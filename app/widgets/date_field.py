"""A date typed as eight digits, shown as dd-mm-yyyy; where allowed only a year, as birth dates are often known."""

from contextlib import suppress
from datetime import date

from app.kernel.i18n import _
from app.widgets.fields import TextField, Value


def dashed(typed: str) -> str:
    """Put the dashes into digits as they are typed: 2301 → 23-01."""
    digits = "".join(character for character in typed if character.isdecimal())[:8]
    groups = [digits[:2], digits[2:4], digits[4:8]]
    return "-".join(group for group in groups if group)


def read_date(text: str) -> date | None:
    """The date written as dd-mm-yyyy, None if there is none like it."""
    digits = "".join(character for character in text if character.isdecimal())
    if len(digits) != 8:
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


class DateField(TextField):
    """A date; its value is ISO text (`1990-05-12`), or `1990` when years alone are allowed."""

    def __init__(self, name: str, text: str, required: bool = False, hint: str = "", year_alone: bool = False) -> None:
        super().__init__(name, text, required, hint)
        self._year_alone = year_alone
        self._previous = ""
        self.line.setMaxLength(10)
        self.placeholder(_("hhbbtttt, mis. 23012026"))
        self.line.textEdited.connect(self._edited)

    def date(self) -> date | None:
        """The whole date, None while it is incomplete or impossible."""
        return read_date(self.line.text())

    def value(self) -> Value:
        """ISO text; an entry that is no date is kept as typed, so that a draft loses nothing."""
        day = self.date()
        if day is not None:
            return day.isoformat()
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        """Show an ISO date, a year, or a kept entry."""
        text = "" if value is None else str(value)
        with suppress(ValueError):
            text = date.fromisoformat(text).strftime("%d-%m-%Y") if len(text) == 10 else text
        self._previous = text
        self.line.setText(text)

    def problem(self) -> str:
        """Not a date, or not one of this calendar."""
        text = self.line.text().strip()
        if not text or self.date() is not None:
            return ""
        if self._year_alone and len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100:
            return ""
        digits = sum(character.isdecimal() for character in text)
        if digits == 8:
            return _("Tanggal ini tidak ada di kalender.")
        if self._year_alone:
            return _("Tulis delapan angka (hhbbtttt) atau tahunnya saja.")
        return _("Tulis delapan angka: hari, bulan, tahun.")

    def _edited(self, typed: str) -> None:
        growing, self._previous = len(typed) > len(self._previous), typed
        is_year = self._year_alone and len(typed) <= 4 and typed[:2] in ("19", "20") and typed.isdecimal()
        if not growing or is_year or self.line.cursorPosition() < len(typed):
            return
        text = dashed(typed)
        if text != typed:
            self._previous = text
            self.line.setText(text)
