"""Giliran jaga before the real window, by keys alone: incidents, guards, the log, and a shift handed over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.holders import sealer
from app.access.office import Office
from app.desktop.frame_lines import Desk
from app.desktop.screens import ScreenSpec
from app.desktop.window import FrameServices, Window
from app.shelter import stock
from app.shelter.duty import guards, incidents, shifts, turnover
from app.shelter.rules.stock import Place
from app.shelter.screens.countlines import CountLines
from app.shelter.screens.duty import DutyScreen
from app.shelter.screens.dutycontext import DutyContext
from app.shelter.screens.paper import PaperSheet
from app.shelter.stock import Source
from app.widgets.asking import Asked
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import Theme
from tests.helpers.office import MORNING
from tests.shelter.counter import acting, guest, opened, read, write
from tests.shelter.screens.warden import Warden

CTRL = Qt.KeyboardModifier.ControlModifier
MONEY = Place(stock.first_store("kas"), "uang")


def window_of(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame with Giliran jaga."""
    desk = Desk(office.site.name, office.site.zone, office.actor.name, "kepala", office.actor.roles)
    who = lambda: (office.actor.user_id, office.actor.name)  # noqa: E731
    context = DutyContext(office.may, who, office.clock.now, office.site.zone, sealer)
    specs = [
        ScreenSpec("shelter", "Penampungan", "bed-double", Screen),
        ScreenSpec("people", "Orang", "users", Screen),
        ScreenSpec("duty", "Giliran jaga", "shield", lambda: DutyScreen(ops, context)),
    ]
    return Window(desk, specs, FrameServices(ops, theme, lambda _typed, deliver: deliver([])))


