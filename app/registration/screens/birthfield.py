"""One input for a birth as it is told: a date, a year alone, or an age."""

from app.kernel.i18n import _
from app.registration.validation import OLDEST
from app.widgets.date_field import DateField

DIGITS_OF_AGE, DIGITS_OF_YEAR, DIGITS_OF_DATE = 3, 4, 8


class BirthField(DateField):
    """“12051990” is a date, “1990” a year, “35” an age."""

    def __init__(self, name: str, text: str, required: bool = False) -> None:
        super().__init__(name, text, required, year_alone=True)
        self.placeholder(_("tanggal, tahun, atau umur"))

    def problem(self) -> str:
        """An age is no problem; what is no birth is named as what it seems to be: an age, a year, a date.

        Three digits get a dash while they are typed; an age of three without one stood there before.
        """
        typed = self.line.text().strip()
        if typed.isdecimal() and len(typed) <= DIGITS_OF_AGE:
            return ""
        wrong = super().problem()
        digits = "".join(filter(str.isdecimal, typed))
        if not wrong or len(digits) == DIGITS_OF_DATE:
            return wrong
        if len(digits) == DIGITS_OF_AGE:
            if int(digits) > OLDEST:
                return _("Umur {age} tahun tidak mungkin. Tulis umur, tahun, atau tanggal lahirnya.").format(age=digits)
            return _("Umur di atas 99 tahun: tulis tahun lahirnya.")
        if len(digits) == DIGITS_OF_YEAR:
            return _("Tahun lahir {year} tidak mungkin. Tulis umur, tahun, atau tanggal lahirnya.").format(year=digits)
        return _("Tulis umurnya, tahunnya saja, atau delapan angka (hhbbtttt).")
