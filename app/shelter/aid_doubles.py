"""One right under which more was handed out than it gives: by desks that did not see each other, or to joined arrivals.

Both things are with the person and off the shelf; somebody says what becomes of it, and nothing on the ledger changes.
"""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.days import today
from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import joins
from app.registration.counts import heads_of
from app.registration.live import live
from app.registration.wording import required_reason
from app.shelter.aid_items import item_named
from app.shelter.records import AidClaim, AidDouble, AidIssue
from app.store.journal import chunks
from app.store.work import Reading, Work

PERMISSION = "shelter.stock"


@dataclass(frozen=True)
class Double:
    """A right used more than once: what, by whom, how many pieces and at which desks."""

    claim_id: str
    item: str
    stay_id: str
    pieces: int
    desks: tuple[str, ...]
    who: str = ""

    @property
    def at(self) -> str:
        """“Loket A dan B”."""
        return _("Loket {desks}").format(desks=_(" dan ").join(self.desks))


def doubles(r: Reading) -> list[Double]:
    """Those nobody has decided about, with the names."""
    decided = {row.claim_id: row.pieces for row in r.all(select(AidDouble).where(live(r, AidDouble)))}
    found = [one for one in (*_by_desks(r), *_by_joining(r)) if one.pieces > decided.get(one.claim_id, 0)]
    same = joins.counted(r)
    kept = [same.get(one.stay_id, one.stay_id) for one in found]
    names = {head.stay_id: head.display for head in heads_of(r, list(dict.fromkeys(kept)))}
    return [
        Double(one.claim_id, one.item, stay, one.pieces, one.desks, names.get(stay, ""))
        for one, stay in zip(found, kept, strict=True)
    ]


def settle(w: Work, claim_id: str, reason: str) -> None:
    """Somebody decided what becomes of it (given back, kept, paid): asked again only when one more is handed out."""
    require(w.actor, PERMISSION)
    said = required_reason(reason)
    one = next((double for double in doubles(w) if double.claim_id == claim_id), None)
    if one is None:
        raise UserError("aid.double", _("Hak ini tidak tercatat ganda lagi; tidak ada yang diubah."))
    values = {"pieces": one.pieces, "reason": said, "day": today(w)}
    row, fresh = w.insert_once(AidDouble(id=derived_id("aid_double", claim_id), claim_id=claim_id, **values))  # type: ignore[arg-type]
    if not fresh:
        w.update(row, void_reason=None, **values)


def told(r: Reading, one: Double) -> str:
    """“Selimut: satu hak, 2 kali dibagikan kepada Sulaiman (Loket A dan B).”"""
    text = _("{item}: satu hak, {n} kali dibagikan kepada {who} ({at}).")
    return text.format(item=item_named(r, one.item).name, n=one.pieces, who=one.who or _("orang ini"), at=one.at)


def _by_desks(r: Reading) -> list[Double]:
    """One claim with several issues."""
    alike = (col(AidIssue.claim_id), col(AidIssue.item), col(AidIssue.stay_id))
    query = sql_select(*alike, func.count(), func.min(col(AidIssue.desk)), func.max(col(AidIssue.desk)))
    mine = query.where(live(r, AidIssue)).group_by(*alike).having(func.count() > 1)
    return [
        Double(claim, item, stay, pieces, tuple(dict.fromkeys((first, last))))
        for claim, item, stay, pieces, first, last in r.rows(mine)
    ]


def _by_joining(r: Reading) -> list[Double]:
    """The same right used under two arrivals that are one."""
    same = joins.counted(r)
    uses: dict[tuple[str, str, str, int], dict[str, list[str]]] = {}
    both = (col(AidIssue.site_id) == col(AidClaim.site_id)) & (col(AidIssue.claim_id) == col(AidClaim.id))
    columns = (AidClaim.stay_id, AidClaim.item, AidClaim.period, AidClaim.place, AidClaim.id, AidIssue.desk)
    for some in chunks(sorted({*same, *same.values()})):
        query = sql_select(*map(col, columns)).join(AidIssue, both).where(live(r, AidClaim), live(r, AidIssue))
        for stay, item, period, place, claim, desk in r.rows(query.where(col(AidClaim.stay_id).in_(some))):
            mine = uses.setdefault((same.get(stay, stay), item, period, place), {})
            mine.setdefault(claim, []).append(desk)
    found = []
    for (stay, item, _period, _place), claims in uses.items():
        desks = [desk for some_desks in claims.values() for desk in some_desks]
        if len(claims) > 1:
            found.append(Double(min(claims), item, stay, len(desks), tuple(sorted({*desks}))))
    return found
