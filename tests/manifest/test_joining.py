"""A list that comes late: matched with those here or gone; nothing printed changes, nobody counts twice."""

import json
from datetime import date

import pytest
from sqlmodel import col, select

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import joining, letters, recheck, replacing, rules, undoing, unlisted
from app.manifest.recheck import Found
from app.manifest.undoing import Step
from app.registration import heads, people
from app.registration.heads import Paper, Who
from app.registration.records import Person, PersonDocument
from tests.manifest.lists import board_of, do, keep_list

SULAIMAN = Who("Sulaiman", "Abdullah", sex="L", birth_year=1990, papers=(Paper("splp", "XD481001"),))
AMINAH = Who("Aminah", "Daeng", sex="P", birth_year=1995, papers=(Paper("splp", "XD481020"),))
STRANGER = Who("Yohanes Kopong", sex="L", age=41)


@pytest.fixture
def stays(office: Office, batch_id: str) -> list[str]:
    """Three people counted in by name before any list came."""
    return [
        do(office, unlisted.add, batch_id, who, Found(code)).stay_id
        for who, code in ((SULAIMAN, "LD"), (AMINAH, "PD"), (STRANGER, "LD"))
    ]


def pairings(office: Office, batch_id: str) -> list[joining.Pairing]:
    with office.read() as r:
        return joining.pairings(r, batch_id)


def notes(office: Office, batch_id: str) -> list[joining.Note]:
    with office.read() as r:
        return joining.notes(r, batch_id)


def join_all(office: Office, batch_id: str) -> tuple[joining.Joined, ...]:
    found = pairings(office, batch_id)
    done: tuple[joining.Joined, ...] = do(office, joining.join, [(one.line.id, one.head.stay_id) for one in found])
    return done


def test_a_number_first_its_names_later(office: Office, batch_id: str, stays: list[str]) -> None:
    """Count-only letter; the list that follows stands in for it, and finds those who were written down."""
    with office.write("manifest.import") as w:
        number = letters.count_only(w, batch_id, letters.Letter(stated_total=6))
    lines = keep_list(office, batch_id)
    letter = next(view.id for view in board_of(office, batch_id).letters if not view.count_only)
    do(office, replacing.replace_letter, letter, number)
    found = pairings(office, batch_id)
    assert [(one.line.id, one.head.stay_id) for one in found] == [(lines[0], stays[0]), (lines[1], stays[1])]
    assert found[0].sure
    assert found[0].why
    before = board_of(office, batch_id).rechecked
    join_all(office, batch_id)
    shown = board_of(office, batch_id)
    assert shown.rechecked == before
    assert [head.name for head in shown.extras] == ["Yohanes Kopong"]
    assert (shown.stated.total if shown.stated else 0, len(shown.remaining)) == (6, 4)


def test_what_the_list_says_otherwise_is_an_addendum(office: Office, batch_id: str, stays: list[str]) -> None:
    lines = keep_list(office, batch_id)
    join_all(office, batch_id)
    statuses = {line.id: line.status for line in board_of(office, batch_id).lines}
    assert (statuses[lines[0]], statuses[lines[1]]) == (rules.PRESENT_MATCHED, rules.PRESENT_DIFFERENT)
    [note] = notes(office, batch_id)
    assert note.words == "no. 2 Aminah – nomor dokumen: daftar XD481002, tercatat XD481020"
    with office.read() as r:
        assert joining.notes_of(r, stays) == [note]


def test_those_who_left_are_matched_and_stay_where_they_are(office: Office, batch_id: str, stays: list[str]) -> None:
    with office.write("registration.move") as w:
        heads.move(w, stays[0], "pulang")
    keep_list(office, batch_id)
    [first, *_others] = pairings(office, batch_id)
    assert (first.head.stay_id, first.head.account) == (stays[0], "pulang")
    join_all(office, batch_id)
    with office.read() as r:
        assert heads.standing(r, stays[0]).account == "pulang"
    assert board_of(office, batch_id).by_status()[rules.EXTRA] == 1


def test_undone_the_heads_stay_and_the_lines_wait_again(office: Office, batch_id: str, stays: list[str]) -> None:
    keep_list(office, batch_id)
    before = board_of(office, batch_id)
    joined = join_all(office, batch_id)
    step = undoing.from_plain(json.loads(json.dumps(undoing.to_plain(Step(batch_id, "cocok", joined=joined)))))
    do(office, undoing.take_back, step)
    assert board_of(office, batch_id) == before
    assert notes(office, batch_id) == []
    assert len(join_all(office, batch_id)) == 2
    assert len(notes(office, batch_id)) == 1


