"""What is done with a closing on record: its paper, the scan of the signed paper, what changed its figures since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.kernel.i18n import _
from app.reconciliation import recording, scans
from app.reconciliation.adjustments import Adjustment, adjustments
from app.reconciliation.closing import Closed
from app.reconciliation.recording import Signers
from app.reconciliation.scans import Keep
from app.reconciliation.screens.chainsheet import Chains
from app.reconciliation.screens.explainsheet import RecordDialog, SignersSheet
from app.reconciliation.screens.homeparts import AdjustmentsPanel
from app.widgets.dialogs import Question, Sheet, open_file
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations
from app.widgets.scan_dialog import SCANS, ScanDialog
from app.widgets.screen import Screen


@dataclass(frozen=True)
class Shelf:
    """Where scans are kept: `keep` puts one away and gives its digest, `read` gives it back."""

    keep: Keep
    read: Callable[[str], bytes]


class AdjustmentsSheet(Sheet):
    """What changed one closing, over the screen."""

    def __init__(self, over: Screen, closed: Closed, adjusted: Sequence[Adjustment], chains: Chains) -> None:
        self.panel = AdjustmentsPanel(chains.zone)
        question = Question(_("Penyesuaian sesudah penutupan"), closed.words, _("Mengerti"))
        super().__init__(over, question, self.panel)
        self.no.hide()
        self.setMinimumWidth(900)
        self.panel.show_adjustments(adjusted)
        self.panel.chosen.connect(lambda one: chains.open_stay(one.stay_id))


class ClosingActs:
    """The acts of one screen; `done` reads it again. Without a shelf nothing can be attached."""

    def __init__(self, over: Screen, ops: Operations, user_id: Callable[[], str], done: Callable[[], object]) -> None:
        self._over, self._ops, self._user_id, self._done = over, ops, user_id, done
        self.shelf: Shelf | None = None

    def print(self, closed: Closed) -> None:
        """The signed paper; who signs is asked before its number is given."""
        if closed.number:
            self._print(closed.id, Signers("", ""))
        else:
            user = self._user_id()
            self._ops.read(lambda r: recording.suggested(r, user)).then(partial(self._ask_signers, closed.id))

    def say_open(self) -> None:
        """There is no closing whose paper could be printed or scanned."""
        self._over.said.emit(Message(_("Belum ada penutupan; berita acaranya dicetak sesudah ditutup."), "", "warn"))

    def ask_scan(self, closed: Closed) -> None:
        """Choose the file of the scan."""
        if not closed.number:
            self._over.said.emit(Message(_("Berita acara penutupan ini belum dicetak."), "", "warn"))
            return
        title = _("Pilih pindaian atau foto berita acara yang ditandatangani")
        open_file(self._over, title, SCANS, partial(self.attach, closed.id))

    def attach(self, closing_id: str, path: Path) -> None:
        """Attach it."""
        if self.shelf is not None:
            keep = self.shelf.keep
            act = lambda w: scans.attach(w, closing_id, path.read_bytes(), keep)  # noqa: E731
            self._ops.write("reconciliation.scan", act).then(self._attached)

    def show_scan(self, closed: Closed) -> None:
        """Open the scan that is attached."""
        if self.shelf is not None and closed.scan_digest:
            read, digest = self.shelf.read, closed.scan_digest
            title = _("Pindaian {number}").format(number=closed.number)

            def show(content: bytes) -> None:
                ScanDialog(self._over, self._ops, title, (digest, content)).open()

            self._ops.compute(lambda: read(digest), latest="reconciliation.scan").then(show)

    def show_adjustments(self, closed: Closed, chains: Chains) -> None:
        """Who changed the figures of this closing, and by how much."""

        def show(adjusted: Sequence[Adjustment]) -> None:
            AdjustmentsSheet(self._over, closed, adjusted, chains).open()

        self._ops.read(lambda r: adjustments(r, closed.id), latest="reconciliation.adjusted").then(show)

    def _ask_signers(self, closing_id: str, known: Signers) -> None:
        sheet = SignersSheet(self._over, known)
        sheet.when_yes(lambda: self._print(closing_id, sheet.signers))
        sheet.open()

    def _print(self, closing_id: str, signers: Signers) -> Begun:
        make = partial(recording.record, closing_id=closing_id, signers=signers)
        made = RecordDialog.once_made(self._over, _("Berita acara rekonsiliasi"), self._ops, make)
        return made.then(lambda _paper: self._done())

    def _attached(self, digest: str) -> None:
        text = _("Pindaian dilampirkan. Sidik isinya {digest}…").format(digest=digest[:12])
        self._over.said.emit(Message(text, "", "good"))
        self._done()
