"""Two ships, late lists and the match before the real window: few keys, both counts right, every step taken back."""

from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import col, select

from app.access.office import Office
from app.manifest import letters, recheck, replacing, unlisted
from app.manifest.recheck import Found
from app.manifest.records import ResultExport
from app.manifest.screens.lists_apart import ListsApartDialog
from app.manifest.screens.remaining import QuayPaper
from app.printing.codes import card_token
from app.registration.heads import Paper, Who
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import ship
from tests.manifest.lists import LIST, board_of, do, keep_list
from tests.manifest.screens.hands import Hands
from tests.manifest.screens.quayside import window_of


@pytest.fixture
def other(office: Office, batch_id: str) -> str:
    """A second ship, opened after the first."""
    return ship(office, "KM Mid East Express")


@pytest.fixture
def quay(office: Office, batch_id: str, other: str, ops: Operations, theme: Theme, qtbot: QtBot) -> Hands:
    """An officer before both ships, the first in front."""
    hands = Hands.at(window_of(office, ops, theme), qtbot, ops)
    hands.until(lambda: len(hands.screen.ships.boards) == 2)
    hands.screen._bring(batch_id)
    hands.rest()
    return hands


def totals(office: Office, *ships: str) -> list[int]:
    return [board_of(office, batch_id).rechecked.total for batch_id in ships]


def shown(hands: Hands, *ships: str) -> list[int]:
    """The counts as the screen has them."""
    found = [hands.screen.ships.board(batch_id) for batch_id in ships]
    return [board.rechecked.total for board in found if board is not None]


def test_a_confirmed_arrival_goes_to_the_other_ship_and_back(
    office: Office, batch_id: str, other: str, quay: Hands
) -> None:
    quay.enter()
    quay.until(lambda: quay.status("Sulaiman") == "hadir_cocok" and quay.ops.idle)
    quay.press(Qt.Key.Key_Up)
    quay.pressed = 0
    quay.window.trigger("arrival.move")
    quay.type("1")
    assert quay.pressed == 1
    quay.until(lambda: shown(quay, batch_id, other) == [0, 1])
    assert totals(office, batch_id, other) == [0, 1]
    assert quay.named("Sulaiman").reason == "tiba dengan KM Mid East Express"
    quay.window.trigger("arrival.undo")
    quay.until(lambda: shown(quay, batch_id, other) == [1, 0] and quay.ops.idle)
    assert totals(office, batch_id, other) == [1, 0]
    assert quay.status("Sulaiman") == "hadir_cocok"


def test_a_mother_takes_her_infant_along_by_one_press_more(
    office: Office, batch_id: str, other: str, quay: Hands
) -> None:
    for name in ("Aminah", "Bayi Ny. Aminah"):
        do(office, recheck.confirm, quay.named(name).id, recheck.Found("PD"))
    quay.screen.refresh(frozenset())
    quay.until(lambda: quay.named("Bayi Ny. Aminah").stay_id and quay.ops.idle)
    quay.screen.pane.handling.move(str(quay.named("Aminah").stay_id), other)
    quay.until(lambda: quay.window.messages.message is not None and "Bayi Ny." in quay.window.messages.message.text)
    message = quay.window.messages.message
    assert message is not None
    assert message.action is not None
    message.action()
    quay.until(lambda: shown(quay, batch_id, other) == [0, 2] and quay.ops.idle)
    assert totals(office, batch_id, other) == [0, 2]


def test_a_hit_in_the_other_ship_may_have_come_with_this_one(
    office: Office, batch_id: str, other: str, quay: Hands
) -> None:
    quay.screen._bring(other)
    quay.window.trigger("arrival.search")
    quay.type("sulai")
    quay.until(lambda: quay.screen.pane.search.current is not None)
    quay.enter()
    assert "KM Purnama Ekspres" in quay.screen.pane.question.accessibleName()
    quay.type("k")
    quay.until(lambda: shown(quay, batch_id, other) == [0, 1] and quay.ops.idle)
    assert totals(office, batch_id, other) == [0, 1]
    assert quay.status("Sulaiman") == "tidak_hadir_batal"
    quay.window.trigger("arrival.undo")
    quay.until(lambda: shown(quay, batch_id, other) == [0, 0] and quay.ops.idle)
    assert quay.status("Sulaiman") == "belum_diperiksa"


def test_nobody_goes_anywhere_with_one_ship(office: Office, batch_id: str, hands: Hands) -> None:
    hands.window.trigger("arrival.move")
    assert hands.window.messages.message is not None
    hands.enter()
    hands.until(lambda: hands.status("Sulaiman") == "hadir_cocok" and hands.ops.idle)
    hands.press(Qt.Key.Key_Up)
    hands.window.trigger("arrival.move")
    assert not hands.screen.pane.question.stands


def test_a_scanned_card_takes_at_most_three_keys(office: Office, batch_id: str, hands: Hands) -> None:
    """In the roll-call the scan alone confirms; only where the list has no age one key names the class."""
    hands.pressed = 0
    for at in range(6):
        hands.screen.scan(card_token(bytes([at] * 8)))
        hands.until(lambda: hands.ops.idle)
        if hands.screen.pane.question.stands:
            hands.type("1")
        hands.until(partial(_all_but, hands, 5 - at))
    assert hands.pressed <= 3
    assert board_of(office, batch_id).rechecked.total == 6


