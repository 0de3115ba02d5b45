"""Two desks at the quay that know nothing of each other, and meet: nobody is lost, and nobody gets another's name."""

from collections.abc import Iterator

import pytest

from app.access.holders import sealer
from app.access.office import Office
from app.kernel.clock import FixedClock
from app.manifest import board, intake, joining, letters, recheck, replacing, rules, unlisted
from app.manifest.recheck import Found
from app.registration import counts, heads
from app.registration.heads import Who
from app.registration.records import Stay
from tests.manifest.lists import LIST, DeskB, board_of, do, incoming_of, keep_list


@pytest.fixture(autouse=True)
def closed(desk_b: DeskB) -> Iterator[None]:
    yield
    desk_b.close()


def meet(office: Office, desk_b: DeskB) -> None:
    desk_b.send()
    desk_b.receive(office.vault("general"))


def shown(office: Office, line_id: str) -> tuple[bool, int]:
    """Whether the line says that he is here, and how many heads count."""
    with office.read() as r:
        return recheck.status_of(r, line_id) in rules.PRESENT, len(counts.heads_at(r, "hadir"))


@pytest.mark.parametrize("confirmed_after", [True, False])
def test_what_a_line_says_and_who_counts_agree_after_an_undo_met_a_confirmation(
    office: Office, lines: list[str], desk_b: DeskB, clock: FixedClock, confirmed_after: bool
) -> None:
    do(office, recheck.confirm, lines[0])
    if not confirmed_after:
        clock.advance(minutes=1)
        with desk_b.write() as w:
            recheck.confirm(w, lines[0])
    clock.advance(minutes=1)
    do(office, recheck.undo, lines[0])
    if confirmed_after:
        clock.advance(minutes=1)
        with desk_b.write() as w:
            recheck.confirm(w, lines[0])
    meet(office, desk_b)
    assert shown(office, lines[0]) == (confirmed_after, int(confirmed_after))


def test_a_head_that_went_at_another_desk_can_be_confirmed_again(
    office: Office, lines: list[str], desk_b: DeskB, clock: FixedClock
) -> None:
    made = do(office, recheck.confirm, lines[0])
    do(office, lambda w: heads.withdraw(w, made.stay_id, "keliru"))
    clock.advance(minutes=1)
    again = do(office, recheck.confirm, lines[0])
    assert again.stay_id == made.stay_id
    assert shown(office, lines[0]) == (True, 1)


def test_a_list_taken_in_under_two_ships_is_called_on_one_board(
    office: Office, batch_id: str, desk_b: DeskB, clock: FixedClock
) -> None:
    text = LIST.replace("XD48", "XD59")
    keep_list(office, batch_id, text)
    clock.advance(minutes=1)
    with desk_b.write("manifest.batch") as w:
        other = letters.open_batch(w, letters.BatchDraft(name="KM Purnama")).id
    with desk_b.write("manifest.import") as w:
        intake.take(w, other, incoming_of(text), lambda _vault, _content: "tersegel")
    meet(office, desk_b)
    boards = {one: len(board_of(office, one).lines) for one in (batch_id, other)}
    assert sorted(boards.values()) == [6, 6]
    there = board_of(office, other).lines
    do(office, recheck.confirm, there[0].id)
    assert board_of(office, other).lines[0].done
    assert board_of(office, other).rechecked.total == 1


def test_a_card_given_again_is_nobody_until_it_is_named(office: Office, batch_id: str, clock: FixedClock) -> None:
    handed = do(office, unlisted.hand_card, batch_id, "A001", "PD", infant=True)
    do(office, lambda w: heads.bind(w, handed.stay_id, Who("Siti", sex="P")))
    do(office, lambda w: heads.withdraw(w, handed.stay_id, "keliru"))
    clock.advance(hours=1)
    again = do(office, unlisted.hand_card, batch_id, "A001", "LD")
    with office.read() as r:
        stay = r.need(Stay, again.stay_id)
        assert heads.name_of(r, again.stay_id) == ""
        assert (stay.head_class, stay.infant, stay.arrived_at) == ("LD", False, clock.now())
        [head] = counts.heads_at(r, "hadir")
        assert head.display == "Kartu A001"


def test_decisions_that_met_leave_no_line_done_without_a_head(
    office: Office, batch_id: str, lines: list[str], desk_b: DeskB, clock: FixedClock
) -> None:
    do(office, recheck.confirm, lines[0], Found("LD"))
    meet(office, desk_b)
    with desk_b.write() as w:
        recheck.absent(w, lines[0], rules.ABSENT[0])
    clock.advance(minutes=1)
    do(office, recheck.foreigner, lines[0])
    meet(office, desk_b)
    line = board_of(office, batch_id).lines[0]
    with office.read() as r:
        here = {head.stay_id for head in counts.heads_at(r, "hadir")}
    assert (line.done, line.stay_id in here) == (False, False)
    do(office, recheck.foreigner, lines[0])
    assert board_of(office, batch_id).lines[0].done
    assert shown(office, lines[0]) == (True, 1)


