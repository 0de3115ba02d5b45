"""A sheet closes when what it asked for was accepted: a refusal is told in it, and nothing typed is lost."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.errors import UserError
from app.widgets.asking import Asked, ask
from app.widgets.dialogs import Question, ask_reason
from app.widgets.fields import NoteField, NumberField, TextField
from app.widgets.operations import Begun, Closing, Operations, Pending

CTRL = Qt.KeyboardModifier.ControlModifier


class Book:
    """Keeps what it is given, but no more than twelve; the gate holds its writes up, a fault breaks one."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.tried = 0
        self.gate = threading.Event()
        self.gate.set()
        self.faults: list[Exception] = []

    def keep(self, said: dict[str, Any]) -> None:
        self.gate.wait(10)
        self.tried += 1
        if self.faults:
            raise self.faults.pop()
        if int(said["quantity"]) > 12:
            raise UserError("test.short", "Stok tinggal 12.", "Tulis jumlah yang ada.")
        self.kept.append(said)


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def sheet(parent: QWidget, operations: Operations, book: Book, qtbot: QtBot) -> Asked:
    """A form filled in by hand that asks for too much."""

    def act(said: dict[str, Any]) -> Pending[None]:
        return operations.write("stock", lambda _work: book.keep(said))

    fields = [NumberField("quantity", "Jumlah", required=True), TextField("why", "Untuk"), NoteField("note", "Catatan")]
    made = ask(Asked(parent, Question("Pakai untuk rumah", yes="Keluarkan"), fields), act)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isActiveWindow() and QApplication.focusWidget() is not None)
    for name, text in (("quantity", "13"), ("why", "kamar mandi lantai 2"), ("note", "sabun dan sikat")):
        made.form.field(name).setFocus()
        qtbot.keyClicks(QApplication.focusWidget(), text)
    return made


def refused(sheet: Asked, operations: Operations, qtbot: QtBot) -> None:
    sheet.yes.click()
    qtbot.waitUntil(lambda: operations.idle and bool(sheet.refusal.words))


def focus_in(field: QWidget) -> bool:
    focus = field.window().focusWidget()
    return focus is not None and field.isAncestorOf(focus)


def typed(sheet: Asked) -> tuple[object, ...]:
    return tuple(sheet.values().values())


def test_the_sentence_stands_in_the_sheet_and_the_form_is_mended(
    sheet: Asked, book: Book, operations: Operations, qtbot: QtBot
) -> None:
    elsewhere: list[object] = []
    operations.refused.connect(elsewhere.append)
    refused(sheet, operations, qtbot)
    assert sheet.isVisible()
    assert sheet.refusal.words == "Stok tinggal 12. Tulis jumlah yang ada."
    assert typed(sheet) == (13, "kamar mandi lantai 2", "sabun dan sikat")
    assert (elsewhere, book.kept) == ([], [])
    assert focus_in(sheet.form.field("quantity"))
    sheet.form.field("quantity").set_value(2)
    with qtbot.waitSignal(sheet.accepted):
        sheet.yes.click()
    qtbot.waitUntil(lambda: operations.idle)
    assert book.kept == [{"quantity": 2, "why": "kamar mandi lantai 2", "note": "sabun dan sikat"}]


def test_a_sheet_that_grows_keeps_its_middle(sheet: Asked, operations: Operations, qtbot: QtBot) -> None:
    before, height = sheet.geometry().center().y(), sheet.height()
    refused(sheet, operations, qtbot)
    qtbot.waitUntil(lambda: sheet.height() > height)
    assert abs(sheet.geometry().center().y() - before) <= 2
    assert sheet.rect().contains(sheet.yes.geometry())
    assert sheet.rect().contains(sheet.refusal.geometry())


def test_a_second_refusal_replaces_the_first(sheet: Asked, operations: Operations, qtbot: QtBot) -> None:
    refused(sheet, operations, qtbot)
    sheet.yes.click()
    assert sheet.refusal.words == ""  # what was told before is not told of this one
    qtbot.waitUntil(lambda: operations.idle and bool(sheet.refusal.words))
    assert sheet.isVisible()


