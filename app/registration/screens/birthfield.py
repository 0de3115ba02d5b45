"""One input for a birth as it is told: a date, a year alone, or an age."""

from app.kernel.i18n import _
from app.widgets.date_field import DateField

MOST_DIGITS_OF_AGE = 2


class BirthField(DateField):
    """“12051990” is a date, “1990” a year, “35” an age."""

    def __init__(self, name: str, text: str, required: bool = False) -> None:
        super().__init__(name, text, required, year_alone=True)
        self.placeholder(_("tanggal, tahun, atau umur"))

    def problem(self) -> str:
        """An age is no problem; everything else as for a date."""
        typed = self.line.text().strip()
        return "" if typed.isdecimal() and len(typed) <= MOST_DIGITS_OF_AGE else super().problem()
