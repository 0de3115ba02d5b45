"""By keyboard alone: what the house itself uses up, and portions for ships that are due."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.manifest import letters
from app.shelter import aid_items, stock, stock_book
from app.shelter.rules.stock import Place
from app.shelter.screens.meals import MealsScreen
from app.shelter.screens.mealsheets import KitchenSheet
from app.shelter.screens.stock import StockScreen
from app.widgets.asking import Asked
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.helpers.fitting import cut_off
from tests.shelter.care_gallery import window_of
from tests.shelter.counter import guest, opened, read, write
from tests.shelter.screens.warden import Warden
from tests.shelter.test_aid import stocked

CTRL = Qt.KeyboardModifier.ControlModifier
KITS = Place(stock.first_store("barang"), "paket_mandi")
ENTER = Qt.Key.Key_Return


@pytest.fixture
def keeper(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """A storekeeper before the whole window; one man sleeps here, twelve kits lie ready, a ship is due today."""
    opened(office)
    guest(office, "Sulaiman", "A-0001")
    stocked(office, quantity=12)
    due(office, "KM Purnama Ekspres")
    return Warden.at(window_of(office, ops, theme), qtbot, ops)


def due(office: Office, name: str) -> None:
    at = office.clock.now() + timedelta(hours=4)
    ship = write(office, lambda w: letters.open_batch(w, letters.BatchDraft(name, ship=name, expected_at=at))).id
    said = letters.Letter(stated_total=60, stated_ld=40, stated_pd=20)
    write(office, lambda w: letters.count_only(w, ship, said))


def front(keeper: Warden, kind: type[Asked | KitchenSheet]) -> Asked | KitchenSheet:
    """The sheet that is open, seen whole."""
    keeper.until(lambda: isinstance(QApplication.activeModalWidget(), kind) and keeper.ops.idle)
    found = QApplication.activeModalWidget()
    assert isinstance(found, Asked | KitchenSheet)
    keeper.settled()
    assert cut_off(found) == []
    return found


def store_of(keeper: Warden) -> StockScreen:
    keeper.go("stock")
    shown = keeper.window.host.current
    assert isinstance(shown, StockScreen)
    keeper.until(lambda: bool(shown.book.rows) and keeper.ops.idle)
    assert shown.book.select(KITS)
    return shown


def used(keeper: Warden, quantity: str) -> Asked:
    """The sheet as far as somebody types it who never takes the mouse: number, purpose, fund by its letter."""
    keeper.press(Qt.Key.Key_U, CTRL)
    sheet = front(keeper, Asked)
    assert isinstance(sheet, Asked)
    keeper.type(quantity)
    keeper.press(ENTER)
    keeper.type("membersihkan kamar mandi lantai 2")
    keeper.press(ENTER)
    assert not sheet.yes.isEnabled()
    keeper.press(Qt.Key.Key_Right)
    keeper.press(Qt.Key.Key_Space)
    return sheet


def on_hand(office: Office) -> int:
    return read(office, lambda r: stock.on_hand(r, KITS))


def until_closed(keeper: Warden, act: Callable[[], object]) -> None:
    act()
    keeper.until(lambda: QApplication.activeModalWidget() is None and keeper.ops.idle)


def test_what_the_house_uses_leaves_the_book_by_keyboard(office: Office, keeper: Warden) -> None:
    screen = store_of(keeper)
    sheet = used(keeper, "3")
    assert sheet.windowTitle() == "Pakai Paket alat mandi untuk rumah"
    assert sheet.yes.isEnabled()
    until_closed(keeper, lambda: keeper.press(ENTER, CTRL))
    keeper.until(lambda: len(screen.moves.rows) == 2)
    assert on_hand(office) == 9
    last = next(move for move in read(office, lambda r: stock_book.moves(r, KITS)) if move.kind == "pakai")
    assert (last.quantity, last.reason, last.fund) == (-3, "membersihkan kamar mandi lantai 2", "apbd")
    assert screen.there._number.text() == "9"


def test_a_refusal_is_told_in_the_sheet_and_nothing_typed_is_lost(office: Office, keeper: Warden) -> None:
    screen = store_of(keeper)
    sheet = used(keeper, "13")
    typed = sheet.values()
    keeper.press(ENTER, CTRL)
    keeper.until(lambda: sheet.refusal.words and keeper.ops.idle)
    keeper.settled()
    assert sheet.refusal.words.startswith("Stok Paket alat mandi menurut catatan tinggal 12; 13 tidak dapat dikeluar")
    assert cut_off(sheet) == []
    assert (sheet.values(), on_hand(office)) == (typed, 12)
    assert keeper.window.messages.message is None
    assert sheet.focusWidget() is sheet.form.field("quantity").line  # type: ignore[attr-defined]
    keeper.press(Qt.Key.Key_A, CTRL)
    keeper.type("2")
    until_closed(keeper, lambda: keeper.press(ENTER, CTRL))
    keeper.until(lambda: len(screen.moves.rows) == 2)
    used_up = [move for move in read(office, lambda r: stock_book.moves(r, KITS)) if move.kind == "pakai"]
    assert [(move.quantity, move.reason) for move in used_up] == [(-2, "membersihkan kamar mandi lantai 2")]


def test_a_long_receipt_refused_is_mended_and_kept_once(office: Office, keeper: Warden) -> None:
    """Money put on a shelf: the place is mended, nothing else is typed again, and one press more keeps one receipt."""
    screen = store_of(keeper)
    keeper.press(Qt.Key.Key_N, CTRL)
    sheet = front(keeper, Asked)
    assert isinstance(sheet, Asked)
    form = sheet.form
    form.field("what").set_value(f"{aid_items.CASH_ITEM}|")
    form.field("store").set_value(KITS.store)
    form.field("quantity").set_value(2_500_000)
    form.field("document").setFocus()
    keeper.type("SP2D 4471/2026 dari Dinas Sosial Kabupaten Nunukan")
    form.field("fund").set_value("apbn")
    typed = sheet.values()
    for _times in range(2):
        keeper.press(ENTER, CTRL)
    keeper.until(lambda: sheet.refusal.words and keeper.ops.idle)
    assert "tidak disimpan di" in sheet.refusal.words
    assert sheet.values() == typed
    form.field("store").set_value(stock.first_store("kas"))
    until_closed(keeper, lambda: keeper.press(ENTER, CTRL))
    cash = Place(stock.first_store("kas"), aid_items.CASH_ITEM)
    (kept,) = read(office, lambda r: stock_book.moves(r, cash))
    assert (kept.quantity, kept.fund) == (2_500_000, "apbn")
    assert kept.document == "SP2D 4471/2026 dari Dinas Sosial Kabupaten Nunukan"
    keeper.until(lambda: len(screen.book.rows) == 2)


def test_escape_uses_nothing(office: Office, keeper: Warden) -> None:
    store_of(keeper)
    used(keeper, "3")
    until_closed(keeper, lambda: keeper.press(Qt.Key.Key_Escape))
    assert on_hand(office) == 12


def test_portions_for_a_ship_that_is_due_are_ticked_and_copied(keeper: Warden) -> None:
    keeper.go("meals")
    shown = keeper.window.host.current
    assert isinstance(shown, MealsScreen)
    keeper.until(lambda: shown.side.current() is not None and keeper.ops.idle)
    assert "belum termasuk 60 yang diharapkan hari ini: KM Purnama Ekspres" in shown.side.kitchen.text()
    keeper.press(Qt.Key.Key_P, CTRL)
    sheet = front(keeper, KitchenSheet)
    assert isinstance(sheet, KitchenSheet)
    assert sheet.expected.box.hasFocus()
    assert sheet.words.text().splitlines()[0].endswith(": 1 orang")
    keeper.press(Qt.Key.Key_Space)
    assert sheet.words.text().splitlines()[0].endswith(": 61 orang")
    assert "termasuk 60 yang diharapkan: KM Purnama Ekspres" in sheet.words.text()
    until_closed(keeper, lambda: keeper.press(ENTER))
    assert "Siang: 61 porsi" in QGuiApplication.clipboard().text()
    assert shown.side.current().planned == 1  # type: ignore[union-attr]  # what is planned stays what is planned