def test_another_press_while_it_is_written_does_nothing(
    sheet: Asked, book: Book, operations: Operations, qtbot: QtBot
) -> None:
    sheet.form.field("quantity").set_value(3)
    book.gate.clear()
    for press in (sheet.yes.click, sheet.yes.click, sheet.form.submitted.emit, sheet.accept, sheet.reject, sheet.close):
        press()
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.yes.isEnabled()
    with qtbot.waitSignal(sheet.accepted):
        book.gate.set()
    qtbot.waitUntil(lambda: operations.idle)
    assert (book.tried, len(book.kept)) == (1, 1)


def test_nothing_can_be_typed_into_what_takes_long(sheet: Asked, book: Book, qtbot: QtBot) -> None:
    book.gate.clear()
    sheet.yes.click()
    qtbot.waitUntil(lambda: not sheet.form.isEnabled())
    book.gate.set()
    qtbot.waitUntil(lambda: sheet.form.isEnabled() and bool(sheet.refusal.words))
    assert typed(sheet) == (13, "kamar mandi lantai 2", "sabun dan sikat")


def test_a_defect_leaves_the_sheet_and_can_be_tried_again(
    sheet: Asked, book: Book, operations: Operations, qtbot: QtBot
) -> None:
    sheet.form.field("quantity").set_value(4)
    book.faults.append(RuntimeError("disk"))
    with qtbot.waitSignal(operations.crashed):
        sheet.yes.click()
    qtbot.waitUntil(sheet.yes.isEnabled)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.accepted):
        sheet.yes.click()
    assert len(book.kept) == 1


def test_what_is_made_missing_after_a_refusal_keeps_the_button_waiting(
    sheet: Asked, operations: Operations, qtbot: QtBot
) -> None:
    refused(sheet, operations, qtbot)
    sheet.form.field("quantity").set_value(None)
    assert not sheet.yes.isEnabled()
    sheet.form.field("quantity").set_value(1)
    assert sheet.yes.isEnabled()


def test_a_refused_sheet_is_left_by_escape(sheet: Asked, book: Book, operations: Operations, qtbot: QtBot) -> None:
    refused(sheet, operations, qtbot)
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert book.kept == []


def test_the_sheet_is_closed_before_what_comes_next(parent: QWidget, operations: Operations, qtbot: QtBot) -> None:
    seen: list[bool] = []
    made = Asked(parent, Question("Catat"), [TextField("name", "Nama")])
    ask(made, lambda _said: operations.write("x", lambda _w: None).then(lambda _n: seen.append(made.isVisible())))
    with qtbot.waitSignal(made.accepted):
        made.yes.click()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False]


def test_a_reason_that_was_refused_is_still_there(parent: QWidget, operations: Operations, qtbot: QtBot) -> None:
    def refuse(_work: object) -> None:
        raise UserError("test.late", "Sudah diserahkan.", "Tanyakan kepala pos.")

    told: list[str] = []

    def act(_code: str, why: str) -> Pending[None]:
        told.append(why)
        return operations.write("undo", refuse)

    made = ask_reason(parent, Question("Batalkan?"), act)
    words = made.findChild(NoteField)
    assert words is not None
    words.set_value("salah orang")
    made.yes.click()
    qtbot.waitUntil(lambda: bool(made.refusal.words))
    assert (words.value(), told) == ("salah orang", ["salah orang"])
    assert focus_in(words)
    made.reject()


@pytest.mark.parametrize("wrong", [True, False])
def test_an_answer_without_a_write(parent: QWidget, wrong: bool, qtbot: QtBot) -> None:
    """It closes at once; what is found wrong before anything is tried is told in the sheet."""

    def act(_said: dict[str, Any]) -> Begun:
        if wrong:
            raise UserError("test.wrong", "Tanggalnya keliru.")
        return Closing.AT_ONCE

    made = ask(Asked(parent, Question("Catat"), [TextField("name", "Nama")]), act)
    made.yes.click()
    if wrong:
        assert made.refusal.words == "Tanggalnya keliru."
        leave: Callable[[], None] = made.reject
        leave()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
