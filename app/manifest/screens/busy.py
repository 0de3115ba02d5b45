"""A pane at work: nothing on it can be pressed, and a refusal leaves the cursor where it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid


class Busy:
    """Between `begin` and `end` the pane is off; whoever is still on the same page finds the cursor again."""

    def __init__(self, pane: QWidget, pages: QStackedWidget) -> None:
        self._pane, self._pages = pane, pages
        self._cursor: QWidget | None = None
        self._page = 0

    def begin(self) -> None:
        """Turn the pane off."""
        self._cursor, self._page = QApplication.focusWidget(), self._pages.currentIndex()
        self._pane.setEnabled(False)

    def end(self) -> None:
        """Turn it on again."""
        if not isValid(self._pane):
            return
        self._pane.setEnabled(True)
        cursor, stays = self._cursor, self._pages.currentIndex() == self._page and self._pane.isVisible()
        if stays and cursor is not None and isValid(cursor) and self._pane.isAncestorOf(cursor):
            cursor.setFocus(Qt.FocusReason.OtherFocusReason)
