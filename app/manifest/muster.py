"""*Hitung kepala*: who should be here, who is seen, who is missing; at a bus, a gate, the morning parade.

Everybody seen is kept at once, so a power cut loses nobody and two desks may count the same people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.manifest import letters
from app.manifest.records import Muster, MusterSeen
from app.registration import exits, joins
from app.registration.counts import HeadLine, heads_at, heads_of
from app.registration.heads import withdrawn
from app.registration.rules import PRESENT
from app.store.work import Reading, Work

PERMISSION = "manifest.muster"


@dataclass(frozen=True)
class Group:
    """People who may be counted together: everybody here, those of a ship, those on a paper."""

    title: str
    stay_ids: tuple[str, ...]


@dataclass(frozen=True)
class MusterView:
    """A count as it stands; `beyond` were seen though nobody expected them here."""

    id: str
    title: str
    place: str
    officer: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    seen: tuple[HeadLine, ...]
    missing: tuple[HeadLine, ...]
    beyond: tuple[HeadLine, ...]
    note: str = ""
    left: tuple[HeadLine, ...] = ()
    """Those who left while the count went on, and so are neither seen nor missed."""

    @property
    def open(self) -> bool:
        """Whether people may still be seen in it."""
        return self.ended_at is None

    @property
    def expected(self) -> int:
        """How many should be here."""
        return len(self.seen) + len(self.missing)

    @property
    def counts(self) -> dict[str, HeadCount]:
        """Expected, seen and missing by class, as papers and screens name them."""
        seen, missing = count_of(self.seen), count_of(self.missing)
        found = {_("Seharusnya"): seen + missing, _("Terlihat"): seen, _("Belum terlihat"): missing}
        found |= {_("Sudah keluar"): count_of(self.left)} if self.left else {}
        return {**found, _("Di luar daftar"): count_of(self.beyond)} if self.beyond else found


@dataclass(frozen=True)
class MusterLine:
    """A count in the list of earlier ones."""

    id: str
    title: str
    place: str
    officer: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    expected: int
    seen: int
    beyond: int

    @property
    def missing(self) -> int:
        """How many were not seen."""
        return self.expected - self.seen

    @property
    def words(self) -> str:
        """“168 dari 170, kurang 2”."""
        said = _("{seen} dari {expected}").format(seen=self.seen, expected=self.expected)
        rest = _("kurang {n}").format(n=self.missing) if self.missing else _("lengkap")
        more = _("{n} di luar daftar").format(n=self.beyond) if self.beyond else ""
        return ", ".join(part for part in (said, rest, more) if part)


def groups(r: Reading) -> list[Group]:
    """Everybody present, and those present of each ship that is open."""
    here = heads_at(r, PRESENT)
    found = [Group(_("Semua yang hadir"), tuple(head.stay_id for head in here))]
    for ship in letters.batches(r, only_open=True):
        mine = tuple(head.stay_id for head in here if head.batch_id == ship.id)
        found.append(Group(ship.name, mine))
    return [group for group in found if group.stay_ids]


def start(w: Work, group: Group, place: str) -> str:
    """Begin a count of these people at a place; its id. Who comes or goes meanwhile does not change who is expected."""
    require(w.actor, PERMISSION)
    if not group.stay_ids:
        raise UserError("muster.nobody", _("Tidak ada orang yang perlu dihitung di kelompok ini."))
    row = Muster(
        id=new_id(), title=group.title, place=" ".join(place.split())[:80], officer=w.actor.name, desk=w.device_letter,
        day=today(w), started_at=w.now(), expected=list(group.stay_ids),
    )  # fmt: skip
    return w.insert(row).id


def see(w: Work, muster_id: str, stay_id: str) -> bool:
    """Somebody is seen; False when he was seen before."""
    require(w.actor, PERMISSION)
    _need_open(w, muster_id)
    same = joins.counted(w)
    stay_id = same.get(stay_id, stay_id)
    if not heads_of(w, [stay_id]):
        raise UserError("muster.unknown", _("Orang ini tidak tercatat di sini; tidak ada yang dihitung."))
    if _sightings(w, muster_id, stay_id, same):
        return False
    fresh = MusterSeen(
        id=_seen_id(muster_id, stay_id), muster_id=muster_id, stay_id=stay_id, at=w.now(), officer=w.actor.name
    )
    row, created = w.insert_once(fresh)
    if not created and row.void_reason is not None:
        w.update(row, void_reason=None)
        return True
    return created


def unsee(w: Work, muster_id: str, stay_id: str) -> None:
    """Take back that somebody was seen."""
    require(w.actor, PERMISSION)
    _need_open(w, muster_id)
    same = joins.counted(w)
    for row in _sightings(w, muster_id, same.get(stay_id, stay_id), same):
        w.void(row, _("salah lihat"))


def finish(w: Work, muster_id: str, note: str = "") -> None:
    """The count is over as it stands; the first time counts."""
    require(w.actor, PERMISSION)
    row = _need_open(w, muster_id)
    w.update(row, ended_at=w.now(), note=note.strip() or None)


def resume(w: Work, muster_id: str) -> None:
    """Go on with a count that was finished."""
    require(w.actor, PERMISSION)
    w.update(w.need(Muster, muster_id), ended_at=None)


def view(r: Reading, muster_id: str) -> MusterView:
    """A count with its people; who left meanwhile, was merged or taken back since is not missed any more."""
    row = r.need(Muster, muster_id)
    query = select(MusterSeen).where(_seen_in(r), MusterSeen.muster_id == muster_id).order_by(col(MusterSeen.at))
    same = joins.counted(r)
    seen_ids = _counted((seen.stay_id for seen in r.all(query)), same)
    expected = _counted(row.expected or (), same)
    heads = {head.stay_id: head for head in heads_of(r, list({*expected, *seen_ids}))}
    marked, wanted = set(seen_ids), set(expected)
    seen = [heads[stay] for stay in seen_ids if stay in heads]
    unseen = [heads[stay] for stay in expected if stay in heads and stay not in marked]
    away = _left_meanwhile([row], exits.gone(r, [head.stay_id for head in unseen]))[row.id]
    missing = [head for head in unseen if head.stay_id not in away]
    return MusterView(
        id=row.id, title=row.title, place=row.place, officer=row.officer, day=row.day, started_at=row.started_at,
        ended_at=row.ended_at, seen=tuple(head for head in seen if head.stay_id in wanted),
        missing=tuple(sorted(missing, key=lambda head: head.display.casefold())),
        beyond=tuple(head for head in seen if head.stay_id not in wanted), note=row.note or "",
        left=tuple(head for head in unseen if head.stay_id in away),
    )  # fmt: skip


def musters(r: Reading, limit: int = 50) -> list[MusterLine]:
    """The latest counts of this site, the open ones first."""
    query = select(Muster).where(Muster.site_id == r.site_id, col(Muster.void_reason).is_(None))
    rows = r.all(query.order_by(col(Muster.ended_at).is_not(None), col(Muster.started_at).desc()).limit(limit))
    marks = sql_select(col(MusterSeen.muster_id), col(MusterSeen.stay_id)).where(_seen_in(r))
    marked: dict[str, list[str]] = {row.id: [] for row in rows}
    for mark in r.rows(marks.where(col(MusterSeen.muster_id).in_(marked))):
        marked[mark.muster_id].append(mark.stay_id)
    same = joins.counted(r)
    lists = [(row, set(_counted(row.expected or (), same)), set(_counted(marked[row.id], same))) for row in rows]
    unseen = sorted({stay for _row, expected, seen in lists for stay in expected - seen})
    void, away = withdrawn(r, unseen), _left_meanwhile(rows, exits.gone(r, unseen))
    return [_line(row, expected - void - (away[row.id] - seen), seen) for row, expected, seen in lists]


def _left_meanwhile(rows: Sequence[Muster], went: Mapping[str, datetime]) -> dict[str, set[str]]:
    """Count → who left between its begin and its end."""
    return {
        row.id: {stay for stay, at in went.items() if row.started_at <= at and (not row.ended_at or at <= row.ended_at)}
        for row in rows
    }


def _line(row: Muster, expected: set[str], seen: set[str]) -> MusterLine:
    return MusterLine(
        row.id, row.title, row.place, row.officer, row.day, row.started_at, row.ended_at, len(expected),
        len(seen & expected), len(seen - expected),
    )  # fmt: skip


def _counted(stays: Iterable[str], same: Mapping[str, str]) -> list[str]:
    """These arrivals in their order, each once, whatever it was joined to since."""
    return list(dict.fromkeys(same.get(stay, stay) for stay in stays))


def _sightings(w: Work, muster_id: str, stay_id: str, same: Mapping[str, str]) -> list[MusterSeen]:
    """When somebody was seen in a count, under whichever of his joined arrivals."""
    his = [stay_id, *(stay for stay, kept in same.items() if kept == stay_id)]
    query = select(MusterSeen).where(_seen_in(w), col(MusterSeen.id).in_([_seen_id(muster_id, stay) for stay in his]))
    return w.all(query)


def _seen_in(r: Reading) -> ColumnElement[bool]:
    return (col(MusterSeen.site_id) == r.site_id) & col(MusterSeen.void_reason).is_(None)


def count_of(heads: Sequence[HeadLine]) -> HeadCount:
    """Heads by class."""
    return HeadCount.of_classes(head.head_class for head in heads)


def _need_open(w: Work, muster_id: str) -> Muster:
    row = w.need(Muster, muster_id)
    if row.ended_at is not None:
        raise UserError(
            "muster.ended",
            _("Hitungan ini sudah selesai; tidak ada yang diubah."),
            _("Pilih Lanjutkan untuk membukanya lagi, atau mulai hitungan baru."),
        )
    return row


def _seen_id(muster_id: str, stay_id: str) -> str:
    return derived_id("muster_seen", muster_id, stay_id)


def last_seen(r: Reading, since: datetime, stay_ids: Sequence[str] = ()) -> dict[str, tuple[datetime, str]]:
    """Stay → when and at which count (its place) somebody was seen last, in the counts begun since a moment.

    One head alone is looked up by the ids of his sightings: a gate does not read whole counts at every card.
    """
    counts = select(Muster).where(Muster.site_id == r.site_id, col(Muster.void_reason).is_(None))
    places = {row.id: row.place or row.title for row in r.all(counts.where(col(Muster.started_at) >= since))}
    seen = sql_select(col(MusterSeen.stay_id), col(MusterSeen.at), col(MusterSeen.muster_id))
    same, found = joins.counted(r), dict[str, tuple[datetime, str]]()
    mine = col(MusterSeen.muster_id).in_(places)
    if len(stay_ids) == 1:
        own = [stay_ids[0], *(other for other, kept in same.items() if kept == stay_ids[0])]
        mine = col(MusterSeen.id).in_([_seen_id(count, stay) for count in places for stay in own])
    for row in r.rows(seen.where(_seen_in(r), mine).order_by(col(MusterSeen.at))):
        found[same.get(row.stay_id, row.stay_id)] = (row.at, places[row.muster_id])
    return found