def _all_but(hands: Hands, left: int) -> bool:
    return len(hands.board.remaining) == left and hands.ops.idle


def test_the_match_is_live_and_names_who_explains_it(office: Office, batch_id: str, hands: Hands) -> None:
    hands.window.trigger("arrival.match")
    hands.until(lambda: hands.screen.match.rows.rows and hands.ops.idle)
    assert hands.screen._pages.currentWidget() is hands.screen.match
    assert len(hands.screen.match.people.rows) == 6
    line = hands.named("Maria Goreti")
    hands.screen.handling.absent(line, "tidak_hadir_sakit")
    hands.until(lambda: "tidak hadir – sakit" in [one.what for one in hands.screen.match.people.rows])
    hands.screen.match.rows.go_to(0)
    assert {one.code for one in hands.screen.match.people.rows} == {"LD"}


def test_a_late_list_finds_those_who_were_written_down(office: Office, hands: Hands) -> None:
    late = ship(office, "KM Francis")
    for name, sex, code, paper in (("Sulaiman", "L", "LD", "XD990001"), ("Aminah", "P", "PD", "XD990020")):
        who = Who(name, "Daeng Mattola", sex=sex, birth_year=1990, papers=(Paper("splp", paper),))
        do(office, unlisted.add, late, who, Found(code))
    keep_list(office, late, "No,Nama,L/P,Tgl Lahir,No SPLP\n1,Sulaiman bin Daeng Mattola,L,12-05-1990,XD990001\n"
                            "2,Aminah binti Daeng Mattola,P,03-02-1990,XD990002\n")  # fmt: skip
    hands.screen.refresh(frozenset())
    hands.until(lambda: late in hands.screen.ships.boards and hands.ops.idle)
    hands.screen._bring(late)
    hands.window.trigger("arrival.join")
    hands.until(lambda: len(hands.screen.join.table.rows) == 2)
    assert hands.screen._pages.currentWidget() is hands.screen.join
    hands.screen.join.table.setFocus()
    hands.screen.join.table.opened.emit(hands.screen.join.table.rows[0])
    hands.until(lambda: len(hands.screen.join.table.rows) == 1 and hands.ops.idle)
    hands.screen.join.table.opened.emit(hands.screen.join.table.rows[0])
    hands.until(lambda: not hands.screen.join.table.rows and hands.ops.idle)
    found = board_of(office, late)
    assert (found.extras, found.rechecked.total, len(found.remaining)) == ((), 2, 0)
    hands.window.trigger("arrival.undo")
    hands.until(lambda: len(board_of(office, late).extras) == 1)


def test_the_result_prints_and_the_workbook_is_written(
    office: Office, batch_id: str, hands: Hands, tmp_path: Path
) -> None:
    hands.window.trigger("arrival.result")
    dialog = hands.screen.findChild(QuayPaper)
    assert dialog is not None
    hands.until(lambda: dialog.preview._sizes and hands.ops.idle)
    dialog.close()
    hands.screen.papers.export(batch_id, tmp_path / "hasil.xlsx")
    hands.until(lambda: (tmp_path / "hasil.xlsx").exists() and hands.ops.idle)
    book = load_workbook(BytesIO((tmp_path / "hasil.xlsx").read_bytes()))
    assert book["Daftar"].max_row == 7
    hands.screen.papers.export(batch_id, tmp_path / "tidak-ada" / "hasil.xlsx")
    hands.until(
        lambda: (
            hands.window.messages.message is not None and "tidak dapat ditulis" in hands.window.messages.message.text
        )
    )
    hands.rest()
    with office.read() as r:
        tried = r.all(select(ResultExport).order_by(col(ResultExport.id)))
    assert [(one.total, one.void_reason) for one in tried] == [(6, None), (6, "berkasnya tidak dapat ditulis")]
    hands.window.trigger("arrival.letters")
    hands.until(lambda: "1×" in hands.screen.letters.exported.text())
    hands.screen.papers.export(batch_id, tmp_path / "hasil.xlsx")
    hands.until(lambda: "2×" in hands.screen.letters.exported.text() and hands.ops.idle)


def test_a_corrected_list_is_shown_beside_the_old_one(office: Office, batch_id: str, hands: Hands) -> None:
    old = board_of(office, batch_id).letters[0].id
    keep_list(office, batch_id, LIST.replace("bin Abdullah", "bin Abdulah"), letters.Letter(letter_number="046"))
    new = next(view.id for view in board_of(office, batch_id).letters if view.id != old)
    do(office, replacing.replace_letter, new, old)
    hands.screen.refresh(frozenset())
    hands.until(lambda: [view.id for view in hands.board.letters] == [new] and hands.ops.idle)
    hands.window.trigger("arrival.letters")
    hands.screen.letters._apart.click()
    hands.until(lambda: hands.screen.findChild(ListsApartDialog) is not None)
    dialog = hands.screen.findChild(ListsApartDialog)
    assert dialog is not None
    dialog.close()
