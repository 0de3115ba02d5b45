"""The courier of the window: what the pages of Serah terima ask for, done by handover and sync together."""

from collections.abc import Sequence
from pathlib import Path

from app.access.office import Office
from app.access.partners import OfficeCard, PartnerView, card_from
from app.desktop import courier
from app.handover.answering import Reply
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.reading import read_codes
from app.sync import kits, offices

_PICTURES = (".png", ".jpg", ".jpeg", ".pdf")


class FileCourier:
    """Bundles, cards and kits as files on a stick (see app.handover.screens.courier)."""

    def send(self, office: Office, papers: Sequence[str], partner: str, folder: Path, photos: bool) -> Path:
        """Write papers for another office."""
        return courier.send(office, papers, partner, folder, photos).path

    def take(self, office: Office, path: Path, accept_expired: bool) -> tuple[str, tuple[str, ...]]:
        """Read what another office wrote."""
        taken = courier.take(office, path, accept_expired)
        return taken.kind, taken.lines

    def reply(self, office: Office, incoming: Sequence[str], reply: Reply, folder: Path) -> Path:
        """Write the receipt for papers of one office."""
        return courier.reply(office, incoming, reply, folder).path

    def own_card(self, office: Office) -> tuple[str, str]:
        """This office's card as the text of a QR code, and its code."""
        card = offices.own_card(office)
        return offices.card_text(card), card.fingerprint

    def write_card(self, office: Office, folder: Path) -> tuple[Path, str]:
        """Write this office's card."""
        written = offices.write_card(office, folder)
        return written.path, written.code

    def read_card(self, path: Path) -> OfficeCard:
        """A card in a file or on a picture."""
        if path.suffix.lower() not in _PICTURES:
            return kits.read_card(path)
        texts = [text for text in read_codes(path) if text.startswith(offices.CARD_PREFIX)]
        if not texts:
            raise UserError(
                "access.no_card",
                _("Tidak ada QR kartu kantor yang terbaca di gambar ini."),
                _("Foto QR-nya dari dekat, terang dan lurus; atau minta berkas kartunya."),
            )
        return self.card_from_text(texts[0])

    def card_from_text(self, text: str) -> OfficeCard:
        """A card whose QR code was scanned."""
        return card_from(offices.card_content(text))

    def accept(self, office: Office, card: OfficeCard, code: str) -> PartnerView:
        """Exchange people with that office."""
        return offices.accept_card(office, card, code)

    def write_kit(self, office: Office, partner: str, folder: Path) -> tuple[Path, str]:
        """Write the kit for that office."""
        kit = kits.write_office_kit(office, partner, folder)
        return kit.path, kit.code

    def read_kit(self, office: Office, path: Path, code: str) -> str:
        """Open another office's kit."""
        return kits.read_kit(office, path, code).by
