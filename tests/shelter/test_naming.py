"""Rooms as an officer writes them."""

import pytest

from app.shelter.rules.naming import MOST, names_of, natural


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("101–104", ["101", "102", "103", "104"]),
        ("101-103, 105 , Aula", ["101", "102", "103", "105", "Aula"]),
        ("A1 s/d A3", ["A1", "A2", "A3"]),
        ("08 sampai 11", ["08", "09", "10", "11"]),
        ("Mawar; Melati\nMawar", ["Mawar", "Melati"]),
        ("105-103", []),
        ("  ,, ", []),
    ],
)
def test_names_are_written_out(text: str, expected: list[str]) -> None:
    assert names_of(text) == expected


def test_a_run_by_mistake_does_not_make_a_million_rooms() -> None:
    assert len(names_of("1-999999999")) == MOST


def test_two_comes_before_ten() -> None:
    assert sorted(["10", "2", "1A", "1", "Aula"], key=natural) == ["1", "1A", "2", "10", "Aula"]