def test_a_person_found_dead_after_an_undo_is_not_counted_among_the_living(office: Office, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0])
    do(office, recheck.undo, lines[0])
    do(office, recheck.confirm, lines[0], Found(body=True))
    with office.read() as r:
        assert counts.heads_at(r, "hadir") == []
        assert len(counts.heads_at(r, "jenazah")) == 1


def test_a_head_that_comes_back_leaves_its_old_card_to_whoever_has_it_now(office: Office, lines: list[str]) -> None:
    do(office, recheck.confirm, lines[0], Found(card_number="A001"))
    do(office, recheck.undo, lines[0])
    do(office, recheck.confirm, lines[2], Found(card_number="A001"))
    do(office, recheck.confirm, lines[0])
    with office.read() as r:
        held = {head.name: head.card_number for head in counts.heads_at(r, "hadir")}
    assert held == {"Maria Goreti": "A001", "Sulaiman": None}


def test_one_head_matched_with_two_lines_at_two_desks_stands_under_one(
    office: Office, desk_b: DeskB, lines: list[str], batch_id: str, clock: FixedClock
) -> None:
    extra = do(office, unlisted.add, batch_id, Who(name="Djoemadi", sex="L"), Found("LD"))
    desk_b.receive(office.vault("general"))
    do(office, joining.join, [(lines[4], extra.stay_id)])
    clock.advance(seconds=30)
    with desk_b.write() as w:
        joining.join(w, [(lines[0], extra.stay_id)])
    meet(office, desk_b)
    for desk in (office, desk_b):
        with desk.read() as r:
            ship = board.board(r, batch_id)
        assert [line.id for line in ship.lines if line.status in rules.PRESENT] == [lines[4]]
        assert ship.rechecked.total == 1
    do(office, recheck.confirm, lines[0])
    ship = board_of(office, batch_id)
    assert [line.status in rules.PRESENT for line in ship.lines].count(True) == ship.rechecked.total == 2
    assert not ship.extras


def test_a_card_named_as_two_people_keeps_the_first_when_the_other_is_checked_again(
    office: Office, desk_b: DeskB, lines: list[str], batch_id: str, clock: FixedClock
) -> None:
    card = do(office, unlisted.hand_card, batch_id, "A001", "LD")
    desk_b.receive(office.vault("general"))
    do(office, recheck.confirm, lines[0], Found(card_number="A001"))
    clock.advance(seconds=30)
    with desk_b.write() as w:
        recheck.confirm(w, lines[4], Found(card_number="A001"))
    desk_b.send()
    assert {line.id for line in board_of(office, batch_id).remaining} == set(lines) - {lines[0]}
    do(office, recheck.confirm, lines[4])
    ship = board_of(office, batch_id)
    assert {line.stay_id for line in ship.lines if line.status in rules.PRESENT} >= {card.stay_id}
    assert ship.rechecked.total == 2
    assert not ship.figures.unnamed


def test_a_head_whose_line_another_desk_decided_otherwise_is_seen_on_the_board(
    office: Office, desk_b: DeskB, lines: list[str], batch_id: str, clock: FixedClock
) -> None:
    with desk_b.write() as w:
        recheck.absent(w, lines[0], rules.ABSENT[0])
    clock.advance(seconds=30)
    made = do(office, recheck.confirm, lines[0])
    clock.advance(seconds=30)
    with desk_b.write() as w:
        recheck.absent(w, lines[0], rules.ABSENT[2])
    meet(office, desk_b)
    for desk in (office, desk_b):
        with desk.read() as r:
            ship = board.board(r, batch_id)
        assert ship.lines[0].status == rules.ABSENT[2]
        assert [head.stay_id for head in ship.figures.adrift] == [made.stay_id]


def test_who_was_confirmed_on_the_replaced_list_is_not_counted_again_on_the_new_one(
    office: Office, desk_b: DeskB, lines: list[str], batch_id: str
) -> None:
    with office.write("manifest.import") as w:
        taken = intake.take(w, batch_id, incoming_of(LIST.replace("Djoemadi", "Djumadi")), sealer(w))
        [earlier] = [view.id for view in letters.letters(w, batch_id) if view.id != taken.manifest_id]
        replacing.replace_letter(w, taken.manifest_id, earlier)
    with desk_b.write() as w:
        made = recheck.confirm(w, lines[0])
    meet(office, desk_b)
    ship = board_of(office, batch_id)
    assert [head.stay_id for head in ship.figures.adrift] == [made.stay_id]
    assert do(office, recheck.confirm, ship.lines[0].id).stay_id == made.stay_id
    ship = board_of(office, batch_id)
    assert (ship.rechecked.total, ship.figures.adrift) == (1, ())
    do(office, recheck.undo, ship.lines[0].id)
    assert board_of(office, batch_id).rechecked.total == 0
    do(office, recheck.confirm, ship.lines[0].id)
    assert board_of(office, batch_id).rechecked.total == 1
