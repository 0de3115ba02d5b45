"""Handovers between offices, put together: what handover tells, sync carries; for the window and for the console."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.access.office import Office
from app.handover import answering, extract, incoming, receipts_back, sending
from app.handover.answering import Reply
from app.handover.extract import Place
from app.handover.incoming import Loaded
from app.handover.receipts_back import Applied
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.sync import handing
from app.sync.handing import HandedOver, Letter


@dataclass(frozen=True)
class Carried:
    """What became of a bundle that was read: papers loaded, or receipts applied."""

    kind: str
    sender: str
    papers: tuple[Loaded, ...] = ()
    receipts: tuple[Applied, ...] = ()
    photos: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """One sentence per paper."""
        return tuple(one.words for one in self.papers) + tuple(one.text for one in self.receipts)


def send(
    office: Office, handover_ids: Sequence[str], partner_id: str, folder: Path, photos: bool = False
) -> HandedOver:
    """Write papers into a bundle for another office. UserError file.*, partner.unknown, handover.not_printed."""
    office.require("handover.send")
    with office.read() as r:
        partner = sending.known_partner(r, partner_id)
        told = extract.extract(r, handover_ids, Place(partner.id, partner.code, partner.name), photos)
    written = handing.write(office, partner_id, Letter(handing.HANDOVER, told.to_json(), told.photos), folder)
    with office.write("handover.send") as w:
        sending.note_sent(w, handover_ids, partner, written.path.name)
    return written


def take(office: Office, path: Path, accept_expired: bool = False) -> Carried:
    """Read a bundle of another office: its papers become incoming letters, its receipts are applied."""
    handed = handing.open_bundle(office, path, accept_expired)
    carried = _receipt(office, handed) if handed.kind == handing.RECEIPT else _papers(office, handed)
    handing.note_read(office, handed, path.name)
    return carried


def reply(office: Office, incoming_ids: Sequence[str], said: Reply, folder: Path) -> HandedOver:
    """Write the signed receipt for papers of one site. UserError answer.*, file.*, partner.unknown."""
    office.require("handover.answer")
    with office.write("handover.answer") as w:
        content = answering.answer(w, incoming_ids, said)
        sender = answering.sender_of(w, incoming_ids[0])
    return handing.write(office, sender.id, Letter(handing.RECEIPT, content), folder)


def _papers(office: Office, handed: handing.Handed) -> Carried:
    office.require("handover.load")
    told = extract.extract_of(handed.content)
    _same_sender(told.sender.id, handed)
    extract.check_signed(told, office.trust)
    photos = handing.keep_blobs(office, handed, told.photos)
    with office.write("handover.load") as w:
        loaded = incoming.load(w, told)
    return Carried(handed.kind, told.sender.name, loaded, (), photos)


def _receipt(office: Office, handed: handing.Handed) -> Carried:
    office.require("handover.sign")
    told = receipts_back.answer_of(handed.content)
    _same_sender(told.sender.id, handed)
    with office.write("handover.receipt_bundle") as w:
        applied = receipts_back.apply(w, told)
    return Carried(handed.kind, told.sender.name, (), applied)


def _same_sender(claimed: str, handed: handing.Handed) -> None:
    """What a bundle says of its sender must be what its seal says."""
    if claimed != handed.from_site:
        raise UserError(
            "handing.contradicts",
            _("Isi berkas ini menyebut pengirim lain dari yang menyegelnya; tidak ada yang dimuat."),
            _("Jangan dipakai. Telepon pengirim dan minta berkasnya ditulis kembali."),
        )