@pytest.fixture
def officer(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """Siti before Giliran jaga; Sulaiman sleeps here, five million lie in the box."""
    opened(office)
    guest(office, "Sulaiman", "A-0001")
    write(office, lambda w: stock.receive(w, MONEY, 5_000_000, Source("SP2D 4/2026", "apbn")))
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.go("duty")
    return made


def screen(officer: Warden) -> DutyScreen:
    shown = officer.window.host.current
    assert isinstance(shown, DutyScreen)
    return shown


def sending(officer: Warden) -> Asked:
    found = officer.sheet(Asked)
    assert isinstance(found, Asked)
    return found


def closed(officer: Warden) -> None:
    officer.until(lambda: QApplication.activeModalWidget() is None and officer.ops.idle)


def test_an_incident_is_written_with_a_person_found_by_typing(office: Office, officer: Warden) -> None:
    officer.press(Qt.Key.Key_N, CTRL)
    sheet = sending(officer)
    sheet.form.field("kind").set_value("keributan")
    sheet.form.field("told").set_value("Rebutan antrean.")
    sheet.form.field("stays").setFocus()
    officer.type("sula")
    officer.until(lambda: sheet.form.field("stays").popup.isVisible())  # type: ignore[attr-defined]
    officer.press(Qt.Key.Key_Return)
    assert len(sheet.form.field("stays").value() or []) == 1  # type: ignore[arg-type]
    officer.press(Qt.Key.Key_Return, CTRL)
    closed(officer)
    (one,) = read(office, incidents.incidents)
    assert (one.told, one.people, one.open) == ("Rebutan antrean.", "Sulaiman", True)
    officer.until(lambda: len(screen(officer).incidents.table.rows) == 1)


def test_what_is_refused_stays_open_with_everything_typed(office: Office, officer: Warden) -> None:
    officer.press(Qt.Key.Key_N, CTRL)
    sheet = sending(officer)
    sheet.form.load({"kind": "kebakaran", "told": "Asap di dapur", "day": "2026-01-24", "time": "09.00"})
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.until(lambda: sheet.yes.isEnabled() and officer.ops.idle)
    assert sheet.isVisible()
    assert sheet.form.field("told").value() == "Asap di dapur"
    assert "belum terjadi" in sheet.refusal.words
    sheet.form.field("day").set_value("2026-01-23")
    officer.press(Qt.Key.Key_Return, CTRL)
    closed(officer)
    assert [one.told for one in read(office, incidents.incidents)] == ["Asap di dapur"]


def test_a_sealed_kind_takes_no_open_words(officer: Warden) -> None:
    officer.press(Qt.Key.Key_N, CTRL)
    sheet = sending(officer)
    sheet.form.field("kind").set_value("perlindungan")
    assert not sheet.form.field("told").isEnabled()
    assert sheet.form.field("secret_for").value() == "protection"
    sheet.reject()
    closed(officer)


def test_an_incident_is_closed_by_keys(office: Office, officer: Warden) -> None:
    fight = incidents.IncidentDraft("keributan", MORNING, "lantai 2", "Rebutan antrean.")
    write(office, lambda w: incidents.record(w, fight, sealer(w)))
    screen(officer).refresh(frozenset())
    officer.until(lambda: screen(officer).incidents.table.current() is not None)
    officer.press(Qt.Key.Key_T, CTRL)
    officer.sheet(Asked)
    officer.type("Berdamai")
    officer.press(Qt.Key.Key_Return, CTRL)
    closed(officer)
    assert read(office, incidents.incidents)[0].outcome == "Berdamai"


def test_a_post_then_a_night_watch_and_the_gap_it_leaves(office: Office, officer: Warden) -> None:
    officer.press(Qt.Key.Key_2, CTRL)
    officer.settled()
    officer.press(Qt.Key.Key_N, CTRL)  # no post yet: it asks for one
    officer.sheet(Asked)
    officer.type("Gerbang")
    officer.press(Qt.Key.Key_Return, CTRL)
    closed(officer)
    officer.until(lambda: len(screen(officer).guards.table.rows) == 1)
    officer.press(Qt.Key.Key_N, CTRL)
    sheet = sending(officer)
    officer.type("Serka Ikhsan")
    sheet.form.field("starts").set_value("19.00")
    sheet.form.field("ends").set_value("06.00")
    officer.press(Qt.Key.Key_Return, CTRL)
    closed(officer)
    officer.until(lambda: len(screen(officer).guards.table.rows) == 2)
    found = read(office, lambda r: guards.guarding(r, MORNING.date(), MORNING))
    assert [(one.name, (one.window.end - one.window.start).seconds // 3600) for one in found.watches] == [
        ("Serka Ikhsan", 11)
    ]
    assert len(found.gaps) == 1
    assert "Tidak ada yang berjaga" in screen(officer).guards.now.text()


def test_a_line_for_the_next_shift(office: Office, officer: Warden) -> None:
    officer.press(Qt.Key.Key_3, CTRL)
    officer.type("Kran 203 bocor")
    assert screen(officer).draft()["note"] == "Kran 203 bocor"
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: len(screen(officer).log.table.rows) == 1)
    assert screen(officer).log.line.text() == ""
    assert [one.text for one in read(office, lambda r: shifts.notes(r, MORNING.date()))] == ["Kran 203 bocor"]


def test_a_shift_is_handed_over_counted_and_printed(office: Office, officer: Warden) -> None:
    officer.press(Qt.Key.Key_4, CTRL)
    officer.settled()
    officer.press(Qt.Key.Key_N, CTRL)
    sheet = sending(officer)
    assert (sheet.form.field("shift").value(), sheet.form.field("to_shift").value()) == ("pagi", "siang")
    sheet.form.field("taker").set_value("Burhanuddin")
    lines = sheet.findChildren(CountLines)[0]
    (row,) = lines._rows
    row[2].setText("4.900.000")
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.until(lambda: sheet.yes.isEnabled() and officer.ops.idle)
    assert "menurut catatan 5000000" in sheet.refusal.words
    row[3].setText("uang muka bensin, nota menyusul")
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), PaperSheet) and officer.ops.idle)
    over = QApplication.activeModalWidget()
    assert over is not None
    over.close()
    closed(officer)
    (line,) = read(office, turnover.turnovers)
    assert (line.present, line.differences, line.taker) == (1, 1, "Burhanuddin")
    assert read(office, lambda r: stock.on_hand(r, MONEY)) == 4_900_000


def test_a_guard_of_the_gate_may_look_and_not_set_up(office: Office, officer: Warden) -> None:
    acting(office, "kesehatan")
    officer.press(Qt.Key.Key_2, CTRL)
    officer.settled()
    assert screen(officer).guards.handlers() == {}
    assert "duty.new" in screen(officer).incidents.handlers()
