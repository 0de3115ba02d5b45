"""Lists in which people are chosen under the headings of their groups."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.widgets.tables import RowTable

BOXES = {"all": "square-check", "some": "square-minus", "none": "square"}
"""The icon of a row: all, some, or none of it chosen."""


class PickTable(RowTable):
    """A table whose rows are switched by Space or Enter; Shift takes one person without his family."""

    switched = Signal(object, bool)
    """A row, and whether alone."""

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; a heading takes the whole width."""
        self.clearSpans()
        super().set_rows(rows)
        for place, line in enumerate(rows):
            if line.person is None:
                self.setSpan(place, 1, 1, self.model().columnCount() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter switch; everything else as in every table."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.current() is not None:
            self.switched.emit(self.current(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)
