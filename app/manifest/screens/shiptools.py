"""Beside the ships: a new one, that one has come, its name corrected, its letters, a list for it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.manifest import letters
from app.manifest.letters import BatchDraft, BatchView
from app.manifest.screens.quay import Quay
from app.manifest.screens.shipdialog import ShipDialog
from app.widgets.buttons import button
from app.widgets.layouts import row
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations

WORDS_FROM = 1000


class ShipTools(QWidget):
    """The buttons at the right of the ships."""

    letters_wanted = Signal()
    import_wanted = Signal()
    opened = Signal(object)
    """A ship was opened (letters.BatchView)."""
    told = Signal(object)

    def __init__(self, ops: Operations, quay: Quay) -> None:
        super().__init__()
        self._ops, self._may = ops, quay.may("manifest.batch")
        self._front: BatchView | None = None
        self.new = button(_("Kapal baru"), self.new_ship, "quiet", "plus")
        self._arrived = button(_("Sudah tiba"), self.arrive, "quiet", "clock")
        self._arrived.setToolTip(_("Catat jam tiba kapal di depan: sekarang"))
        self._letters = button(_("Surat"), self.letters_wanted.emit, "quiet", "file-text")
        self._import = button(_("Impor daftar"), self.import_wanted.emit, "primary", "upload")
        self._import.setEnabled(quay.may("manifest.import"))
        self._quiet = [(part, part.text()) for part in (self.new, self._arrived, self._letters)]
        for part, text in self._quiet:
            part.setAccessibleName(text)
            part.setToolTip(part.toolTip() or text)
        self.setLayout(row(self.new, self._arrived, self._letters, self._import, gap=6))
        self.show_for(None, True)

    def show_for(self, front: BatchView | None, works: bool) -> None:
        """What can be done with the ship in front; nothing while a list or a letter is open."""
        self._front = front
        self.new.setVisible(self._may and works)
        self._arrived.setVisible(self._may and works and front is not None and front.arrived_at is None)
        for part in (self._letters, self._import):
            part.setVisible(works and front is not None)

    def fit(self, width: int) -> None:
        """In a narrow window the quiet ones are icons with a tip."""
        for part, text in self._quiet:
            part.setText(text if width >= WORDS_FROM else "")

    def new_ship(self) -> None:
        """Ask for a ship and open it."""
        ShipDialog(self.window(), None, self._open).open()

    def edit(self) -> None:
        """Correct what is known of the ship in front."""
        if self._front is not None:
            read = partial(letters.draft_of, batch_id=self._front.id)
            self._ops.read(read).then(partial(self._edit, self._front.id))

    def arrive(self) -> None:
        """The ship in front is here now."""
        if self._front is not None:
            batch_id = self._front.id
            self._ops.write("manifest.batch", lambda w: letters.arrive_now(w, batch_id)).then(self._arrived_now)

    def _open(self, draft: BatchDraft) -> Begun:
        return self._ops.write("manifest.batch", lambda w: letters.open_batch(w, draft)).then(self._opened)

    def _opened(self, view: BatchView) -> None:
        self.opened.emit(view)
        text = _("{ship} dibuka. Impor daftarnya, atau mulai dari hitungan dermaga.").format(ship=view.name)
        self.told.emit(Message(text, tone="good"))

    def _edit(self, batch_id: str, known: BatchDraft) -> None:
        def keep(draft: BatchDraft) -> Begun:
            return self._ops.write("manifest.batch", lambda w: letters.rename_batch(w, batch_id, draft))

        ShipDialog(self.window(), known, keep).open()

    def _arrived_now(self, view: BatchView) -> None:
        self.told.emit(Message(_("Jam tiba {ship} dicatat.").format(ship=view.name), tone="good"))
