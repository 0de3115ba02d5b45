"""What the centre holds, site by site, to be put beside what each desk says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.access.trust import Trust
from app.central import tables
from app.central.centre import Centre
from app.registration.position import position
from app.store.held import ASIDE, HELD, all_waiting
from app.store.journal import journal
from app.store.peers import last_from
from app.store.sealed import sealed_entry


@dataclass(frozen=True)
class LastBundle:
    """The last bundle of a desk that was taken in."""

    device: str
    desk: str
    number: int
    at: datetime


@dataclass(frozen=True)
class SiteStatus:
    """One site: people by account, entries applied, held, set aside and sealed, and each desk's last bundle."""

    id: str
    code: str
    name: str
    people: dict[str, int]
    suspense: int
    entries: int
    held: int
    aside: int
    sealed: int
    last: tuple[LastBundle, ...]


@dataclass(frozen=True)
class Status:
    """The whole centre; `waiting` bundles are not worked yet."""

    name: str
    code: str
    epoch: str
    sites: tuple[SiteStatus, ...]
    waiting: int
    refused: int


def status(centre: Centre) -> Status:
    """Counts of everything, made from the same derived positions the desks count by."""
    replica = centre.replica()
    with centre.books.connect() as connection:
        sites = connection.execute(select(tables.site).order_by(tables.site.c.code)).all()
        states = connection.execute(select(tables.job.c.state, func.count()).group_by(tables.job.c.state))
        jobs = {row[0]: int(row[1]) for row in states}
    with centre.general.read() as reading:
        found = tuple(_site(reading.connection, site, replica.trust) for site in sites)
    waiting = jobs.get(tables.WAITING, 0)
    return Status(
        centre.keys.certificate.name, centre.keys.code, replica.epoch, found, waiting, jobs.get(tables.REFUSED, 0)
    )


def people_of(connection: Connection, site: str) -> tuple[dict[str, int], int]:
    """(heads by account, heads with a movement in suspense) of one site, on a desk or at the centre."""
    column = position.c
    query = select(column.account, func.count()).where(column.site == site).group_by(column.account)
    people = {row[0]: int(row[1]) for row in connection.execute(query.order_by(column.account))}
    waiting = select(func.count()).select_from(position).where(column.site == site, column.suspense > 0)
    return people, connection.execute(waiting).scalar_one()


def _site(connection: Connection, site: Row[Any], trust: Trust) -> SiteStatus:
    people, suspense = people_of(connection, site.id)
    devices = {cert.id: cert for cert in trust.certificates if cert.site_id == site.id and cert.kind == "device"}
    entries = select(func.count()).select_from(journal).where(journal.c.site == site.id)
    sealed = select(func.count()).select_from(sealed_entry).where(sealed_entry.c.device.in_(sorted(devices)))
    held = sum(item.entry.site == site.id for item in all_waiting(connection, HELD))
    aside = sum(item.entry.site == site.id for item in all_waiting(connection, ASIDE))
    counts = (connection.execute(entries).scalar_one(), held, aside, connection.execute(sealed).scalar_one())
    last = [
        LastBundle(device, f"{cert.letter} ({cert.name})", passed.number, passed.at)
        for device, cert in sorted(devices.items(), key=lambda item: item[1].letter)
        if (passed := last_from(connection, device)) is not None
    ]
    return SiteStatus(site.id, site.code, site.name, people, suspense, *counts, tuple(last))
