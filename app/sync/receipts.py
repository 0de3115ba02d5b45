"""Receipts: what the centre or a peer durably has, what waits there and why, and its signature on each chain's end."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.bundle.certificates import Certificate
from app.bundle.certificates import instant_text as stated_instant
from app.bundle.container import Bundle, BundleWriter, bundle_name
from app.bundle.files import Written as WrittenFile
from app.bundle.header import Header
from app.bundle.keys import SigningKey, verify
from app.bundle.refusals import refusal
from app.bundle.shapes import shaped
from app.kernel.canonical import canonical_json
from app.store.have import GENERAL, have_of
from app.store.held import ASIDE, HELD, all_waiting
from app.store.sealed import sealed_runs
from app.store.streams import heads_of
from app.sync import carriage
from app.sync.replica import Replica, stated
from app.sync.writing import finish, recipients

RECEIPT = "receipt.json"
LISTED = 2000
"""At most so many waiting entries are listed one by one."""
_HEAD = b"pulang-head-v1\n"


@dataclass(frozen=True)
class Acknowledged:
    """A bundle this receipt answers."""

    digest: str
    device: str
    epoch: str
    number: int


@dataclass(frozen=True)
class Refused:
    """An entry that waits (held) or was set aside there; `reason` is a code of app.sync.labels."""

    vault: str
    device: str
    epoch: str
    seq: int
    digest: str
    reason: str


@dataclass(frozen=True)
class Head:
    """The end of one chain as the receiver has it, signed by him: nobody can rewrite what lies before it unseen."""

    vault: str
    device: str
    epoch: str
    seq: int
    digest: str
    sig: str = ""

    def signed_part(self) -> bytes:
        """The bytes the receiver signs."""
        return _HEAD + canonical_json([self.vault, self.device, self.epoch, self.seq, self.digest])


@dataclass(frozen=True)
class Receipt:
    """What a receipt says besides its `have`."""

    of: tuple[Acknowledged, ...]
    held: tuple[Refused, ...]
    aside: tuple[Refused, ...]
    heads: tuple[Head, ...]

    @property
    def notes(self) -> dict[str, Any]:
        """The receipt as kept beside what is known of its sender."""
        return asdict(self)


def receipt_of(bundle: Bundle) -> Receipt:
    """The receipt in a bundle; UserError bundle.tampered when it is none or a counter-signature does not hold."""
    try:
        receipt = shaped(Receipt, bundle.json(RECEIPT))
    except (KeyError, ValueError) as error:
        raise refusal("bundle.tampered") from error
    signer = bundle.header.certificate.sign_pub
    if not all(verify(signer, head.signed_part(), head.sig) for head in receipt.heads):
        raise refusal("bundle.tampered")
    return receipt


def noted_receipt(notes: dict[str, Any]) -> Receipt | None:
    """The receipt kept beside a peer; None when there was none."""
    return shaped(Receipt, notes) if notes else None


def write_receipt(
    replica: Replica, folder: Path, to: Sequence[Certificate], of: Iterable[Acknowledged] = ()
) -> WrittenFile:
    """Write a receipt for the desks of one site."""
    devices = frozenset(cert.id for cert in replica.trust.certificates if cert.site_id == to[0].site_id)
    with replica.general.engine.connect() as connection:
        have = have_of(connection, replica.own_marks, devices)
        content = Receipt(
            tuple(of),
            _refused(connection, HELD, devices),
            _refused(connection, ASIDE, devices),
            tuple(_heads(connection, replica.key, devices)),
        )
        extra = carriage.statement(connection, replica)
    number = replica.next_number()
    name = bundle_name(replica.prefix, replica.day, number)
    writer = BundleWriter(folder, name, replica.key, recipients(replica, to))
    writer.add_json(RECEIPT, content.notes)
    now = stated_instant(replica.clock.now())
    return finish(
        replica, writer, Header("receipt", replica.sender, number, now, (), stated(have), extra), to[0].site_id
    )


def _refused(connection: Connection, state: str, devices: frozenset[str]) -> tuple[Refused, ...]:
    entries = [(item.entry, item.reason) for item in all_waiting(connection, state) if item.entry.device in devices]
    return tuple(
        Refused(entry.vault, entry.device, entry.epoch, entry.seq, entry.digest, reason)
        for entry, reason in entries[:LISTED]
    )


def _heads(connection: Connection, key: SigningKey, devices: frozenset[str]) -> Iterable[Head]:
    ends = [(GENERAL, *end) for end in heads_of(connection) if end[0] in devices]
    for run in sealed_runs(connection, {}):
        if run.device in devices:
            ends += [
                (run.vault, run.device, run.epoch, seq, chain[seq]) for chain in run.chains for seq in [max(chain)]
            ]
    for vault, device, epoch, seq, digest in sorted(ends):
        head = Head(vault, device, epoch, seq, digest)
        yield Head(vault, device, epoch, seq, digest, key.sign(head.signed_part()))
