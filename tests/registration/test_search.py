"""Finding people while typing: what was typed, how it fits, and who comes first."""

from datetime import date

import pytest

from app.access.office import Office
from app.registration import cards, exits, heads, likely, rules, search
from app.registration.heads import NewHead, Paper, Who
from app.registration.index_words import asked, name_words, number_words
from tests.registration.people_made import LATER_SHIP, SHIP, read, register, write


def names(office: Office, text: str, limit: int = 20) -> list[str]:
    return [hit.head.name for hit in read(office, lambda r: search.search(r, text, limit))]


@pytest.mark.parametrize(
    "typed",
    [
        "muh",
        "Mohd Ridwan",
        "mohammad ridwan bin",
        "ridwan muhammad",
        "Moch. Ridwan bin La Ode",
        "ridwan b. la ode",
        "Wawan",
        "MUHAMMAD RIDWAN",
        "muhamad ridwn",
        "XD 481 000",
        "xd481000",
        "481000",
        "7302 0112 0590 0001",
        "73020112",
        "a017",
        "A 017",
        "P7K2M9QX4",
    ],
)
def test_one_person_by_everything_he_is_known_by(office: Office, typed: str) -> None:
    made = register(
        office,
        "Mohd. Ridwan",
        father_name="La Ode",
        aliases=("Wawan",),
        nik="7302011205900001",
        papers=(Paper("splp", "XD 481000"),),
    )
    card = write(office, lambda w: cards.give(w, heads.stay_of(w, made.stay_id), "A017"))
    write(office, lambda w: w.update(card, token="P7K2M9QX4"))
    register(office, "Siti Halimah", sex="P")
    expected = [] if typed == "muhamad ridwn" else ["Mohd. Ridwan"]
    assert names(office, typed) == expected


def test_old_and_misheard_spellings_meet_by_sound(office: Office) -> None:
    register(office, "Soekarno Djafar")
    hits = read(office, lambda r: search.search(r, "sukarno jafar"))
    assert [(hit.head.name, hit.why) for hit in hits] == [("Soekarno Djafar", "bunyi mirip")]


def test_the_whole_name_before_beginnings_before_parts(office: Office) -> None:
    for name in ("Halimah Siti", "Siti Aminah", "Siti", "Nur Siti Wahyuni"):
        register(office, name, sex="P")
    hits = read(office, lambda r: search.search(r, "siti"))
    assert [(hit.head.name, hit.fit) for hit in hits] == [
        ("Siti", search.NAME),
        ("Siti Aminah", search.BEGINS),
        ("Halimah Siti", search.WORDS),
        ("Nur Siti Wahyuni", search.WORDS),
    ]


def test_those_who_are_here_come_before_those_who_left(office: Office) -> None:
    gone, here = register(office, "Siti Aminah"), register(office, "Siti Aminah")
    write(office, lambda w: exits.leave(w, gone.stay_id, rules.HOSPITAL, "demam"))
    hits = read(office, lambda r: search.search(r, "siti aminah"))
    assert [hit.head.stay_id for hit in hits] == [here.stay_id, gone.stay_id]


def test_those_who_are_here_are_not_crowded_out_by_namesakes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_LOOKED_AT", 3)
    for number in range(6):
        made = register(office, f"Siti Lama{number}", sex="P")
        write(office, lambda w, stay=made.stay_id: exits.leave(w, stay, rules.WITHOUT_LEAVE, "x"))  # type: ignore[misc]
    register(office, "Wa Siti", sex="P")
    assert "Wa Siti" in names(office, "siti")


@pytest.mark.parametrize("typed", ["A-0017", "a0017", "A 0017"])
def test_the_number_of_a_card_in_use_lists_nobody_by_initial(office: Office, typed: str) -> None:
    held = register(office, "Suparman")
    for name in ("Ahmad", "Abdul Rahman A."):
        register(office, name)
    write(office, lambda w: cards.give(w, heads.stay_of(w, held.stay_id), "A-0017"))
    assert names(office, typed) == ["Suparman"]


def test_a_name_that_is_written_on_a_card_still_finds_its_bearers(office: Office) -> None:
    held = register(office, "Suparman")
    register(office, "Ani")
    write(office, lambda w: cards.give(w, heads.stay_of(w, held.stay_id), "ANI"))
    assert names(office, "ani") == ["Suparman", "Ani"]


def test_a_card_without_a_name_is_found(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "047", "LD").id)
    hits = read(office, lambda r: search.search(r, "47"))
    assert [(hit.head.stay_id, hit.fit) for hit in hits] == [(stay, search.CARD)]


def test_one_line_for_a_person_with_several_arrivals_the_latest(office: Office) -> None:
    made = register(office, "Suryadi")
    second = write(office, lambda w: heads.arrive(w, NewHead(LATER_SHIP)).id)
    write(office, lambda w: w.update(heads.stay_of(w, second), person_id=made.person_id))
    assert len(names(office, "suryadi")) == 1


@pytest.mark.parametrize(
    "typed", ["", "   ", "bin", '"', "* OR", "a" * 5000, "😀", "'; DROP", "NEAR(", "\x00", "a\ud800b"]
)
def test_anything_may_be_typed(office: Office, typed: str) -> None:
    register(office, "Suryadi")
    assert names(office, typed) == []


def test_nobody_withdrawn_is_found_and_a_rename_is_followed(office: Office) -> None:
    made = register(office, "Suryadi")
    write(office, lambda w: heads.withdraw(w, made.stay_id, "keliru"))
    assert names(office, "suryadi") == []


def test_words_of_a_name_hold_both_writings() -> None:
    words = name_words("Moh. Soleh bin Abd. Rahman", None, ["Leh"])
    assert {"moh", "muhammad", "soleh", "abdul", "rahman", "leh"} <= set(words)
    assert "bin" not in words
    assert {"0muhammadsoleh", "0muhammadsolehabdulrahman", "0leh"} <= set(words)
    assert number_words("xd-481 000") == ["xd481000", "481000"]
    assert number_words("") == []
    assert asked("bin").words == ()


# --- who may be the same ----------------------------------------------------------------------------------------------


def similar(office: Office, person_id: str) -> list[str]:
    return [found.head.name for found in read(office, lambda r: likely.likely_same(r, person_id))]


def test_a_repeat_deportee_is_proposed_by_paper_name_and_birth(office: Office) -> None:
    born = date(1988, 7, 6)
    register(office, "Muhammad Ridwan", birth_date=born, papers=(Paper("splp", "XD481000"),))
    register(office, "Muhammad Ridwan", birth_date=date(1961, 2, 1))
    register(office, "Siti Halimah", sex="P")
    now = register(office, "Mohd Riduan", birth_date=born, ship=LATER_SHIP, papers=(Paper("splp", "XD481000"),))
    found = read(office, lambda r: likely.likely_same(r, now.person_id))
    assert [each.head.name for each in found] == ["Muhammad Ridwan"]
    assert found[0].certain
    assert any("SPLP sama" in reason for reason in found[0].why)


def test_namesakes_of_another_age_are_not_proposed(office: Office) -> None:
    register(office, "Suryadi Rahman", birth_date=date(1960, 1, 1))
    now = register(office, "Suryadi Rahman", birth_date=date(2001, 1, 1), ship=LATER_SHIP)
    assert similar(office, now.person_id) == []


def test_a_head_of_nobody_resembles_nobody(office: Office) -> None:
    write(office, lambda w: heads.arrive(w, NewHead(SHIP), Who("Baso")))
    assert similar(office, "0" * 32) == []
