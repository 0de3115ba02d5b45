"""Two ships at once: an arrival counted under the wrong one goes over, both counts stay right, and back again."""

import json

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import letters, moving, recheck, rules, undoing, unlisted
from app.manifest.recheck import Found
from app.manifest.undoing import Step
from app.registration import families, heads, idcards
from app.registration.heads import Who
from tests.helpers.office import ship
from tests.manifest.lists import DeskB, board_of, do


@pytest.fixture
def other(office: Office) -> str:
    """A second ship at the quay."""
    return ship(office, "KM Mid East Express")


def totals(office: Office, *ships: str) -> list[int]:
    return [board_of(office, batch_id).rechecked.total for batch_id in ships]


def undone(office: Office, step: Step) -> None:
    """Undo a step after it went through a draft."""
    do(office, undoing.take_back, undoing.from_plain(json.loads(json.dumps(undoing.to_plain(step)))))


def card_of(office: Office, stay_id: str) -> str | None:
    with office.read() as r:
        return heads.stay_of(r, stay_id).card_number


def test_a_listed_arrival_moved_is_absent_here_and_extra_there(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    done = do(office, recheck.confirm, lines[0], Found(card_number="A001"))
    do(office, recheck.confirm, lines[1])
    moved = do(office, moving.move, done.stay_id, other)
    here, there = board_of(office, batch_id), board_of(office, other)
    assert (here.rechecked.total, there.rechecked.total) == (1, 1)
    [line] = [line for line in here.lines if line.id == lines[0]]
    assert (line.status, line.reason, line.stay_id) == ("tidak_hadir_batal", "tiba dengan KM Mid East Express", None)
    assert [head.card_number for head in there.extras] == ["A001"]
    assert (here.figures.adrift, there.figures.adrift) == ((), ())
    undone(office, Step(batch_id, "pindah", moved=(moved,)))
    here, there = board_of(office, batch_id), board_of(office, other)
    assert (here.rechecked.total, there.rechecked.total) == (2, 0)
    [line] = [line for line in here.lines if line.id == lines[0]]
    assert (line.status, line.stay_id, line.card_number) == (rules.PRESENT_MATCHED, done.stay_id, "A001")
    assert (there.extras, here.figures.adrift) == ((), ())


def test_an_extra_moved_takes_no_card_that_somebody_has_there(office: Office, batch_id: str, other: str) -> None:
    head = do(office, unlisted.add, batch_id, Who(name="Rusli", sex="L"), Found("LD", "A001"))
    do(office, unlisted.add, other, Who(name="Basri", sex="L"), Found("LD", "A001"))
    moved = do(office, moving.move, head.stay_id, other)
    assert (moved.card_kept, card_of(office, head.stay_id)) == (False, None)
    assert totals(office, batch_id, other) == [0, 2]
    undone(office, Step(batch_id, "pindah", moved=(moved,)))
    assert (totals(office, batch_id, other), card_of(office, head.stay_id)) == ([1, 1], "A001")


def test_a_hit_of_the_other_ship_who_came_with_this_one(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    do(office, unlisted.hand_card, other, "B007", "LD")
    came = do(office, moving.came_with, lines[0], other, Found(card_number="B007"))
    here, there = board_of(office, batch_id), board_of(office, other)
    assert (here.rechecked.total, there.rechecked.total, there.figures.unnamed) == (0, 1, ())
    assert here.by_status()["tidak_hadir_batal"] == 1
    assert [head.display for head in there.extras] == ["Sulaiman bin Abdullah"]
    undone(office, Step(other, "datang", line=came.line, head=came.head))
    assert totals(office, batch_id, other) == [0, 0]
    assert len(board_of(office, batch_id).remaining) == 6
    assert [head.card_number for head in board_of(office, other).figures.unnamed] == ["B007"]


def test_who_moved_is_not_confirmed_on_the_first_list_again(office: Office, lines: list[str], other: str) -> None:
    done = do(office, recheck.confirm, lines[0])
    do(office, moving.move, done.stay_id, other)
    with pytest.raises(UserError) as caught:
        do(office, recheck.confirm, lines[0])
    assert caught.value.code == "recheck.moved"
    with pytest.raises(UserError) as caught:
        do(office, moving.came_with, lines[1], "nowhere", Found())
    assert totals(office, other) == [1]


def test_an_undo_after_a_new_decision_is_refused(office: Office, batch_id: str, lines: list[str], other: str) -> None:
    done = do(office, recheck.confirm, lines[0])
    moved = do(office, moving.move, done.stay_id, other)
    do(office, recheck.absent, lines[0], "tidak_hadir_sakit")
    with pytest.raises(UserError) as caught:
        undone(office, Step(batch_id, "pindah", moved=(moved,)))
    assert caught.value.code == "recheck.changed_since"
    assert totals(office, batch_id, other) == [0, 1]


def test_a_move_into_a_closed_ship_is_refused(office: Office, batch_id: str, lines: list[str], other: str) -> None:
    done = do(office, recheck.confirm, lines[0])
    with office.write("reconciliation.close") as w:
        letters.close_batch(w, other)
    with pytest.raises(UserError) as caught:
        do(office, moving.move, done.stay_id, other)
    assert caught.value.code == "batch.closed"
    assert totals(office, batch_id, other) == [1, 0]


def test_confirmed_at_the_other_desk_meanwhile_counts_once(
    office: Office, batch_id: str, lines: list[str], other: str, desk_b: DeskB
) -> None:
    """A moves him to the other ship, B knows nothing of it and confirms him again: one head, under one ship."""
    done = do(office, recheck.confirm, lines[0])
    desk_b.receive(office.vault("general"))
    do(office, moving.move, done.stay_id, other)
    with desk_b.write() as w:
        recheck.confirm(w, lines[0], Found(differs=True))
    desk_b.send()
    desk_b.receive(office.vault("general"))
    assert totals(office, batch_id, other) == [0, 1]
    shown = board_of(office, batch_id)
    assert shown.rechecked.total == sum(line.status in rules.PRESENT for line in shown.lines)
    desk_b.close()


def test_an_arrival_moved_and_taken_back_counts_again_under_its_own_ship(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    made = do(office, recheck.confirm, lines[0])
    do(office, moving.move, made.stay_id, other)
    do(office, heads.withdraw, made.stay_id, "salah orang")
    do(office, recheck.confirm, lines[0])
    assert board_of(office, batch_id).lines[0].status == rules.PRESENT_MATCHED
    assert totals(office, batch_id, other) == [1, 0]


def test_a_card_that_ended_on_the_other_ship_stops_no_move(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    there = do(office, unlisted.add, other, Who(name="Rusli", sex="L"), Found("LD", "12"))
    do(office, idcards.lose, there.stay_id, "hilang")
    made = do(office, recheck.confirm, lines[0], Found(card_number="12"))
    moved = do(office, moving.move, made.stay_id, other)
    assert not moved.card_kept
    assert card_of(office, made.stay_id) is None
    do(office, moving.take_back, moved)
    assert card_of(office, made.stay_id) == "12"


def test_a_mother_who_is_moved_names_her_infant_and_her_family(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    mother, infant, husband = (do(office, recheck.confirm, lines[at], Found("LD")) for at in (1, 3, 0))
    do(office, lambda w: families.link_to(w, person(office, husband.stay_id), person(office, mother.stay_id), "suami"))
    moved = do(office, moving.move, mother.stay_id, other)
    with office.read() as r:
        behind = [head.stay_id for head in moving.left_behind(r, [moved])]
    assert sorted(behind) == sorted([infant.stay_id, husband.stay_id])
    again = do(office, moving.move, infant.stay_id, other)
    with office.read() as r:
        assert [head.stay_id for head in moving.left_behind(r, [again])] == []
        assert [head.stay_id for head in moving.left_behind(r, [moved, again])] == [husband.stay_id]


def test_a_family_is_moved_in_one_step_and_taken_back_in_one(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    stays = [do(office, recheck.confirm, lines[at], Found("LD")).stay_id or "" for at in (0, 1, 3)]
    moved = do(office, moving.move_together, stays, other)
    assert totals(office, batch_id, other) == [0, 3]
    step = Step(batch_id, "pindah", moved=moved)
    assert (set(step.lines), set(step.ships)) == ({lines[0], lines[1], lines[3]}, {batch_id, other})
    undone(office, step)
    assert totals(office, batch_id, other) == [3, 0]


def test_a_family_of_whom_one_cannot_be_moved_stays_together(
    office: Office, batch_id: str, lines: list[str], other: str
) -> None:
    stays = [do(office, recheck.confirm, lines[at], Found("LD")).stay_id or "" for at in (0, 1)]
    do(office, moving.move, stays[1], other)
    with pytest.raises(UserError):
        do(office, moving.move_together, stays, other)
    assert totals(office, batch_id, other) == [1, 1]


def person(office: Office, stay_id: str) -> str:
    with office.read() as r:
        return heads.stay_of(r, stay_id).person_id or ""
