"""The counter before the real window: green, red, a family by one key, names by keyboard, nothing counted twice."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.shelter import meals, meals_planning, meals_setup
from app.shelter.meals_setup import Rate
from app.shelter.rules.meals import Slot
from app.shelter.screens.meals import MealsScreen
from app.shelter.screens.mealsheets import CostSheet, KitchenSheet, SetupSheet
from app.widgets.asking import Asked
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.fitting import cut_off
from tests.shelter.care_gallery import window_of
from tests.shelter.counter import guest, kin, opened, read, write
from tests.shelter.screens.warden import Warden

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def cook(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """An officer at the counter; Sulaiman, and Siti with Ani and Budi, sleep here."""
    opened(office)
    guest(office, "Sulaiman", "A-0001")
    stays = [guest(office, "Siti Nurhaliza", "A-0002", "P"), guest(office, "Ani", None, "P", 9), guest(office, "Budi")]
    kin(office, *stays)
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.go("meals")
    made.until(lambda: counter(made).side.current() is not None and ops.idle)
    return made


def counter(cook: Warden) -> MealsScreen:
    shown = cook.window.host.current
    assert isinstance(shown, MealsScreen)
    return shown


def scanned(cook: Warden, code: str) -> str:
    """The word on the wall after a card."""
    screen = counter(cook)
    screen.scan(code)
    cook.until(lambda: cook.ops.idle)
    return screen.counter.panel.word.text()


def eaten(office: Office) -> int:
    return read(office, meals_planning.counted_meals)


def test_the_slot_of_the_hour_is_chosen(cook: Warden) -> None:
    assert counter(cook).side.slot.value() == "siang"  # 10.15: breakfast is over, lunch comes next


def test_a_card_is_green_once_and_red_afterwards(office: Office, cook: Warden) -> None:
    assert scanned(cook, "A-0001") == "BERI"
    panel = counter(cook).counter.panel
    assert (panel.property("tone"), panel.name.text()) == ("good", "Sulaiman")
    assert counter(cook).side.left._number.text() == "3"
    counter(cook).forget()
    assert scanned(cook, "A-0001") == "SUDAH MAKAN"
    assert panel.property("tone") == "bad"
    assert panel.text.text() == "Sudah menerima Siang pukul 10.15 di Loket A (Siti Aminah)."
    assert eaten(office) == 1


def test_a_card_held_under_the_scanner_stays_green(office: Office, cook: Warden) -> None:
    for _scan in range(50):
        counter(cook).scan("A-0001")
    cook.until(lambda: cook.ops.idle)
    assert counter(cook).counter.panel.word.text() == "BERI"
    assert eaten(office) == 1


def test_unknown_cards_say_so_in_red(cook: Warden) -> None:
    assert scanned(cook, "7Q0ZK3M1A9XW2P") == "TIDAK DIKENAL"
    assert "berkas kiriman" in counter(cook).counter.panel.hint.text()


def test_a_family_is_fed_by_one_key(office: Office, cook: Warden) -> None:
    scanned(cook, "A-0002")
    family = counter(cook).counter.family
    assert family.isVisible()
    cook.press(Qt.Key.Key_F6)
    cook.until(lambda: not family.isVisible() and cook.ops.idle)
    assert counter(cook).counter.panel.word.text() == "BERI 2 PORSI"
    assert eaten(office) == 3


def test_somebody_is_found_by_name(office: Office, cook: Warden) -> None:
    cook.type("sulai")
    cook.until(lambda: bool(counter(cook).counter.hits.rows))
    cook.press(Qt.Key.Key_Return)
    cook.until(lambda: eaten(office) == 1 and cook.ops.idle)
    assert counter(cook).counter.panel.name.text() == "Sulaiman"
    assert counter(cook).counter.line.text() == ""


def test_a_number_is_typed_and_two_letters_feed_nobody(office: Office, cook: Warden) -> None:
    cook.type("su")
    cook.until(lambda: bool(counter(cook).counter.hits.rows))
    cook.press(Qt.Key.Key_Return)
    cook.press(Qt.Key.Key_Escape)
    cook.type("A-0001")
    cook.press(Qt.Key.Key_Return)
    cook.until(lambda: counter(cook).counter.panel.word.text() == "BERI" and cook.ops.idle)
    assert eaten(office) == 1


def test_a_meal_is_taken_back_with_its_reason(office: Office, cook: Warden) -> None:
    scanned(cook, "A-0001")
    cook.press(Qt.Key.Key_Z, CTRL)
    sheet = dialog(cook, Sheet)
    cook.type("salah orang")
    assert sheet.yes.isEnabled()
    sheet.accept()
    cook.until(lambda: eaten(office) == 0 and cook.ops.idle)
    assert scanned(cook, "A-0001") == "BERI"


def test_a_late_meal_belongs_to_its_hour(office: Office, cook: Warden) -> None:
    scanned(cook, "A-0001")
    counter(cook).side.slot.set_value("pagi")
    counter(cook).counter.show_verdict(write(office, lambda w: meals.scan(w, "A-0001", "siang")))
    cook.press(Qt.Key.Key_T, CTRL)
    sheet = dialog(cook, Asked)
    assert isinstance(sheet, Asked)
    sheet.form.load({"day": "2026-01-23", "time": "07.05", "reason": "listrik padam"})
    sheet.accept()
    cook.until(lambda: eaten(office) == 2 and cook.ops.idle)
    assert counter(cook).counter.panel.word.text() == "BERI"


def test_kitchen_costs_and_slots_open(office: Office, cook: Warden) -> None:
    write(office, lambda w: meals_setup.keep_rate(w, Rate(2026, 45_000, "SK 12/2026")))
    write(office, lambda w: meals_setup.keep_slot(w, Slot("sahur", "Sahur", 180, 270)))
    cook.window.host.refresh(frozenset({"meal_slot"}))
    cook.until(lambda: len(counter(cook).side.slots.rows) == 6 and cook.ops.idle)
    for keys, kind in (("meals.kitchen", KitchenSheet), ("meals.costs", CostSheet), ("meals.setup", SetupSheet)):
        counter(cook).handlers()[keys]()
        cook.until(lambda: QApplication.activeModalWidget() is not None)
        dialog(cook, kind).reject()
        cook.until(lambda: QApplication.activeModalWidget() is None)


def test_a_clock_that_disagrees_with_the_day_is_told(cook: Warden, clock: FixedClock) -> None:
    clock.instant += timedelta(days=1)
    counter(cook).refresh(frozenset())
    cook.until(lambda: cook.ops.idle)
    assert "Buka hari baru" in counter(cook).side.day.text()
    clock.instant -= timedelta(days=3)
    counter(cook).refresh(frozenset())
    cook.until(lambda: cook.ops.idle)
    assert "Jam laptop menunjukkan 21-01-2026" in counter(cook).side.day.text()


def dialog(cook: Warden, kind: type[Sheet]) -> Sheet:
    cook.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_the_answer_fills_the_screen_and_escape_gives_it_back(office: Office, cook: Warden) -> None:
    screen = counter(cook)
    cook.window.trigger("meals.large")
    cook.settled()
    wall = screen.large
    assert wall is not None
    assert wall.isVisible()
    assert wall.size() == cook.window.size()
    assert screen.counter.line.hasFocus()
    cook.window.resize(1366, 740)  # the screen of the tests is smaller than a laptop's
    assert scanned(cook, "A-0001") == "BERI"
    assert screen.counter.panel.property("fit") == "large"
    assert wall.about.text() == "Siang · 1 sudah makan, 3 belum"
    screen.forget()
    assert scanned(cook, "A-0001") == "SUDAH MAKAN"
    cook.press(Qt.Key.Key_Escape)
    cook.settled()
    assert screen.large is None
    assert screen.counter.isVisible()
    assert screen.counter.panel.property("fit") != "large"
    assert screen.counter.line.hasFocus()
    assert eaten(office) == 1


def test_what_is_refused_is_told_on_the_whole_screen(cook: Warden) -> None:
    screen = counter(cook)
    screen.enlarge()
    screen.refused(UserError("meals.slot", "Waktu makan ini tidak dipakai."))
    assert (screen.counter.panel.word.text(), screen.counter.panel.text.text()) == (
        "BELUM DICATAT", "Waktu makan ini tidak dipakai.",
    )  # fmt: skip


def test_the_lock_covers_the_large_counter_and_nothing_is_counted(office: Office, cook: Warden) -> None:
    screen = counter(cook)
    screen.enlarge()
    cook.window.lock()
    cook.bot.keyClicks(cook.window, "A-0001")
    cook.bot.keyClick(cook.window, Qt.Key.Key_Return)
    cook.settled()
    assert eaten(office) == 0
    cook.window.unlock()
    assert screen.large is not None


@pytest.mark.parametrize("size", [(1366, 740), (911, 482)])
def test_the_longest_name_can_be_read_whole(cook: Warden, office: Office, size: tuple[int, int]) -> None:
    stay = guest(office, "Siti Nurhaliza binti Haji Abdul Karim Abdullah Sani", "A-0009", "P", 34)
    write(office, lambda w: meals_setup.keep_diet(w, stay, "lunak"))
    screen = counter(cook)
    screen.enlarge()
    cook.window.resize(*size)
    for _answer in ("BERI", "SUDAH MAKAN"):
        scanned(cook, "A-0009")
        face = QPixmap(300, 400)
        face.fill()
        screen.counter.panel.show_photo(face)
        cook.settled()
        assert screen.large is not None
        assert cut_off(screen.large) == []
        screen._code = ""
