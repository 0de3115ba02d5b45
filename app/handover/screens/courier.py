"""Carrying papers, receipts and keys between offices, as the pages ask for it; done by whoever wires the screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from app.access.partners import OfficeCard, PartnerView
from app.handover.answering import Reply


class Courier(Protocol):
    """Every call gets the office that is open and runs off the GUI thread; refusals are UserError."""

    def send(self, office: Any, papers: Sequence[str], partner: str, folder: Path, photos: bool) -> Path:
        """Write papers for another office; the file."""

    def take(self, office: Any, path: Path, accept_expired: bool) -> tuple[str, tuple[str, ...]]:
        """Read what another office wrote: its kind (handover, receipt), and a sentence per paper."""

    def reply(self, office: Any, incoming: Sequence[str], reply: Reply, folder: Path) -> Path:
        """Write the receipt for papers of one office; the file."""

    def own_card(self, office: Any) -> tuple[str, str]:
        """This office's card as the text of a QR code, and its code to be read out."""

    def write_card(self, office: Any, folder: Path) -> tuple[Path, str]:
        """Write this office's card; the file and the code to be read out."""

    def read_card(self, path: Path) -> OfficeCard:
        """A card in a file or on a picture, for looking at."""

    def card_from_text(self, text: str) -> OfficeCard:
        """A card whose QR code was scanned."""

    def accept(self, office: Any, card: OfficeCard, code: str) -> PartnerView:
        """Exchange people with that office, its code having been compared."""

    def write_kit(self, office: Any, partner: str, folder: Path) -> tuple[Path, str]:
        """Write the kit by which that office learns this one's keys; the file and the code to be read out."""

    def read_kit(self, office: Any, path: Path, code: str) -> str:
        """Open another office's kit; its name."""
