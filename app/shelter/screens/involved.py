"""A field for several people of the house: type a name or a card, Enter adds; a press on a name takes it away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.registration.counts import HeadLine
from app.registration.search import Hit
from app.widgets.buttons import button
from app.widgets.candidates import Candidate, Search, SearchField
from app.widgets.fields import Value
from app.widgets.layouts import FlowLayout, clear

MOST = 8


class InvolvedField(SearchField):
    """Its value is the list of ids (stays) in the order chosen."""

    def __init__(self, name: str, text: str, search: Search, hint: str = "") -> None:
        super().__init__(name, text, search, hint=hint)
        self._people: dict[str, str] = {}
        self._flow, self._shown = FlowLayout(gap=4), QWidget()
        self._shown.setLayout(self._flow)
        self._shown.hide()
        inside = self.layout()
        if inside is not None:
            inside.addWidget(self._shown)

    def value(self) -> Value:
        """Whom it involves."""
        return list(self._people)

    def set_value(self, value: Value) -> None:
        """Whom it involves; names are shown by `show_people`."""
        wanted = value if isinstance(value, list) else []
        self._people = {str(stay): self._people.get(str(stay), str(stay)) for stay in wanted}
        self._show()

    def show_people(self, heads: Sequence[HeadLine]) -> None:
        """These are involved."""
        self._people = {head.stay_id: head.display for head in heads}
        self._show()

    def problem(self) -> str:
        """A name that was typed and not taken says nothing about anybody; it is no obstacle either."""
        return ""

    def _take(self, choice: Candidate) -> None:
        self._people[choice.id] = choice.text
        self.line.clear()
        self._show()
        self._touched()

    def _remove(self, stay: str) -> None:
        self._people.pop(stay, None)
        self._show()
        self.line.setFocus()
        self._touched()

    def _show(self) -> None:
        clear(self._flow)
        for stay, name in self._people.items():
            self._flow.addWidget(button(name, partial(self._remove, stay), "", "x"))
        self._shown.setVisible(bool(self._people))


def candidates(found: Sequence[Hit]) -> list[Candidate]:
    """People found by name or card, as the field proposes them."""
    return [Candidate(hit.head.stay_id, hit.head.display, _about(hit.head)) for hit in found[:MOST]]


def _about(head: HeadLine) -> str:
    return " · ".join(part for part in (head.head_class or "", head.card_number or "") if part)
