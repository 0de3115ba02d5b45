"""Who is where on the way: each head with the departure he went with, and the leg he is on, now or at a moment.

Derived from what is recorded anyway, the list, the gangway and the times of legs; only that somebody does not travel
a leg is a fact of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.rules import require
from app.departure import voyages
from app.departure.lines import leg_words
from app.departure.records import Aboard, LeftBehind, Leg, Passenger
from app.departure.rules.whereabouts import BEHIND, ON, OVER, STAYING, WAITING, Stage, Whereabouts, whereabouts
from app.departure.voyages import DepartureView, live
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import joins
from app.registration.wording import required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

PERMISSION = "departure.board"
_LISTS: tuple[Any, ...] = (Aboard, Passenger)


@dataclass(frozen=True)
class Window:
    """When somebody may have set out: after he came to where he left from, before he was received (None: not yet)."""

    came: datetime
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether something at this moment was of this way."""
        return self.came <= moment and (self.until is None or moment <= self.until)


@dataclass(frozen=True)
class Going:
    """The departure somebody is on the way with, and the legs of it he does not travel, since when."""

    view: DepartureView
    behind: Mapping[str, datetime] = field(default_factory=dict)

    def at(self, moment: datetime | None = None) -> Whereabouts | None:
        """Where he was then (None: is now); None where its legs are gone."""
        stages = [Stage(leg.id, leg.kind == voyages.STOP, leg.left_at, leg.arrived_at) for leg in self.view.legs]
        return whereabouts(stages, self.behind, moment)


@dataclass(frozen=True)
class Followed:
    """What those after the departure know of its people: leg → how many of them are where, and one sentence."""

    legs: Mapping[str, str] = field(default_factory=dict)
    told: str = ""


def goings(r: Reading, windows: Mapping[str, Window]) -> dict[str, Going]:
    """Head → the departure he is on the way with; who is on none is left out.

    Aboard counts before listed, the later gangway before the earlier one; a list counts while its gangway is open.
    """
    aboard = _marks(r, (col(Aboard.departure_id), col(Aboard.at)), windows)
    known = voyages.views(r, {departure for marks in aboard.values() for departure, _at in marks})
    chosen: dict[str, DepartureView] = {}
    for stay, marks in aboard.items():
        his = [(at, departure) for departure, at in marks if departure in known and windows[stay].holds(at)]
        if his:
            chosen[stay] = known[max(his)[1]]
    listed = _marks(r, (col(Passenger.departure_id),), windows.keys() - chosen.keys())
    known |= voyages.views(r, {departure for lists in listed.values() for (departure,) in lists} - known.keys())
    for stay, lists in listed.items():
        views = [known[departure] for (departure,) in lists if departure in known]
        open_still = [view for view in views if view.closed_at is None and _may_be(view, windows[stay])]
        if open_still:
            chosen[stay] = min(open_still, key=_likely)
    behind = _behind(r, {leg.id for view in chosen.values() for leg in view.legs})
    return {
        stay: Going(view, {leg.id: behind[leg.id, stay] for leg in view.legs if (leg.id, stay) in behind})
        for stay, view in chosen.items()
    }


def people_of(r: Reading, departure_ids: Iterable[str]) -> set[str]:
    """Everybody listed on these departures or aboard of them, as the arrivals that count."""
    same, found = joins.counted(r), set[str]()
    for some in chunks(sorted(departure_ids)):
        for model in _LISTS:
            query = sql_select(model.stay_id).where(live(r, model), model.departure_id.in_(some))
            found |= {same.get(row.stay_id, row.stay_id) for row in r.rows(query)}
    return found


def leave_behind(w: Work, leg_id: str, stay_ids: Sequence[str], reason: str) -> int:
    """These people do not travel a leg: they got off before it, or missed it; how many are so newly."""
    require(w.actor, PERMISSION)
    leg, stays = w.need(Leg, leg_id), voyages.counted_once(w, stay_ids)
    _check(w, leg, stays)
    said, fresh = required_reason(reason), 0
    for stay in stays:
        values: dict[str, Any] = {"reason": said, "at": w.now(), "desk": w.device_letter, "officer": w.actor.name}
        row, created = w.insert_once(LeftBehind(id=behind_id(leg_id, stay), leg_id=leg_id, stay_id=stay, **values))
        if not created and row.void_reason is not None:
            w.update(row, void_reason=None, **values)
            created = True
        fresh += created
    return fresh


