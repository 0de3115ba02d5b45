"""Short questions: a sheet with a form that closes when its answer was accepted, and keeps everything when not."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import Field
from app.widgets.form import Form
from app.widgets.layouts import Part
from app.widgets.operations import Begun

Answer = Callable[[dict[str, Any]], Begun]


class Asked(Sheet):
    """Its yes waits until nothing required is missing and nothing is wrong."""

    def __init__(
        self, parent: QWidget, question: Question, fields: Sequence[Field], wide: tuple[str, ...] = (), *more: Part
    ) -> None:
        self.form = Form(fields, columns=2 if len(fields) > 2 else 1, wide=wide)
        super().__init__(parent, question, self.form, *more)
        self.form.changed.connect(self._look)
        self.form.submitted.connect(self._submit)
        self._look()
        fields[0].setFocus()

    def values(self) -> dict[str, Any]:
        """What was entered, without what was left empty."""
        return {name: value for name, value in self.form.collect().items() if value not in (None, "")}

    def free(self) -> None:
        """Pressed again only when nothing is missing or wrong."""
        super().free()
        self._look()

    def _look(self) -> None:
        fields = self.form.fields.values()
        self.yes.setEnabled(not self.waits and not any(field.is_unfinished() or field.problem() for field in fields))

    def _submit(self) -> None:
        if self.yes.isEnabled():
            self.accept()


def ask(sheet: Asked, on_answer: Answer) -> Asked:
    """Open a sheet; it stays until the write that the answer returns was accepted, and tells why it was not."""
    sheet.when_yes(lambda: on_answer(sheet.values()))
    sheet.open()
    return sheet
