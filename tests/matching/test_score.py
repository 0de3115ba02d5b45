"""One pair of people: what agrees, what it says, and what is decided."""

from dataclasses import replace
from datetime import date

import pytest

from app.matching.score import ON_A_LETTER, Document, Who, compare, decide, doubts, reasons, settle, verdict

KHALID = Who(
    "Muhammad Khalid bin Ahmad", sex="L", birth=date(1990, 5, 12), documents=(Document("SPLP", "AB123456"),),
    province="Sulawesi Selatan", regency="Bone",
)  # fmt: skip


def test_the_reasons_read_as_an_officer_would_say_them() -> None:
    said = reasons(compare(KHALID, replace(KHALID, name="Mohd Halid bin Ahmad")))
    assert said == ["nama 0,98", "lahir sama", "SPLP sama", "bin Ahmad", "Bone sama"]


def test_one_child_printed_by_five_papers() -> None:
    child = Who("Muhammad Khalid", sex="L", age=8, age_on=date(2021, 10, 1))
    for written in ("Mohd Khalid Bin Rahman", "Moch. Khalid Bin Rahman", "Muhammad Halid", "Md Chalid"):
        evidence = compare(child, Who(written, sex="L", age=9, age_on=date(2021, 10, 1)))
        assert evidence.name.likeness > 0.9, written
        assert evidence.level("birth") == "age_near"
        assert decide([evidence]).kind == "review", written


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "MOHD. CHALID B. ACHMAD"},
        {"name": "Khalid bin Ahmad"},
        {"name": "Khalid Muhammad"},
        {"name": "M. Khalid", "father": "Ahmad"},
        {"name": "Baco @ Muhammad Khalid bin Ahmad"},
        {"birth": date(1990, 12, 5)},
        {"birth": date(1990, 5, 13)},
        {"birth": None},
        {"birth": None, "age": 36, "age_on": date(2026, 1, 23)},
        {"documents": (Document("SPLP", "AB124356"),)},
        {"documents": ()},
        {"documents": (Document("Paspor", "B1234567"),)},
        {"province": "Sulsel", "regency": ""},
        {"regency": "KAB. BONE", "documents": ()},
    ],
)
def test_one_slip_still_matches(changed: dict[str, object]) -> None:
    assert decide([compare(KHALID, replace(KHALID, **changed))]).kind == "match"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"name": "Rizal bin Ahmad"}, "name"),
        ({"father": "Umar"}, "father"),
        ({"sex": "P"}, "sex"),
        ({"birth": date(1971, 8, 3)}, "birth"),
        ({"documents": (Document("SPLP", "CD999999"),)}, "number"),
        ({"documents": (Document("SPLP", "AB123457"),)}, "number"),
    ],
)
def test_a_contradiction_is_for_a_person_to_settle(changed: dict[str, object], doubt: str) -> None:
    khalid = replace(KHALID, name="Khalid", birth=None, father="Ahmad" if doubt == "father" else "")
    if doubt in ("birth", "number"):
        khalid = replace(khalid, birth=KHALID.birth)
    decision = decide([compare(khalid, replace(khalid, **changed))])  # type: ignore[arg-type]
    assert decision.kind == "review"
    assert doubt in decision.why


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "Muhammad Khalid bin Umar"}, "bin beda"),
        ({"sex": "P"}, "jenis kelamin beda"),
        ({"birth": date(1971, 8, 3)}, "lahir beda"),
        ({"documents": (Document("SPLP", "CD999999"),)}, "SPLP beda"),
    ],
)
def test_one_contradiction_is_a_slip_where_two_keys_agree_and_is_still_told(
    changed: dict[str, object], said: str
) -> None:
    evidence = compare(KHALID, replace(KHALID, **changed))  # type: ignore[arg-type]
    assert decide([evidence]).kind == "match"
    assert said in reasons(evidence)


def test_another_given_name_is_never_a_slip() -> None:
    decision = decide([compare(KHALID, replace(KHALID, name="Muhammad Rizal bin Ahmad"))])
    assert (decision.kind, "name" in decision.why) == ("review", True)


def test_a_stranger_is_nobody() -> None:
    stranger = Who("Siti Rohani", sex="P", birth=date(1975, 1, 2), province="Jawa Timur", regency="Jember")
    assert decide([compare(KHALID, stranger)]).kind == "none"
    assert decide([]).kind == "none"


@pytest.mark.parametrize(
    "second",
    [
        {"birth": date(1980, 3, 4)},
        {"documents": (Document("SPLP", "AB123456"),)},
        {"birth": date(1980, 1, 1), "precision": "year", "province": "Jatim", "regency": "Jember"},
    ],
)
def test_a_mononym_needs_a_second_evidence(second: dict[str, object]) -> None:
    alone = Who("Slamet", sex="L")
    decision = decide([compare(alone, alone)])
    assert (decision.kind, "mononym" in decision.why) == ("review", True)
    both = replace(alone, **second)  # type: ignore[arg-type]
    assert decide([compare(both, both)]).kind == "match"


def test_a_mononym_heard_otherwise_needs_more_than_an_age() -> None:
    listed = Who("Hendri", sex="L", age=29, age_on=date(2026, 1, 23), regency="Jember")
    decision = decide([compare(listed, replace(listed, name="Henti"))])
    assert (decision.kind, "mononym" in decision.why) == ("review", True)