def test_another_decision_on_a_matched_line_never_withdraws_its_head(
    office: Office, batch_id: str, stays: list[str]
) -> None:
    lines = keep_list(office, batch_id)
    join_all(office, batch_id)
    do(office, recheck.undo, lines[0])
    do(office, recheck.absent, lines[1], "tidak_hadir_batal")
    shown = board_of(office, batch_id)
    assert {head.stay_id for head in shown.extras} == set(stays)
    assert shown.rechecked.total == 3


def test_two_heads_for_one_line_are_for_a_person_to_tell(office: Office, batch_id: str, stays: list[str]) -> None:
    do(office, unlisted.add, batch_id, SULAIMAN, Found("LD"))
    lines = keep_list(office, batch_id)
    found = [one for one in pairings(office, batch_id) if one.line.id == lines[0]]
    assert [one.sure for one in found] == [False, False]
    do(office, joining.join, [(lines[0], found[0].head.stay_id)])
    with pytest.raises(UserError) as caught:
        do(office, joining.join, [(lines[0], found[1].head.stay_id)])
    assert caught.value.code == "join.checked"
    with pytest.raises(UserError) as caught:
        do(office, joining.join, [(lines[4], found[0].head.stay_id)])
    assert caught.value.code == "join.elsewhere"


def test_a_closed_ship_takes_no_match_until_it_is_reopened(office: Office, batch_id: str, stays: list[str]) -> None:
    keep_list(office, batch_id)
    found = pairings(office, batch_id)
    with office.write("reconciliation.close") as w:
        letters.close_batch(w, batch_id)
    with pytest.raises(UserError) as caught:
        do(office, joining.join, [(found[0].line.id, found[0].head.stay_id)])
    assert caught.value.code == "batch.closed"
    assert "alasan" in caught.value.hint


def test_a_late_list_fills_what_is_empty_and_overwrites_nothing(office: Office, batch_id: str) -> None:
    splp = (Paper("splp", "XD481001"),)
    sulaiman = Who("Sulaiman", "Abdullah", sex="L", birth_year=1990, birth_precision="year", papers=splp)
    aminah = Who("Aminah", "Daeng", sex="P", birth_year=1995, destination_text="Makassar")
    made = [do(office, unlisted.add, batch_id, who, Found(code)) for who, code in ((sulaiman, "LD"), (aminah, "PD"))]
    keep_list(office, batch_id)
    first, second = pairings(office, batch_id)
    assert joining.told(first.fills) == "asal Bone; tujuan Bone; tanggal lahir 12-05-1990"
    assert joining.told(second.fills) == "asal Bone; tanggal lahir 03-02-1995; nomor dokumen XD481002"
    joined = join_all(office, batch_id)
    assert [joining.told(one.filled) for one in joined] == [joining.told(one.fills) for one in (first, second)]

    def persons() -> list[Person]:
        with office.read() as r:
            return [r.need(Person, heads.stay_of(r, one.stay_id).person_id or "") for one in made]

    one, two = persons()
    assert (one.destination_text, one.birth_date, one.birth_precision) == ("Bone", date(1990, 5, 12), "day")
    assert (two.destination_text, two.birth_date) == ("Makassar", date(1995, 2, 3))
    with office.read() as r:
        papers = r.all(select(PersonDocument).where(col(PersonDocument.void_reason).is_(None)))
    assert sorted(paper.number or "" for paper in papers) == ["XD481001", "XD481002"]
    with office.write("registration.edit") as w:
        people.update_person(w, one.id, {"birth_place": "Watampone"})
        people.set_destination(w, one.id, people.Destination(text="Palopo"))
    step = Step(batch_id, "cocok", joined=joined)
    do(office, undoing.take_back, undoing.from_plain(json.loads(json.dumps(undoing.to_plain(step)))))
    one, two = persons()
    assert (one.destination_text, one.birth_date, one.birth_precision) == ("Palopo", None, "year")
    assert (two.birth_date, two.birth_year) == (None, 1995)
    with office.read() as r:
        papers = r.all(select(PersonDocument).where(col(PersonDocument.void_reason).is_(None)))
    assert [paper.number for paper in papers] == ["XD481001"]


def test_a_birth_that_contradicts_what_was_said_is_no_filling(office: Office, batch_id: str) -> None:
    who = Who("Sulaiman", "Abdullah", sex="L", age=50, age_on=date(2026, 1, 23), papers=(Paper("splp", "XD481001"),))
    do(office, unlisted.add, batch_id, who, Found("LD"))
    keep_list(office, batch_id)
    [found] = pairings(office, batch_id)
    assert "birth_date" not in [one.field for one in found.fills]
