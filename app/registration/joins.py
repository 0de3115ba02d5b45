"""Two rows, one human being: the same person (both keep their stays), the same arrival (counted once); reversible."""

from sqlalchemy import select as sql_select
from sqlmodel import select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import heads
from app.registration.live import live
from app.registration.position import groups, joined, position
from app.registration.records import Person, SameArrival, SamePerson, Stay
from app.registration.wording import required_reason
from app.store.work import Reading, Work

SAME, DIFFERENT = "same", "different"


def same_person(w: Work, person_id: str, other_id: str, verdict: str = SAME, note: str | None = None) -> None:
    """Two persons are, or are not, one human being; no count changes. Two desks deciding it make one row."""
    require(w.actor, "registration.merge")
    if verdict not in (SAME, DIFFERENT):
        raise ValueError(verdict)
    if person_id == other_id:
        raise UserError("person.same", _("Pilih dua orang yang berbeda."))
    w.need(Person, person_id)
    w.need(Person, other_id)
    one, two = sorted((person_id, other_id))
    row_id = derived_id("same_person", one, two)
    fresh = SamePerson(id=row_id, person_id=one, other_id=two, other_site=w.site_id, verdict=verdict, note=note)
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, verdict=verdict, note=note, void_reason=None)


def undo_same_person(w: Work, person_id: str, other_id: str, reason: str) -> None:
    """Take the verdict on two persons back; they may be proposed again."""
    require(w.actor, "registration.merge")
    row = w.get(SamePerson, derived_id("same_person", *sorted((person_id, other_id))))
    if row is None or row.void_reason is not None:
        raise UserError("person.not_joined", _("Kedua orang ini tidak digabung; tidak ada yang diubah."))
    w.void(row, required_reason(reason))


def same_arrival(w: Work, stay_id: str, other_id: str, reason: str) -> str:
    """Two heads are one arrival; the stay that counts from now on.

    The head whose custody has moved on is kept, else the one that has a name, else the one asked for.
    """
    require(w.actor, "registration.merge")
    said = required_reason(reason)
    one, two = w.need(Stay, stay_id), w.need(Stay, other_id)
    weight = [(len(heads.movements(w, stay.id)) > 1, stay.person_id is not None) for stay in (one, two)]
    kept, other = (two, one) if weight[1] > weight[0] else (one, two)
    heads.same_arrival(w, kept.id, other.id, said)
    if kept.person_id and other.person_id and kept.person_id != other.person_id:
        same_person(w, kept.person_id, other.person_id)
    return kept.id


def undo_same_arrival(w: Work, stay_id: str, other_id: str, reason: str) -> None:
    """Both heads count again; whether they are one person stays as it was said."""
    heads.two_arrivals(w, stay_id, other_id, required_reason(reason))


def counted(r: Reading) -> dict[str, str]:
    """Every arrival of this site that was joined to another one → the arrival that counts for it."""
    pairs = [(row.stay_id, row.other_id) for row in r.all(select(SameArrival).where(live(r, SameArrival)))]
    here = _counting(r, {stay for pair in pairs for stay in pair})
    found: dict[str, str] = {}
    for group in groups(pairs):
        found |= {stay: kept for kept in group & here for stay in group - here}
    return found


def arrivals(r: Reading, stay_id: str) -> tuple[str, ...]:
    """An arrival with every other one joined to it, the one that counts first; alone when it was never joined."""
    alike = {stay_id, *(stay for pair in joined(r.connection, r.site_id, [stay_id]) for stay in pair)}
    if len(alike) == 1:
        return (stay_id,)
    here = _counting(r, alike)
    return tuple(sorted(alike, key=lambda stay: (stay not in here, stay)))


def _counting(r: Reading, stays: set[str]) -> set[str]:
    """Those of them that count anywhere."""
    query = sql_select(position.c.stay).where(position.c.site == r.site_id, position.c.stay.in_(stays))
    return {row.stay for row in r.rows(query)} if stays else set()
