"""The only thing that crosses from health to the house: what somebody needs, in neutral words, never why.

The wish is kept in the health vault with the finding it comes from, and told to registration in a Work of its own.
What was cut short between the two is told at the next unlock.
"""

from collections.abc import Iterable

from sqlmodel import col, select

from app.access.office import Office
from app.access.roles import HEALTH
from app.health.records import Wish
from app.health.rules import NEUTRAL
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration.counts import heads_of
from app.registration.people import set_need
from app.store.work import Reading, Work


def wish(w: Work, stay_id: str, wanted: Iterable[str]) -> None:
    """From now on health asks these needs for a stay, and no longer what it asked before; UserError for others."""
    asked = set(wanted)
    if not asked <= set(NEUTRAL):
        raise UserError("health.need", _("Kebutuhan ini tidak dapat diminta dari sini; belum disimpan."))
    known = {row.kind: row for row in _of(w, stay_id)}
    for kind in sorted(asked | known.keys()):
        want, row = kind in asked, known.get(kind)
        if row is None:
            w.insert(Wish(id=derived_id("health.wish", stay_id, kind), stay_id=stay_id, kind=kind))
        elif row.wanted != want:
            w.update(row, wanted=want, passed=False)


def asked_for(r: Reading, stay_id: str) -> frozenset[str]:
    """The needs health asks for a stay now."""
    return frozenset(row.kind for row in _of(r, stay_id) if row.wanted)


def pass_on(office: Office) -> int:
    """Tell registration every wish it does not have yet; how many were told. Heads not known here wait."""
    with office.read(HEALTH) as r:
        mine = (col(Wish.site_id) == r.site_id) & col(Wish.void_reason).is_(None)
        waiting = [(row.id, row.stay_id, row.kind, row.wanted) for row in r.all(select(Wish).where(mine, _UNTOLD))]
    with office.read() as general:
        here = {head.stay_id for head in heads_of(general, sorted({one[1] for one in waiting}))}
    told = [one for one in waiting if one[1] in here]
    if not told:
        return 0
    with office.write("registration.needs") as w:
        for _row, stay_id, kind, wanted in told:
            set_need(w, stay_id, kind, wanted)
    with office.write("health.told", HEALTH) as w:
        for row_id, _stay, _kind, _wanted in told:
            w.update(w.need(Wish, row_id), passed=True)
    return len(told)


_UNTOLD = col(Wish.passed).is_(False)


def _of(r: Reading, stay_id: str) -> list[Wish]:
    mine = (col(Wish.site_id) == r.site_id) & (Wish.stay_id == stay_id)
    return r.all(select(Wish).where(mine, col(Wish.void_reason).is_(None)))
