"""A shift is taken over by the taker himself, in the whole application: with his passphrase, or with his PIN."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from app.access.people import PersonDraft
from app.access.screens.pins import PinSheet, TakeOverSheet
from app.access.users import add_user, list_users
from app.kernel.clock import FixedClock
from app.shelter.duty import turnover
from app.shelter.duty.records import Turnover
from app.shelter.duty.turnover import TurnoverDraft, TurnoverLine
from app.shelter.screens.duty import TURNOVERS, DutyScreen
from app.store.history import writings_of
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import CLERK, EVENING, KEPALA, create_sample, lower_cost
from tests.shelter.counter import opened, read, write

__all__ = ["sit_down"]
CTRL = Qt.KeyboardModifier.ControlModifier
PIN = "2580"


@pytest.fixture
def desk(
    sit_down: Callable[[Path, FixedClock], AtTheDesk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AtTheDesk:
    """Siti before the handovers of shift, of which one waits for Budi."""
    lower_cost(monkeypatch)
    clock = FixedClock(EVENING)
    with create_sample(tmp_path / "home", clock=clock).office as office:
        add_user(office, PersonDraft("budi", "Budi Santoso", frozenset({"satgas"})), CLERK)
        opened(office)
        landed(office, ship(office, "KM Purnama"), 3)
        budi = next(one.id for one in list_users(office) if one.login == "budi")
        write(office, lambda w: turnover.issue(w, TurnoverDraft("siang", "malam", "", budi)))
    made = sit_down(tmp_path / "home", clock)
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("siti")
    made.log_in(KEPALA)
    show(made)
    return made


def show(desk: AtTheDesk) -> DutyScreen:
    desk.window.go("duty")
    screen = desk.window.host.current
    assert isinstance(screen, DutyScreen)
    screen.tabs.setCurrentIndex(TURNOVERS)
    desk.settled()
    desk.until(lambda: screen.turnovers.table.current() is not None)
    return screen


def lines(desk: AtTheDesk) -> list[TurnoverLine]:
    return read(desk.wiring.session.office, turnover.turnovers)


def press_verb(desk: AtTheDesk, text: str) -> None:
    """A button of the handover that is shown, once it is there."""
    pane = show(desk).turnovers

    def found() -> list[QPushButton]:
        return [one for one in pane.findChildren(QPushButton) if one.isVisible() and one.text() == text]

    desk.until(found)
    found()[0].click()


def comes_in(desk: AtTheDesk, login: str, secret: str) -> None:
    """Whoever takes over types his own secret into the sheet that asks for him."""
    desk.until(lambda: isinstance(desk.running.turns.sheet, TakeOverSheet) and desk.running.turns.sheet.isVisible())
    sheet = desk.running.turns.sheet
    assert isinstance(sheet, TakeOverSheet)
    sheet.who.set_value(login)
    sheet.secret.line.setText(secret)
    sheet.yes.click()
    desk.settled()


def test_the_taker_signs_in_with_his_passphrase_and_takes_it(desk: AtTheDesk) -> None:
    press_verb(desk, "Penerima masuk")
    comes_in(desk, "budi", "bukan kata sandinya")
    assert [one.waits for one in lines(desk)] == [True]
    assert desk.wiring.session.office.login == "siti"
    comes_in(desk, "budi", CLERK)
    desk.until(lambda: desk.wiring.session.office.login == "budi")
    assert [one.waits for one in lines(desk)] == [True]
    press_verb(desk, "Terima giliran")
    desk.until(lambda: not lines(desk)[0].waits)
    (one,) = lines(desk)
    assert (one.taker, one.how) == ("Budi Santoso", turnover.BY_ACCOUNT)
    row = read(desk.wiring.session.office, lambda r: writings_of(r, r.need(Turnover, one.id)))
    assert [writing.actor for writing in row] == [one.giver_id, one.taker_id]


def test_the_taker_signs_in_with_his_pin_and_takes_it(desk: AtTheDesk) -> None:
    desk.running.ask_pin()
    pins = desk.running.turns.sheet
    assert isinstance(pins, PinSheet)
    pins._pin.line.setText(PIN)
    pins._again.line.setText(PIN)
    pins.yes.click()
    desk.until(lambda: not isValid(pins) or not pins.isVisible())
    desk.settled()
    press_verb(desk, "Penerima masuk")
    comes_in(desk, "budi", CLERK)
    desk.until(lambda: desk.wiring.session.office.login == "budi")
    press_verb(desk, "Terima giliran")
    desk.until(lambda: not lines(desk)[0].waits)
    siti = next(one.id for one in list_users(desk.wiring.session.office) if one.login == "siti")
    write(desk.wiring.session.office, lambda w: turnover.issue(w, TurnoverDraft("malam", "pagi", "", siti)))
    back = next(one for one in lines(desk) if one.waits)
    show(desk).refresh(frozenset())
    desk.settled()
    show(desk).turnovers.table.select(back.id)
    desk.settled()
    press_verb(desk, "Penerima masuk")
    comes_in(desk, "siti", "1111")
    assert desk.wiring.session.office.login == "budi"
    comes_in(desk, "siti", PIN)
    desk.until(lambda: desk.wiring.session.office.login == "siti")
    press_verb(desk, "Terima giliran")
    desk.until(lambda: not any(one.waits for one in lines(desk)))
    assert {one.how for one in lines(desk)} == {turnover.BY_ACCOUNT}
