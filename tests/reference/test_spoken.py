"""A screen says days and moments in its own language, a paper always in Indonesian."""

from datetime import UTC, date, datetime

import pytest

from app.kernel.i18n import set_language
from app.reference.spoken import day_words, moment_words

DAY, MOMENT = date(2026, 5, 22), datetime(2026, 12, 31, 17, 5, tzinfo=UTC)
"""A Friday; and five past one in the night of the new year at Nunukan."""


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("id", "Jumat, 22 Mei 2026", "1 Januari 2027 pukul 01.05 WITA"),
        ("en", "Friday, 22 May 2026", "1 January 2027 at 01.05 WITA"),
    ],
)
def test_a_screen_says_them_in_its_language(language: str, day: str, moment: str) -> None:
    set_language(language)
    assert day_words(DAY, weekday=True) == day
    assert moment_words(MOMENT, "WITA") == moment


def test_a_paper_says_them_in_indonesian() -> None:
    set_language("en")
    assert day_words(DAY, on_paper=True) == "22 Mei 2026"
    assert moment_words(MOMENT, "WITA", on_paper=True) == "1 Januari 2027 pukul 01.05 WITA"
