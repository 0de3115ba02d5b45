"""What can be a declared figure, which entries stand, and what two papers may not tell together."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.kernel.errors import UserError
from app.reports.rules.declared import Asked, Given, apart, checked, standing

FIRST, TODAY = date(2026, 1, 1), date(2026, 7, 2)
BOOK, DAY = "Buku register", date(2026, 6, 30)
PLAIN, VICTIMS = Asked("Asesmen", FIRST, TODAY), Asked("Korban", FIRST, TODAY, sensitive=True)


@dataclass(frozen=True)
class One:
    id: str
    replaces: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), (" 12 ", 12), ("1.250", 1250), ("999999", 999_999), ("3", 3), ("007", 7), ("1,250", 1250)],
)
def test_numbers_as_people_write_them(typed: str, number: int) -> None:
    assert checked(PLAIN, Given(typed, BOOK, DAY)) == number


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("1", None), ("4", None), ("<5", None), ("5", 5), ("17", 17)])
def test_a_small_number_of_victims_is_never_kept(typed: str, number: int | None) -> None:
    assert checked(VICTIMS, Given(typed, BOOK, DAY)) == number


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (Given("", BOOK, DAY), "number", "angka bulat"),
        (Given("dua belas", BOOK, DAY), "number", "angka bulat"),
        (Given("12,5", BOOK, DAY), "number", "angka bulat"),
        (Given("12.50", BOOK, DAY), "number", "angka bulat"),
        (Given("١٢", BOOK, DAY), "number", "angka bulat"),
        (Given("<5", BOOK, DAY), "number", "angka bulat"),
        (Given("1" * 9000, BOOK, DAY), "number", "999.999"),
        (Given("-3", BOOK, DAY), "number", "kurang dari nol"),
        (Given("−3", BOOK, DAY), "number", "kurang dari nol"),
        (Given("1000000000000", BOOK, DAY), "number", "999.999"),
        (Given("1.000.000", BOOK, DAY), "number", "999.999"),
        (Given("12", "", DAY), "source", "dari buku"),
        (Given("12", "x" * 301, DAY), "source", "301 huruf"),
        (Given("12", "Sdr. 6503014101900001", DAY), "source", "NIK"),
        (Given("12", BOOK, None), "day", "30062026"),
        (Given("12", BOOK, date(2026, 7, 3)), "day", "belum tiba"),
        (Given("12", BOOK, date(2025, 12, 31)), "day", "sebelum masa"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(given: Given, code: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        checked(PLAIN, given)
    assert refused.value.code == f"report.declared.{code}"
    assert refused.value.text.startswith("Asesmen: ")
    assert refused.value.text.endswith("; isian belum disimpan.")


def test_whoever_wrote_over_an_entry_is_the_one_that_stands() -> None:
    assert [one.id for one in standing([One("a"), One("b", ("a",)), One("c", ("a",))])] == ["b", "c"]
    assert [one.id for one in standing([One("a"), One("b", ("a",)), One("c", ("a",)), One("d", ("b", "c"))])] == ["d"]
    assert standing([One("a", ("b",)), One("b", ("a",))]) == []


@pytest.mark.parametrize(
    ("published", "now", "fits"),
    [([], 7, True), ([7], 7, True), ([7], 9, False), ([7], 12, True), ([7, 20], 9, False), ([None], 5, True),
     ([7], None, True), ([0], 5, True), ([10], 6, False)],
)  # fmt: skip
def test_two_papers_never_differ_by_a_few_victims(published: list[int | None], now: int | None, fits: bool) -> None:
    assert apart(published, now) is fits
