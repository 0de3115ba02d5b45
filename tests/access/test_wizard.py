"""What the first-run wizard asks: suggestions, what is refused in which field, sheets being typed, strength."""

import pytest

from app.access.shares import new_set
from app.access.strength import strength
from app.access.wizard import (
    STEPS,
    emergency_draft,
    emergency_problems,
    minutes_of,
    person_problems,
    sheet_typed,
    sheets_complete,
    site_draft,
    site_problems,
    suggestions,
    time_of,
)

GOOD_SITE = {"code": "nnk", "name": " Debarkasi  Nunukan ", "kind": "entry", "zone": "WITA", "day_start": "6:30"}
GOOD_PERSON = {
    "person": "Siti Aminah",
    "login": "siti",
    "passphrase": "empat ember air hujan",
    "again": "empat ember air hujan",
}


def test_known_points_fill_the_page() -> None:
    known = {one.code: one for one in suggestions()}
    assert known["NNK"].name == "Debarkasi Nunukan"
    assert (known["NNK"].zone, known["NNK"].kind) == ("WITA", "entry")
    assert known["TPK"].name == "Transit Tanjung Priok"
    assert known["TPK"].kind == "transit"


def test_a_good_site_has_no_problems() -> None:
    assert site_problems(GOOD_SITE) == {}
    draft = site_draft({**GOOD_SITE, "letterhead": "KEMENTERIAN SOSIAL\n\n  SATGAS  \n"})
    assert draft.day_start_minutes == 6 * 60 + 30
    assert draft.letterhead == ("KEMENTERIAN SOSIAL", "SATGAS")


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "N"), ("code", ""), ("name", "  "), ("kind", None), ("zone", ""), ("day_start", "25.00")],
)
def test_what_is_wrong_is_said_at_its_field(field: str, value: str | None) -> None:
    assert set(site_problems({**GOOD_SITE, field: value})) == {field}


def test_the_kepala_needs_a_name_and_a_passphrase_typed_twice_alike() -> None:
    assert person_problems(GOOD_PERSON) == {}
    assert set(person_problems({**GOOD_PERSON, "again": "lain"})) == {"again"}
    assert set(person_problems({**GOOD_PERSON, "person": "", "login": "Si ti"})) == {"person", "login"}
    assert set(person_problems({**GOOD_PERSON, "nip": "19800312"})) == {"nip"}
    assert set(person_problems({**GOOD_PERSON, "passphrase": "pendek", "again": "pendek"})) == {"passphrase"}


def test_counting_needs_two_answers_and_joining_a_code() -> None:
    two = {"officer": "Rahmat", "passphrase": "empat ember air"}
    assert emergency_problems(two, joining=False) == {}
    assert set(emergency_problems(two, joining=True)) == {"site_code"}
    assert set(emergency_problems({}, joining=False)) == {"officer", "passphrase"}
    draft = emergency_draft({**two, "site_code": "nnk"})
    assert (draft.officer, draft.site_code, draft.zone) == ("Rahmat", "nnk", "WITA")


@pytest.mark.parametrize(("text", "minutes"), [("06.00", 360), ("6", 360), ("0:05", 5), ("24.00", None), ("x", None)])
def test_times_as_people_write_them(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
    if minutes is not None:
        assert minutes_of(time_of(minutes)) == minutes


def test_a_sheet_is_judged_while_it_is_typed() -> None:
    sheet = new_set().sheets[0]
    words = sheet.words.split()
    assert sheet_typed("").text == ""
    half = sheet_typed(" ".join(words[:7]))
    assert (half.sheet, half.wrong, half.text) == (None, False, "7 dari 20 kata")
    begun = sheet_typed(" ".join(words[:7]) + " " + words[7][:2])
    assert not begun.wrong
    unknown = sheet_typed("zzzz " + " ".join(words[1:5]))
    assert unknown.wrong
    assert "Kata ke-1" in unknown.text
    swapped = sheet_typed(" ".join([words[1], words[0], *words[2:]]))
    assert swapped.wrong
    assert sheet_typed(sheet.qr_text).sheet == sheet
    assert sheet_typed(" ".join(word[:4] for word in words)).sheet == sheet


def test_two_different_sheets_are_needed() -> None:
    one, two, _three = (sheet_typed(sheet.words) for sheet in new_set().sheets)
    assert sheets_complete([one, two]) == ""
    assert "dua kali" in sheets_complete([one, one])
    assert sheets_complete([one, sheet_typed("")]) != ""


def test_strength_in_words() -> None:
    assert strength("").text == ""
    assert strength("pendek").text == "terlalu pendek"
    assert strength("siti1234567", "siti").text == "mudah ditebak"
    assert strength("1234567890").text == "mudah ditebak"
    assert strength("kapal pulang pagi").text == "kuat"
    assert strength("empat ember air hujan turun").text == "sangat kuat"
    assert strength("sukabumi1980").step < strength("kursi biru dekat pintu").step


def test_every_way_begins_alike_and_has_its_own_steps() -> None:
    assert {steps[0].id for steps in STEPS.values()} == {"welcome"}
    for steps in STEPS.values():
        assert len({step.id for step in steps}) == len(steps)
