"""Absen by the keyboard alone: one key a head, every status, jumps, questions, undo, the tally, cards."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.headcount import HeadCount
from app.manifest import recheck, rules, unlisted
from app.printing.codes import card_token
from tests.manifest.lists import board_of, do
from tests.manifest.screens.hands import Hands

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_whole_ship_takes_one_key_a_head(office: Office, demo: str, demo_hands: Hands) -> None:
    asked = sum(bool(line.ask) for line in demo_hands.board.lines)
    heads = len(demo_hands.board.lines)
    assert asked <= heads // 20
    while demo_hands.board.remaining:
        if demo_hands.screen.pane.question.stands:
            demo_hands.type({"LD": "1", "PD": "2", "AL": "3", "AP": "4"}[demo_hands.line.ask[0]])
        else:
            demo_hands.enter()
    demo_hands.rest()
    kept = board_of(office, demo)
    assert (heads, demo_hands.pressed) == (168, heads + asked)
    assert kept.rechecked.total == heads
    assert kept.rechecked.unknown == 0
    assert demo_hands.board.figures == kept.figures
    assert {line.status for line in kept.lines} == {rules.PRESENT_MATCHED}


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("b", "tidak_hadir_batal"),
        ("s", "tidak_hadir_sakit"),
        ("h", "tidak_hadir_proses_hukum"),
        ("d", "tidak_hadir_dokumen"),
    ],
)
def test_one_key_says_why_somebody_did_not_come(
    office: Office, batch_id: str, hands: Hands, key: str, status: str
) -> None:
    hands.type(key)
    assert hands.line.name == "Aminah"
    hands.rest()
    assert board_of(office, batch_id).lines[0].status == status


def test_shift_enter_is_here_with_other_data(office: Office, batch_id: str, hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, SHIFT)
    hands.rest()
    assert board_of(office, batch_id).lines[0].status == rules.PRESENT_DIFFERENT


def test_the_baby_comes_right_after_its_mother(hands: Hands) -> None:
    hands.enter()
    hands.enter()
    assert hands.line.name == "Bayi Ny. Aminah"
    assert hands.line.mother == hands.named("Aminah").id


def test_a_number_jumps_and_enter_then_means_him(hands: Hands) -> None:
    hands.type("5")
    hands.enter()
    assert (hands.line.name, hands.status("Djoemadi")) == ("Djoemadi", rules.UNCHECKED)
    hands.type("77")
    hands.enter()
    assert hands.line.name == "Djoemadi"


def test_the_class_is_asked_only_where_the_list_has_none(office: Office, batch_id: str, hands: Hands) -> None:
    hands.type("5")
    hands.enter()
    hands.enter()
    assert hands.screen.pane.question.stands
    hands.type("9")
    assert hands.screen.pane.question.stands
    hands.type("3")
    hands.rest()
    assert hands.status("Djoemadi") == rules.PRESENT_MATCHED
    assert board_of(office, batch_id).rechecked == HeadCount(boys=1)


def test_escape_leaves_everything_as_it_is(hands: Hands) -> None:
    hands.type("w")
    hands.press(Qt.Key.Key_Escape)
    assert not hands.screen.pane.question.stands
    assert hands.status("Sulaiman") == rules.UNCHECKED
    hands.enter()
    assert hands.status("Sulaiman") == rules.PRESENT_MATCHED
    hands.rest()


def test_a_foreigner_and_his_country(office: Office, batch_id: str, hands: Hands) -> None:
    hands.type("wm")
    hands.rest()
    assert hands.status("Sulaiman") == rules.FOREIGNER
    assert board_of(office, batch_id).rechecked.total == 1


def test_a_double_is_asked_for_by_number(office: Office, batch_id: str, hands: Hands) -> None:
    hands.type("3")
    hands.enter()
    hands.type("g")
    hands.until(lambda: hands.screen.pane.question.stands)
    hands.type("2")
    hands.enter()
    hands.rest()
    with office.read() as r:
        assert recheck.decision_of(r, hands.named("Maria Goreti").id)[0].duplicate_of == hands.named("Aminah").id


def test_undo_goes_back_step_by_step_and_the_list_with_it(office: Office, batch_id: str, hands: Hands) -> None:
    hands.enter()
    hands.type("b")
    hands.window.trigger("arrival.undo")
    hands.until(lambda: hands.status("Aminah") == rules.UNCHECKED)
    assert hands.line.name == "Aminah"
    hands.rest()
    hands.window.trigger("arrival.undo")
    hands.until(lambda: hands.status("Sulaiman") == rules.UNCHECKED)
    hands.rest()
    assert board_of(office, batch_id).rechecked.total == 0
    hands.window.trigger("arrival.undo")
    assert hands.window.messages.message is not None


def test_undo_pressed_at_once_waits_for_what_is_being_written(office: Office, batch_id: str, hands: Hands) -> None:
    hands.enter()
    hands.window.trigger("arrival.undo")
    hands.until(lambda: hands.ops.idle and hands.status("Sulaiman") == rules.UNCHECKED)
    assert board_of(office, batch_id).rechecked.total == 0


def test_who_was_checked_elsewhere_is_told_and_counted_once(
    office: Office, batch_id: str, hands: Hands, clock: FixedClock
) -> None:
    do(office, recheck.confirm, hands.named("Sulaiman").id)
    clock.advance(minutes=5)
    hands.enter()
    hands.until(lambda: hands.window.messages.message is not None)
    message = hands.window.messages.message
    assert message is not None
    assert message.text == (
        "Sulaiman bin Abdullah sudah diperiksa di Loket A 10.15 (Siti Aminah). Tidak dihitung dua kali."
    )
    hands.rest()
    assert board_of(office, batch_id).rechecked.total == 1


def test_a_refusal_puts_the_line_back(office: Office, batch_id: str, hands: Hands) -> None:
    do(office, unlisted.hand_card, batch_id, "A001", "LD")
    do(office, recheck.confirm, hands.named("Aminah").id, recheck.Found(card_number="A001"))
    hands.type("ka001")
    hands.enter()
    hands.until(lambda: hands.window.messages.message is not None)
    assert hands.status("Sulaiman") == rules.UNCHECKED
    hands.rest()


def test_a_key_held_down_confirms_nobody_else(hands: Hands) -> None:
    hands.enter()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    for _repeat in range(5):
        QApplication.sendEvent(hands.screen.pane.rollcall.table, held)
    hands.rest()
    assert len(hands.board.remaining) == 5


def test_the_tally_counts_by_function_keys(office: Office, batch_id: str, hands: Hands) -> None:
    for action in ("tally_ld", "tally_ld", "tally_ap", "untally_ld"):
        hands.window.trigger(f"arrival.{action}")
    hands.rest()
    assert board_of(office, batch_id).gangway == HeadCount(adult_male=1, girls=1)
    hands.window.trigger("arrival.undo")
    hands.rest()
    hands.until(lambda: hands.board.gangway == HeadCount(adult_male=2, girls=1))


def test_a_card_is_given_by_key_and_by_scan(office: Office, batch_id: str, hands: Hands) -> None:
    hands.type("ka007")
    hands.enter()
    hands.until(lambda: hands.named("Sulaiman").card_number == "A007")
    token = card_token(bytes(range(8)))
    hands.screen.scan(token)
    hands.until(lambda: hands.named("Aminah").card_number == token)
    hands.rest()
    assert board_of(office, batch_id).rechecked.total == 2


def test_cards_are_handed_out_one_key_each_and_named_later(office: Office, batch_id: str, hands: Hands) -> None:
    hands.window.trigger("arrival.cards")
    hands.type("a009")
    hands.enter()
    for key, number in (("1", "A010"), ("4", "A011")):
        hands.type(key)
        hands.until(partial(_next_is, hands, number))
    hands.rest()
    assert board_of(office, batch_id).figures.cards == HeadCount(adult_male=1, girls=1)
    hands.window.trigger("arrival.search")
    hands.type("a009")
    hands.until(lambda: hands.screen.pane.search.current is not None)
    hands.enter()
    hands.type("djoe")
    hands.until(lambda: hands.screen.pane.line is not None)
    hands.enter()
    hands.until(lambda: hands.named("Djoemadi").card_number == "A009")
    hands.rest()
    kept = board_of(office, batch_id)
    assert (kept.rechecked, kept.figures.cards) == (HeadCount(adult_male=1), HeadCount(girls=1))


def _next_is(hands: Hands, number: str) -> bool:
    return hands.screen.pane.cards.number == number


def test_a_body_is_asked_about_and_counts_apart(office: Office, batch_id: str, hands: Hands) -> None:
    hands.type("jy")
    hands.rest()
    kept = board_of(office, batch_id)
    assert (kept.rechecked.total, len(kept.figures.bodies)) == (0, 1)


def test_beside_the_list_stands_what_the_list_wrote_and_no_diagnosis(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Down)
    hands.rest()
    said = [shown.text() for shown in hands.screen.pane.beside.details.findChildren(QLabel)]
    assert "Aminah binti Daeng" in said
    assert not any("HIV" in text for text in said)
