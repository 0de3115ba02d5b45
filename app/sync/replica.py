"""A desk or the centre as sync sees it: its vaults, keys, and whom it trusts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.access.blobs import Blobs, blobs_of
from app.access.office import Office
from app.access.roles import GENERAL
from app.access.trust import Trust
from app.bundle.certificates import Certificate
from app.bundle.header import Have as StatedHave
from app.bundle.header import Sender
from app.bundle.keys import Identity, SigningKey
from app.kernel.clock import Clock, local
from app.store import counters
from app.store.have import Have
from app.store.sealed import recipient_marks
from app.store.vault import Vault


@dataclass(frozen=True)
class Replica:
    """One holder of entries. `site` is its own site (for a centre its own id), `prefix` begins its bundles' names."""

    id: str
    epoch: str
    site: str
    prefix: str
    zone: str
    general: Vault
    restricted: Mapping[str, Vault]
    key: SigningKey
    identity: Identity
    certificates: tuple[Certificate, ...]
    trust: Trust
    clock: Clock
    blobs: Blobs

    @property
    def sender(self) -> Sender:
        """What its bundles say of their sender."""
        return Sender(self.id, self.epoch, self.site, self.certificates)

    @property
    def own_marks(self) -> dict[str, str]:
        """The mark of its recipient for each restricted vault it has."""
        recipients = self.certificates[0].vault_recipients
        return {vault: recipient_marks([recipient]) for vault, recipient in recipients.items()}

    @property
    def day(self) -> date:
        """The date that goes into names, by its own wall clock."""
        return local(self.clock.now(), self.zone).date()

    def next_number(self, series: str = "bundle") -> int:
        """The next number of this epoch, of bundles or of requests."""
        with self.general.connect_writing() as connection:
            return counters.next_count(connection, f"{series}/{self.epoch}")


def replica_of(office: Office) -> Replica:
    """The desk of an open office."""
    author = office.vault(GENERAL).author
    own = office.trust.find(office.device.id)
    if author is None or own is None:
        raise RuntimeError("a desk knows its own certificate")
    return Replica(
        id=office.device.id,
        epoch=author.epoch,
        site=office.site.id,
        prefix=f"{office.site.code}-{office.device.letter}{author.epoch_mark}",
        zone=office.site.zone,
        general=office.vault(GENERAL),
        restricted={name: vault for name, vault in office.vaults.items() if name != GENERAL},
        key=office.desk.signing_key,
        identity=office.desk.identity,
        certificates=office.trust.chain(own),
        trust=office.trust,
        clock=office.clock,
        blobs=blobs_of(office),
    )


def stated(haves: list[Have]) -> tuple[StatedHave, ...]:
    """Have vectors as a bundle's header states them."""
    return tuple(StatedHave(have.vault, have.device, have.epoch, have.up_to, have.gaps, have.marks) for have in haves)


def understood(haves: tuple[StatedHave, ...]) -> tuple[Have, ...]:
    """Have vectors of a header as the store takes them."""
    return tuple(Have(have.vault, have.device, have.epoch, have.up_to, have.gaps, have.marks) for have in haves)
