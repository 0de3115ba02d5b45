"""Taking in what a bundle carries: entries merged, sealed lines kept, the sender's marks noted."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from app.access.holders import unsealed
from app.access.trust import Trust
from app.bundle.container import Bundle
from app.bundle.refusals import refusal
from app.store.have import GENERAL
from app.store.journal import Entry, from_line
from app.store.merge import Merged, merge
from app.store.peers import Passed, Peer, log_bundle, note_peer
from app.store.sealed import Received, SealedLine, open_inbox, receive, sealed_from_line
from app.store.vault import Vault
from app.sync.parts import Watch
from app.sync.replica import Replica, understood
from app.sync.totals import added, totals_of
from app.sync.trusting import genuine_of, judge_of

RESTRICTED = ("health", "protection")


@dataclass(frozen=True)
class StreamReport:
    """One stream of a bundle: what the sender stated and whether what was found is the same."""

    vault: str
    device: str
    epoch: str
    start: int
    end: int
    count: int
    totals: dict[str, int]
    agrees: bool


@dataclass(frozen=True)
class Taken:
    """What became of a bundle's entries: by vault (a sealed vault that is closed here only has `received`)."""

    merged: dict[str, Merged] = field(default_factory=dict)
    received: Received = field(default_factory=Received)
    streams: tuple[StreamReport, ...] = ()

    @property
    def applied(self) -> int:
        """Entries that are in the rows now."""
        return sum(one.applied for one in self.merged.values())

    @property
    def known(self) -> int:
        """Entries that were here before, sealed ones included."""
        return sum(one.known for one in self.merged.values()) + self.received.known

    @property
    def held(self) -> int:
        """Entries that wait for something missing."""
        return sum(one.held for one in self.merged.values())

    @property
    def aside(self) -> int:
        """Entries that never can be applied, and sealed ones their author did not sign."""
        return sum(one.aside for one in self.merged.values()) + self.received.refused

    @property
    def forks(self) -> int:
        """Desks found to have been cloned or restored."""
        return sum(one.forks for one in self.merged.values())


def general_entries(bundle: Bundle, watch: Watch) -> list[Entry]:
    """The general entries a bundle carries; UserError bundle.tampered when a line is none."""
    total = sum(stream.count for stream in bundle.header.streams)
    found: list[Entry] = []
    try:
        for line in bundle.lines(f"{GENERAL}.jsonl.zst"):
            watch.step(len(found), total)
            found.append(from_line(line))
    except ValueError as error:
        raise refusal("bundle.tampered") from error
    return found


def _sealed(bundle: Bundle) -> Iterator[SealedLine]:
    for vault in RESTRICTED:
        for line in bundle.lines(f"{vault}.jsonl.zst"):
            found = sealed_from_line(line)
            if found.vault != vault:
                raise ValueError(vault)
            yield found


def sealed_entries(bundle: Bundle) -> list[SealedLine]:
    """The sealed lines a bundle carries; UserError bundle.tampered when a line is none."""
    try:
        return list(_sealed(bundle))
    except ValueError as error:
        raise refusal("bundle.tampered") from error


def take_general(replica: Replica, trust: Trust, entries: list[Entry], sites: Container[str]) -> Merged:
    """Merge general entries; what was held for an unknown author is tried again by itself."""
    return merge(replica.general, entries, judge_of(trust, sites))


def take_sealed(replica: Replica, trust: Trust, lines: list[SealedLine], sites: Container[str]) -> Received:
    """Keep sealed lines; they are opened by `open_waiting`."""
    return receive(replica.general, lines, genuine_of(trust, sites), replica.own_marks)


def open_waiting(replica: Replica, trust: Trust, sites: Container[str]) -> dict[str, Merged]:
    """Open what waits sealed for the restricted vaults that are open here."""
    judge = judge_of(trust, sites)
    return {
        name: open_inbox(vault, replica.general, _unseal(vault), judge, replica.own_marks.get(name, ""))
        for name, vault in replica.restricted.items()
    }


def _unseal(vault: Vault) -> Callable[[str], bytes | None]:
    return lambda sealed: unsealed(vault, sealed)


def compared(bundle: Bundle, entries: list[Entry], lines: list[SealedLine]) -> tuple[StreamReport, ...]:
    """The streams of a bundle beside what was found in it; branches of one epoch are compared together."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((GENERAL, entry.device, entry.epoch), []).append(entry)
    sealed: dict[tuple[str, str, str], int] = {}
    for line in lines:
        key = (line.vault, line.device, line.epoch)
        sealed[key] = sealed.get(key, 0) + 1
    stated: dict[tuple[str, str, str], dict[str, int]] = {}
    counts: dict[tuple[str, str, str], int] = {}
    for stream in bundle.header.streams:
        key = (stream.vault, stream.device, stream.epoch)
        stated[key] = added(stated.get(key, {}), stream.totals)
        counts[key] = counts.get(key, 0) + stream.count
    agreeing = {
        key
        for key in stated
        if counts[key] == len(found.get(key, ())) + sealed.get(key, 0) and stated[key] == totals_of(found.get(key, ()))
    }
    return tuple(
        StreamReport(one.vault, one.device, one.epoch, one.start, one.end, one.count, one.totals,
                     (one.vault, one.device, one.epoch) in agreeing)
        for one in bundle.header.streams
    )  # fmt: skip


def note_sender(replica: Replica, bundle: Bundle, name: str, notes: dict[str, object] | None = None) -> None:
    """Remember the bundle, and what its sender says it has: that is the acknowledgement."""
    header, now = bundle.header, replica.clock.now()
    sender = header.sender
    summary = {"entries": sum(stream.count for stream in header.streams)}
    passed = Passed(
        bundle.digest, "in", name, header.kind, sender.device, sender.epoch, header.number, now, dict(summary)
    )
    with replica.general.connect_writing() as connection:
        log_bundle(connection, passed)
        if sender.device != replica.id:
            news = Peer(sender.device, sender.epoch, header.number, now, understood(header.have), notes or {})
            note_peer(connection, news)
