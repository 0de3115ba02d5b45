"""Who the centre is: its signing key and certificate, and apart from them its age identity in the usual form."""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from app.access.trust import fingerprint
from app.bundle.certificates import Certificate, instant_text, issue
from app.bundle.keys import Identity, SigningKey
from app.bundle.shapes import shaped
from app.kernel.errors import UserError
from app.kernel.files import replace_atomically
from app.kernel.i18n import _
from app.kernel.ids import new_id

IDENTITY = "identity.txt"
CENTRE = "centre.json"
_YEARS = timedelta(days=3650)


@dataclass(frozen=True)
class CentreKeys:
    """The centre's identity; `database` is empty for the embedded one."""

    certificate: Certificate
    sign_seed: str = field(repr=False)
    age_secret: str = field(repr=False)
    database: str = ""

    @property
    def key(self) -> SigningKey:
        """Signs receipts and kits."""
        return SigningKey.from_seed(self.sign_seed)

    @property
    def identity(self) -> Identity:
        """Opens what is sealed to the centre."""
        return Identity.from_secret(self.age_secret)

    @property
    def code(self) -> str:
        """The fingerprint sites compare before they trust this centre."""
        return fingerprint(self.certificate.sign_pub)


@dataclass(frozen=True)
class _Kept:
    format: Literal["pulang-centre-1"]
    certificate: Certificate
    sign_seed: str
    database: str


def make_keys(folder: Path, name: str, database: str, now: datetime) -> CentreKeys:
    """Make the identity of a new centre in its folder; UserError when there is one."""
    if (folder / CENTRE).exists() or (folder / IDENTITY).exists():
        raise UserError(
            "central.exists",
            _("Di folder ini sudah ada pusat; tidak ada yang ditimpa."),
            _("Pilih folder lain, atau pakai pusat yang sudah ada."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    signing, identity = SigningKey.generate(), Identity.generate()
    own_id = new_id()
    draft = Certificate(
        kind="centre",
        id=own_id,
        site_id=own_id,
        site_code="PUSAT",
        letter="",
        name=name,
        sign_pub=signing.public,
        age_recipient=identity.recipient,
        not_before=instant_text(now - timedelta(days=1)),
        not_after=instant_text(now + _YEARS),
        issued_by=own_id,
    )
    keys = CentreKeys(issue(draft, signing), signing.seed, identity.secret, database)
    stamp = now.isoformat(timespec="seconds")
    _write_secret(
        folder / IDENTITY, f"# created: {stamp}\n# public key: {identity.recipient}\n{identity.secret}\n".encode()
    )
    kept = _Kept("pulang-centre-1", keys.certificate, keys.sign_seed, database)
    _write_secret(folder / CENTRE, json.dumps(asdict(kept), indent=1).encode())
    return keys


def load_keys(folder: Path) -> CentreKeys:
    """The identity of the centre in a folder; UserError when there is none or it is spoilt."""
    try:
        kept = shaped(_Kept, json.loads((folder / CENTRE).read_bytes()))
        lines = (folder / IDENTITY).read_text("ascii").splitlines()
        secret = next(line for line in lines if line.startswith("AGE-SECRET-KEY-1"))
        return CentreKeys(kept.certificate, kept.sign_seed, secret, kept.database)
    except (OSError, ValueError, StopIteration) as error:
        raise UserError(
            "central.missing",
            _("Di folder ini tidak ada pusat yang utuh (centre.json dan identity.txt)."),
            _("Periksa foldernya, pulihkan kedua berkas dari cadangan, atau mulai dengan “central init”."),
        ) from error


def _write_secret(path: Path, data: bytes) -> None:
    """Only the owner may read it, from its first moment on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Mark:
    """The last bundle number of an epoch, kept beside the database: it shows when the database was put back."""

    epoch: str
    number: int


def load_mark(folder: Path) -> Mark | None:
    """The mark, if one was kept."""
    try:
        return shaped(Mark, json.loads((folder / "mark.json").read_bytes()))
    except (OSError, ValueError):
        return None


def keep_mark(folder: Path, mark: Mark) -> None:
    """Keep the mark."""
    replace_atomically(folder / "mark.json", json.dumps(asdict(replace(mark))).encode())
