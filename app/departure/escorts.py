"""Who travels along on duty: name, NIP, letter of assignment, and whom he accompanies; never why (R8 Ps. 22d)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import select

from app.access.rules import require
from app.departure import unused, voyages
from app.departure.records import Escort, Passenger, Ride
from app.departure.rules.travel import ACCOMPANY
from app.departure.travellers import listed
from app.departure.unused import Fate
from app.departure.voyages import live
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration.counts import HeadLine, heads_of
from app.store.work import Reading, Work

PERMISSION = "departure.assign"
NIP_DIGITS = 18


@dataclass(frozen=True)
class EscortView:
    """An escort; `letter` is the number of his surat tugas."""

    name: str
    nip: str = ""
    position: str = ""
    institution: str = ""
    phone: str = ""
    letter: str = ""
    letter_date: date | None = None
    id: str = ""


def escorts(r: Reading, departure_id: str) -> list[EscortView]:
    """The escorts of a departure, by name."""
    rows = r.all(select(Escort).where(live(r, Escort), Escort.departure_id == departure_id))
    return sorted((_view(row) for row in rows), key=lambda one: one.name.casefold())


def put_escort(w: Work, departure_id: str, given: EscortView) -> str:
    """Somebody travels along, or what is known of him is corrected; his id."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    checked = _checked(given)
    row_id = given.id or derived_id("departure.escort", departure_id, checked.name.casefold())
    values: dict[str, Any] = {
        "name": checked.name,
        "nip": checked.nip or None,
        "position": checked.position or None,
        "institution": checked.institution or None,
        "phone": checked.phone or None,
        "letter": checked.letter or None,
        "letter_date": checked.letter_date,
    }
    row, fresh = w.insert_once(Escort(id=row_id, departure_id=departure_id, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)
    return row.id


def drop_escort(w: Work, escort_id: str, fate: Fate | None = None) -> None:
    """He does not travel along after all; whom he accompanied needs another. `fate` is what becomes of his tickets."""
    require(w.actor, PERMISSION)
    row = w.need(Escort, escort_id)
    voyages.need_open(w, row.departure_id)
    for passenger in _accompanied(w, row.departure_id, escort_id):
        w.update(passenger, escort_id=None)
    why, tickets = _("tidak ikut"), unused.paid(w, row.departure_id, {escort_id})
    unused.end(w, tickets, fate, why)
    for one in tickets:
        w.void(w.need(Ride, one.ride_id), why)
    w.void(row, why)


def accompany(w: Work, departure_id: str, stay_ids: Sequence[str], escort_id: str | None) -> None:
    """These people travel beside this escort (None: beside nobody any more)."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    if escort_id is not None and w.need(Escort, escort_id).departure_id != departure_id:
        raise UserError("escort.other", _("Pendamping itu tidak ikut keberangkatan ini; tidak ada yang diubah."))
    for row in listed(w, departure_id, stay_ids):
        w.update(row, escort_id=escort_id)


def unaccompanied(r: Reading, departure_id: str) -> list[HeadLine]:
    """Passengers to be accompanied who have nobody beside them yet."""
    there = {one.id for one in escorts(r, departure_id)}
    rows = voyages.listed_rows(r, departure_id)
    alone = [stay for stay, row in rows.items() if row.escort_id not in there]
    return [head for head in heads_of(r, alone) if ACCOMPANY in head.needs]


def escort_of(r: Reading, departure_id: str) -> dict[str, str]:
    """Stay → the name of who accompanies him."""
    names = {one.id: one.name for one in escorts(r, departure_id)}
    rows = voyages.listed_rows(r, departure_id)
    return {stay: names[row.escort_id] for stay, row in rows.items() if row.escort_id in names}


def _accompanied(r: Reading, departure_id: str, escort_id: str) -> list[Passenger]:
    mine = select(Passenger).where(live(r, Passenger), Passenger.departure_id == departure_id)
    return r.all(mine.where(Passenger.escort_id == escort_id))


def _checked(given: EscortView) -> EscortView:
    name = " ".join(given.name.split())
    digits = "".join(sign for sign in given.nip if sign.isdigit())
    if not name:
        raise UserError("escort.name", _("Tulis nama pendampingnya."))
    if given.nip.strip() and len(digits) != NIP_DIGITS:
        raise UserError(
            "escort.nip",
            _("NIP terdiri dari {n} angka; belum disimpan.").format(n=NIP_DIGITS),
            _("Kosongkan kalau pendampingnya bukan pegawai negeri."),
        )
    return replace(given, name=name, nip=digits)


def _view(row: Escort) -> EscortView:
    return EscortView(
        name=row.name,
        nip=row.nip or "",
        position=row.position or "",
        institution=row.institution or "",
        phone=row.phone or "",
        letter=row.letter or "",
        letter_date=row.letter_date,
        id=row.id,
    )
