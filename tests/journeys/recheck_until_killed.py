"""A desk at the recheck that tells every head once it is confirmed, until somebody pulls the plug; run by the test."""

import itertools
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from app import tables
from app.access.office import Office
from app.access.unlock import unlock
from app.kernel.clock import SystemClock
from app.kernel.paths import Home
from app.manifest import board, letters, recheck, rules, unlisted
from app.registration.heads import Who
from tests.helpers.offices import KEPALA

TABLES = tables.ALL


def desk(folder: Path, told: Connection) -> None:
    """Confirm whoever is left, then write down extras, and tell each stay after its commit."""
    office = unlock(Home(folder), "siti", KEPALA, SystemClock())
    told.send("")
    for stay_id in confirmed(office):
        told.send(stay_id)


def confirmed(office: Office) -> Iterator[str]:
    """Heads, one Work each."""
    with office.read() as r:
        batch_id = letters.batches(r)[0].id
        waiting = [line.id for line in board.board(r, batch_id).lines if line.status == rules.UNCHECKED]
    for line_id in waiting:
        with office.write("manifest.recheck") as w:
            stay_id = recheck.confirm(w, line_id, recheck.Found("LD")).stay_id or ""
        yield stay_id
    for number in itertools.count(1):
        with office.write("manifest.extra") as w:
            stay_id = unlisted.add(w, batch_id, Who(f"Tambahan {number}", sex="L"), recheck.Found("LD")).stay_id
        yield stay_id
