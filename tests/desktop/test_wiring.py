"""Coming in, locking, taking turns and preferences, through the real window on a real home."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.access.blobs import unfinished_of
from app.access.people import PersonDraft
from app.access.screens.pins import PinSheet, TakeOverSheet
from app.access.unlock import unlock as unlocked
from app.access.users import add_user
from app.desktop.home import HomeScreen
from app.desktop.main import chosen_home
from app.desktop.running import DRAFTS
from app.kernel.clock import FixedClock
from app.kernel.headcount import HeadCount
from app.kernel.i18n import language
from app.kernel.paths import Home
from app.kernel.settings import load_settings
from app.manifest.letters import BatchDraft, open_batch
from app.manifest.tally import by_officer
from app.widgets.theme import is_dark
from tests.desktop.at_the_desk import AtTheDesk, sit_down
from tests.helpers.office import landed, ship
from tests.helpers.offices import CLERK, EVENING, KEPALA, create_sample, lower_cost

__all__ = ["sit_down"]
CTRL = Qt.KeyboardModifier.ControlModifier
Start = Callable[[Path, FixedClock], AtTheDesk]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> Path:
    """A post with Siti (kepala and satgas) and Budi (satgas); twelve people off one ship."""
    lower_cost(monkeypatch)
    with create_sample(tmp_path / "home", clock=clock).office as office:
        add_user(office, PersonDraft("budi", "Budi Santoso", frozenset({"satgas"})), CLERK)
        landed(office, ship(office, "KM Purnama"), 12)
    return tmp_path / "home"


@pytest.fixture
def desk(sit_down: Start, home: Path, clock: FixedClock) -> AtTheDesk:
    made = sit_down(home, clock)
    made.until(made.desktop.login.user.isVisible)
    made.desktop.login.user.set_value("siti")
    return made


def submit(desk: AtTheDesk, secret: str) -> None:
    login = desk.desktop.login
    login.secret.line.setText(secret)
    login._submit()


def said(line: QLineEdit) -> str:
    return line.accessibleDescription()


def test_the_right_passphrase_opens_beranda(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    home = window.host.current
    assert isinstance(home, HomeScreen)
    assert home._present.accessibleName().startswith("Hadir sekarang: 12")
    assert window.status_line._sent.text().startswith("belum ada tanda terima pusat:")
    assert window.navigation.buttons["arrival"].mark.text() == ""
    open_second_ship(desk)
    desk.running.look_again()
    desk.settled()
    assert window.navigation.buttons["arrival"].mark.text() == "2"
    assert window.desk.user == "Siti Aminah"


def test_a_wrong_passphrase_is_said_and_slowed(desk: AtTheDesk, clock: FixedClock) -> None:
    login = desk.desktop.login
    for _try in range(3):
        submit(desk, "bukan kata sandi")
        desk.until(lambda: "salah" in said(login.secret.line))
        desk.until(login._enter.isEnabled)
        login.secret.show_problem("")
    submit(desk, KEPALA)
    desk.until(lambda: "Tunggu" in said(login.secret.line))
    clock.advance(seconds=6)
    desk.log_in(KEPALA)


def test_a_second_process_is_told_at_once(sit_down: Start, home: Path, clock: FixedClock) -> None:
    with FileLock(home / "pulang.lock", timeout=0):
        made = sit_down(home, clock)
        made.until(lambda: "sudah terbuka" in said(made.desktop.login.secret.line))
    made.desktop.login.user.set_value("siti")
    made.log_in(KEPALA)


def test_a_damaged_keyring_offers_a_backup_and_no_new_post(sit_down: Start, home: Path, clock: FixedClock) -> None:
    for copy in home.glob("keyring*"):
        copy.write_bytes(b"{}")
    made = sit_down(home, clock)
    made.until(lambda: "rusak" in made.desktop.login._note.text())
    ways = [each.text() for each in made.desktop.login.findChildren(QPushButton) if each.isVisible()]
    assert ways == ["Pulihkan dari cadangan (flashdisk)"]


def test_a_damaged_vault_is_said_in_a_sentence(desk: AtTheDesk, home: Path) -> None:
    (home / "vaults" / "general.db").write_bytes(b"bukan vault" * 400)
    submit(desk, KEPALA)
    desk.until(lambda: said(desk.desktop.login.secret.line) != "")
    assert desk.desktop.main is None


def test_lock_keeps_everything_and_pin_or_passphrase_open_again(desk: AtTheDesk, qtbot: QtBot) -> None:
    window = desk.log_in(KEPALA)
    make_pin(desk, "2580")
    desk.press(Qt.Key.Key_L, CTRL)
    overlay = window.lock_overlay
    assert overlay.is_locked
    unlock(desk, "1397")
    desk.until(lambda: "PIN salah" in said(overlay.field.line))
    assert "percobaan" in said(overlay.field.line)
    unlock(desk, "2580")
    desk.until(lambda: not overlay.is_locked)
    window.lock()
    unlock(desk, KEPALA)
    desk.until(lambda: not window.lock_overlay.is_locked)


def test_heads_are_counted_from_any_screen_and_one_goes_back(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    for screen in ("sync", "people"):
        window.go(screen)
        desk.press(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert window.host.current_id == "muster"
        assert not any(button.isChecked() for button in window.navigation.buttons.values())
        window.trigger("screen.back")
        assert window.host.current_id == screen
        assert window.navigation.buttons[screen].isChecked()


def test_a_dialog_is_covered_too_and_keeps_what_is_typed(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    desk.running.ask_pin()
    dialog = desk.running.turns.sheet
    assert isinstance(dialog, PinSheet)
    dialog._pin.line.setText("25")
    window.lock()
    assert not dialog.isVisible()
    unlock(desk, KEPALA)
    desk.until(lambda: not window.lock_overlay.is_locked)
    assert dialog.isVisible()
    assert dialog._pin.line.text() == "25"
    dialog.reject()


def test_idle_locks(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    desk.running.idle.idle.emit()
    assert window.lock_overlay.is_locked


def test_a_colleague_takes_over_in_the_middle_of_a_count(desk: AtTheDesk, qtbot: QtBot) -> None:
    window = desk.log_in(KEPALA)
    batch = open_second_ship(desk)
    window.go("arrival", batch)
    desk.settled()
    desk.press(Qt.Key.Key_2, CTRL)
    desk.press(Qt.Key.Key_F5)
    desk.settled()
    screen = window.host.current
    line = typing_line(desk)
    line.setFocus()
    qtbot.keyClicks(line, "Hasan")
    desk.press(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    take_over(desk, "budi", CLERK)
    assert desk.wiring.session.office.login == "budi"
    assert window.host.current is screen
    assert line.text() == "Hasan"
    assert "Budi Santoso" in window.top.user.text()
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_F6)
    desk.settled()
    with desk.wiring.session.office.read() as r:
        tallies = {one.officer: one.count for one in by_officer(r, batch)}
    assert tallies == {"Siti Aminah": HeadCount(1), "Budi Santoso": HeadCount(1, 1)}


def test_a_wrong_secret_leaves_the_desk_as_it_was(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    window.switch_user.emit()
    sheet = desk.running.turns.sheet
    assert isinstance(sheet, TakeOverSheet)
    sheet.who.set_value("budi")
    sheet.secret.line.setText("bukan kata sandi")
    sheet.yes.click()
    desk.until(lambda: "salah" in said(sheet.secret.line))
    assert desk.wiring.session.office.login == "siti"
    sheet.reject()


def test_what_a_role_may_not_see_is_not_offered(desk: AtTheDesk) -> None:
    window = desk.log_in(KEPALA)
    window.go("settings", "users")
    desk.settled()
    users = window.host.current.section  # type: ignore[union-attr]
    assert users._add.isVisible()
    window.switch_user.emit()
    take_over(desk, "budi", CLERK)
    assert users._add.isHidden()
    assert users._roles.isHidden()
    window.go("settings", "site")
    desk.settled()
    site = window.host.current.section  # type: ignore[union-attr]
    assert not site.site.form.isEnabled()
    assert site._denied.isVisible()


def test_language_and_look_change_at_once_and_are_kept(desk: AtTheDesk, home: Path, qtbot: QtBot) -> None:
    window = desk.log_in(KEPALA)
    window.go("settings", "look")
    form = window.host.current.section.form  # type: ignore[union-attr]
    form.field("theme").set_value("dark")
    form.changed.emit()
    assert is_dark()
    form.field("idle").set_value("5")
    form.changed.emit()
    form.field("language").set_value("en")
    form.changed.emit()
    desk.until(lambda: window.host.current is not None and window.host.current.isVisible() and language() == "en")
    desk.settled()
    kept = load_settings(desk.wiring.home)
    assert (kept.theme, kept.language, kept.idle_minutes) == ("dark", "en", 5)
    assert window.host.current_id == "settings"


def test_drafts_survive_the_end_of_the_application(sit_down: Start, home: Path, clock: FixedClock) -> None:
    first = sit_down(home, clock)
    first.until(first.desktop.login.user.isVisible)
    first.desktop.login.user.set_value("siti")
    window = first.log_in(KEPALA)
    window.go("settings", "site")
    first.settled()
    window.host.current.section.site.form.field("city").set_value("Nunukan Timur")  # type: ignore[union-attr]
    window.close()
    first.desktop.close()
    second = sit_down(home, clock)
    second.until(second.desktop.login.user.isVisible)
    second.desktop.login.user.set_value("siti")
    again = second.log_in(KEPALA)
    again.go("settings", "site")
    second.settled()
    form = again.host.current.section.site.form  # type: ignore[union-attr]
    assert form.field("city").value() == "Nunukan Timur"


def test_a_picture_no_draft_names_is_gone_after_the_start(desk: AtTheDesk, home: Path, clock: FixedClock) -> None:
    with unlocked(Home(home), "siti", KEPALA, clock) as office:
        waiting = unfinished_of(office)
        typed, left = waiting.keep(b"\xff\xd8\xff one"), waiting.keep(b"\xff\xd8\xff two")
        kept = {"arrival": {"typing": {"a ship": {"pictures": [[typed, "foto.jpg", 1, 7]], "rows": []}}}}
        office.vaults["general"].set_secret(DRAFTS, json.dumps(kept))
    assert waiting.names() == {typed, left}
    desk.log_in(KEPALA)
    assert waiting.names() == {typed}


def test_a_new_day_is_opened_by_a_person(desk: AtTheDesk, clock: FixedClock) -> None:
    window = desk.log_in(KEPALA)
    clock.advance(days=1)
    desk.running.look_again()
    desk.settled()
    assert "belum dibuka" in window.notices.notices[0].text
    window.go("settings", "day")
    desk.settled()
    section = window.host.current.section  # type: ignore[union-attr]
    assert section.open_button.text() == "Buka Sabtu, 24 Januari 2026"
    section._open(section._state)
    desk.settled()
    desk.until(lambda: not [one for one in window.notices.notices if one.target == "day"])
    assert "24 Januari" in section._day.text()


def test_a_clock_years_back_is_said_on_every_screen(sit_down: Start, home: Path, clock: FixedClock) -> None:
    clock.advance(days=-1096)
    desk = sit_down(home, clock)
    desk.until(desk.desktop.login.user.isVisible)
    desk.desktop.login.user.set_value("siti")
    window = desk.log_in(KEPALA)
    assert window.notices.notices[0].tone == "bad"
    assert window.notices.notices[0].text.startswith("Jam laptop mundur 1096 hari.")
    assert window.status_line._clock.text() == "jam laptop mundur 1096 hari"


def test_recovery_overdue_is_bad_and_stays(sit_down: Start, home: Path, clock: FixedClock) -> None:
    clock.advance(hours=25)
    desk = sit_down(home, clock)
    desk.until(desk.desktop.login.user.isVisible)
    desk.desktop.login.user.set_value("siti")
    window = desk.log_in(KEPALA)
    tones = {one.target: one.tone for one in window.notices.notices}
    assert tones["recovery"] == "bad"


def test_home_of_the_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen_home(["--home", str(tmp_path)]).folder == tmp_path
    assert chosen_home([f"--home={tmp_path}"]).folder == tmp_path
    monkeypatch.setenv("PULANG_HOME", str(tmp_path / "x"))
    assert chosen_home([]).folder == tmp_path / "x"


def make_pin(desk: AtTheDesk, pin: str) -> None:
    desk.running.ask_pin()
    sheet = desk.running.turns.sheet
    assert isinstance(sheet, PinSheet)
    sheet._pin.line.setText(pin)
    sheet._again.line.setText(pin)
    sheet.yes.click()
    desk.until(lambda: desk.wiring.session.has_pin)
    desk.settled()


def unlock(desk: AtTheDesk, secret: str) -> None:
    field = desk.window.lock_overlay.field
    field.line.setText(secret)
    desk.bot.keyClick(field.line, Qt.Key.Key_Return)


def take_over(desk: AtTheDesk, login: str, secret: str) -> None:
    sheet = desk.running.turns.sheet
    assert isinstance(sheet, TakeOverSheet)
    sheet.who.set_value(login)
    sheet.secret.line.setText(secret)
    sheet.yes.click()
    desk.until(lambda: desk.wiring.session.office.login == login)
    desk.settled()


def open_second_ship(desk: AtTheDesk) -> str:
    with desk.wiring.session.office.write("manifest.batch") as w:
        return open_batch(w, BatchDraft("KM Bahari")).id


def typing_line(desk: AtTheDesk) -> QLineEdit:
    screen = desk.window.host.current
    assert screen is not None
    found = [line for line in screen.findChildren(QLineEdit) if line.isVisible()]
    return found[0]
