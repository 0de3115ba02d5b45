"""Labelled inputs: a label above, the input, one line of error in words below. Values are plain JSON values."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QWidget,
)

from app.kernel.i18n import _
from app.kernel.texts import straight
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, column, row
from app.widgets.theme import set_state

Value = str | int | bool | list[str] | None
Options = Sequence[tuple[str, str]]
"""Code and text of each choice."""

LONGEST_CAPTION = 32
"""Letters above which a label may take two lines; the others stay cheap to lay out."""


class Field(QWidget):
    """The base of all inputs: name, label, problem line; subclasses give and take the value."""

    changed = Signal()

    def __init__(self, name: str, text: str, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.name, self.text, self.required, self.hint = name, text, required, hint
        caption = _("{label} · wajib").format(label=text) if required else text
        self._caption = label(caption, "field", wrap=len(caption) > LONGEST_CAPTION)
        if not text:  # showing it while it has no parent would open a window
            self._caption.hide()
        self._note = label("", "problem", wrap=True)
        self._note.hide()
        self._input: QWidget | None = None

    def put(self, widget: QWidget) -> None:
        """Place the input between label and problem line; called once by the subclass."""
        self._input = widget
        self.setFocusProxy(widget)
        self._caption.setBuddy(widget)
        widget.setAccessibleName(self.text)
        widget.setAccessibleDescription(self.hint)
        widget.setToolTip(self.hint)
        self.setLayout(column(self._caption, widget, self._note, gap=3))

    def value(self) -> Value:
        """What was entered, None while empty."""
        raise AssertionError(type(self).__name__)

    def set_value(self, value: Value) -> None:
        """Show a value."""
        raise AssertionError(type(self).__name__)

    def problem(self) -> str:
        """What is wrong with the entry, in words; "" when nothing is."""
        return ""

    def is_unfinished(self) -> bool:
        """Whether a required entry is missing."""
        return self.required and self.value() in (None, "", [])

    def check(self) -> bool:
        """Show what is wrong, missing entries included; True when all is well."""
        self.show_problem(self.problem() or (_("Perlu diisi.") if self.is_unfinished() else ""))
        return self._note.isHidden()

    def show_problem(self, text: str) -> None:
        """Show an error under the input; "" takes it away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        if self._input is not None:
            self._input.setAccessibleDescription(text or self.hint)
            set_state(self._input, state="problem" if text else "")

    def _touched(self) -> None:
        if not self._note.isHidden():
            self.show_problem(self.problem())
        self.changed.emit()


class TextField(Field):
    """One line of text; `secret` hides it, `upper` writes capitals."""

    def __init__(self, name: str, text: str, required: bool = False, hint: str = "", secret: bool = False) -> None:
        super().__init__(name, text, required, hint)
        self.line = QLineEdit()
        self.line.setMaxLength(300)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(self._touched)
        self.line.editingFinished.connect(self._left)
        self.put(self.line)

    def value(self) -> Value:
        """The text without outer spaces."""
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        """Show a text, from its beginning."""
        self.line.setText("" if value is None else str(value))
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)

    def placeholder(self, text: str) -> "TextField":
        """Show an example while empty."""
        self.line.setPlaceholderText(text)
        return self

    def _left(self) -> None:
        if self.line.text():
            self.show_problem(self.problem())


class NoteField(Field):
    """Several lines of text; Tab leaves it."""

    def __init__(self, name: str, text: str, required: bool = False, hint: str = "", lines: int = 3) -> None:
        super().__init__(name, text, required, hint)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(18 + lines * 18)
        self.editor.textChanged.connect(self._touched)
        self.put(self.editor)

    def value(self) -> Value:
        """The text without outer spaces."""
        return self.editor.toPlainText().strip() or None

    def set_value(self, value: Value) -> None:
        """Show a text."""
        self.editor.setPlainText("" if value is None else str(value))


class NumberField(TextField):
    """A whole number between limits; Up and Down step it."""

    def __init__(self, name: str, text: str, required: bool = False, limits: tuple[int, int] = (0, 999_999)) -> None:
        super().__init__(name, text, required)
        self._limits = limits
        self.line.setMaxLength(12)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.installEventFilter(self)

    def number(self) -> int | None:
        """The number, None while empty or not a number."""
        text = self.line.text().strip().replace(".", "")
        return int(text) if text.lstrip("-").isdecimal() else None

    def value(self) -> Value:
        """The number; a text that is none is kept so that a draft loses nothing."""
        number = self.number()
        return number if number is not None else super().value()

    def problem(self) -> str:
        """Not a number, or outside the limits."""
        if not self.line.text().strip():
            return ""
        number, (least, most) = self.number(), self._limits
        if number is None:
            return _("Tulis angka saja.")
        within = least <= number <= most
        return "" if within else _("Antara {least} dan {most}.").format(least=least, most=most)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Step by the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step:
                least, most = self._limits
                self.set_value(max(least, min(most, (self.number() or 0) + step)))
                return True
        return False


