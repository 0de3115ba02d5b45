"""What nobody has acknowledged yet, what waits here, and what was set aside: the standing of a desk in numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.access.office import Office
from app.access.roles import GENERAL, vault_label
from app.bundle.certificates import Certificate
from app.bundle.files import write_safely
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.store.have import needs, sealed_needs
from app.store.held import ASIDE, HELD, all_waiting
from app.store.journal import first_after
from app.store.peers import Peer, all_peers
from app.store.streams import up_to
from app.sync.labels import reason_label
from app.sync.receipts import Receipt, noted_receipt
from app.sync.replica import replica_of
from app.sync.trusting import addressees


@dataclass(frozen=True)
class PeerState:
    """One desk or centre: how many entries it has not acknowledged, since when, and when it was last heard of."""

    id: str
    name: str
    is_centre: bool
    entries: int
    oldest: datetime | None
    heard_at: datetime | None
    receipt: Receipt | None


@dataclass(frozen=True)
class WaitingEntry:
    """An entry that is held (*tertunda*) or set aside (*disisihkan*) here, with the reason in words."""

    vault: str
    vault_label: str
    desk: str
    epoch: str
    seq: int
    digest: str
    written_at: datetime | None
    action: str
    reason: str
    reason_label: str


@dataclass(frozen=True)
class Outstanding:
    """Every peer with what it has not acknowledged; held and set-aside entries are counted here."""

    peers: tuple[PeerState, ...]
    held: int
    aside: int
    now: datetime

    @property
    def centre(self) -> PeerState | None:
        """The centre, when this site is enrolled."""
        return next((peer for peer in self.peers if peer.is_centre), None)

    @property
    def text(self) -> str:
        """The words of the status bar."""
        centre = self.centre
        if centre is None:
            return _("belum terdaftar di pusat")
        if not centre.entries:
            return _("semua catatan sudah diterima pusat")
        text = ngettext(
            "belum ada tanda terima pusat: {n} catatan", "belum ada tanda terima pusat: {n} catatan", centre.entries
        ).format(n=centre.entries)
        age = self.now - centre.oldest if centre.oldest else timedelta()
        if age < timedelta(days=1):
            return text
        return text + ngettext(", {n} hari", ", {n} hari", age.days).format(n=age.days)


def outstanding(office: Office) -> Outstanding:
    """The standing of this desk towards every peer."""
    replica = replica_of(office)
    known = addressees(replica.trust, replica.site, but=replica.id)
    with replica.general.read() as reading:
        connection = reading.connection
        heard = {peer.id: peer for peer in all_peers(connection)}
        peers = [_state(connection, replica.id, cert, heard.get(cert.id)) for cert in known.values()]
    held, aside = waiting(office, HELD), waiting(office, ASIDE)
    ordered = tuple(sorted(peers, key=lambda peer: (not peer.is_centre, peer.name)))
    return Outstanding(ordered, len(held), len(aside), office.clock.now())


def _state(connection: Connection, own: str, cert: Certificate, heard: Peer | None) -> PeerState:
    have = heard.have if heard else ()
    streams = needs(connection, have, strict_for=own)
    ends = up_to(connection)
    sealed = sum(len(digests) for digests in sealed_needs(connection, have).values())
    entries = sum(ends[stream] - after for stream, after in streams.items())
    oldest = min((first_after(connection, stream, after) for stream, after in streams.items()), default=None)
    receipt = noted_receipt(heard.notes) if heard else None
    heard_at = heard.heard_at if heard else None
    return PeerState(cert.id, cert.name, cert.kind == "centre", entries + sealed, oldest, heard_at, receipt)


def waiting(office: Office, state: str) -> list[WaitingEntry]:
    """The entries held, or set aside, in the vaults that are open here, oldest first."""
    trust = office.trust
    found = []
    for name, vault in office.vaults.items():
        with vault.engine.connect() as connection:
            items = all_waiting(connection, state)
        for item in items:
            entry, cert = item.entry, trust.find(item.entry.device)
            found.append(
                WaitingEntry(
                    name,
                    vault_label(name),
                    f"{cert.letter} ({cert.name})" if cert else entry.device[:8],
                    entry.epoch,
                    entry.seq,
                    entry.digest,
                    _instant(entry.wall_time),
                    entry.action,
                    item.reason,
                    reason_label(item.reason),
                )
            )
    return found


def _instant(text: str) -> datetime | None:
    """The moment a foreign entry says it was written, if it says one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def export_aside(office: Office, target: Path) -> int:
    """Write the general entries set aside here into a file for whoever looks into it; how many. UserError file.*."""
    office.require("sync.settle")
    with office.read(GENERAL) as r:
        items = all_waiting(r.connection, ASIDE)
    if not items:
        raise UserError("sync.none-aside", _("Tidak ada catatan yang disisihkan."))
    write_safely(target, (item.entry.to_line() + b"\n" for item in items))
    return len(items)