def take_along(w: Work, leg_id: str, stay_ids: Sequence[str], reason: str) -> None:
    """These people travel the leg after all."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    for stay in voyages.all_arrivals(w, voyages.counted_once(w, stay_ids)):
        row = w.get(LeftBehind, behind_id(leg_id, stay))
        if row is not None and row.void_reason is None:
            w.void(row, said)


def not_on(r: Reading, view: DepartureView) -> dict[str, dict[str, str]]:
    """Leg → who does not travel it → why."""
    same, found = joins.counted(r), dict[str, dict[str, str]]()
    for some in chunks([leg.id for leg in view.legs]):
        for row in r.all(select(LeftBehind).where(live(r, LeftBehind), col(LeftBehind.leg_id).in_(some))):
            found.setdefault(row.leg_id, {})[same.get(row.stay_id, row.stay_id)] = row.reason
    return found


def behind_id(leg_id: str, stay_id: str) -> str:
    """The id every desk derives for somebody who does not travel a leg."""
    return derived_id("departure.left_behind", leg_id, stay_id)


def where_words(going: Going | None, where: Whereabouts | None) -> str:
    """Where somebody is, as screens say it."""
    if going is None:
        return _("Tanpa rencana perjalanan")
    if where is None:
        return going.view.title
    words = {
        ON: "{leg}",
        STAYING: "{leg}",
        WAITING: _("Menunggu {leg}"),
        BEHIND: _("Tidak ikut {leg}"),
        OVER: _("Sudah tiba: {leg}"),
    }
    return words[where.kind].format(leg=going.view.leg(where.leg).title)


def all_words(goings: Iterable[Going | None]) -> str:
    """Where several people are now, most of them first: “Kapal KM Lambelu: Nunukan – Parepare (37) · … (3)”."""
    return counted_words(where_words(going, going.at() if going else None) for going in goings)


def counted_words(titles: Iterable[str], between: str = " · ") -> str:
    """These words, each with how often it was said, the most frequent first."""
    counted = Counter(titles)
    ordered = sorted(counted, key=lambda title: (-counted[title], title))
    return "".join(ordered) if len(ordered) == 1 else between.join(f"{title} ({counted[title]})" for title in ordered)


def where_printed(going: Going | None, where: Whereabouts | None, zone: str) -> str:
    """Where somebody is, as papers say it: Indonesian."""
    if going is None:
        return "tanpa rencana perjalanan"
    if where is None:
        return going.view.title
    words = {
        ON: "di {leg}",
        STAYING: "di {leg}",
        WAITING: "menunggu {leg}",
        BEHIND: "tidak ikut {leg}",
        OVER: "sudah tiba dengan {leg}",
    }
    return words[where.kind].format(leg=leg_words(going.view.leg(where.leg), zone))


def _marks(r: Reading, columns: tuple[Any, ...], stays: Collection[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Head → these columns of his rows, under any of his arrivals."""
    if not stays:
        return {}
    model: Any = columns[0].class_
    same, found = joins.counted(r), dict[str, list[tuple[Any, ...]]]()
    query = sql_select(model.stay_id, *columns).where(live(r, model))
    for some in chunks([*stays, *(other for other, kept in same.items() if kept in stays)]):
        for stay, *told in r.rows(query.where(model.stay_id.in_(some))):
            found.setdefault(same.get(stay, stay), []).append(tuple(told))
    return found


def _left(view: DepartureView) -> datetime | None:
    return min((leg.left_at for leg in view.legs if leg.left_at), default=None)


def _may_be(view: DepartureView, window: Window) -> bool:
    left = _left(view)
    return left is None or window.holds(left)


def _likely(view: DepartureView) -> tuple[bool, float, str]:
    """Of several lists: one that has left, the last of them; else the next to go."""
    left = _left(view)
    planned = view.departs.timestamp() if view.departs else 0.0
    return left is None, planned if left is None else -left.timestamp(), view.id


def _behind(r: Reading, legs: Iterable[str]) -> dict[tuple[str, str], datetime]:
    same, found = joins.counted(r), dict[tuple[str, str], datetime]()
    for some in chunks(sorted(legs)):
        for row in r.all(select(LeftBehind).where(live(r, LeftBehind), col(LeftBehind.leg_id).in_(some))):
            found[row.leg_id, same.get(row.stay_id, row.stay_id)] = row.at
    return found


def _check(w: Work, leg: Leg, stays: Sequence[str]) -> None:
    view = voyages.departure(w, leg.departure_id)
    if view.cancelled or leg.void_reason is not None:
        raise UserError(
            "departure.cancelled", _("{title} sudah dibatalkan; tidak ada yang diubah.").format(title=view.title)
        )
    if not stays or set(stays) - people_of(w, [leg.departure_id]):
        raise UserError("seat.stranger", _("Ada orang yang tidak ada di keberangkatan ini; tidak ada yang diubah."))
