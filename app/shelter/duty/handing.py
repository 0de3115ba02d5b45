"""What one shift hands to the next, gathered from the ledgers: who is here, what is open, who keeps watch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.access.naming import user_cards
from app.access.office import site_of
from app.kernel.clock import local
from app.kernel.headcount import HeadCount
from app.reference.words import clock_time
from app.registration.counts import HeadLine, heads_at
from app.registration.rules import PRESENT, TEMPORARY
from app.shelter.duty import guards, incidents, shifts
from app.shelter.papers.turnover import CountedLine, Facts
from app.store.work import Reading


@dataclass(frozen=True)
class Handing:
    """Who hands which shift to whom, and what he says; parties are (user id, name), the id empty for no user."""

    day: date
    at: datetime
    shift: str
    to_shift: str
    giver: tuple[str, str]
    taker: tuple[str, str]
    keys: Sequence[str] = ()
    remarks: str = ""


def facts_of(r: Reading, handing: Handing, counted: Sequence[CountedLine], missed: Sequence[str]) -> Facts:
    """Everything the paper tells. Indonesian, whatever language the screen speaks: it is a paper."""
    zone = site_of(r).zone
    names = {span.code: f"{span.name} ({span.hours})" for span in shifts.spans(r, on_paper=True)}
    here = [head for head in heads_at(r, PRESENT) if not head.body]
    away = [head for head in heads_at(r, TEMPORARY) if not head.body]
    watch = guards.guarding(r, handing.day, handing.at)
    return Facts(
        day=local(handing.at, zone).date(),
        time=clock_time(handing.at, zone),
        shift=names.get(handing.shift, handing.shift),
        to_shift=names.get(handing.to_shift, handing.to_shift),
        giver=_party(r, *handing.giver),
        taker=_party(r, *handing.taker),
        present=_count(here),
        elsewhere=_count(away),
        stays=sorted(head.stay_id for head in here),
        counted=counted,
        missed=missed,
        incidents=[_incident(one, zone) for one in incidents.open_on(r, handing.day)],
        notes=[f"{local(one.at, zone):%H.%M} {one.text}" for one in shifts.notes(r, handing.day, handing.shift)],
        guards=[_watch(one, zone) for one in watch.on_duty],
        keys=list(handing.keys),
        remarks=handing.remarks,
    )


def _count(heads: Iterable[HeadLine]) -> HeadCount:
    return HeadCount.of_classes(head.head_class for head in heads)


def _party(r: Reading, user_id: str, name: str) -> dict[str, str]:
    user = user_cards(r).get(user_id)
    if user is None:
        return {"name": name}
    known = {"name": user.name, "nip": user.nip, "rank": user.rank, "position": user.title}
    return {key: text for key, text in known.items() if text}


def _incident(one: incidents.IncidentView, zone: str) -> str:
    where = f", {one.place}" if one.place else ""
    told = f": {one.told}" if one.told and not one.sealed_kind else ""
    return f"{one.number} ({local(one.at, zone):%d-%m-%Y %H.%M}) {one.paper_name}{where}{told}"


def _watch(one: guards.Watch, zone: str) -> str:
    unit = f" ({one.unit})" if one.unit else ""
    return f"{one.post}: {one.name}{unit}, sampai {local(one.window.end, zone):%d-%m %H.%M}"
