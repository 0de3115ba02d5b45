"""Newcomers against earlier years: who has been here before, and who must be asked."""

from dataclasses import replace
from datetime import date

from app.matching.earlier import repeaters
from app.matching.who import Document, Who

SALMAN = Who("Salman bin Daeng Naba", sex="L", birth=date(1988, 3, 4), documents=(Document("Paspor", "B1234567"),))
MARIAM = Who("Mariam Goreti", sex="P", birth=date(1990, 7, 9), regency="Ende")
NEIGHBOURS = [
    Who(f"{name} Saputra", sex="L", birth=date(1970 + at, 2, 3)) for at, name in enumerate("Adi Budi Eko Hadi".split())
]


def test_the_same_number_and_name_is_the_same_person() -> None:
    before = replace(SALMAN, name="SALMAN B. DG. NABA", birth=date(1988, 4, 3))
    (found,) = repeaters([MARIAM, SALMAN], [*NEIGHBOURS, before])
    assert (found.newcomer, found.earlier, found.verdict) == (1, 4, "same")
    assert "Paspor sama" in found.why


def test_the_same_day_of_birth_and_name_is_the_same_person() -> None:
    (found,) = repeaters([MARIAM], [*NEIGHBOURS, replace(MARIAM, name="Maryam Goretti", regency="")])
    assert (found.earlier, found.verdict) == (4, "same")


def test_a_name_and_an_age_alone_are_asked_about_at_most() -> None:
    before = replace(SALMAN, birth=None, age=34, age_on=date(2022, 5, 1), documents=())
    assert {found.verdict for found in repeaters([SALMAN], [before])} <= {"ask"}


def test_strangers_are_not_told() -> None:
    assert repeaters([MARIAM, SALMAN], NEIGHBOURS) == []
    assert repeaters([], NEIGHBOURS) == []
    assert repeaters([MARIAM], []) == []


def test_a_new_paper_for_a_new_journey_says_nothing_against_him() -> None:
    before = replace(SALMAN, documents=(Document("SPLP", "XD100200"),))
    again = replace(SALMAN, documents=(Document("SPLP", "XE990011"),))
    (found,) = repeaters([MARIAM, again], [*NEIGHBOURS, before])
    assert (found.newcomer, found.earlier, found.verdict) == (1, 4, "same")
    assert "SPLP beda" not in found.why


def test_who_came_twice_before_is_told_twice() -> None:
    found = repeaters([SALMAN], [SALMAN, *NEIGHBOURS, replace(SALMAN, name="Salman bin Dg Naba")])
    assert {one.earlier for one in found} == {0, 5}
