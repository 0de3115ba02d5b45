"""The only thing that crosses from health to the house: what somebody needs, in neutral words, never why.

What health asks is reckoned from its entries, so it is the same whichever desk wrote them and in which order they
came. The wish is kept in the health vault and told to registration in a Work of its own; what was cut short between the
two is told at the next act or unlock.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import require
from app.health import rules
from app.health.heads import IN_CARE
from app.health.records import Isolation, Referral, Reply, Screening, Wish
from app.health.rules import Apart, Opinion
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import joins
from app.registration.counts import heads_at
from app.registration.people import ask_need, needs_asked
from app.store.journal import chunks
from app.store.work import Reading, Work

Entry = Screening | Isolation | Referral | Reply
Asked = dict[str, frozenset[str]]
"""Stay → the needs health asks for it."""


def check(wanted: Iterable[str]) -> None:
    """UserError for a need health may not ask."""
    if not set(wanted) <= set(rules.NEUTRAL):
        raise UserError("health.need", _("Kebutuhan ini tidak dapat diminta dari sini; belum disimpan."))


def pass_on(office: Office) -> int:
    """Reckon what health asks for everybody here, and tell registration what differs; how many needs were told.

    Only what this vault ever asked is taken back: another desk may know what has not come here yet.
    """
    require(office.actor, "health.read")
    with office.read() as general:
        here = [head.stay_id for head in heads_at(general, IN_CARE)]
        same = joins.counted(general)
        standing = needs_asked(general, here, HEALTH)
    with office.read(HEALTH) as r:
        asked = {(stay, kind) for stay, kinds in reckoned(r, here, same).items() for kind in kinds}
        known = {(row.stay_id, row.kind): (row.wanted, row.passed) for row in _wishes(r, here)}
    fresh = [key for key in sorted(asked | known.keys()) if known.get(key, (None, False))[0] != (key in asked)]
    if fresh:
        with office.write("health.needs", HEALTH) as w:
            for key in fresh:
                _wish(w, *key, key in asked)
    told = [key for key in sorted(asked | known.keys()) if (key in asked) != (key in standing)]
    if told:
        with office.write("registration.needs") as w:
            for stay_id, kind in told:
                ask_need(w, stay_id, kind, (stay_id, kind) in asked, HEALTH)
    _mark_passed(office, [*fresh, *(key for key, (_wanted, passed) in known.items() if not passed)])
    return len(told)


def _wish(w: Work, stay_id: str, kind: str, wanted: bool) -> None:
    row = w.get(Wish, _wish_id(stay_id, kind))
    if row is None:
        w.insert(Wish(id=_wish_id(stay_id, kind), stay_id=stay_id, kind=kind, wanted=wanted))
    else:
        w.update(row, wanted=wanted, passed=False)


def _mark_passed(office: Office, keys: Iterable[tuple[str, str]]) -> None:
    waiting = sorted(set(keys))
    if waiting:
        with office.write("health.told", HEALTH) as w:
            for key in waiting:
                w.update(w.need(Wish, _wish_id(*key)), passed=True)


def _wish_id(stay_id: str, kind: str) -> str:
    return derived_id("health.wish", stay_id, kind)


def _wishes(r: Reading, stays: Sequence[str]) -> list[Wish]:
    mine = (col(Wish.site_id) == r.site_id) & col(Wish.void_reason).is_(None)
    return [row for some in chunks(stays) for row in r.all(select(Wish).where(mine, col(Wish.stay_id).in_(some)))]


def reckoned(r: Reading, stays: Sequence[str], same: Mapping[str, str]) -> Asked:
    """What the entries about these arrivals, and about those joined to them (`same`), ask of the house."""
    wanted = set(stays)
    everyone = [*wanted, *(stay for stay, kept in same.items() if kept in wanted)]
    opinions: dict[str, list[Opinion]] = {}
    apart: dict[str, list[Apart]] = {}
    letters: dict[str, set[str]] = {}
    for some in chunks(everyone):
        for stay, opinion in _opinions(r, some):
            opinions.setdefault(same.get(stay, stay), []).append(opinion)
        for stay, ended, ended_at in r.rows(_of(r, Isolation, some, "ended", "ended_at")):
            apart.setdefault(same.get(stay, stay), []).append(Apart(ended is None, ended_at))
        for stay, letter in r.rows(_of(r, Referral, some, "id")):
            letters.setdefault(same.get(stay, stay), set()).add(letter)
        for stay, letter in r.rows(_of(r, Reply, some, "referral_id")):
            letters.setdefault(same.get(stay, stay), set()).discard(letter)
    return {
        stay: rules.asked_of_the_house(opinions.get(stay, ()), apart.get(stay, ()), bool(letters.get(stay)))
        for stay in stays
    }


def _opinions(r: Reading, stays: Sequence[str]) -> Iterable[tuple[str, Opinion]]:
    for stay, at, row_id, verdict, needs in r.rows(_of(r, Screening, stays, "at", "id", "verdict", "needs")):
        yield stay, Opinion(at, row_id, verdict, frozenset(needs or ()))
    for stay, at, row_id, verdict in r.rows(_of(r, Reply, stays, "at", "id", "verdict")):
        yield stay, Opinion(at, row_id, verdict)


def _of(r: Reading, model: type[Entry], stays: Sequence[str], *names: str) -> Select[Any]:
    """A select of a column and more of the entries about these stays that count."""
    table = model.__table__  # type: ignore[union-attr]  # set by SQLModel on table classes
    mine = (table.c.site_id == r.site_id) & table.c.void_reason.is_(None) & table.c.stay_id.in_(stays)
    return sql_select(table.c.stay_id, *(table.c[name] for name in names)).where(mine)
