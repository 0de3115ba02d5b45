"""What a screen is to the frame: a page that can be shown a target, told of changes, and asked for its draft."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.labels import label
from app.widgets.layouts import Part, column, row
from app.widgets.theme import dress

Draft = dict[str, object]


class Screen(QWidget):
    """The base of every screen; override what applies, the rest does nothing."""

    go = Signal(str, str)
    """Ask for another screen: its id and the id of what it should show ("" for none)."""
    said = Signal(object)
    """Ask for a message (app.widgets.message.Message)."""
    act = Signal(str)
    """Ask the frame to run an action of the table, by id."""
    badge = Signal(str)
    """Ask for a mark beside the screen's name in the navigation ("" for none)."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")

    def showEvent(self, event: QShowEvent) -> None:
        """Wear the look, at the latest now: put on before the parts are there it would cost twice."""
        for piece in self.pieces():
            dress(piece)
        super().showEvent(event)

    def pieces(self) -> Sequence[QWidget]:
        """What wears the look by itself: the whole, or the parts of a screen too large to be restyled in one turn."""
        return (self,)

    def show_target(self, target: str) -> None:
        """Show the thing with this id."""

    def refresh(self, tables: frozenset[str]) -> None:
        """Some tables changed (an empty set means: load everything); read again what is shown from them."""

    def draft(self) -> Draft:
        """What is typed but not saved, as plain JSON values; kept through lock, switch and crash."""
        return {}

    def restore(self, draft: Draft) -> None:
        """Put a draft back."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Handlers of this screen's entries in the action table, by action id."""
        return {}

    def later(self) -> Iterator[None]:
        """Make what stands behind the screen, a step at a time, while nothing else is to do."""
        return iter(())

    def first_focus(self) -> QWidget | None:
        """Where the cursor belongs when the screen appears."""
        return None


def page(title: QWidget | str, *parts: Part, tools: tuple[QWidget, ...] = ()) -> QVBoxLayout:
    """The usual arrangement of a screen: title and tools on one line, the parts below, on the common margins."""
    head = label(title, "title") if isinstance(title, str) else title
    return column(row(head, 1, *tools), *parts, gap=14, margins=(24, 18, 24, 16))
