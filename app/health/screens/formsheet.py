"""A sheet with a form that stays open until what it says was kept; what is typed waits in the vault meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.access.office import Office
from app.kernel.errors import UserError
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import Field, Value
from app.widgets.form import Form
from app.widgets.layouts import holder, row, scrolled
from app.widgets.operations import Begun, Pending

KEEP_AFTER_MS = 400
MARGINS = 48
"""Pixels a sheet leaves free at its sides."""
Values = dict[str, Value]
Send = Callable[[Callable[[Office], Any]], Pending[Any]]


@dataclass(frozen=True)
class Act:
    """One thing to enter: its name in drafts, what is asked, the fields, and how the values are kept in the office.

    `make` is called with the values; UserError there is a wrong entry, nothing was tried yet.
    """

    name: str
    question: Question
    fields: Callable[[], Sequence[Field]]
    make: Callable[[Values], Callable[[Office], Any]]
    wide: tuple[str, ...] = ()
    start: Mapping[str, Value] | None = None


class FormSheet(Sheet):
    """`send` is called with what is to be done with the office; `typed` carries what waits meanwhile."""

    typed = Signal(object)

    def __init__(self, parent: QWidget, act: Act, draft: Mapping[str, object], send: Send) -> None:
        self.act, self._send = act, send
        self.form = Form(act.fields(), columns=2, wide=act.wide)
        self.form.load(dict(act.start or {}))
        self.form.restore(draft)
        content = holder(row(self.form, margins=(0, 0, 8, 0)))
        area = scrolled(content)
        super().__init__(parent, act.question, area)
        room = parent.window().size()
        self.setMinimumWidth(min(640, room.width() - 60))
        arranged, inner = content.layout(), self.minimumWidth() - MARGINS
        wanted = (arranged.heightForWidth(inner) if arranged else content.sizeHint().height()) + 8
        area.setMinimumHeight(min(wanted, max(180, room.height() - 270)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self._hand_over)
        self.form.changed.connect(self._soon.start)
        self.form.submitted.connect(self.accept)
        self.when_yes(self._go)
        next(iter(self.form.fields.values())).setFocus()

    def keep(self) -> None:
        """Hand over what is typed and not handed over yet."""
        if self._soon.isActive():
            self._soon.stop()
            self._hand_over()

    def _hand_over(self) -> None:
        self.typed.emit(self.form.draft())

    def accept(self) -> None:
        """Try to keep it; the sheet closes only when it was."""
        if self.form.check():
            super().accept()

    def tell_refusal(self, error: UserError) -> None:
        """Say why it was not kept; everything typed stays, and waits in the vault again."""
        super().tell_refusal(error)
        self._soon.start()

    def _go(self) -> Begun:
        wanted = self.act.make(self.form.collect())
        self._soon.stop()
        return self._send(wanted)
