"""The steps of a paper's page that add to it: an addendum from what differs now, and the scan of the signed paper."""

from collections.abc import Sequence
from typing import Any

from app.handover import addenda, scans
from app.handover.addenda import AddendumDraft, Change
from app.handover.parties import KnownParty, known_parties
from app.handover.screens.addendum_sheet import AddendumSheet
from app.handover.screens.paper_base import OnePaper
from app.handover.screens.scan_steps import ScanSteps
from app.handover.service import Issued
from app.handover.terms import Party
from app.kernel.i18n import _
from app.widgets.message import Message
from app.widgets.operations import Begun


class Amending:
    """Asks what differs, lets it be chosen, and prints; attaches and shows the scan."""

    def __init__(self, page: OnePaper) -> None:
        self._page = page
        self.scanning = ScanSteps(page, scans.BAST, page.refresh)

    def ask(self) -> None:
        """Read what differs from the paper, and let it be chosen."""
        paper_id = self._page.paper_id

        def read(r: Any) -> tuple[list[Change], Sequence[KnownParty]]:
            return addenda.changes(r, paper_id), known_parties(r)

        self._page.ops.read(read, latest="handover.changes").then(lambda found: self._choose(*found))

    def issue(self, keys: tuple[str, ...], reason: str, witnesses: tuple[Party, ...] = ()) -> Begun:
        """Number and freeze an addendum that tells these."""
        paper = self._page.context.paper()
        given = AddendumDraft(self._page.paper_id, keys, reason, paper=paper, witnesses=witnesses)
        return self._page.ops.write("handover.addendum", lambda w: addenda.issue(w, given)).then(self._issued)

    def ask_scan(self) -> None:
        """Choose the scan."""
        self.scanning.ask(self._page.paper_id)

    def show_scan(self) -> None:
        """Look at the scan that is attached."""
        view = self._page.view
        if view is not None and view.scan_digest:
            self.scanning.show(view.line.number or "", view.scan_digest)

    def _choose(self, changes: list[Change], known: Sequence[KnownParty]) -> None:
        if changes:
            AddendumSheet(self._page, changes, known, self.issue).open()
        else:
            text = _("Tidak ada yang perlu diadendum: data orangnya sama dengan yang dibekukan di surat ini.")
            self._page.said.emit(Message(text, _("Betulkan dulu datanya di halaman orang, lalu buat adendum."), ""))

    def _issued(self, issued: Issued) -> None:
        text = _("Adendum {number} sudah bernomor.").format(number=issued.number)
        self._page.said.emit(Message(text, "", "good"))
        self._page.small_wanted.emit("addendum", issued.id)