def test_two_that_are_equally_likely_are_never_matched() -> None:
    evidence = compare(KHALID, KHALID)
    decision = decide([evidence, evidence])
    assert (decision.kind, decision.why) == ("review", ("second",))
    assert decision.score == pytest.approx(0.5, abs=0.01)


def test_twins_are_two_people() -> None:
    hasan = Who("Hasan bin Ali", sex="L", birth=date(2015, 2, 3), regency="Bone", province="Sulsel")
    decision = decide([compare(hasan, replace(hasan, name="Husin bin Ali"))])
    assert decision.kind != "match"


def test_a_family_card_is_the_familys() -> None:
    card = (Document("KK", "7308010203150004"),)
    mother = Who("Siti Aminah", sex="P", birth=date(1980, 2, 3), documents=card)
    child = Who("Rafi", sex="L", birth=date(2010, 2, 3), documents=card)
    evidence = compare(mother, child)
    assert (evidence.level("family_card"), evidence.level("document")) == ("same", "")
    assert decide([evidence]).kind == "none"


def test_the_nameless_are_never_matched_by_name() -> None:
    baby = Who("Bayi Ny. Siti", birth=date(2026, 1, 2), regency="Bone")
    assert decide([compare(baby, replace(baby, name="BY. NY. SITI"))]).kind == "review"
    assert decide([compare(baby, replace(baby, name="Rafi"))]).kind != "match"
    assert decide([compare(Who("Tanpa nama 03"), Who("Tanpa nama 04"))]).kind == "none"


def test_a_short_name_and_father_need_the_home_too_and_are_never_enough_among_everybody() -> None:
    whole = Who("Simon Hurint bin Gabriel Sina", sex="L", province="NTT", regency="Belu")
    assert decide([compare(whole, whole)]).kind == "match"
    short = Who("Simon bin Gabriel", sex="L", province="NTT", regency="Belu")
    at_home = compare(short, short)
    assert decide([at_home]).kind == "match"
    assert settle([at_home], [0.96], ON_A_LETTER).kind == "review"
    assert settle([at_home], [0.999]).kind == "review"
    assert settle([compare(replace(short, regency=""), short)], [0.999], ON_A_LETTER).kind == "review"
    dated = compare(replace(short, birth=date(1992, 9, 7)), replace(short, birth=date(1992, 7, 9)))
    assert decide([dated]).kind == "match"


def test_an_age_and_a_name_alone_need_a_greater_likelihood() -> None:
    aged = Who("Marsela Hurint", sex="P", age=31, age_on=date(2026, 1, 2))
    evidence = compare(aged, aged)
    assert evidence.level("birth") == "age_same"
    kinds = [settle([evidence], [likely], ON_A_LETTER).kind for likely in (0.94, 0.96)]
    assert kinds == ["review", "match"]
    assert settle([evidence], [0.96]).kind == "review"


def test_a_nik_outweighs_a_renewed_passport() -> None:
    was = replace(KHALID, nik="7308011205900001", documents=(Document("Paspor", "A1234567"),))
    now = replace(was, documents=(Document("Paspor", "C7654321"),))
    assert decide([compare(was, now)]).kind == "match"


def test_every_verdict_has_words() -> None:
    assert verdict("repeat", 12) == "ganda: orang ini sudah ada di baris kedatangan 12"
    assert verdict("mononym") == "nama satu kata, perlu bukti kedua"


def test_a_word_of_his_age_and_village_is_enough_on_a_letter() -> None:
    home = {"sex": "P", "age_on": date(2025, 8, 1), "regency": "Agam"}
    asked, line = Who("Nursiah", age=30, **home), Who("Nursia", age=31, **home)  # type: ignore[arg-type]
    assert "mononym" not in doubts(compare(asked, line))
    assert "mononym" in doubts(compare(asked, replace(line, regency="")))


def test_among_everybody_more_is_asked_than_on_a_letter() -> None:
    evidence = compare(KHALID, replace(KHALID, documents=()))
    assert settle([evidence], [0.9], ON_A_LETTER).kind == "match"
    assert settle([evidence], [0.9]).kind == "review"
    elsewhere = compare(replace(KHALID, birth=None, age=36, age_on=date(2026, 1, 23)), Who("Muhammad Khalid", sex="L"))
    assert settle([elsewhere], [0.9], ON_A_LETTER).kind == "review"


@pytest.mark.parametrize(
    ("changed", "alone", "decided"),
    [
        ({"birth": None, "age": 35, "age_on": date(2026, 1, 23)}, 0.91, "match"),
        ({"birth": None, "age": 35, "age_on": date(2026, 1, 23)}, 0.89, "review"),
        ({"birth": date(1990, 5, 13)}, 0.89, "review"),
        ({}, 0.5, "match"),
    ],
)
def test_who_else_is_left_does_not_stand_for_a_number_or_a_day_of_birth(
    changed: dict[str, object], alone: float, decided: str
) -> None:
    without_paper = replace(KHALID, documents=())
    evidence = compare(without_paper, replace(without_paper, **changed))  # type: ignore[arg-type]
    assert settle([replace(evidence, score=alone)], [0.998], ON_A_LETTER).kind == decided
