"""The floor plan before the real window: by the keyboard alone, by dragging, with decisions, undo and a full house."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop.window import Window
from app.shelter.floors import RoomDraft
from app.shelter.house import RoomView
from app.shelter.placing import Target, place
from app.shelter.screens import words
from app.shelter.screens.choosing import GuestChooser, RoomChooser
from app.shelter.screens.paper import PaperSheet
from app.shelter.screens.planview import FloorPlan
from app.shelter.screens.proposing import ProposalSheet
from app.shelter.screens.roompane import RoomPane
from app.shelter.screens.roomsheet import RoomSheet
from app.widgets.operations import Operations
from app.widgets.tables import RowTable
from app.widgets.theme import Theme
from tests.helpers.background import refuse_next
from tests.shelter.lodging import built, come, do, room, seen
from tests.shelter.screens.warden import Warden, window_of


@pytest.fixture
def window(office: Office, ops: Operations, theme: Theme) -> Window:
    """The frame, not yet shown."""
    return window_of(office, ops, theme)


def sit(window: Window, qtbot: QtBot, ops: Operations) -> Warden:
    return Warden.at(window, qtbot, ops)


def spot(plan: FloorPlan, at: RoomView) -> QPoint:
    """Where a room is on the screen."""
    card = next(card for card in plan._cards if card.room.id == at.id)
    inside = card.at.center() - QPoint(0, plan.verticalScrollBar().value())
    return plan.viewport().mapToGlobal(inside)


def test_rooms_are_set_up_by_the_keyboard(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    warden = sit(window, qtbot, ops)
    assert not warden.house.plan.isVisible()
    warden.window.trigger("shelter.rooms")
    sheet = warden.sheet(RoomSheet)
    assert isinstance(sheet, RoomSheet)
    warden.type("101-110")
    sheet.form.field("use").set_value("pria")
    sheet.yes.click()
    warden.until(lambda: len(warden.house.house.rooms) == 10)
    assert warden.house.plan.isVisible()
    assert words.house_words(seen(office)) == "0 dari 60 tempat terisi, 60 kosong"


def test_somebody_gets_a_place_by_the_keyboard_alone(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    stay = come(office, "Basri")
    come(office, "Rosmiati", "P")
    warden = sit(window, qtbot, ops)
    warden.window.trigger("shelter.find")
    warden.type("basri")
    warden.press(Qt.Key.Key_Return)
    warden.press(Qt.Key.Key_Return)
    warden.sheet(RoomChooser)
    warden.type("102")
    warden.press(Qt.Key.Key_Return)
    warden.until(lambda: [guest.id for guest in room(office, "102").guests] == [stay])
    warden.settled()
    warden.window.trigger("shelter.undo")
    warden.until(lambda: room(office, "102").guests == ())


def test_several_are_dragged_onto_a_room(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    stays = [come(office, name) for name in ("Amir", "Basri", "Cokro")]
    warden = sit(window, qtbot, ops)
    people, plan = warden.house.people, warden.house.plan
    people.table.selectAll()
    view = people.table.viewport()
    start = people.table.visualRect(people.table.model().index(0, 0)).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    target = spot(plan, room(office, "103"))
    for step in (start + QPoint(30, 4), view.mapFromGlobal(target)):
        drag(view, step)
    assert plan._over == room(office, "103").id
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(target))
    warden.until(lambda: {guest.id for guest in room(office, "103").guests} == set(stays))
    assert plan._over == ""


def drag(view: QWidget, at: QPoint) -> None:
    """A move with the button held, which QTest.mouseMove does not tell."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_rule_asks_for_the_reason_and_never_lets_a_child_pass(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    man, child = come(office, "Basri"), come(office, "Anak Rahman", "L", 9)
    do(office, place, [man], Target(room(office, "101").id))
    woman = come(office, "Rosmiati", "P")
    warden = sit(window, qtbot, ops)
    house = warden.house
    children = [guest for guest in house.house.waiting if guest.id == child]
    house._acts.at_hand(partial(house._acts.place, children, room(office, "101")))
    warden.settled()
    assert warden.window.messages.message is not None
    assert "bukan keluarganya" in warden.window.messages.message.text
    warden.window.messages.dismiss()
    house._acts.place([guest for guest in house.house.waiting if guest.id == woman], room(office, "101"))
    sheet = warden.sheet()
    assert not sheet.yes.isEnabled()
    warden.type("satu malam saja")
    sheet.yes.click()
    warden.until(lambda: len(room(office, "101").guests) == 2)
    assert room(office, "101").decided


