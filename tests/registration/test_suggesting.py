"""What a NIK and a machine readable zone say: TD1, TD2, TD3, wrong digits named, half a scan, typed without fillers."""

from datetime import date

import pytest

from app.matching.documents import check_digit
from app.registration.places import today_code
from app.registration.suggesting import Said, from_mrz, from_nik, is_complete, looks_like_zone

DAY = date(2026, 1, 23)


def td3(issuer: str = "IDN", number: str = "C1234567<", names: str = "SURYADI<<BASO", code: str = "P<") -> str:
    """A passport's zone with right check digits."""
    first = f"{code}{issuer}{names}".ljust(44, "<")
    body = f"{number}{check_digit(number)}{issuer}900512{check_digit('900512')}M300511{check_digit('300511')}"
    body += "<" * 14 + "<"
    whole = body[:10] + body[13:20] + body[21:43]
    return f"{first}\n{body}{check_digit(whole)}"


TD1 = (
    f"I<MYSA12345678{check_digit('A12345678')}<<<<<<<<<<<<<<<\n"
    f"850101{check_digit('850101')}F310101{check_digit('310101')}MYS<<<<<<<<<<<"
)
TD1 += check_digit(TD1.split("\n")[0][5:30] + TD1.split("\n")[1][:7] + TD1.split("\n")[1][8:15] + "<" * 11)
TD1 += "\nBINTI<AHMAD<<SITI<<<<<<<<<<<<<<"[:31]


def td2() -> str:
    """A card of two lines of 36."""
    number = "D23145890"
    body = f"{number}{check_digit(number)}PHL740812{check_digit('740812')}F320415{check_digit('320415')}<<<<<<<"
    return "I<PHLDELA<CRUZ<<MARIA".ljust(36, "<") + "\n" + body + check_digit(body[:10] + body[13:20] + body[21:35])


def facts(said: Said) -> dict[str, str]:
    return {one.field: one.value for one in said.suggestions}


def test_a_passport_tells_name_sex_birth_and_the_paper() -> None:
    said = from_mrz(td3(), DAY)
    assert said.problems == ()
    assert facts(said) == {"name": "Baso Suryadi", "sex": "L", "birth": "1990-05-12"}
    assert said.paper is not None
    assert (said.paper.kind, said.paper.number, said.paper.expires) == ("paspor", "C1234567", date(2030, 5, 11))


def test_a_mononym_stands_alone() -> None:
    assert facts(from_mrz(td3(names="SURYADI"), DAY))["name"] == "Suryadi"
    assert facts(from_mrz(td3(names="SURYADI<<SURYADI"), DAY))["name"] == "Suryadi"


def test_a_paper_of_another_state_tells_of_whom() -> None:
    said = from_mrz(td2(), DAY)
    assert said.problems == ()
    assert facts(said)["nationality"] == "wna"
    assert facts(said)["nationality_country"] == "Filipina"
    assert said.paper is not None
    assert (said.paper.kind, said.paper.issuer) == ("identitas_wna", "PHL")


def test_three_lines_of_thirty() -> None:
    said = from_mrz(TD1, DAY)
    assert said.problems == ()
    assert facts(said)["name"] == "Siti Binti Ahmad"
    assert facts(said)["birth"] == "1985-01-01"


def test_a_travel_document_in_place_of_a_passport() -> None:
    paper = from_mrz(td3(code="PL", number="XD4810003"), DAY).paper
    assert paper is not None
    assert paper.kind == "splp"


def test_a_wrong_digit_is_named_in_one_sentence_and_the_rest_still_read() -> None:
    wrong = td3().replace("900512", "900513")
    said = from_mrz(wrong, DAY)
    assert len(said.problems) == 1
    assert "tanggal lahir" in said.problems[0]
    expected, written = check_digit("900513"), check_digit("900512")
    assert f"tertulis {written}, seharusnya {expected}" in said.problems[0]
    assert "birth" not in facts(said)
    assert facts(said)["name"] == "Baso Suryadi"


def test_the_last_digit_alone() -> None:
    zone = td3()
    other = str((int(zone[-1]) + 1) % 10)
    assert "seluruh baris" in from_mrz(zone[:-1] + other, DAY).problems[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (td3().split("\n")[0], "Baru satu baris"),
        ("P<IDN", "5 huruf"),
        (td3().replace("<", "«").replace("«", "&", 1), "Tanda &"),
    ],
)
def test_half_a_zone_says_what_is_missing(text: str, word: str) -> None:
    said = from_mrz(text, DAY)
    assert said.suggestions == ()
    assert len(said.problems) == 1
    assert word in said.problems[0]


def test_scanners_break_lines_or_not_and_typists_leave_the_last_fillers_out() -> None:
    whole = td3()
    first, second = whole.split("\n")
    for written in (whole, first + second, f"{first}\r\n{second}\r\n", f"{first.rstrip('<')}\n{second}", whole.lower()):
        assert facts(from_mrz(written, DAY)) == facts(from_mrz(whole, DAY)), written


def test_a_zone_is_complete_only_when_it_is() -> None:
    for whole in (td3(), td2(), TD1):
        joined = whole.replace("\n", "")
        assert is_complete(whole)
        assert is_complete(joined)
        for text in (joined, whole):
            assert [at for at in range(1, len(text)) if is_complete(text[:at])] == []


def test_what_a_scanner_writes_into_a_name_is_known_as_a_zone() -> None:
    assert looks_like_zone("P<IDNSURYADI<<BA")
    assert not looks_like_zone("Paulus Ola Kopong Beda")
    assert not looks_like_zone("I Made")


def test_a_nik_tells_birth_sex_and_first_registration() -> None:
    said = from_nik("7302015205900001", DAY, today_code)
    assert facts(said) == {"birth": "1990-05-12", "sex": "P", "origin_code": "73.02.01"}
    assert "Bulukumba" in said.suggestions[-1].shown


def test_a_former_code_names_the_regency_of_today() -> None:
    said = from_nik("9101011205900001", DAY, today_code)
    assert facts(said)["origin_code"] == "93.01"
    assert "Merauke" in said.suggestions[-1].shown


@pytest.mark.parametrize("nik", ["", "123", "7302013113900001", "9902011205900001", "7302011205900000"])
def test_an_odd_nik_suggests_nothing(nik: str) -> None:
    assert from_nik(nik, DAY, today_code) == Said()
