"""The steps of a paper's page that add to it: an addendum from what differs now, and the scan of the signed paper."""

from app.handover import addenda, scans
from app.handover.addenda import AddendumDraft, Change
from app.handover.screens.addendum_sheet import AddendumSheet
from app.handover.screens.paper_base import OnePaper
from app.handover.screens.scan_steps import ScanSteps
from app.handover.service import Issued
from app.kernel.i18n import _
from app.widgets.message import Message


class Amending:
    """Asks what differs, lets it be chosen, and prints; attaches and shows the scan."""

    def __init__(self, page: OnePaper) -> None:
        self._page = page
        self.scanning = ScanSteps(page, scans.BAST, page.refresh)

    def ask(self) -> None:
        """Read what differs from the paper, and let it be chosen."""
        paper_id = self._page.paper_id
        self._page.ops.read(lambda r: addenda.changes(r, paper_id), latest="handover.changes").then(self._choose)

    def issue(self, keys: tuple[str, ...], reason: str) -> None:
        """Number and freeze an addendum that tells these."""
        given = AddendumDraft(self._page.paper_id, keys, reason, paper=self._page.context.paper())
        self._page.ops.write("handover.addendum", lambda w: addenda.issue(w, given)).then(self._issued)

    def ask_scan(self) -> None:
        """Choose the scan."""
        self.scanning.ask(self._page.paper_id)

    def show_scan(self) -> None:
        """Look at the scan that is attached."""
        view = self._page.view
        if view is not None and view.scan_digest:
            self.scanning.show(view.line.number or "", view.scan_digest)

    def _choose(self, changes: list[Change]) -> None:
        if changes:
            AddendumSheet(self._page, changes, self.issue).open()
        else:
            text = _("Tidak ada yang perlu diadendum: data orangnya sama dengan yang dibekukan di surat ini.")
            self._page.said.emit(Message(text, _("Betulkan dulu datanya di halaman orang, lalu buat adendum."), ""))

    def _issued(self, issued: Issued) -> None:
        text = _("Adendum {number} sudah bernomor.").format(number=issued.number)
        self._page.said.emit(Message(text, "", "good"))
        self._page.small_wanted.emit("addendum", issued.id)
