"""The gate before the real window: scan after scan, refusals in one sentence, undo, and who is asked after."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.shelter import absences
from app.shelter.emergency import emergency
from app.widgets.asking import Asked
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.office import landed, ship
from tests.shelter.screens.warden import Warden, window_of


@pytest.fixture
def warden(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """An officer at the gate, six people in the house."""
    landed(office, ship(office), 6)
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.go("gate")
    return made


def outside(office: Office) -> int:
    with office.read() as r:
        return len(emergency(r, office.clock.now()).elsewhere)


def scanned(warden: Warden, code: str) -> str:
    warden.gate.scan(code)
    warden.settled()
    return warden.gate.verdict.text()


def test_cards_go_out_one_after_the_other(warden: Warden, office: Office, clock: FixedClock) -> None:
    warden.window.trigger("gate.out")
    clock.advance(minutes=5)
    assert scanned(warden, "A-0001").endswith(": keluar.")
    assert scanned(warden, "A-0002").endswith(": keluar.")
    assert scanned(warden, "A-0002").endswith(": sudah dicatat 10.20.")
    assert (len(warden.gate.latest.rows), outside(office)) == (2, 2)
    warden.window.trigger("gate.undo")
    warden.settled()
    assert (len(warden.gate.latest.rows), outside(office)) == (1, 1)


def test_a_name_is_typed_and_chosen(warden: Warden, office: Office, clock: FixedClock) -> None:
    clock.advance(minutes=5)
    warden.window.trigger("gate.out")
    warden.type("A-0003")
    warden.press(Qt.Key.Key_Return)
    warden.settled()
    warden.until(lambda: outside(office) == 1)
    assert warden.gate.line.text() == ""


def test_a_card_that_is_none_is_told_in_red(warden: Warden, office: Office) -> None:
    assert scanned(warden, "KODEASING1") == "Kode KODEASING1 bukan kartu; tidak ada yang dicatat."
    assert warden.gate.verdict.property("tone") == "bad"
    assert outside(office) == 0


def test_a_locked_screen_records_nothing(warden: Warden, office: Office) -> None:
    warden.window.trigger("gate.out")
    warden.window.lock()
    warden.bot.keyClicks(warden.window, "A-0001")
    warden.bot.keyClick(warden.window, Qt.Key.Key_Return)
    warden.settled()
    assert outside(office) == 0
    warden.window.unlock()


def test_who_does_not_come_back_is_asked_after(warden: Warden, office: Office, clock: FixedClock) -> None:
    warden.window.trigger("gate.out")
    clock.advance(minutes=5)
    scanned(warden, "A-0001")
    clock.advance(hours=5)
    warden.gate.refresh(frozenset())
    warden.until(lambda: warden.gate.chase.table.rows)
    assert warden.gate.chase.title.text() == "Perlu ditanyakan: 1"
    draft = warden.gate.draft()
    warden.gate.restore({})
    warden.gate.restore(draft)
    assert warden.gate.kind.value() == "keluar"


@pytest.fixture
def overdue(warden: Warden, clock: FixedClock) -> Warden:
    """Somebody went out five hours ago."""
    warden.window.trigger("gate.out")
    clock.advance(minutes=5)
    scanned(warden, "A-0001")
    clock.advance(hours=5)
    warden.gate.refresh(frozenset())
    warden.until(lambda: warden.gate.chase.table.rows)
    return warden


def test_back_he_leaves_the_list(overdue: Warden, office: Office) -> None:
    overdue.window.trigger("gate.back")
    overdue.until(lambda: not overdue.gate.chase.table.rows)
    assert outside(office) == 0


def test_still_outside_is_written_down_with_what_was_found_out(overdue: Warden, office: Office) -> None:
    overdue.window.trigger("gate.still")
    overdue.sheet()
    overdue.type("di rumah pamannya")
    overdue.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    overdue.settled()
    overdue.until(lambda: overdue.gate.chase.title.text() == "Perlu ditanyakan: 0, sudah ditanyakan: 1")
    assert "di rumah pamannya" in overdue.gate.chase.note.text()
    assert outside(office) == 1


def test_gone_without_leave_asks_who_saw_him_last(overdue: Warden, office: Office) -> None:
    overdue.window.trigger("gate.gone")
    sheet = overdue.sheet(Asked)
    assert isinstance(sheet, Asked)
    assert not sheet.yes.isEnabled()
    sheet.form.load({"since": "2026-01-23", "seen_by": "Sertu Anwar", "reason": "tidak kembali"})
    sheet.yes.click()
    overdue.settled()
    overdue.until(lambda: not overdue.gate.chase.table.rows)
    with office.read() as r:
        (line,) = absences.left(r)
    assert (line.leaving.seen_by, line.leaving.reason) == ("Sertu Anwar", "tidak kembali")
    assert overdue.gate.verdict.text().endswith("tercatat pergi tanpa izin.")
