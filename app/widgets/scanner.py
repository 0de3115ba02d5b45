"""Keyboard scanners: a burst of letters and digits ending in Enter goes to its handler, wherever the cursor is.

Codes of ours hold only A–Z and 0–9. Where the keyboard layout of the laptop differs from the scanner's, the letters
come out wrong; then the physical keys are read instead. In a text input the characters appear while they arrive and
are taken back when the burst proves to be a code; elsewhere they are held for a moment, so that no single-key command
fires by accident.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

GAP_MS = 35
LEAST = 8
_SET_1 = {
    **dict(zip(range(2, 12), "1234567890", strict=True)),
    **dict(zip(range(16, 26), "QWERTYUIOP", strict=True)),
    **dict(zip(range(30, 39), "ASDFGHJKL", strict=True)),
    **dict(zip(range(44, 51), "ZXCVBNM", strict=True)),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr)


def looks_like_code(text: str) -> bool:
    """Whether a burst could be one of our codes; the caller may ask for more (check characters)."""
    return len(text) >= LEAST and text.isascii() and text.isalnum()


def physical_character(scan_code: int, x11: bool) -> str:
    """The character on a US keyboard at this physical key, or "" when unknown."""
    return _SET_1.get(scan_code - 8 if x11 else scan_code, "")


class Scanner(QObject):
    """Watches the keyboard wherever the cursor is; emits each code that `claims` accepts.

    It follows the cursor instead of looking at every event of the application: those are tens of thousands while a
    screen is built, and each would pass through Python.
    """

    scanned = Signal(str)

    def __init__(self, app: QApplication, claims: Callable[[str], bool] = looks_like_code) -> None:
        super().__init__(app)
        self._app, self._claims = app, claims
        self._held: list[QKeyEvent] = []
        self._typed: list[QKeyEvent] = []
        self._before: tuple[QLineEdit, str, int] | None = None
        self._replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GAP_MS)
        self._timer.timeout.connect(self._end_burst)
        self._follow(None, QApplication.focusWidget())
        app.focusChanged.connect(self._follow)

    def stop(self) -> None:
        """Watch no longer."""
        self._end_burst()
        self._app.focusChanged.disconnect(self._follow)
        self._follow(QApplication.focusWidget(), None)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Look at each key press on its way to the focused widget."""
        if not isinstance(event, QKeyEvent) or self._replaying:
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return self._let_go(event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if target is not QApplication.focusWidget() or event.key() in _SILENT:
            return False
        if event.key() in _ENTER and self._typed:
            return self._finish()
        if not event.text() or event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            self._end_burst()
            return False
        return self._take(target, event)

    def _let_go(self, event: QKeyEvent) -> bool:
        """A key let go while its press is held waits behind it, or a button would stay pressed and never click."""
        if all(held.key() != event.key() for held in self._held):
            return False
        self._held.append(event.clone())
        return True

    def _take(self, target: QObject, event: QKeyEvent) -> bool:
        copy = event.clone()
        if not self._typed:
            self._before = _snapshot(target)
        self._typed.append(copy)
        self._timer.start()
        if isinstance(target, QLineEdit | QTextEdit | QPlainTextEdit):
            return False
        self._held.append(copy)
        return True

    def _finish(self) -> bool:
        code = self._code()
        if not code:
            self._end_burst()
            return False
        self._timer.stop()
        self._take_back()
        self._typed, self._held, self._before = [], [], None
        self.scanned.emit(code)
        return True

    def _code(self) -> str:
        plain = "".join(event.text() for event in self._typed).upper()
        if looks_like_code(plain) and self._claims(plain):
            return plain
        x11 = QGuiApplication.platformName() == "xcb"
        physical = "".join(physical_character(event.nativeScanCode(), x11) for event in self._typed)
        return physical if looks_like_code(physical) and self._claims(physical) else ""

    def _take_back(self) -> None:
        if self._before is not None:
            line, text, cursor = self._before
            line.setText(text)
            line.setCursorPosition(cursor)
        elif isinstance(editor := QApplication.focusWidget(), QTextEdit | QPlainTextEdit):
            for _each in self._typed:
                editor.textCursor().deletePreviousChar()

    def _end_burst(self) -> None:
        """It was a person: give back what was held."""
        self._timer.stop()
        held, self._typed, self._held, self._before = self._held, [], [], None
        self._replaying = True
        for event in held:
            receiver = QApplication.focusWidget()
            if isinstance(receiver, QWidget):
                QApplication.sendEvent(receiver, event)
        self._replaying = False


def _snapshot(target: QObject) -> tuple[QLineEdit, str, int] | None:
    return (target, target.text(), target.cursorPosition()) if isinstance(target, QLineEdit) else None
