"""What goes into bundles: everything the addressees are not known to have, cut into parts of a bearable size."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.bundle.header import Stream as StatedStream
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store.have import GENERAL, Have, needs, sealed_needs
from app.store.journal import Stream, entries
from app.store.sealed import sealed_lines
from app.store.streams import up_to
from app.sync.totals import totals_of

PART_BYTES = 64 << 20
"""Lines of one bundle, expanded; a larger backlog becomes several bundles."""

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Watch:
    """Tells how far something slow is, and stops it when asked: `cancel` answers whether the user wants that."""

    progress: Progress | None = None
    cancel: Callable[[], bool] | None = None

    def step(self, done: int, total: int = 0) -> None:
        """Tell; UserError sync.cancelled."""
        if self.cancel is not None and self.cancel():
            raise UserError("sync.cancelled", _("Dihentikan; tidak ada yang ditulis atau diubah."))
        if self.progress is not None:
            self.progress(done, total)


@dataclass
class _Run:
    """Consecutive entries of one stream, as they are stated together."""

    vault: str
    stream: Stream
    start: int
    end: int = 0
    head: str = ""
    count: int = 0
    totals: Counter[str] = field(default_factory=Counter)

    def stated(self) -> StatedStream:
        stream, totals = self.stream, dict(sorted(self.totals.items()))
        place = (self.vault, stream.device, stream.epoch, stream.branch)
        return StatedStream(*place, self.start, self.end, self.head, self.count, totals)


@dataclass
class Part:
    """The content of one bundle: lines by vault, and the runs of streams they make."""

    lines: dict[str, list[bytes]] = field(default_factory=dict)
    runs: list[_Run] = field(default_factory=list)
    size: int = 0

    @property
    def entries(self) -> int:
        """How many entries, sealed ones included."""
        return sum(len(lines) for lines in self.lines.values())

    @property
    def streams(self) -> tuple[StatedStream, ...]:
        """The streams as the header states them."""
        return tuple(run.stated() for run in self.runs)

    def add(self, item: "_Item") -> None:
        """Take one entry; consecutive ones of a stream are stated together."""
        self.lines.setdefault(item.vault, []).append(item.line)
        self.size += len(item.line) + 1
        if not self.runs or (self.runs[-1].vault, self.runs[-1].stream) != (item.vault, item.stream):
            self.runs.append(_Run(item.vault, item.stream, item.seq))
        run = self.runs[-1]
        run.end, run.head, run.count = item.seq, item.digest, run.count + 1
        run.totals.update(item.totals)


@dataclass(frozen=True)
class _Item:
    """One line to carry, and where it belongs."""

    vault: str
    stream: Stream
    seq: int
    digest: str
    line: bytes
    totals: dict[str, int]


def lacking(connection: Connection, peers: Iterable[tuple[Have, ...]]) -> tuple[dict[Stream, int], list[str]]:
    """What at least one of the peers is not known to have: streams with the seq after which, and sealed digests."""
    streams: dict[Stream, int] = {}
    sealed: dict[str, None] = {}
    for have in peers:
        for stream, after in needs(connection, have).items():
            streams[stream] = min(after, streams.get(stream, after))
        for digests in sealed_needs(connection, have).values():
            sealed.update(dict.fromkeys(digests))
    return streams, list(sealed)


def parts(connection: Connection, peers: list[tuple[Have, ...]], watch: Watch) -> Iterator[Part]:
    """The content of the bundles to write, in order; one empty part when nothing is lacking."""
    part, begun = Part(), False
    for item in _items(connection, peers, watch):
        if part.size and part.size + len(item.line) > PART_BYTES:
            yield part
            part, begun = Part(), True
        part.add(item)
    if part.size or not begun:
        yield part


def _items(connection: Connection, peers: list[tuple[Have, ...]], watch: Watch) -> Iterator[_Item]:
    streams, sealed = lacking(connection, peers)
    total, done = len(sealed) + count_after(connection, streams), 0
    for stream, after in sorted(streams.items()):
        for entry in entries(connection, GENERAL, stream, after):
            watch.step(done := done + 1, total)
            yield _Item(GENERAL, stream, entry.seq, entry.digest, entry.to_line(), totals_of([entry]))
    for line in sealed_lines(connection, sealed):
        watch.step(done := done + 1, total)
        yield _Item(line.vault, Stream(line.device, line.epoch), line.seq, line.digest, line.to_line(), {})


def count_after(connection: Connection, streams: dict[Stream, int]) -> int:
    """How many entries there are in these streams after their seqs."""
    ends = up_to(connection)
    return sum(ends[stream] - after for stream, after in streams.items())
