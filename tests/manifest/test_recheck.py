"""The recheck on a real vault: each status, undo, who was first, and two desks that meet again."""

from collections.abc import Iterator

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.manifest import board, letters, recheck, rules, unlisted
from app.manifest.recheck import Found
from app.registration import counts
from app.registration.heads import Who
from tests.helpers.office import ship
from tests.manifest.lists import DeskB, board_of, do, keep_list


def heads(office: Office) -> list[counts.HeadLine]:
    with office.read() as r:
        return counts.heads_at(r, "hadir")


def names(office: Office) -> list[str]:
    return [head.display for head in heads(office)]


def status(office: Office, line_id: str) -> str:
    with office.read() as r:
        return recheck.status_of(r, line_id)


def refused(office: Office, *arguments: object) -> UserError:
    with pytest.raises(UserError) as caught:
        do(office, *arguments)
    return caught.value


def test_a_listed_person_becomes_a_head_with_all_the_list_knows(office: Office, lines: list[str]) -> None:
    done = do(office, recheck.confirm, lines[0])
    assert (done.status, done.already) == (rules.PRESENT_MATCHED, None)
    [head] = heads(office)
    assert (head.stay_id, head.name, head.father, head.sex, head.head_class) == (
        done.stay_id, "Sulaiman", "Abdullah", "L", "LD",
    )  # fmt: skip


def test_confirming_again_makes_no_second_head_and_says_who_was_first(
    office: Office, lines: list[str], clock: FixedClock
) -> None:
    first = do(office, recheck.confirm, lines[0])
    clock.advance(minutes=5)
    again = do(office, recheck.confirm, lines[0])
    assert again.stay_id == first.stay_id
    assert again.already.words == "Loket A 10.15 (Siti Aminah)"
    assert len(heads(office)) == 1


@pytest.mark.parametrize("reason", rules.ABSENT)
def test_an_absent_person_is_no_head(office: Office, lines: list[str], reason: str) -> None:
    do(office, recheck.absent, lines[1], reason)
    assert status(office, lines[1]) == reason
    assert heads(office) == []


def test_absent_needs_a_reason_of_the_list(office: Office, lines: list[str]) -> None:
    assert refused(office, recheck.absent, lines[1], rules.EXTRA).code == "recheck.status"


