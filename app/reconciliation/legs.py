"""The account of those on the way, leg by leg: who is on which since when, who receives them, who came, who did not.

Every head of the account is in one row; whoever goes with no departure is in a row of its own, so rows add up to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from app.access.office import site_of
from app.departure import onway
from app.departure.onway import Followed, Going, Window
from app.departure.rules.whereabouts import BEHIND, ON, OVER, PLANLESS, STAYING, WAITING, Whereabouts
from app.handover.tracing import NotTaken, Way, not_taken, ways
from app.kernel.clock import zone_info
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.reconciliation.balance_of import CLOSING, OPENING, LedgerScope, behind_number, in_scope
from app.reconciliation.postings import NEVER, posting
from app.reconciliation.rules.posting import RECEIPT, TRANSIT
from app.store.journal import chunks
from app.store.work import Reading

_KINDS = (WAITING, BEHIND, ON, STAYING, OVER, PLANLESS)
_SHOWN = ("stay", "paper", "head_class", "day", "at", "left_day", "left_at")
_EVER = datetime.min.replace(tzinfo=UTC)
Key = tuple[str, str, str]
Rows = dict[Key, list["Stand"]]
Told = dict[str, list[NotTaken]]


class _Out(NamedTuple):
    """A posting of somebody onto the way; `came` is when he had come to where he left from."""

    stay: str
    paper: str
    head_class: str
    day: date
    at: str
    left_day: date
    left_at: str
    came: str | None


@dataclass(frozen=True)
class Stand:
    """One head of the account at one moment: on which paper, with which departure, where; `since` when there."""

    stay: str
    paper: str
    head_class: str
    going: Going | None
    where: Whereabouts | None
    since: datetime

    @property
    def key(self) -> Key:
        """Departure, kind and leg: what makes a row."""
        departure = self.going.view.id if self.going else ""
        return departure, self.where.kind if self.where else PLANLESS, self.where.leg if self.where else ""

    @property
    def title(self) -> str:
        """Where he is, in words."""
        return onway.where_words(self.going, self.where)

    @property
    def order(self) -> tuple[Any, ...]:
        """Departures by their day, their legs as they follow each other, those on none at the end."""
        if self.going is None:
            return (True,)
        view = self.going.view
        number = view.leg(self.where.leg).number if self.where else 0
        return False, view.day, view.title, view.id, number, _KINDS.index(self.key[1])


@dataclass(frozen=True)
class Receiver:
    """A paper with which somebody is on a leg: who receives them, and by which telephone he is asked."""

    paper: str
    number: str
    name: str
    phone: str
    stays: tuple[str, ...]


@dataclass(frozen=True)
class LegRow:
    """A leg with those who are on it and not received; those of its departure who were `received` there, or `missed`.

    `departure` is the title of the departure; `since` when the first of them was there.
    """

    key: Key
    title: str
    departure: str
    since: datetime | None
    count: HeadCount
    receivers: tuple[Receiver, ...]
    received: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def stays(self) -> tuple[str, ...]:
        """Who is there and not received."""
        return tuple(stay for one in self.receivers for stay in one.stays)


def leg_rows(r: Reading, scope: LedgerScope, departure_id: str = "") -> tuple[LegRow, ...]:
    """The legs of those who are on the way at the end of a scope; now, also who of their departures came or did not.

    Of `departure_id` who came or did not is told even when nobody is on the way with it any more.
    """
    now = standing(r, scope)
    came: list[Stand] = []
    missed: list[Stand] = []
    if scope.end is None and scope.until is None:
        departures = {one.going.view.id for one in now if one.going} | ({departure_id} - {""})
        came, missed = _over(r, scope, departures, now)
    here, over, away = _grouped(now), _grouped(came), _grouped(missed)
    firsts = {key: stands[0] for group in (away, over, here) for key, stands in group.items()}
    known = ways(r, {one.paper for one in now})
    rows = []
    for key, first in sorted(firsts.items(), key=lambda item: item[1].order):
        mine = here.get(key, [])
        rows.append(
            LegRow(
                key=key,
                title=first.title,
                departure=first.going.view.title if first.going else "",
                since=min((one.since for one in mine), default=None),
                count=HeadCount.of_classes(one.head_class or None for one in mine),
                receivers=tuple(_receivers(mine, known)),
                received=tuple(sorted({one.stay for one in over.get(key, ())})),
                missed=tuple(sorted({one.stay for one in away.get(key, ())})),
            )
        )
    return tuple(rows)


def _grouped(stands: Iterable[Stand]) -> Rows:
    found: Rows = {}
    for one in stands:
        found.setdefault(one.key, []).append(one)
    return found


def followed(r: Reading, departure_id: str) -> Followed:
    """What the ledger says of a departure, for its own screen: leg by leg, and how many came."""
    mine = [row for row in leg_rows(r, LedgerScope(), departure_id) if row.key[0] == departure_id]
    if not mine:
        return Followed()
    words = {
        WAITING: _("{n} menunggu"),
        BEHIND: _("{n} tidak ikut"),
        ON: _("{n} di jalan"),
        STAYING: _("{n} singgah"),
        OVER: _("{n} sudah tiba"),
    }
    legs: dict[str, list[str]] = {}
    for row in mine:
        _departure, kind, leg = row.key
        if row.count.total and kind in words:
            legs.setdefault(leg, []).append(words[kind].format(n=row.count.total))
    told = _("Dengan berita acara: {way} dalam perjalanan, {came} diterima, {missed} tidak diterima.")
    numbers = {"way": sum(row.count.total for row in mine), "came": sum(len(row.received) for row in mine)}
    numbers["missed"] = sum(len(row.missed) for row in mine)
    return Followed({leg: ", ".join(said) for leg, said in legs.items()}, told.format(**numbers))


def standing(r: Reading, scope: LedgerScope, number: str = CLOSING) -> list[Stand]:
    """Everybody living in the account of the way at the end of a scope (or its OPENING), and where he was then."""
    query = _set_out((*behind_number(r, scope, TRANSIT, number), posting.c.body.is_(False)))
    rows = [_Out(*row) for row in r.rows(query)]
    return _stands(r, rows, _told(r, [row.stay for row in rows]), _moment(r, scope, number))


def late_stands(r: Reading, scope: LedgerScope) -> list[tuple[Stand, Any]]:
    """Everybody who is on the way now since the days of a scope, where he is, and the day he was handed over."""
    mine = (*in_scope(r, scope), posting.c.account == TRANSIT, posting.c.left_day == NEVER.day)
    rows = [_Out(*row) for row in r.rows(_set_out(mine))]
    return list(zip(_stands(r, rows, _told(r, [row.stay for row in rows])), (row.day for row in rows), strict=True))


def where_words(stands: Iterable[Stand]) -> str:
    """Where the people of one paper are, most of them first."""
    return onway.counted_words(one.title for one in stands)


def where_printed(stands: Iterable[Stand], zone: str) -> str:
    """The same on paper, in Indonesian."""
    return onway.counted_words((onway.where_printed(one.going, one.where, zone) for one in stands), ", ")


def _set_out(conditions: Iterable[ColumnElement[bool]]) -> Select[Any]:
    """Postings onto the way, each with the moment the head had come to where it left from."""
    before, first = posting.alias("before"), posting.alias("first")
    head = (before.c.site == posting.c.site) & (before.c.stay == posting.c.stay)
    # A bed on the quay is a posting of the movement that brought him: he is here since the first posting of it.
    same = (first.c.site == posting.c.site) & (first.c.stay == posting.c.stay) & (first.c.movement == before.c.movement)
    came = select(func.min(first.c.at)).where(same).correlate(posting, before).scalar_subquery().label("came")
    columns = [posting.c[name] for name in _SHOWN]
    return (
        select(*columns, came)
        .select_from(posting.outerjoin(before, head & (before.c.step == posting.c.step - 1)))
        .where(*conditions)
    )


def _told(r: Reading, stays: Iterable[str]) -> Told:
    """Head → the answers that did not take him, the earliest first."""
    found: Told = {}
    for one in not_taken(r, stays):
        found.setdefault(one.stay, []).append(one)
    return found


def _stands(r: Reading, rows: Sequence[_Out], told: Told, moment: datetime | None = None) -> list[Stand]:
    windows = {row.stay: _window(row, (one.at for one in told.get(row.stay, ()))) for row in rows}
    found, made = onway.goings(r, windows), []
    for row in rows:
        going, window = found.get(row.stay), windows[row.stay]
        set_out = datetime.fromisoformat(row.at)
        then = window.until if moment is None else max(set_out, min(moment, window.until or moment))
        made.append(_stand((row.stay, row.paper, row.head_class), going, then, set_out))
    return made


def _stand(who: tuple[str, str, str], going: Going | None, then: datetime | None, set_out: datetime) -> Stand:
    where = going.at(then) if going else None
    return Stand(*who, going, where, where.since if where and where.since else set_out)


def _window(row: _Out, refused: Iterable[datetime]) -> Window:
    """He may have gone since he came to where he left from, or since a receiver did not take him."""
    set_out = datetime.fromisoformat(row.at)
    came = datetime.fromisoformat(row.came or row.at)
    until = None if row.left_day == NEVER.day else datetime.fromisoformat(row.left_at)
    return Window(max([came, *(at for at in refused if at <= set_out)]), until)


def _over(
    r: Reading, scope: LedgerScope, departures: Collection[str], now: Sequence[Stand]
) -> tuple[list[Stand], list[Stand]]:
    """Of those of these departures, who was received, and who was not taken: each where he was when it was told."""
    chains: dict[str, list[Any]] = {}
    columns = [posting.c[name] for name in (*_SHOWN, "movement", "account", "document_kind")]
    for some in chunks(sorted(onway.people_of(r, departures))):
        mine = (*in_scope(r, scope), posting.c.stay.in_(some), posting.c.body.is_(False))
        for row in r.rows(select(*columns).where(*mine).order_by(posting.c.stay, posting.c.step)):
            chains.setdefault(row.stay, []).append(row)
    still = {one.stay for one in now}
    ended = [row for stay, chain in chains.items() if stay not in still and (row := _received(chain))]
    told = _told(r, chains)
    came = [one for one in _stands(r, ended, told) if one.going and one.going.view.id in departures]
    again = {(one.stay, one.key[0]) for one in (*now, *came)}
    counted = {stay: str(chain[0].head_class) for stay, chain in chains.items()}
    return came, [one for one in _missed(r, told, counted, departures) if (one.stay, one.key[0]) not in again]


def _received(chain: Sequence[Any]) -> _Out | None:
    """The last posting of a head onto the way that a receipt ended, with the moment he had come to where he left."""
    for place in reversed(range(len(chain) - 1)):
        row, after = chain[place], chain[place + 1]
        if row.account == TRANSIT and after.document_kind == RECEIPT and after.paper == row.paper:
            before = chain[place - 1].movement if place else ""
            came = next((one.at for one in chain[:place] if one.movement == before), None)
            return _Out._make((*row[: len(_SHOWN)], came))
    return None


def _missed(r: Reading, told: Told, counted: Mapping[str, str], departures: Collection[str]) -> Iterator[Stand]:
    """Each answer that did not take somebody, with the departure he came with for it; not on a paper called off."""
    for turn in range(max(map(len, told.values()), default=0)):
        asked = {stay: answers[turn] for stay, answers in told.items() if len(answers) > turn}
        since = {stay: told[stay][turn - 1].at if turn else _EVER for stay in asked}
        goings = onway.goings(r, {stay: Window(since[stay], one.at) for stay, one in asked.items()})
        for stay, going in goings.items():
            one = asked[stay]
            if going.view.id in departures and not one.void:
                yield _stand((stay, one.paper, counted[stay]), going, one.at, one.at)


def _receivers(stands: Sequence[Stand], known: Mapping[str, Way]) -> Iterator[Receiver]:
    papers: dict[str, list[str]] = {}
    for one in stands:
        papers.setdefault(one.paper, []).append(one.stay)
    for paper in sorted(papers, key=lambda paper: (known[paper].number if paper in known else "~", paper)):
        way = known.get(paper)
        stays = tuple(sorted(papers[paper]))
        yield Receiver(paper, way.number, way.receiver, way.phone, stays) if way else Receiver(paper, "", "", "", stays)


def _moment(r: Reading, scope: LedgerScope, number: str) -> datetime | None:
    """When the number of a scope was so; None: now."""
    if number == OPENING and scope.start is not None:
        day = scope.start
    elif scope.until is not None:
        return datetime.fromisoformat(scope.until)
    elif scope.end is not None:
        day = scope.end + timedelta(days=1)
    else:
        return None
    site = site_of(r)
    begins = datetime.combine(day, time(), zone_info(site.zone))
    return begins + timedelta(minutes=site.day_start_minutes)