def test_a_batch_is_placed_from_the_plan(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    for name in ("Amir", "Basri", "Cokro"):
        come(office, name)
    come(office, "Tanpa Kelamin", "", None)
    warden = sit(window, qtbot, ops)
    warden.window.trigger("shelter.allocate")
    sheet = warden.sheet(ProposalSheet)
    assert isinstance(sheet, ProposalSheet)
    warden.until(sheet.yes.isEnabled)
    assert (sheet.told.text(), sheet.table.rows[0].why) == (
        "3 orang mendapat tempat, 1 orang belum.", "jenis kelamin belum diketahui",
    )  # fmt: skip
    sheet.yes.click()
    warden.until(lambda: len(seen(office).waiting) == 1)


def test_a_room_is_walked_to_opened_and_left(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    stay = come(office, "Basri")
    do(office, place, [stay], Target(room(office, "105").id), "satu malam")
    warden = sit(window, qtbot, ops)
    plan = warden.house.plan
    plan.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        warden.press(key)
    assert "Kamar 102" in plan.accessibleName()
    warden.press(Qt.Key.Key_Return)
    pane = warden.house.room
    assert (pane.isVisible(), pane.title.text()) == (True, "Kamar 102")
    warden.press(Qt.Key.Key_Escape)
    assert not pane.isVisible()
    warden.house.show_target(stay)
    assert ([guest.id for guest in pane.chosen()], pane.title.text()) == ([stay], "Kamar 105")


def test_a_scanned_card_shows_the_room_of_its_holder(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    warden = sit(window, qtbot, ops)
    warden.house.scan("BUKANKARTU1")
    warden.settled()
    assert warden.window.messages.message is not None
    assert "bukan kartu" in warden.window.messages.message.text


def test_the_emergency_list_is_shown_as_it_prints(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.window.trigger("shelter.emergency")
    warden.until(lambda: warden.window.findChildren(PaperSheet))
    shown = warden.window.findChildren(PaperSheet)[0]
    warden.until(lambda: shown.preview.pages == 1)
    shown.close()


def test_on_a_small_screen_an_open_room_takes_the_place_of_the_people(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.window.resize(911, 482)
    warden.until(lambda: warden.house.width() < 900)
    assert warden.house.people.isVisible()
    warden.house.show_target(room(office, "101").id)
    assert not warden.house.people.isVisible()
    assert warden.house.room.isVisible()


def test_a_bed_is_chosen_by_the_keyboard(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    stay = come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.window.trigger("shelter.find")
    warden.type("basri")
    warden.press(Qt.Key.Key_Return)
    warden.press(Qt.Key.Key_Return)
    sheet = warden.sheet(RoomChooser)
    assert isinstance(sheet, RoomChooser)
    warden.type("102 9")
    assert not sheet.yes.isEnabled()
    warden.press(Qt.Key.Key_Backspace)
    warden.type("3")
    refuse_next(ops)
    warden.press(Qt.Key.Key_Return)
    warden.settled()
    assert "penuh" in sheet.refusal.words
    warden.press(Qt.Key.Key_Return)
    warden.until(lambda: [(guest.id, guest.bed) for guest in room(office, "102").guests] == [(stay, "3")])


def test_an_empty_bed_asks_who_gets_it(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    stay = come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.house.show_target(room(office, "101").id)
    pane = warden.house.room
    assert [row.label for row in pane.table.rows] == ["1", "2", "3", "4"]
    pane.table.go_to(1)
    pane.table.setFocus()
    warden.press(Qt.Key.Key_Return)
    sheet = warden.sheet(GuestChooser)
    sheet.yes.click()
    warden.until(lambda: [(guest.id, guest.bed) for guest in room(office, "101").guests] == [(stay, "2")])


def dragged(warden: Warden, table: RowTable, place: int, target: QPoint) -> None:
    """One row taken and let go at a spot of the screen."""
    view = table.viewport()
    start = table.visualRect(table.model().index(place, 1)).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (start + QPoint(30, 4), view.mapFromGlobal(target)):
        drag(view, step)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(target))


def row_spot(pane: RoomPane, place: int) -> QPoint:
    """Where a line of the open room is on the screen."""
    return pane.table.viewport().mapToGlobal(pane.table.visualRect(pane.table.model().index(place, 1)).center())


def test_somebody_is_dragged_onto_a_bed(office: Office, window: Window, qtbot: QtBot, ops: Operations) -> None:
    built(office)
    stay = come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.house.show_target(room(office, "101").id)
    warden.settled()
    dragged(warden, warden.house.people.table, 0, row_spot(warden.house.room, 2))
    warden.until(lambda: [(guest.id, guest.bed) for guest in room(office, "101").guests] == [(stay, "3")])


def test_one_dragged_onto_another_changes_places_with_him(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    one, other = come(office, "Amir"), come(office, "Basri")
    for stay, bed in ((one, 0), (other, 2)):
        do(office, place, [stay], Target(room(office, "101").id, room(office, "101").beds[bed].id))
    warden = sit(window, qtbot, ops)
    warden.house.show_target(room(office, "101").id)
    warden.settled()
    pane = warden.house.room
    dragged(warden, pane.table, 0, row_spot(pane, 2))
    warden.until(lambda: {guest.id: guest.bed for guest in room(office, "101").guests} == {one: "3", other: "1"})


def test_more_than_there_are_beds_is_decided_with_a_reason(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    built(office)
    do(office, place, [come(office, f"Amir {number}") for number in range(4)], Target(room(office, "101").id))
    come(office, "Basri")
    warden = sit(window, qtbot, ops)
    house = warden.house
    house._acts.place(list(house.house.waiting), room(office, "101"))
    warden.sheet()
    warden.type("kapal datang malam, tidak ada kamar lain")
    warden.sheet().yes.click()
    warden.until(lambda: len(room(office, "101").guests) == 5)
    full = room(office, "101")
    assert (full.taken, full.places, full.troubles, full.decided) == (5, 4, (), ("penuh",))
    assert [guest.why for guest in full.guests if guest.decided] == ["kapal datang malam, tidak ada kamar lain"]


def test_isolation_is_never_the_first_room_offered(
    office: Office, window: Window, qtbot: QtBot, ops: Operations
) -> None:
    """A house that is full offers to decide about a room like the others, not to isolate a healthy man by Enter."""
    built(office, (RoomDraft("101", use="pria", beds=1), RoomDraft("203", use="isolasi", beds=2)))
    do(office, place, [come(office, "Amir")], Target(room(office, "101").id))
    come(office, "Basri")
    warden = sit(window, qtbot, ops)
    warden.house._desk.choose_room(list(warden.house.house.waiting))
    sheet = warden.sheet(RoomChooser)
    assert isinstance(sheet, RoomChooser)
    assert [one.name for one in sheet.table.rows] == ["101", "203"]
    sheet.reject()
