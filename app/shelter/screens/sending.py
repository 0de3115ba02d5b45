"""A sheet that stays open until what it asked for is really kept: whoever typed much loses nothing by a refusal."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import Field
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import Part


class Sending(Sheet):
    """`sent` carries what was entered; the caller says `kept()` or `refuse(error)`."""

    sent = Signal(dict)

    def __init__(
        self, parent: QWidget, question: Question, fields: Sequence[Field], wide: tuple[str, ...] = (), *more: Part
    ) -> None:
        self.form = Form(fields, columns=2, wide=wide)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._kept = False
        super().__init__(parent, question, self.form, *more, self._problem)
        self.form.changed.connect(self.look)
        self.form.submitted.connect(self.submit)
        self.look()
        fields[0].setFocus()

    def look(self) -> None:
        """Its yes waits until nothing required is missing and nothing is wrong."""
        fields = self.form.fields.values()
        self.yes.setEnabled(not any(field.is_unfinished() or field.problem() for field in fields))

    def submit(self) -> None:
        """Send what was entered, if that is all right so far."""
        if self.yes.isEnabled():
            self.accept()

    def accept(self) -> None:
        """Ask for it to be kept; close only when it was."""
        if self._kept:
            super().accept()
            return
        self.yes.setEnabled(False)
        self._problem.hide()
        self.sent.emit(self.values())

    def values(self) -> dict[str, Any]:
        """What was entered, without what was left empty."""
        return {name: value for name, value in self.form.collect().items() if value not in (None, "", [])}

    def kept(self) -> None:
        """It is in the vault."""
        self._kept = True
        self.accept()

    def refuse(self, error: UserError) -> None:
        """Say why not, and let it be mended."""
        self._problem.setText(" ".join(part for part in (error.text, error.hint) if part))
        self._problem.show()
        self.yes.setEnabled(True)
        self.yes.setFocus()
        self._grow()
