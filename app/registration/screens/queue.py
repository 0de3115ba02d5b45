"""The people whose facts are to be completed, one after the other: who is next, what was put off, how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.kernel.i18n import _
from app.registration.validation import open_field_name
from app.widgets.buttons import button
from app.widgets.figures import Meter
from app.widgets.labels import label
from app.widgets.layouts import column, row


@dataclass
class Round:
    """One way through the unfinished, in the order of the list.

    `drafts` keeps what was typed and put off until its person is opened again, in this round or a later one; under ""
    what was typed of somebody on no list.
    """

    stays: list[str] = field(default_factory=list)
    at: int = 0
    drafts: dict[str, dict[str, object]] = field(default_factory=dict)
    saved: int = 0

    @property
    def current(self) -> str:
        """Who is asked now; "" when no round is under way or it has ended."""
        return self.stays[self.at] if 0 <= self.at < len(self.stays) else ""

    @property
    def waiting(self) -> int:
        """How many people of the list were put off half typed; a newcomer's form is none of them."""
        return sum(1 for stay in self.drafts if stay)

    def start(self, stays: Sequence[str], first: str = "") -> str:
        """Begin anew, with `first` if he is among them."""
        self.stays = list(stays)
        self.at = self.stays.index(first) if first in self.stays else 0
        self.saved = 0
        return self.current

    def step(self, by: int) -> str:
        """The next or the one before; the round ends behind the last."""
        self.at = max(0, self.at + by)
        return self.current

    def take_up(self, drafts: object) -> None:
        """What was typed about people who were put off before the application ended."""
        if isinstance(drafts, dict):
            self.drafts = {str(stay): typed for stay, typed in drafts.items() if isinstance(typed, dict)}

    def end(self) -> None:
        """Stop asking."""
        self.stays, self.at = [], 0


class QueueBar(QFrame):
    """Who of how many, what is missing, and the ways on."""

    earlier = Signal()
    later = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "message")
        self._meter = Meter()
        self.missing = label("", "strong", wrap=True)
        back = button(_("Sebelumnya"), self.earlier.emit, "quiet", "chevron-left")
        back.setToolTip(_("Ctrl+PgUp"))
        later = button(_("Nanti"), self.later.emit, "quiet", "chevron-right")
        later.setToolTip(_("Ctrl+PgDn"))
        top = row(self.missing, back, later, gap=8)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._meter, gap=4, margins=(12, 8, 12, 8)))
        self.hide()

    def show_round(self, now: Round, open_fields: Sequence[str]) -> None:
        """Show where the round stands; hidden when there is none."""
        self.setVisible(bool(now.current))
        if not now.current:
            return
        missing = ", ".join(open_field_name(each) for each in open_fields)
        said = _("Belum diisi: {fields}").format(fields=missing) if missing else _("Sudah lengkap")
        self.missing.setText(said)
        self._meter.show_progress(_("Melengkapi data satu per satu"), now.at + 1, len(now.stays))
