"""Two whole lists, and one list against itself."""

from dataclasses import replace
from datetime import date

from app.matching.pairing import dedupe, match_lists
from app.matching.score import Document, Who

ALI = Who("Ali bin Umar", sex="L", birth=date(1990, 5, 12), documents=(Document("SPLP", "AB100001"),), regency="Bone")
SITI = Who("Siti Aminah", sex="P", birth=date(1985, 2, 3), documents=(Document("SPLP", "AB100007"),), regency="Wajo")
RUDI = Who("Rudi Hartono", sex="L", birth=date(1979, 8, 9), regency="Jember")


def test_each_arrival_gets_one_line_counted_from_one() -> None:
    pairs = match_lists([ALI, SITI, RUDI], [replace(SITI, name="St. Aminah"), replace(ALI, name="Ali b. Oemar")])
    assert [(p.arrival_row, p.manifest_row, p.decision) for p in pairs] == [(1, 2, "match"), (2, 1, "match")]
    assert "SPLP sama" in pairs[0].why


def test_a_repeated_arrival_names_its_line_and_says_so() -> None:
    pairs = match_lists([SITI, ALI], [ALI, replace(ALI, name="ALI", documents=())])
    assert [p.manifest_row for p in pairs] == [2, 2]
    assert [p.decision for p in pairs] == ["match", "review"]
    assert "ganda" in pairs[1].why
    assert "baris kedatangan 1" in pairs[1].why


def test_a_line_goes_automatically_to_one_arrival_only() -> None:
    twins = match_lists([ALI], [ALI, ALI, ALI])
    assert [p.decision for p in twins].count("match") <= 1
    assert all(p.manifest_row == 1 for p in twins)


def test_a_brother_on_no_list_does_not_take_the_line() -> None:
    brother = replace(ALI, name="Hamid bin Umar", birth=date(1993, 1, 4), documents=())
    pairs = match_lists([ALI, SITI], [brother, ALI])
    assert [(p.manifest_row, p.decision) for p in pairs] == [(None, "none"), (1, "match")]


def test_two_lines_of_one_name_are_for_a_person_to_tell_apart() -> None:
    bare = Who("Muhammad Yusuf", sex="L", regency="Bone")
    assert [p.decision for p in match_lists([bare, bare], [bare])] == ["review"]


def test_nobody_and_nothing() -> None:
    assert match_lists([], [ALI])[0].decision == "none"
    assert match_lists([ALI], []) == []
    assert match_lists([ALI], [Who("")])[0].manifest_row is None


def test_doubles_in_one_list() -> None:
    people = [ALI, SITI, RUDI, replace(ALI, name="ALI B. UMAR", birth=date(1990, 12, 5)), replace(RUDI, regency="Wajo")]
    pairs = {(p.row_a, p.row_b): p for p in dedupe(people)}
    assert pairs[1, 4].decision == "match"
    assert (3, 5) in pairs
    assert len(pairs) == 2
