"""What a NIK or a scanned paper says about somebody, beside what the form says: filled in or offered, never forced."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.kernel.i18n import _, pgettext
from app.registration.screens.parts import line
from app.registration.suggesting import Said, Suggestion
from app.widgets.buttons import button
from app.widgets.candidates import Candidate
from app.widgets.fields import Field, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, row
from app.widgets.region_picker import RegionPicker
from app.widgets.theme import set_state


class Suggested(QFrame):
    """Lines for what differs and what is still empty; hidden while there is nothing to say."""

    def __init__(self, forms: Callable[[], Sequence[Form]]) -> None:
        super().__init__()
        self._forms = forms
        self._said: dict[str, Said] = {}
        self._notes: dict[str, tuple[str, ...]] = {}
        self.setProperty("kind", "message")
        self._body = column(gap=4, margins=(12, 8, 12, 8))
        self.setLayout(self._body)
        self.hide()

    def tell(self, source: str, said: Said, note: str = "") -> None:
        """Offer what `source` says; nothing said takes its lines away."""
        self._said[source] = said
        self._notes[source] = (note,) if note else ()
        self.show_again()

    def forget(self) -> None:
        """Nothing is offered any more."""
        self._said, self._notes = {}, {}
        self.show_again()

    def fill(self, source: str) -> list[str]:
        """Take over what `source` says for fields that are still empty; the names of those filled."""
        filled = []
        for one in self._said.get(source, Said()).suggestions:
            field = self._field(one.field)
            if field is not None and not field.value():
                _put(field, one)
                filled.append(field.text)
        self.show_again()
        return filled

    def fill_all(self) -> None:
        """Take over everything said for fields that are still empty."""
        for source in list(self._said):
            self.fill(source)

    def show_again(self) -> None:
        """Compare anew with what the fields hold now."""
        clear(self._body)
        empty = 0
        for source, said in self._said.items():
            for text in said.problems:
                self._body.addWidget(line(text, glyph="triangle-alert", tone="warn"))
            for text in self._notes.get(source, ()):
                self._body.addWidget(label(text, "caption", wrap=True))
            for one in said.suggestions:
                empty += self._offer(source, one)
        if empty > 1:
            every = button(_("Isi yang kosong (Ctrl+I)"), self.fill_all, "link")
            self._body.addWidget(holder(row(every, 1)))
        set_state(self, tone="warn" if any(said.problems for said in self._said.values()) else "")
        self.setVisible(self._body.count() > 0)

    def _offer(self, source: str, one: Suggestion) -> int:
        """One line for a field that is empty or says something else; 1 for an empty one."""
        field = self._field(one.field)
        here = field.value() if field is not None else one.value
        if field is None or here == one.value or (one.field == "name" and str(here or "").upper() == one.value.upper()):
            return 0
        said = _("{field} menurut {source}: {value}").format(field=field.text, source=source, value=one.shown)
        take = button(_("Ganti") if here else pgettext("button", "Isi"), partial(self._take, one), "link")
        take.setAccessibleName(f"{take.text()} {said}")
        box = row(label(said, wrap=True), take, gap=6)
        box.setStretch(0, 1)
        self._body.addWidget(holder(box))
        return 0 if here else 1

    def _take(self, one: Suggestion) -> None:
        field = self._field(one.field)
        if field is not None:
            _put(field, one)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_again()

    def _field(self, name: str) -> Field | None:
        found: Mapping[str, Field] = {key: field for form in self._forms() for key, field in form.fields.items()}
        return found.get(name)


def _put(field: Field, one: Suggestion) -> None:
    if isinstance(field, RegionPicker):
        field.show_choice(Candidate(one.value, one.shown))
    else:
        value: Value = one.value
        field.set_value(value)
    field.changed.emit()
