"""A roster answers for one arrival, and while an officer types."""

from dataclasses import replace
from datetime import date

import pytest

from app.matching.roster import Roster
from app.matching.score import Document, Who

LINES = [
    Who(
        "Muhammad Yusuf bin Ali",
        sex="L",
        birth=date(1990, 5, 12),
        documents=(Document("SPLP", "AB100001"),),
        list_no="1",
    ),
    Who(
        "Muhammad Yusuf bin Umar",
        sex="L",
        birth=date(1985, 2, 3),
        documents=(Document("SPLP", "AB100002"),),
        list_no="2",
    ),
    Who("Siti Nurhaliza binti Ahmad", sex="P", birth=date(1995, 7, 8), nik="7308014807950002", list_no="47"),
    Who("Soekarno", sex="L", birth=date(1970, 1, 1), precision="year", regency="Blitar", list_no="4"),
    Who("La Ode Hamid @ Baco", sex="L", birth=date(1988, 9, 10), list_no="5"),
    Who("Bayi Ny. Siti Nurhaliza", sex="P", list_no="6"),
]


@pytest.fixture(scope="module")
def roster() -> Roster:
    return Roster(LINES)


@pytest.mark.parametrize(
    ("arrival", "line"),
    [
        (Who("Moch Jusuf", father="Oemar"), 1),
        (Who("Sitti Noor Haliza"), 2),
        (Who("SUKARNO", age=55, age_on=date(2026, 1, 23)), 3),
        (Who("Baco"), 4),
        (Who("LAODE AMID"), 4),
        (Who("?", documents=(Document("", "AB10002"),)), 1),
        (Who("", nik="7308014807950020"), 2),
        (Who("", birth=date(1995, 8, 7)), 2),
        (Who("By. Ny. Siti Nurhaliza"), 5),
    ],
)
def test_finds_the_line(roster: Roster, arrival: Who, line: int) -> None:
    assert roster.candidates(arrival)[0].index == line


def test_gives_no_more_than_asked_for_best_first(roster: Roster) -> None:
    found = roster.candidates(replace(LINES[0], name="Muhammad Yusuf"), limit=2)
    assert [candidate.index for candidate in found] == [0, 1]
    assert found[0].evidence.score > found[1].evidence.score
    assert found[0].who == LINES[0]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("47", 2), ("yus ali", 0), ("yusuf um", 1), ("siti nurh", 2), ("sukar", 3), ("AB100002", 1), ("b10000", 0),
        ("480795", 2), ("yusuf 1985", 1), ("baco", 4), ("amid", 4),
    ],
)  # fmt: skip
def test_search_as_typed(roster: Roster, typed: str, line: int) -> None:
    assert roster.search(typed)[0].index == line


@pytest.mark.parametrize("typed", ["", "   ", "zzzzzz", "😀", "....", "9999999"])
def test_search_finds_nothing_quietly(roster: Roster, typed: str) -> None:
    assert roster.search(typed) == []


def test_an_empty_list_has_no_candidates() -> None:
    assert Roster([]).candidates(LINES[0]) == []
    assert Roster([]).search("ali") == []
