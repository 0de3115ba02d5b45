"""The first nurse comes in by her sheet through the window; lock and colleagues keep health to its holders."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.access.screens.entrances import CodeEntrance
from app.access.screens.pins import TakeOverSheet
from app.desktop.window import Window
from app.health import care, drafts
from app.health import page as health_page
from app.health.care import AdmissionDraft
from app.health.screens.formsheet import FormSheet
from app.health.screens.pageview import VISIT
from app.health.screens.screen import FORM, HealthScreen
from app.kernel.clock import FixedClock
from app.printing.codes import card_token
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


def said(desk: AtTheDesk) -> str:
    """What the bar of the window says, and then no longer."""
    shown = desk.window.messages.message
    while desk.window.messages.message is not None:
        desk.window.messages.dismiss()
    return shown.text if shown is not None else ""


def test_a_discharge_before_the_arrival_is_refused_and_stays_in_the_sheet(desk: AtTheDesk, post: Post) -> None:
    session, stay = desk.wiring.session, post.stays["man"]
    today = post.clock.now().date()
    bed = session.look(lambda office: care.admit(office, AdmissionDraft(stay, "RSUD Nunukan", "Dewi", today)))
    screen = kesehatan(desk)
    screen.show_target(stay)
    desk.until(lambda: screen.view.page is not None and screen.view.page.open("inpatient") is not None)
    shown = screen.view.page
    assert shown is not None
    screen.view.wanted.emit("discharge", shown.open("inpatient"))
    desk.until(lambda: bool(screen.findChildren(FormSheet)))
    desk.settled()
    [sheet] = screen.findChildren(FormSheet)
    for day, text in (
        ("2026-01-20", "Keluar rawat inap 20-01-2026 sebelum kedatangannya (23-01-2026); belum disimpan."),
        ("2026-01-24", "Keluar rawat inap 24-01-2026 masih di hari esok; belum disimpan."),
    ):
        sheet.form.field("discharged").set_value(day)
        sheet.form.field("outcome").set_value("sembuh")
        sheet.yes.click()
        desk.settled()
        assert sheet.refusal.words.startswith(text), day
        assert sheet.isVisible()
    page = session.look(lambda office: health_page.page(office, stay)).open("inpatient")
    assert page is not None
    assert page.id == bed
    sheet.reject()


def test_cards_that_stand_for_nobody_open_no_form(desk: AtTheDesk, post: Post) -> None:
    screen = kesehatan(desk)
    said(desk)
    foreign = card_token(b"pos-lain")
    desk.type(foreign)
    desk.press(Qt.Key.Key_Return)
    desk.settled()
    assert said(desk) == f"Kartu “{foreign}” tidak dikenal di pos ini; tidak ada yang disimpan."
    assert screen._side.currentIndex() != FORM


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
