"""Everything the sync screen shows at once: who lacks what, what passed, what waits, what differs, which desks are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from app.access.backup import last_backup
from app.access.devices import DeskView, authority_fingerprint, list_devices
from app.access.office import Office
from app.access.roles import GENERAL
from app.store.held import ASIDE, HELD
from app.store.peers import Passed, bundles
from app.sync.differences import Branch, DifferenceView, cloned, differences
from app.sync.kits import own_code
from app.sync.outstanding import Outstanding, WaitingEntry, outstanding, waiting
from app.sync.subjects import MEANT, Place, subjects

RECENT = 40


@dataclass(frozen=True)
class OwnDesk:
    """This laptop's place: its code is compared while it joins, the authority's while others join it."""

    id: str
    letter: str
    name: str
    site_code: str
    emergency: bool
    is_authority: bool
    code: str
    authority_code: str


@dataclass(frozen=True)
class Overview:
    """One look at the exchange. `sent_at`: peer id → last bundle written for it; `subjects`: row id → whom it is about.

    `names`: desk id → its letter and name.
    """

    standing: Outstanding
    own: OwnDesk
    desks: tuple[DeskView, ...]
    names: dict[str, str]
    sent_at: dict[str, datetime]
    passed: tuple[Passed, ...]
    differences: tuple[DifferenceView, ...] = ()
    branches: tuple[Branch, ...] = ()
    held: tuple[WaitingEntry, ...] = ()
    aside: tuple[WaitingEntry, ...] = ()
    subjects: dict[str, str] = field(default_factory=dict)
    backup_at: datetime | None = None


def overview(office: Office) -> Overview:
    """One look at the exchange of this desk with all others."""
    standing, desks, found = outstanding(office), tuple(list_devices(office)), tuple(differences(office))
    with office.read(GENERAL) as r:
        passed = _passed(r.connection)
        sent_at = _sent(bundles(r.connection, "out", 1000), [peer.id for peer in standing.peers])
    return Overview(
        standing,
        _own(office),
        desks,
        _names(desks, standing),
        sent_at,
        passed,
        found,
        tuple(cloned(office)),
        tuple(waiting(office, HELD)),
        tuple(waiting(office, ASIDE)),
        subjects(office, _places(found)),
        last_backup(office),
    )


def _names(desks: Sequence[DeskView], standing: Outstanding) -> dict[str, str]:
    named = {desk.id: f"{desk.letter} ({desk.name})" for desk in desks}
    return named | {peer.id: peer.name for peer in standing.peers if peer.is_centre}


def _own(office: Office) -> OwnDesk:
    device, desk = office.device, office.desk
    codes = (own_code(office), authority_fingerprint(office))
    return OwnDesk(device.id, device.letter, device.name, office.site.code, device.emergency, desk.is_authority, *codes)


def _passed(connection: Connection) -> tuple[Passed, ...]:
    both = [*bundles(connection, "in", RECENT), *bundles(connection, "out", RECENT)]
    return tuple(sorted(both, key=lambda one: one.at, reverse=True)[:RECENT])


def _sent(written: Sequence[Passed], peers: list[str]) -> dict[str, datetime]:
    """When each peer was last written to; a bundle that does not say for whom it was is for all."""
    found: dict[str, datetime] = {}
    for one in written:
        if one.kind == "site":
            for peer in one.summary.get("to", peers):
                found.setdefault(peer, one.at)
    return found


def _places(found: tuple[DifferenceView, ...]) -> set[Place]:
    """The rows that differ, and those that differing values name."""
    places = {(one.vault, one.table, one.row_id) for one in found}
    for one in found:
        for table in MEANT.get(one.field, ()):
            places |= {(GENERAL, table, said.value) for said in one.values if said.value}
    return places
