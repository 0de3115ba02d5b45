"""A form: fields in a grid, loaded from and collected into a plain dict, with what is still missing listed."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QLineEdit, QWidget

from app.widgets.candidates import SearchField
from app.widgets.fields import Field, Value


class Form(QWidget):
    """Fields in columns; Enter goes on to the next field, Ctrl+Enter submits."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, fields: Iterable[Field], columns: int = 2, wide: Iterable[str] = ()) -> None:
        super().__init__()
        self.fields = {field.name: field for field in fields}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self._wide, self._columns = frozenset(wide), columns
        self._arrange(grid, columns, self._wide)
        self.setLayout(grid)
        self._blank = self.collect()
        self._loaded = dict(self._blank)
        for field in self.fields.values():
            field.changed.connect(self.changed)
            keyed = [each for each in field.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
            for part in (field, *keyed):
                part.installEventFilter(self)

    def field(self, name: str) -> Field:
        """The field of a name."""
        return self.fields[name]

    def set_columns(self, columns: int) -> None:
        """Stand in so many columns, as the room allows; the order of the fields stays."""
        grid = self.layout()
        if columns == self._columns or not isinstance(grid, QGridLayout):
            return
        for place in range(grid.columnCount()):
            grid.setColumnStretch(place, 0)
        self._columns = columns
        self._arrange(grid, columns, self._wide)

    def load(self, values: Mapping[str, Value]) -> None:
        """Show a record; names the form does not have are ignored, missing ones are emptied."""
        for name, field in self.fields.items():
            field.set_value(values.get(name, self._blank[name]))
            field.show_problem("")
        self._loaded = self.collect()

    def collect(self) -> dict[str, Value]:
        """What is entered, by field name."""
        return {name: field.value() for name, field in self.fields.items()}

    def is_changed(self) -> bool:
        """Whether something differs from what was loaded."""
        return self.collect() != self._loaded

    def draft(self) -> dict[str, object]:
        """The entries that differ from what was loaded."""
        return {name: value for name, value in self.collect().items() if value != self._loaded.get(name)}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back over what is loaded."""
        for name, value in draft.items():
            if name in self.fields and isinstance(value, str | int | bool | list | None):
                self.fields[name].set_value(value)

    def unfinished(self) -> list[str]:
        """The labels of required fields that are still empty."""
        return [field.text for field in self.fields.values() if field.is_unfinished()]

    def check(self) -> bool:
        """Show every problem and go to the first; True when there is none."""
        bad = [field for field in self.fields.values() if not field.check()]
        if bad:
            bad[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not bad

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show problems the service found, by field name."""
        for name, text in problems.items():
            if name in self.fields:
                self.fields[name].show_problem(text)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Enter and Ctrl+Enter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return True
        if isinstance(target, QLineEdit) and self._proposes(target):
            return False
        if isinstance(target, QLineEdit | QComboBox) or target.property("kind") == "segment":
            self._go_on()
            return True
        return False

    def _go_on(self) -> None:
        """To the next field, past the other choices of this one."""
        here = next((field for field in self.fields.values() if _has_cursor(field)), None)
        self.focusNextChild()
        while here is not None and _has_cursor(here) and self.focusNextChild():
            pass

    def _proposes(self, line: QLineEdit) -> bool:
        """Whether candidates are on show under a line: then Enter takes the marked one."""
        searches = (field for field in self.fields.values() if isinstance(field, SearchField))
        return any(field.line is line and field.popup.isVisible() for field in searches)

    def _arrange(self, grid: QGridLayout, columns: int, wide: frozenset[str]) -> None:
        line = place = 0
        for name, field in self.fields.items():
            span = columns if name in wide else 1
            if place + span > columns:
                line, place = line + 1, 0
            grid.addWidget(field, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
            place += span
        for index in range(columns):
            grid.setColumnStretch(index, 1)


def _has_cursor(field: Field) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and field.isAncestorOf(focused)
