"""The scanner: a burst is a code wherever the cursor is, people are left alone, layouts do not matter."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.widgets.scanner import Scanner, looks_like_code, physical_character

CODE = "P7K3M9QX2A"


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    made = Scanner(qapp, lambda text: text == CODE)
    yield made
    made.stop()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit("Siti ")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    made.end(False)
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_scan_into_a_text_leaves_the_text_as_it_was(scanner: Scanner, line: QLineEdit, qtbot: QtBot) -> None:
    entered: list[bool] = []
    line.returnPressed.connect(lambda: entered.append(True))
    with qtbot.waitSignal(scanner.scanned) as scanned:
        qtbot.keyClicks(line, CODE)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert scanned.args == [CODE]
    assert line.text() == "Siti "
    assert entered == []


def test_caps_lock_does_not_matter(scanner: Scanner, line: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scanner.scanned) as scanned:
        qtbot.keyClicks(line, CODE.lower())
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert scanned.args == [CODE]


def test_a_person_typing_is_left_alone(scanner: Scanner, line: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(scanner.scanned), qtbot.waitSignal(line.returnPressed):
        qtbot.keyClicks(line, "Aminah")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Siti Aminah"


def test_a_foreign_bar_code_stays_in_its_field(scanner: Scanner, line: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(scanner.scanned):
        qtbot.keyClicks(line, "6405011205900001")
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Siti 6405011205900001"


def test_outside_a_text_no_command_fires_by_accident(scanner: Scanner, qtbot: QtBot) -> None:
    heard: list[int] = []

    class Commands(QListWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.key())

    commands = Commands()
    qtbot.addWidget(commands)
    commands.show()
    commands.setFocus()
    qtbot.waitUntil(commands.hasFocus)
    with qtbot.waitSignal(scanner.scanned):
        qtbot.keyClicks(commands, CODE)
        qtbot.keyClick(commands, Qt.Key.Key_Return)
    assert heard == []
    qtbot.keyClick(commands, "T")
    qtbot.waitUntil(lambda: heard == [Qt.Key.Key_T])


def test_another_keyboard_layout_does_not_matter(scanner: Scanner, line: QLineEdit, qtbot: QtBot) -> None:
    set_1 = {physical_character(code, x11=False): code for code in range(2, 51)}
    with qtbot.waitSignal(scanner.scanned) as scanned:
        for wanted in CODE:
            press = QKeyEvent(QEvent.Type.KeyPress, 0x41, Qt.KeyboardModifier.NoModifier, set_1[wanted], 0, 0, "é")
            QApplication.sendEvent(line, press)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert scanned.args == [CODE]


def test_what_looks_like_a_code() -> None:
    assert looks_like_code(CODE)
    assert not looks_like_code("P7K3")
    assert not looks_like_code("Siti Aminah")
    assert physical_character(24, x11=True) == "Q"


def test_a_quick_tap_on_a_button_clicks_it_once(scanner: Scanner, qtbot: QtBot) -> None:
    clicks: list[bool] = []
    made = QPushButton("Laki-laki")
    made.clicked.connect(lambda: clicks.append(True))
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert clicks == []
    qtbot.waitUntil(lambda: not scanner._held)
    assert (clicks, made.isDown()) == ([True], False)
