"""Field-facts B1–B6 and B9 on literals: one sentence for each thing that is wrong or odd."""

from datetime import date

import pytest

from app.registration.rules import Birth
from app.registration.validation import (
    Claim,
    Facts,
    Known,
    PaperDates,
    check,
    check_claim,
    check_dates,
    check_left,
    errors,
    long_stay,
    unfinished,
)

DAY = date(2026, 1, 23)


def codes(facts: Facts) -> list[str]:
    return [finding.code for finding in check(facts, DAY)]


@pytest.mark.parametrize(
    "facts",
    [
        Facts("Suryadi"),
        Facts("Siti Aminah", "P", Birth(exact=date(1990, 5, 12)), "7302015205900001"),
        Facts("La Ode Muhammad", "L", Birth(exact=date(1990, 5, 12)), "7302011205900001", declared="LD"),
        Facts("Tanpa nama 03"),
        Facts("Bayi Ny. Siti 2"),
        Facts("X" * 120),
        Facts("Baso", papers=(("splp", "XD 123456"),)),
    ],
)
def test_nothing_is_odd(facts: Facts) -> None:
    assert codes(facts) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts("X" * 300), ["name.long"]),
        (Facts("Suryadi 47"), ["name.digits"]),
        (Facts("A", birth=Birth(exact=date(2026, 1, 24))), ["birth.future"]),
        (Facts("A", birth=Birth(age=140)), ["age.impossible"]),
        (Facts("A", birth=Birth(exact=date(1886, 1, 1))), ["age.impossible"]),
        (Facts("A", birth=Birth(year=2027)), ["birth.year"]),
        (Facts("A", nik="123456789012345"), ["nik.length"]),
        (Facts("A", nik="tidak ada"), ["nik.length"]),
    ],
)
def test_what_cannot_be_is_an_error(facts: Facts, expected: list[str]) -> None:
    assert codes(facts) == expected
    if expected != ["name.digits"]:
        assert [finding.code for finding in errors(check(facts, DAY))] == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts("A", birth=Birth(age=104)), ["age.unusual"]),
        (Facts("A", "P", Birth(exact=date(1990, 5, 12)), "7302011205900001"), ["nik.sex_differs"]),
        (Facts("A", "L", Birth(exact=date(1991, 5, 12)), "7302011205900001"), ["nik.birth_differs"]),
        (Facts("A", nik="9902011205900001"), ["nik.province"]),
        (Facts("A", nik="7302013113900001"), ["nik.birth"]),
        (Facts("A", nik="1111111111111111"), ["nik.unknown"]),
        (Facts("A", nik="7302011205900010"), ["nik.damaged"]),
        (Facts("A", "P", Birth(exact=date(1990, 5, 12)), "7302011408170003"), ["nik.family_card"]),
        (Facts("A", nik="7302011408170003", family_card="7302011408170003"), ["nik.family_card"]),
        (Facts("A", nik="7302011205900001", region="53.06"), ["nik.region"]),
        (Facts("A", "L", Birth(age=12), declared="LD"), ["class.age"]),
        (Facts("A", "P", Birth(age=30), declared="LD"), ["class.sex"]),
        (Facts("A", nik="7370011205900001"), ["nik.regency"]),
        (Facts("A", family_card="73020112059"), ["family_card.length"]),
        (Facts("A", family_card="7302015205900001"), ["family_card.nik"]),
        (Facts("=cmd|'/c calc'!A1"), ["name.digits", "name.formula"]),
        (Facts("Siti \U0001f600"), ["name.signs"]),
        (Facts("Siti\u202eidayruS"), ["name.hidden"]),
        (Facts("محمد"), ["name.script"]),
        (Facts(". . ."), ["name.letters"]),
        (Facts("?"), ["name.letters"]),
        (Facts("\U0001f600"), ["name.letters"]),
        (Facts("\u200b\u3164"), []),
        (Facts("Siti a" + "\u0301\u0316" * 20), ["name.signs"]),
        (Facts("A", papers=(("splp", "X1"),)), ["document.length"]),
        (Facts("A", papers=(("paspor", "7302011205900001"),)), ["document.nik"]),
    ],
)
def test_what_is_odd_is_a_warning_and_nothing_is_corrected(facts: Facts, expected: list[str]) -> None:
    assert codes(facts) == expected
    assert errors(check(facts, DAY)) == []


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (PaperDates("Paspor"), []),
        (PaperDates("Paspor", date(2020, 1, 1), date(2030, 1, 1)), []),
        (PaperDates("Paspor", date(2026, 1, 24)), ["document.issued.future"]),
        (PaperDates("Paspor", date(1980, 1, 1)), ["document.issued.birth"]),
        (PaperDates("Paspor", date(2020, 1, 1), date(2019, 1, 1)), ["document.expires.order"]),
        (PaperDates("Paspor", expires=date(2026, 1, 22)), ["document.expired"]),
    ],
)
def test_dates_on_papers(paper: PaperDates, expected: list[str]) -> None:
    assert [found.code for found in check_dates(paper, Birth(exact=date(1990, 5, 12)), DAY)] == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [(None, []), (2019, []), (2027, ["left.year"]), (19, ["left.year"]), (1985, ["left.birth"])],
)
def test_the_year_somebody_left(year: int | None, expected: list[str]) -> None:
    assert [found.code for found in check_left(year, Birth(exact=date(1990, 5, 12)), DAY)] == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("wni", basis=("ktp_nik",)), []),
        (Claim("wni", foreign_papers=("Identitas WNA PHL",)), ["nationality.paper"]),
        (Claim("wni", basis=("tidak_ada",)), ["nationality.basis"]),
        (Claim("wna", "Filipina"), []),
        (Claim("wna"), ["nationality.country"]),
        (Claim("wna", "Malaysia", nik="7302015205900001"), ["nationality.nik"]),
        (Claim("diragukan"), []),
    ],
)
def test_papers_against_the_claimed_nationality(claim: Claim, expected: list[str]) -> None:
    assert [found.code for found in check_claim(claim)] == expected