def test_a_person_found_absent_after_all_is_withdrawn(office: Office, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    do(office, recheck.absent, lines[0], rules.ABSENT[1])
    assert heads(office) == []


def test_a_foreigner_counts_and_is_known_as_one(office: Office, lines: list[str]) -> None:
    do(office, recheck.foreigner, lines[5], Found("LD"), "Filipina")
    [head] = heads(office)
    assert (head.nationality, head.head_class) == ("wna", "LD")


def test_somebody_confirmed_first_can_still_turn_out_a_foreigner_and_back(office: Office, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    turned = do(office, recheck.foreigner, lines[0], None, "Malaysia")
    assert heads(office)[0].nationality == "wna"
    do(office, recheck.put_back, turned)
    assert status(office, lines[0]) == rules.PRESENT_MATCHED
    assert heads(office)[0].nationality == "wni"


def test_a_duplicate_is_counted_under_the_other_line(office: Office, lines: list[str]) -> None:
    do(office, recheck.duplicate, lines[2], lines[1])
    with office.read() as r:
        assert recheck.decision_of(r, lines[2])[0].duplicate_of == lines[1]
    assert refused(office, recheck.duplicate, lines[1], lines[2]).code == "recheck.each_other"
    assert refused(office, recheck.duplicate, lines[1], lines[1]).code == "recheck.same_line"


def test_undo_puts_back_what_stood_before_step_by_step(office: Office, lines: list[str]) -> None:
    steps = [
        do(office, recheck.absent, lines[0], rules.ABSENT[0]),
        do(office, recheck.confirm, lines[0]),
        do(office, recheck.absent, lines[0], rules.ABSENT[1]),
    ]
    do(office, recheck.put_back, steps[2])
    assert status(office, lines[0]) == rules.PRESENT_MATCHED
    assert len(heads(office)) == 1
    do(office, recheck.put_back, steps[1])
    assert (status(office, lines[0]), heads(office)) == (rules.ABSENT[0], [])
    do(office, recheck.put_back, steps[0])
    assert status(office, lines[0]) == rules.UNCHECKED


def test_undo_leaves_alone_what_somebody_decided_since(office: Office, lines: list[str]) -> None:
    step = do(office, recheck.confirm, lines[0])
    do(office, recheck.absent, lines[0], rules.ABSENT[0])
    assert refused(office, recheck.put_back, step).code == "recheck.changed_since"
    assert refused(office, recheck.undo, lines[1]).code == "recheck.nothing"


def test_undone_and_confirmed_again_is_the_same_head(office: Office, lines: list[str]) -> None:
    first = do(office, recheck.confirm, lines[0])
    do(office, recheck.undo, lines[0])
    assert heads(office) == []
    assert do(office, recheck.confirm, lines[0]).stay_id == first.stay_id
    assert len(heads(office)) == 1


def test_the_class_is_declared_where_the_list_has_no_age(office: Office, batch_id: str, lines: list[str]) -> None:
    shown = {line.id: line for line in board_of(office, batch_id).lines}
    assert shown[lines[0]].ask == ()
    assert shown[lines[4]].ask == ("LD", "AL")
    assert shown[lines[5]].ask == ("LD", "PD")
    do(office, recheck.confirm, lines[4], Found("AL"))
    assert board_of(office, batch_id).rechecked == HeadCount(boys=1)


def test_a_card_can_be_given_with_the_confirmation(office: Office, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0], Found(card_number="a001"))
    assert heads(office)[0].card_number == "A001"
    taken = refused(office, recheck.confirm, lines[1], Found(card_number="A001"))
    assert (taken.code, "Sulaiman bin Abdullah" in taken.text) == ("card.taken", True)


def test_a_card_handed_out_before_gets_the_name_and_stays_one_head(
    office: Office, batch_id: str, lines: list[str]
) -> None:
    card = do(office, unlisted.hand_card, batch_id, "A001", "LD")
    done = do(office, recheck.confirm, lines[0], Found(card_number="A001"))
    assert done.stay_id == card.stay_id
    assert names(office) == ["Sulaiman bin Abdullah"]
    do(office, recheck.put_back, done)
    assert names(office) == ["Kartu A001"]
    again = do(office, recheck.confirm, lines[0], Found(card_number="A001"))
    do(office, recheck.absent, lines[0], rules.ABSENT[0])
    assert names(office) == ["Kartu A001"]
    assert again.stay_id == card.stay_id


def test_a_listed_person_may_come_as_a_body(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[2], Found(body=True))
    shown = board_of(office, batch_id)
    assert (shown.rechecked.total, len(shown.figures.bodies)) == (0, 1)
    assert heads(office) == []


def test_a_closed_ship_refuses_everything(office: Office, batch_id: str, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    do(office, letters.close_batch, batch_id)
    attempts = [
        (recheck.confirm, lines[1]),
        (recheck.undo, lines[0]),
        (recheck.absent, lines[1], rules.ABSENT[0]),
        (unlisted.add, batch_id, Who(name="Rusli"), Found("LD")),
        (unlisted.hand_card, batch_id, "A001", "LD"),
    ]
    assert {refused(office, *attempt).code for attempt in attempts} == {"batch.closed"}
    do(office, letters.reopen_batch, batch_id)
    do(office, recheck.confirm, lines[1])


def test_two_ships_are_counted_apart(office: Office, batch_id: str, lines: list[str]) -> None:
    other = ship(office, "KM Mid East")
    theirs = keep_list(office, other, "No,Nama,L/P,Umur\n1,Rusli,L,30\n2,Kartini,P,28\n")
    do(office, recheck.confirm, lines[0])
    do(office, recheck.confirm, theirs[1])
    assert (board_of(office, batch_id).rechecked, board_of(office, other).rechecked) == (
        HeadCount(adult_male=1), HeadCount(adult_female=1),
    )  # fmt: skip


@pytest.fixture
def loket_b(desk_b: DeskB) -> Iterator[DeskB]:
    yield desk_b
    desk_b.close()


def test_two_desks_confirm_one_line_apart_and_it_is_one_person(
    office: Office, batch_id: str, lines: list[str], loket_b: DeskB, clock: FixedClock
) -> None:
    do(office, recheck.confirm, lines[0])
    clock.advance(minutes=2)
    with loket_b.write() as w:
        recheck.confirm(w, lines[0])
    loket_b.send()
    loket_b.receive(office.vault("general"))
    assert len(heads(office)) == 1
    with office.read() as r, loket_b.read() as other:
        [ours], [theirs] = recheck.overlaps(r, batch_id), recheck.overlaps(other, batch_id)
        assert ours == theirs
        assert [found.desk for found in ours.findings] == ["A", "B"]
        assert not ours.differs
        assert board.board(r, batch_id).rechecked == HeadCount(adult_male=1)


def test_desks_that_found_different_things_are_listed(
    office: Office, batch_id: str, lines: list[str], loket_b: DeskB, clock: FixedClock
) -> None:
    do(office, recheck.confirm, lines[0])
    clock.advance(minutes=2)
    with loket_b.write() as w:
        recheck.absent(w, lines[0], rules.ABSENT[0])
    loket_b.send()
    shown = board_of(office, batch_id)
    with office.read() as r:
        assert [(found.line_id, found.differs) for found in recheck.overlaps(r, batch_id)] == [(lines[0], True)]
    assert shown.overlaps == 1
    assert [head.name for head in shown.figures.adrift] == ["Sulaiman"]


def test_the_second_desk_is_told_when_it_knows_already(
    office: Office, batch_id: str, lines: list[str], loket_b: DeskB, clock: FixedClock
) -> None:
    do(office, recheck.confirm, lines[0])
    loket_b.receive(office.vault("general"))
    clock.advance(minutes=9)
    with loket_b.write() as w:
        again = recheck.confirm(w, lines[0])
        assert again.already is not None
        assert again.already.desk == "A"
    with loket_b.read() as r:
        assert recheck.overlaps(r, batch_id) == []
