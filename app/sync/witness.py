"""Chains beside what others signed: a desk that rewrote or lost its history is contradicted by its receipts."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.access.office import Office
from app.access.roles import GENERAL
from app.bundle.keys import verify
from app.store.journal import journal
from app.store.peers import all_peers
from app.sync.receipts import Head, noted_receipt


@dataclass(frozen=True)
class Witnessed:
    """Heads of the general vault that others signed: how many agree, which contradict ours, which we no longer have."""

    agreeing: int
    contradicted: tuple[Head, ...]
    lost: tuple[Head, ...]


def compare(office: Office) -> Witnessed:
    """Hold the journal beside the last receipt of every peer; only heads he really signed count."""
    agreeing = 0
    contradicted: list[Head] = []
    lost: list[Head] = []
    with office.read(GENERAL) as r:
        for peer in all_peers(r.connection):
            receipt, signer = noted_receipt(peer.notes), office.trust.find(peer.id)
            if receipt is None or signer is None:
                continue
            for head in receipt.heads:
                if head.vault != GENERAL or not verify(signer.sign_pub, head.signed_part(), head.sig):
                    continue
                kept = _digests_at(r.connection, head)
                agreeing += head.digest in kept
                if kept and head.digest not in kept:
                    contradicted.append(head)
                if not kept and head.device == office.device.id:
                    lost.append(head)
    return Witnessed(agreeing, tuple(contradicted), tuple(lost))


def _digests_at(connection: Connection, head: Head) -> set[str]:
    column = journal.c
    query = select(column.digest).where(
        column.device == head.device, column.epoch == head.epoch, column.seq == head.seq
    )
    return set(connection.execute(query).scalars())
