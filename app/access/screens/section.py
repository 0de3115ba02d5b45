"""A part of the settings: a title, a sentence, panels; and dialogs with a form that stay until it is accepted."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.access.screens.reach import Reach
from app.access.screens.site_pages import show_problems
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label, retone
from app.widgets.layouts import Part, column, panel, row
from app.widgets.message import Message
from app.widgets.operations import Pending

Save = Callable[[dict[str, Value]], Pending[Any]]


class Section(QWidget):
    """One part; loaded when it is shown and when something it shows has changed."""

    said = Signal(object)
    go = Signal(str, str)
    """Another screen, and what it should show."""
    lead = ""
    """One sentence under the title, marked for translation."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self.reach = reach

    def load(self) -> None:
        """Read what is shown."""

    def draft(self) -> dict[str, object]:
        """What is typed but not kept."""
        return {}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back."""

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.said.emit(Message(text, "", "good"))

    def refuse(self, error: UserError) -> None:
        """Show an expected failure."""
        self.said.emit(Message.of(error))


class SavingForm(QWidget):
    """A form with its own button, that lights up when something was changed."""

    def __init__(self, form: Form, text: str, save: Callable[[], object], *beside: Part) -> None:
        super().__init__()
        self.form = form
        self.save_button: QPushButton = button(text, save, "primary")
        form.changed.connect(self.settle)
        form.submitted.connect(save)
        self.setLayout(column(form, row(self.save_button, *beside, 1, gap=10), gap=14))
        self.settle()

    def settle(self) -> None:
        """Offer the button when there is something to keep."""
        self.save_button.setEnabled(self.form.isEnabled() and self.form.is_changed())


class FormSheet(Sheet):
    """A dialog that keeps what was typed until the service has taken it."""

    def __init__(self, parent: QWidget, question: Question, form: Form, save: Save, *also: Part) -> None:
        self._note = label("", "", "bad", wrap=True)
        self._note.hide()
        super().__init__(parent, question, form, *also, self._note)
        self.form, self._save = form, save
        self.more: Callable[[dict[str, Value]], dict[str, str]] = lambda _values: {}
        self.setMinimumWidth(560)
        self.yes.clicked.disconnect()
        self.yes.clicked.connect(self._ask)
        form.submitted.connect(self._ask)
        next(iter(form.fields.values())).setFocus()

    def _ask(self) -> None:
        if self.form.check() and show_problems(self.form, self.more(self.form.collect())):
            self.yes.setEnabled(False)
            self._save(self.form.collect()).then(lambda _done: self.accept()).otherwise(self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.yes.setEnabled(True)
        retone(self._note, f"{error.text} {error.hint}".strip(), "bad")
        self._note.show()


def ask_passphrase(parent: QWidget, question: Question, save: Save) -> FormSheet:
    """Ask for one's own passphrase before something is shown or changed."""
    field = TextField("passphrase", _("Kata sandi Anda"), required=True, secret=True)
    sheet = FormSheet(parent, question, Form([field], columns=1), save)
    sheet.open()
    return sheet


def titled(title: str, *parts: Part, tools: tuple[QWidget, ...] = ()) -> QWidget:
    """A panel with its heading and tools on one line."""
    return panel(column(row(label(title, "heading"), 1, *tools), *parts, gap=12))


__all__ = ["FormSheet", "SavingForm", "Section", "ask_passphrase", "show_problems", "titled"]
