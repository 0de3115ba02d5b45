"""NIK, document numbers and machine readable zones, with the damage they arrive in."""

from datetime import date

import pytest

from app.matching.documents import (
    check_digit,
    check_nik,
    document_number,
    parse_mrz,
    parse_nik,
    same_nik,
    typo_distance,
)

TODAY = date(2026, 1, 23)


def test_a_mans_nik() -> None:
    nik = parse_nik("7308 0112 0585 0001", TODAY)
    assert nik.valid
    assert (nik.province, nik.regency, nik.district, nik.sex) == ("73", "7308", "730801", "L")
    assert nik.birth == date(1985, 5, 12)


def test_a_womans_day_is_forty_more() -> None:
    nik = parse_nik("7308015205850003", TODAY)
    assert (nik.sex, nik.birth) == ("P", date(1985, 5, 12))


def test_the_century_is_the_last_that_is_possible() -> None:
    assert parse_nik("7308011203240001", TODAY).birth == date(2024, 3, 12)
    assert parse_nik("7308011203260001", TODAY).birth == date(1926, 3, 12)


def test_a_leap_day_in_the_earlier_century() -> None:
    assert parse_nik("7308012902640001", TODAY).birth == date(1964, 2, 29)


@pytest.mark.parametrize("prefix", ["9101", "9301", "6405", "5401"])
def test_prefixes_that_ever_existed_are_accepted(prefix: str) -> None:
    assert parse_nik(f"{prefix}011205850001", TODAY).valid


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("730801120585000", ("length",)),
        ("", ("length",)),
        ("9908011205850001", ("province",)),
        ("7300011205850001", ("province",)),
        ("7308013202850001", ("birth",)),
        ("7308017205850001", ("birth",)),
        ("7308011205850000", ("sequence", "damaged")),
        ("7308011205850010", ("damaged",)),
    ],
)
def test_oddities_are_named(text: str, problems: tuple[str, ...]) -> None:
    assert parse_nik(text, TODAY).problems == problems


def test_the_known_provinces_can_be_given() -> None:
    assert parse_nik("9908011205850001", TODAY, frozenset({"99"})).valid


def test_what_is_written_beside_it_is_compared_and_only_warned_about() -> None:
    nik = check_nik("7308011205850001", TODAY, "P", date(1985, 5, 13))
    assert nik.problems == ("sex_differs", "birth_differs", "family_card")
    assert check_nik("7308011205850001", TODAY, "L", date(1985, 5, 12)).problems == ()


def test_a_family_card_shows_the_day_it_was_issued() -> None:
    assert check_nik("7308010203150004", TODAY, "L", date(1980, 1, 1)).looks_like_family_card


def test_a_nik_from_a_spreadsheet() -> None:
    assert parse_nik("7308011205850001.0", TODAY).valid
    assert same_nik("7308011205850001", "7308011205850000")
    assert not same_nik("7308011205850001", "7308011205850002")
    assert not same_nik("", "")


def test_document_numbers() -> None:
    assert document_number(" ab-123 456.") == "AB123456"
    assert typo_distance("AB123456", "ab 123465") == 1
    assert typo_distance("AB123456", "AB12345") == 1
    assert typo_distance("AB123456", "AC123465") == 2


TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
)  # fmt: skip
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"


@pytest.mark.parametrize(
    ("zone", "shape", "number"), [(TD3, "TD3", "L898902C3"), (TD2, "TD2", "D23145890"), (TD1, "TD1", "D23145890")]
)
@pytest.mark.parametrize(
    "as_scanned", [str, str.lower, lambda z: z.replace("\n", ""), lambda z: z.replace("\n", "\r\n")]
)
def test_icao_specimens(zone: str, shape: str, number: str, as_scanned: object) -> None:
    assert callable(as_scanned)
    mrz = parse_mrz(as_scanned(zone))
    assert mrz is not None
    assert (mrz.format, mrz.number, mrz.name, mrz.sex) == (shape, number, "ANNA MARIA ERIKSSON", "P")
    assert (mrz.birth, mrz.expiry, mrz.nationality, mrz.problems) == ("740812", "120415", "UTO", ())


@pytest.mark.parametrize(("at", "field"), [(45, "number"), (59, "birth"), (66, "expiry"), (74, "personal")])
def test_a_changed_character_is_found(at: int, field: str) -> None:
    changed = TD3[:at] + ("7" if TD3[at] != "7" else "1") + TD3[at + 1 :]
    mrz = parse_mrz(changed)
    assert mrz is not None
    assert set(mrz.problems) == {field, "all"}


def test_a_mononym_and_an_unknown_birthday() -> None:
    birth = "90<<<<"
    second = f"A12345678{check_digit('A12345678')}IDN{birth}{check_digit(birth)}M300101"
    second += check_digit("300101") + "<" * 14 + "<"
    second += check_digit(second[:10] + second[13:20] + second[21:43])
    mrz = parse_mrz("P<IDNSUKARNO".ljust(44, "<") + second)
    assert mrz is not None
    assert (mrz.name, mrz.birth, mrz.problems) == ("SUKARNO", "90<<<<", ())


def test_a_long_number_goes_on_in_the_optional_field() -> None:
    digit = check_digit("AB1234567890")
    first = f"I<IDNAB1234567<890{digit}".ljust(30, "<")
    second = f"740812{check_digit('740812')}F300101{check_digit('300101')}IDN".ljust(29, "<")
    second += check_digit(first[5:30] + second[:7] + second[8:15] + second[18:29])
    mrz = parse_mrz(first + second + "SITI".ljust(30, "<"))
    assert mrz is not None
    assert (mrz.number, mrz.problems) == ("AB1234567890", ())


@pytest.mark.parametrize("text", ["", "AB123456", "P<IDN", "é" * 88, TD3 + "1"])
def test_what_is_no_zone(text: str) -> None:
    assert parse_mrz(text) is None
