"""Up to five proposals, each with its evidence spelled out; the marked one is what Enter means."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.kernel.i18n import _
from app.manifest.screens import words
from app.manifest.screens.seeking import MOST, Found
from app.manifest.screens.ships import Ships
from app.manifest.screens.shiptabs import ColourMark
from app.registration.counts import HeadLine
from app.widgets.labels import label, pill, retone
from app.widgets.layouts import column, row
from app.widgets.narrow import ElidedLabel
from app.widgets.theme import set_state


class Proposals(QWidget):
    """Five places that are filled anew as somebody types; nothing jumps."""

    marked = Signal(object)
    opened = Signal()

    def __init__(self, ships: Ships) -> None:
        super().__init__()
        self._ships = ships
        self._found: list[Found] = []
        self._place = 0
        self._cards = [_Card(ships) for _n in range(MOST)]
        for place, card in enumerate(self._cards):
            card.clicked.connect(lambda at=place: self._clicked(at))
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(*self._cards, self._nothing, 1, gap=6))
        self.show_found([], "")

    @property
    def current(self) -> Found | None:
        """The marked proposal, as its line stands now."""
        if not self._found:
            return None
        found = self._found[self._place]
        line = self._ships.lines.get(found.line.id) if found.line else None
        return Found(line, None, found.why, found.sure) if line else found

    @property
    def marked_card(self) -> QWidget | None:
        """The card of the marked proposal."""
        return self._cards[self._place] if self._found else None

    def show_found(self, found: Sequence[Found], nothing: str, batch_id: str = "") -> None:
        """Show other proposals; `nothing` is said when there are none, `batch_id` is the ship in front."""
        self._found, self._place = list(found), 0
        for card, each in zip(self._cards, [*self._found, *[None] * MOST][:MOST], strict=True):
            card.show_found(each, batch_id)
        self._nothing.setText("" if found else nothing)
        self._nothing.setVisible(not found and bool(nothing))
        self._mark()

    def redraw(self, batch_id: str) -> None:
        """A line changed: say how it stands now."""
        for card, each in zip(self._cards, self._found, strict=False):
            line = self._ships.lines.get(each.line.id) if each.line else None
            card.show_found(Found(line, None, each.why, each.sure) if line else each, batch_id)

    def step(self, by: int) -> None:
        """Mark the next or the one before."""
        if self._found:
            self._place = (self._place + by) % len(self._found)
            self._mark()

    def _clicked(self, place: int) -> None:
        if place == self._place:
            self.opened.emit()
        else:
            self._place = place
            self._mark()

    def _mark(self) -> None:
        for place, card in enumerate(self._cards):
            card.mark(bool(self._found) and place == self._place)
        self.marked.emit(self.current)


class _Card(QFrame):
    """One proposal on two lines."""

    clicked = Signal()

    def __init__(self, ships: Ships) -> None:
        super().__init__()
        self._ships = ships
        self.setProperty("kind", "choice")
        self._colour = ColourMark(5)
        self._number, self._name, self._state = label("", "muted"), ElidedLabel("heading"), pill("")
        self._why, self._ship = ElidedLabel("caption"), label("", "caption", "warn")
        self._number.setFixedWidth(50)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top, under = row(self._name, self._state, gap=10), row(self._why, self._ship, gap=10)
        top.setStretch(0, 1)
        under.setStretch(0, 1)
        line = row(self._colour, self._number, column(top, under, gap=2), gap=10, margins=(8, 7, 12, 8))
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_found(self, found: Found | None, batch_id: str) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        if found.line is not None:
            line, mark = found.line, words.mark_of(found.line)
            self._number.setText(self._ships.number(line))
            self._name.setText(words.full_name(line))
            about = (words.class_or_asked(line), words.age_words(line))
            retone(self._state, mark.text, {"good": "good", "warn": "warn"}.get(mark.tone, ""))
            self._state.setVisible(line.done)
            self._why.setText(" · ".join([*found.why, *filter(None, about)]))
        elif found.head is not None:
            self._show_head(found.head, found)
        view = self._ships.view(found.batch_id)
        self._colour.show_colour(view.colour if view else "")
        elsewhere = view is not None and found.batch_id != batch_id
        self._ship.setText(view.name if view is not None and elsewhere else "")
        self.setAccessibleName(f"{self._name.text()} {self._why.text()} {self._ship.text()}")

    def mark(self, on: bool) -> None:
        set_state(self, state="marked" if on else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks, a click on the marked one opens."""
        self.clicked.emit()

    def _show_head(self, head: HeadLine, found: Found) -> None:
        self._number.setText("")
        self._name.setText(head.display)
        named = bool(head.person_id)
        retone(self._state, _("tercatat") if named else _("belum bernama"), "good" if named else "warn")
        self._state.setVisible(True)
        self._why.setText(" · ".join([*found.why, head.head_class or "?"]))
