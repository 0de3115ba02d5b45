"""Photos and scans that travel with bundles: what the receiver lacks goes along, what is missing here is asked for.

A blob of the general vault is named by the SHA-256 of its content, and so is the row that mentions it: whoever carried
it, it is either the picture its author kept, or it is not taken. Entries never wait for their blobs. A replica says in
each bundle and receipt which blobs it misses; to others it owes those that the entries in the bundle mention, since
those entries are what the addressee is not known to have.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from app.bundle.container import Bundle
from app.kernel.errors import UserError
from app.store.blobs import NAME, mentioned, named
from app.store.have import GENERAL
from app.sync.replica import Replica

BLOBS = "blobs"
"""The key in a bundle's header under which the sender says what it misses."""
LOAD_BYTES = 64 << 20
"""Blobs of one bundle; more become further bundles."""
MOST_ASKED = 5000
_WISHES = "blobs.wanted"


@dataclass
class Freight:
    """The blobs owed to the addressees of one act of writing, handed out bundle by bundle."""

    replica: Replica
    alive: set[str]
    owed: dict[str, None]
    taken: set[str] = field(default_factory=set)

    def load(self, lines: Iterable[bytes] = ()) -> list[bytes]:
        """The blobs that go with these general entries: what they mention and what is owed, as far as there is room."""
        self.owed.update(dict.fromkeys(mentioned(GENERAL, lines)))
        return [content for name in self._chosen() for content in self._content(name)]

    def rest(self) -> Iterator[list[bytes]]:
        """What found no room, in further loads."""
        while load := self.load():
            yield load

    def _chosen(self) -> list[str]:
        chosen: list[str] = []
        room = LOAD_BYTES
        for name in list(self.owed):
            size = self.replica.blobs.size(name) if name in self.alive else 0
            if name in self.taken or not size:
                del self.owed[name]
            elif size <= room or not chosen:
                room -= size
                chosen.append(name)
                self.taken.add(name)
                del self.owed[name]
        return chosen

    def _content(self, name: str) -> Iterator[bytes]:
        """The content of a blob; one that is damaged here stays behind."""
        with suppress(UserError):
            yield self.replica.blobs.read(name)


def freight(connection: Connection, replica: Replica, peers: Iterable[str]) -> Freight:
    """What the addressees (device ids) are owed before any entry is looked at: the blobs they said they miss."""
    wishes = _wishes(replica)
    asked = {name: None for peer in peers for name in wishes.get(peer, {}).get("missing", ())}
    return Freight(replica, named(connection, GENERAL), asked)


def missing(connection: Connection, replica: Replica) -> list[str]:
    """The blobs that rows here name and that have not arrived."""
    return sorted(named(connection, GENERAL) - replica.blobs.names())


def statement(connection: Connection, replica: Replica) -> dict[str, Any]:
    """What the header of a bundle or receipt says of blobs."""
    return {BLOBS: {"missing": missing(connection, replica)[:MOST_ASKED]}}


def take(replica: Replica, bundle: Bundle) -> int:
    """Keep the blobs of a bundle that rows here name and that are not here yet; how many.

    Whatever no row names is left: a bundle cannot fill the disk. Run after its entries were merged.
    """
    with replica.general.engine.connect() as connection:
        wanted = set(missing(connection, replica))
    kept = 0
    for name in bundle.blobs:
        if name in wanted:
            with suppress(UserError):
                kept += replica.blobs.keep(bundle.blob(name)) == name
    _note(replica, bundle)
    return kept


def _note(replica: Replica, bundle: Bundle) -> None:
    """Remember what the sender misses; later news of it stays."""
    stated = bundle.header.extra.get(BLOBS)
    sender = bundle.header.sender
    if not isinstance(stated, dict) or not isinstance(stated.get("missing"), list) or sender.device == replica.id:
        return
    names = [name for name in stated["missing"] if isinstance(name, str) and NAME.fullmatch(name)][:MOST_ASKED]
    wishes = _wishes(replica)
    before = wishes.get(sender.device, {})
    if before.get("epoch") == sender.epoch and before.get("number", 0) > bundle.header.number:
        return
    news = {"epoch": sender.epoch, "number": bundle.header.number, "missing": names}
    if names or before:
        replica.general.set_secret(_WISHES, json.dumps({**wishes, sender.device: news}))


def _wishes(replica: Replica) -> dict[str, dict[str, Any]]:
    return dict(json.loads(replica.general.get_secret(_WISHES) or "{}"))