class ChoiceField(Field):
    """One of several choices in a list that opens."""

    def __init__(self, name: str, text: str, options: Options, required: bool = False, hint: str = "") -> None:
        super().__init__(name, text, required, hint)
        self.box = QComboBox()
        self.box.setMaxVisibleItems(12)
        self.box.setItemDelegate(QStyledItemDelegate(self.box))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.set_options(options)
        self.box.currentIndexChanged.connect(self._touched)
        self.put(self.box)

    def set_options(self, options: Options) -> None:
        """Offer other choices; the chosen one stays if it is among them."""
        kept = self.value() if self.box.count() else None
        self.box.clear()
        self.box.addItem(_("Pilih …"), None)
        for code, shown in options:
            self.box.addItem(straight(shown), code)
        self.set_value(kept)

    def value(self) -> Value:
        """The code of the choice."""
        code = self.box.currentData()
        return str(code) if code is not None else None

    def set_value(self, value: Value) -> None:
        """Choose by code; an unknown code chooses nothing."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class SegmentField(Field):
    """One of two to four choices, all visible; arrow keys move, the first letter chooses."""

    def __init__(self, name: str, text: str, options: Options, required: bool = False, hint: str = "") -> None:
        super().__init__(name, text, required, hint)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        frame = QFrame()
        frame.setProperty("kind", "segments")
        for code, shown in options:
            choice = QPushButton(shown)
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            choice.setProperty("kind", "segment")
            choice.setAccessibleName(f"{text}: {shown}")
            choice.installEventFilter(self)
            self._group.addButton(choice)
            self._buttons[code] = choice
        frame.setLayout(row(*self._buttons.values(), gap=2, margins=(2, 2, 2, 2)))
        self._group.buttonToggled.connect(self._toggled)
        self.put(frame)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def value(self) -> Value:
        """The code of the choice."""
        return next((code for code, choice in self._buttons.items() if choice.isChecked()), None)

    def set_value(self, value: Value) -> None:
        """Choose by code; None takes the choice away."""
        self._group.setExclusive(False)
        for code, choice in self._buttons.items():
            choice.setChecked(code == value)
        self._group.setExclusive(True)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """A letter chooses what begins with it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not event.text().isalnum():
            return False
        letter = event.text().casefold()
        chosen = next((each for each in self._buttons.values() if each.text().casefold().startswith(letter)), None)
        if chosen is None:
            return False
        chosen.setChecked(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _toggled(self, _button: QPushButton, on: bool) -> None:
        if on:
            self._touched()


class ChipsField(Field):
    """Any number of choices, each a chip that Space switches."""

    def __init__(self, name: str, text: str, options: Options, required: bool = False, hint: str = "") -> None:
        super().__init__(name, text, required, hint)
        self._chips: dict[str, QPushButton] = {}
        flow = FlowLayout()
        area = QWidget()
        for code, shown in options:
            chip = QPushButton(shown)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(f"{text}: {shown}")
            chip.toggled.connect(self._touched)
            flow.addWidget(chip)
            self._chips[code] = chip
        area.setLayout(flow)
        self.put(area)
        self.setFocusProxy(next(iter(self._chips.values())))

    def value(self) -> Value:
        """The codes chosen, in the order of the options."""
        return [code for code, chip in self._chips.items() if chip.isChecked()]

    def set_value(self, value: Value) -> None:
        """Choose these codes."""
        chosen = value if isinstance(value, list) else []
        for code, chip in self._chips.items():
            chip.setChecked(code in chosen)


class CheckField(Field):
    """Yes or no."""

    def __init__(self, name: str, text: str, hint: str = "") -> None:
        super().__init__(name, text, required=True, hint=hint)
        self._caption.hide()
        self.box = QCheckBox(text)
        self.box.toggled.connect(self._touched)
        self.put(self.box)

    def value(self) -> Value:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Value) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))
