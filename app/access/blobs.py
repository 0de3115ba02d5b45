"""Scans and photos beside the vaults: each one sealed to a vault of this desk, named by the digest of its content."""

import re
from collections.abc import Container
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.access.desk import vault_identity
from app.access.office import Office
from app.access.roles import GENERAL
from app.bundle.keys import Identity, open_sealed, seal
from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.kernel.i18n import _

MOST_BYTES = 25_000_000
_NAME = re.compile(r"[0-9a-f]{64}")
_PICTURES = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Blobs:
    """The folder of sealed scans of one vault, and the identity that opens them."""

    folder: Path
    identity: Identity

    def keep(self, content: bytes) -> str:
        """Seal a PDF, PNG or JPEG; its SHA-256. The same content twice is kept once."""
        if not content.startswith(_PICTURES) or len(content) > MOST_BYTES:
            raise UserError(
                "blob.refused",
                _("Pindaian ini bukan PDF, PNG, atau JPG, atau lebih besar dari {n} MB; belum disimpan.").format(
                    n=MOST_BYTES // 1_000_000
                ),
                _("Pindai atau foto ulang kertasnya, lalu coba lagi."),
            )
        name = sha256(content).hexdigest()
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_atomically(path, seal(content, [self.identity.recipient]))
        return name

    def names(self) -> set[str]:
        """The name of every blob here."""
        names = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set()
        return {name for name in names if _NAME.fullmatch(name)}

    def size(self, name: str) -> int:
        """The size of a blob as sealed, bytes; 0 when it is not here."""
        path = self.folder / name
        return path.stat().st_size if path.exists() else 0

    def forget(self, name: str) -> None:
        """Remove a scan that nothing refers to."""
        if _NAME.fullmatch(name):
            (self.folder / name).unlink(missing_ok=True)

    def keep_only(self, wanted: Container[str]) -> None:
        """Remove every scan but these."""
        for name in self.names():
            if name not in wanted:
                self.forget(name)

    def read(self, name: str) -> bytes:
        """The content of a scan; UserError when it is not at this desk, or damaged."""
        path = self.folder / name
        content = open_sealed(path.read_bytes(), [self.identity]) if _NAME.fullmatch(name) and path.exists() else b""
        if sha256(content).hexdigest() != name:
            raise UserError(
                "blob.missing",
                _("Pindaian ini tidak ada atau rusak di laptop ini."),
                _("Mungkin disimpan di loket lain; sinkronkan dulu."),
            )
        return content


def unfinished_of(office: Office) -> Blobs:
    """Pictures somebody still types from: sealed like scans, but of no record yet and never sent."""
    return Blobs(office.home.folder / "unfinished", vault_identity(office.vault(GENERAL)))


def blobs_of(office: Office, vault: str = GENERAL) -> Blobs:
    """The scans of a vault that is open at this desk."""
    return Blobs(office.home.folder / "blobs", vault_identity(office.vault(vault)))
