"""What every page of Serah terima works with, and how pages talk to the screen around them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.handover.screens.courier import Courier
from app.handover.signed import PAPERS, Papers
from app.kernel.paths import Home
from app.widgets.operations import Operations
from app.widgets.paper_size import Preferred


@dataclass(frozen=True)
class HandoverContext:
    """What the wiring hands over: `may` and `actor` ask whoever is signed in at that moment.

    `home` holds the public keys that `verify` needs; `keep` seals a scan away and gives its digest
    (app.access.blobs.blobs_of(office).keep), `read_scan` opens it again; `papers` are the forms whose codes are known.
    `paper` tells what this laptop usually prints on. `courier` carries
    papers to other offices and back.
    """

    may: Callable[[str], bool]
    actor: Callable[[], str]
    home: Home
    zone: str
    keep: Callable[[bytes], str]
    paper: Preferred = lambda: "A4"
    courier: Courier | None = None
    papers: Papers = field(default_factory=lambda: PAPERS)
    read_scan: Callable[[str], bytes] | None = None


class Page(QWidget):
    """One page of the screen; Escape leaves it."""

    said = Signal(object)
    """A message (app.widgets.message.Message)."""
    left = Signal()
    """Back to the list of papers."""
    paper_wanted = Signal(str)
    """Open a paper by its id."""
    person_wanted = Signal(str)
    """Open the page of a person by his stay."""
    small_wanted = Signal(str, str)
    """Open a surat pernyataan or an addendum just numbered: its kind and its id."""
    draft_wanted = Signal(str)
    """Open a draft by its id ("" for a new one)."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__()
        self.ops, self.context = ops, context

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Go back to the list; nothing typed is lost."""
        self.left.emit()

    def first_focus(self) -> QWidget:
        """Where the cursor belongs."""
        return self