def test_who_refuses_is_not_asked_again_but_a_lone_child_is_protected() -> None:
    assert unfinished(Known("", None, Birth(), None, None, "wni", refused=True)) == ()
    assert unfinished(Known("", None, Birth(), None, None, "wni", companion=False, refused=True)) == ("companion",)


def test_every_finding_is_one_sentence_about_a_field() -> None:
    facts = Facts("X1" * 100, "P", Birth(age=140), "123", papers=(("splp", "X"),))
    for finding in check(facts, DAY):
        assert finding.field
        assert finding.text.endswith(".")
        assert "{" not in finding.text


def test_errors_come_first() -> None:
    found = check(Facts("Siti 4", birth=Birth(age=140)), DAY)
    assert [finding.error for finding in found] == [True, False]


def test_long_stays() -> None:
    assert long_stay(date(2026, 1, 16), DAY) is None
    assert getattr(long_stay(date(2026, 1, 15), DAY), "code", None) == "stay.long"
    assert getattr(long_stay(date(2026, 1, 8), DAY), "code", None) == "stay.very_long"


COMPLETE = Known("Siti", "P", Birth(age=30), "73.02.01.2001", None, "wni")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (COMPLETE, ()),
        (Known("", None, Birth(), None, None, "wni"), ("name", "sex", "birth", "destination")),
        (Known("Tanpa nama 02", "P", Birth(age=30), "73.02.01.2001", None, "wni"), ("name",)),
        (Known("Siti", "P", Birth(age=30), "73.02.01", None, "wni"), ("destination",)),
        (Known("Siti", "P", Birth(age=30), None, "tidak ingat", "wni"), ()),
        (Known("Siti", "P", Birth(age=30), None, None, "wna"), ()),
        (Known("Siti", "P", Birth(age=30), "73.02.01.2001", None, "diragukan"), ("nationality",)),
        (Known("Siti", "P", Birth(months=7), "73.02.01.2001", None, "wni", companion=False), ("companion",)),
        (Known("Siti", "P", Birth(age=9), "73.02.01.2001", None, "wni", companion=True), ()),
    ],
)
def test_open_fields(known: Known, expected: tuple[str, ...]) -> None:
    assert unfinished(known) == expected
