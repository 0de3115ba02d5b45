"""Carrying a paper to its office: the bundle on a stick, the slip for one without a computer, and what came back."""

from functools import partial
from pathlib import Path
from typing import Any

from app.access.office import ACT
from app.access.partners import PartnerView, partners
from app.handover import receipts_back, sending, slips
from app.handover.screens.courier import Courier
from app.handover.screens.paper_base import OnePaper
from app.handover.screens.sending_sheet import SendingSheet
from app.kernel.i18n import _
from app.widgets.message import Message
from app.widgets.operations import Begun, Pending
from app.widgets.paper_dialog import PaperDialog


class SlipDialog(PaperDialog):
    """The receipt slip as it prints."""

    ACTION = "handover.slip"


class Carrying:
    """The steps of a paper's page that carry it."""

    def __init__(self, page: OnePaper) -> None:
        self._page = page

    def ask_to_send(self) -> None:
        """Choose the office the paper goes to."""
        paper_id = self._page.paper_id

        def look(r: Any) -> tuple[list[PartnerView], str]:
            return partners(r), sending.likely_partner(r, paper_id)

        self._page.ops.read(look).then(lambda found: self._choose_office(*found))

    def send(self, courier: Courier, office_id: str, photos: bool, folder: Path) -> Pending[Path]:
        """Write the paper into a bundle for that office."""
        paper_id = self._page.paper_id
        pending = self._page.ops.write(ACT, lambda office: courier.send(office, [paper_id], office_id, folder, photos))
        return pending.then(self._sent)

    def print_slip(self) -> None:
        """The receipt slip, for an office without a computer."""
        paper_id, size = self._page.paper_id, self._page.context.paper()
        title = _("Lembar tanda terima")
        SlipDialog(self._page, title, self._page.ops, lambda w: slips.slip(w, paper_id, size), size).open()

    def _choose_office(self, offices: list[PartnerView], likely: str) -> None:
        courier = self._page.context.courier
        if offices and courier is not None:
            SendingSheet(self._page, offices, likely, partial(self.send, courier)).open()
        else:
            text = _("Kunci kantor penerima belum ada di laptop ini, jadi berkasnya belum dapat disegel.")
            hint = _("Minta kartu kantornya, lalu buka di Serah terima, bagian Kantor.")
            self._page.said.emit(Message(text, hint, "warn"))

    def _sent(self, path: Path) -> None:
        text = _("Berkas tertulis: {name}.").format(name=path.name)
        self._page.said.emit(Message(text, _("Serahkan flashdisknya bersama surat yang ditandatangani."), "good"))
        self._page.refresh()

    def settle(self, receipt_id: str, follow: bool, reason: str) -> Begun:
        """Decide about a receipt that says otherwise."""
        pending = self._page.ops.write("handover.settle", lambda w: receipts_back.settle(w, receipt_id, follow, reason))
        return pending.then(self._page.recorded)
