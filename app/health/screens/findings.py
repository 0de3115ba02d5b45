"""Inputs of a health form: findings chosen by the first letters of their names, and the verdict by a digit."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from app.kernel.i18n import _
from app.widgets.fields import Field, Options, Value
from app.widgets.layouts import FlowLayout, column


class FindingsField(Field):
    """Chips with a line above them: first letters and a space choose, so that no hand leaves the keyboard."""

    def __init__(self, name: str, text: str, options: Options) -> None:
        super().__init__(name, text)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("awal kata, lalu spasi: “isp ” memilih ISPA"))
        self.line.setAccessibleName(text)
        self._chips = {code: _chip(f"{text}: {shown}", shown) for code, shown in options}
        flow = FlowLayout()
        for chip in self._chips.values():
            chip.toggled.connect(self._touched)
            flow.addWidget(chip)
        chips = QWidget()
        chips.setLayout(flow)
        whole = QWidget()
        whole.setLayout(column(self.line, chips, gap=6))
        self.put(whole)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._take)

    def value(self) -> Value:
        """The codes chosen."""
        return [code for code, chip in self._chips.items() if chip.isChecked()]

    def set_value(self, value: Value) -> None:
        """Choose these codes."""
        chosen = value if isinstance(value, list) else []
        self.line.clear()
        for code, chip in self._chips.items():
            chip.setChecked(code in chosen)

    def problem(self) -> str:
        """Letters that mean nothing."""
        return _("Tidak ada temuan yang berawal “{text}”.").format(text=self.line.text()) if self.line.text() else ""

    def _typed(self, text: str) -> None:
        if text.endswith(" "):
            self._take()

    def _take(self) -> None:
        typed = self.line.text().strip().casefold()
        found = _fitting(typed, self._chips) if typed else None
        if found is not None:
            found.toggle()
            self.line.clear()
        elif typed:
            self.show_problem(self.problem())


class VerdictField(Field):
    """One of the verdicts, each with its digit; Ctrl and the digit choose from anywhere in the form."""

    def __init__(self, name: str, text: str, options: Options) -> None:
        super().__init__(name, text, required=True)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout()
        for number, (code, shown) in enumerate(options, 1):
            choice = _chip(f"{text}: {shown}", f"{number}  {shown}")
            self._group.addButton(choice)
            self._buttons[code] = choice
            flow.addWidget(choice)
        area = QWidget()
        area.setLayout(flow)
        self.put(area)
        self._group.buttonToggled.connect(lambda _button, on: self._touched() if on else None)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def value(self) -> Value:
        """The code chosen."""
        return next((code for code, choice in self._buttons.items() if choice.isChecked()), None)

    def set_value(self, value: Value) -> None:
        """Choose by code; None takes the choice away."""
        self._group.setExclusive(False)
        for code, choice in self._buttons.items():
            choice.setChecked(code == value)
        self._group.setExclusive(True)

    def choose(self, number: int) -> bool:
        """Choose by digit; False when there is none."""
        codes: Sequence[str] = list(self._buttons)
        if not 1 <= number <= len(codes):
            return False
        self.set_value(codes[number - 1])
        self._touched()
        return True


def _chip(name: str, shown: str) -> QPushButton:
    chip = QPushButton(shown)
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    chip.setProperty("kind", "chip")
    chip.setAccessibleName(name)
    return chip


def _fitting(typed: str, chips: dict[str, QPushButton]) -> QPushButton | None:
    """The first whose name begins so, else the first with a word that does."""
    names = [(chip.text().casefold(), chip) for chip in chips.values()]
    begins = (chip for name, chip in names if name.startswith(typed))
    words = (chip for name, chip in names if any(w.startswith(typed) for w in name.replace("/", " ").split()))
    return next(begins, None) or next(words, None)
