"""The first nurse comes in by her sheet through the window; lock and colleagues keep health to its holders."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.access.screens.entrances import CodeEntrance
from app.access.screens.pins import TakeOverSheet
from app.desktop.window import Window
from app.health import drafts
from app.health.screens.formsheet import FormSheet
from app.health.screens.pageview import VISIT
from app.health.screens.screen import FORM, HealthScreen
from app.kernel.clock import FixedClock
from app.widgets.message import Message
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.health.conftest import Post
from tests.helpers.offices import KEPALA, NURSE

__all__ = ["sit_down"]
CTRL = Qt.KeyboardModifier.ControlModifier
Start = Callable[[Path, FixedClock], AtTheDesk]


@pytest.fixture
def desk(sit_down: Start, post: Post) -> AtTheDesk:
    """The nurse at the window."""
    post.office.lock()
    made = sit_down(post.home.folder, post.clock)
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("rahma")
    made.log_in(NURSE)
    return made


def kesehatan(desk: AtTheDesk) -> HealthScreen:
    desk.window.go("health")
    desk.settled()
    screen = desk.window.host.current
    assert isinstance(screen, HealthScreen)
    return screen


def unlock(desk: AtTheDesk, secret: str) -> None:
    desk.window.unlock_asked.emit(secret)
    desk.until(lambda: not desk.window.lock_overlay.is_locked)
    desk.settled()


def test_the_first_nurse_comes_in_by_her_sheet_and_finds_kesehatan(sit_down: Start, settled: Post) -> None:
    settled.office.lock()
    desk = sit_down(settled.home.folder, settled.clock)
    desk.until(desk.desktop.login.user.isVisible)
    desk.desktop.login.other_way.emit("code")
    desk.until(lambda: bool(entrances()))
    entrance = entrances()[0]
    form = entrance._code_page.form
    said = {"code": settled.code, "person": "Rahma Dewi", "login": "rahma", "passphrase": NURSE, "again": NURSE}
    for name, value in said.items():
        form.field(name).set_value(value)
    entrance.go_on()
    desk.until(lambda: isinstance(desk.desktop.main, Window))
    desk.settled()
    assert "health" in desk.window.navigation.buttons
    assert kesehatan(desk).queue.summary.text() == "9 orang belum diskrining · 0 sudah"


def entrances() -> list[CodeEntrance]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CodeEntrance) and one.isVisible()]


def test_lock_closes_the_vault_and_what_was_typed_is_there_after_it(desk: AtTheDesk, post: Post) -> None:
    screen = kesehatan(desk)
    screen.scan("B-0901")
    desk.until(lambda: screen._side.currentIndex() == FORM)
    desk.settled()
    screen.form.form.field("temperature").set_value("38,9")
    desk.window.lock()
    desk.until(lambda: not desk.wiring.session.office.holds("health"))
    desk.settled()
    unlock(desk, NURSE)
    assert desk.wiring.session.office.holds("health")
    assert desk.window.messages.message is None or "kesehatan" not in desk.window.messages.message.text
    assert desk.wiring.session.look(drafts.kept) == {post.stays["man"]: {"temperature": "38,9"}}
    assert screen.form.form.field("temperature").value() == "38,9"
    general = desk.wiring.session.office.vault("general")
    assert "38,9" not in (general.get_secret("drafts") or "")


def test_a_colleague_sees_neither_screen_nor_sheet(desk: AtTheDesk, post: Post) -> None:
    screen = kesehatan(desk)
    screen.show_target(post.stays["man"])
    desk.until(lambda: screen.view.page is not None)
    screen.view.wanted.emit(VISIT, None)
    desk.until(lambda: bool(screen.findChildren(FormSheet)))
    desk.settled()
    [sheet] = screen.findChildren(FormSheet)
    shown: list[bool] = []
    sheet.form.field("complaint").set_value("batuk darah")
    desk.window.lock()
    desk.settled()
    sheet.showEvent = lambda _event: shown.append(True)  # type: ignore[method-assign,assignment]
    take_over(desk)
    assert "health" not in desk.window.navigation.buttons
    assert desk.window.host.current_id == "home"
    assert shown == []
    assert set(desk.wiring.session.office.vaults) == {"general"}


@pytest.mark.parametrize("tone", ["good", "bad"])
def test_a_colleague_does_not_read_what_the_nurse_was_told(desk: AtTheDesk, tone: str) -> None:
    screen = kesehatan(desk)
    for text in ("Baso Rahman: isolasi", "Baso Rahman masih diisolasi"):
        screen.said.emit(Message(text, "", tone))
    assert "isolasi" in desk.window.messages.accessibleName()
    desk.window.lock()
    desk.settled()
    take_over(desk)
    bar = desk.window.messages
    assert bar.message is None or "isolasi" not in bar.message.text
    bar.dismiss()
    assert bar.message is None or "isolasi" not in bar.message.text


def take_over(desk: AtTheDesk) -> None:
    desk.window.switch_user.emit()
    takeover = desk.running.turns.sheet
    assert isinstance(takeover, TakeOverSheet)
    takeover.who.set_value("siti")
    takeover.secret.line.setText(KEPALA)
    takeover.yes.click()
    desk.until(lambda: desk.wiring.session.office.login == "siti")
    desk.settled()
