"""Paid tickets nobody travels with: forfeited, or the money came back; what did not come back stays spent."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.access.rules import require
from app.departure.records import Departure, Leg, Ride, TicketEnd
from app.departure.voyages import live
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.ids import derived_id
from app.reference.words import grouped
from app.registration import joins
from app.registration.counts import heads_of
from app.registration.wording import required_reason
from app.store.journal import chunks
from app.store.work import Reading, Work

PERMISSION = "departure.assign"
FORFEITED, REFUNDED = "hangus", "kembali"


@dataclass(frozen=True)
class Fate:
    """What becomes of paid tickets: FORFEITED, or REFUNDED with `back` rupiah for each (None: all of its fare)."""

    kind: str
    back: int | None = None

    def of(self, fare: int) -> int:
        """Rupiah that come back of a ticket."""
        if self.kind == FORFEITED:
            return 0
        return fare if self.back is None else min(self.back, fare)


@dataclass(frozen=True)
class Paid:
    """A ticket somebody holds and somebody paid; `rider_id` is the arrival that counts, or an escort."""

    ride_id: str
    leg_id: str
    rider_id: str
    ticket: str
    fare: int
    fund: str


@dataclass(frozen=True)
class Unused:
    """A ticket nobody travels with; `lost` rupiah of it did not come back."""

    id: str
    leg_id: str
    rider_id: str
    ticket: str
    fare: int
    fund: str
    back: int
    reason: str
    name: str

    @property
    def lost(self) -> int:
        """What it cost in the end, in rupiah."""
        return self.fare - self.back


def paid(r: Reading, departure_id: str, riders: Collection[str] | None = None) -> list[Paid]:
    """The paid tickets of a departure, of these riders alone where some are named (under any of their arrivals)."""
    mine = select(Leg).where(live(r, Leg), Leg.departure_id == departure_id)
    return paid_on(r, [leg.id for leg in r.all(mine)], riders)


def paid_on(r: Reading, legs: Iterable[str], riders: Collection[str] | None = None) -> list[Paid]:
    """The paid tickets of legs."""
    same, wanted = joins.counted(r), None if riders is None else set(riders)
    columns = [col(getattr(Ride, name)) for name in ("id", "leg_id", "rider_id", "ticket", "fare", "fund")]
    query = sql_select(*columns).where(live(r, Ride), col(Ride.fare) > 0).order_by(Ride.leg_id, Ride.rider_id)
    found = []
    for some in chunks(legs):
        for ride, leg, rider, ticket, fare, fund in r.rows(query.where(col(Ride.leg_id).in_(some))):
            if wanted is None or wanted & {same.get(rider, rider), rider}:
                found.append(Paid(ride, leg, rider, ticket or "", fare, fund or ""))
    return found


def whole(r: Reading, legs: Collection[str]) -> list[Paid]:
    """The tickets of legs that cost their whole fare: of those that go, and of others what nobody said the end of.

    A desk may buy a ticket while another calls the departure off.
    """
    same, going = joins.counted(r), _going(r, legs)
    told = {_ticket(row, same) for row in _ends(r, legs)}
    return [one for one in paid_on(r, legs) if one.leg_id in going or _ticket(one, same) not in told]


def paid_words(tickets: Sequence[Paid]) -> str:
    """“3 tiket sudah dibayar, Rp1.050.000”."""
    text = ngettext("{n} tiket sudah dibayar, Rp{amount}", "{n} tiket sudah dibayar, Rp{amount}", len(tickets))
    return text.format(n=len(tickets), amount=grouped(sum(one.fare for one in tickets)))


def end(w: Work, tickets: Sequence[Paid], fate: Fate | None, reason: str) -> None:
    """These tickets are not used: what became of their money is kept. UserError while nobody said it."""
    if not tickets:
        return
    _check(tickets, fate)
    said = required_reason(reason)
    before = Counter((row.leg_id, row.rider_id) for row in _ends(w, {one.leg_id for one in tickets}, void_too=True))
    for one in tickets:
        attempt = 1 + before[one.leg_id, one.rider_id]
        row = TicketEnd(
            id=derived_id("departure.ticket_end", one.leg_id, one.rider_id, str(attempt)),
            leg_id=one.leg_id,
            rider_id=one.rider_id,
            attempt=attempt,
            ticket=one.ticket or None,
            fare=one.fare,
            fund=one.fund or None,
            back=fate.of(one.fare) if fate else 0,
            reason=said,
            at=w.now(),
            desk=w.device_letter,
            officer=w.actor.name,
        )
        w.insert_once(row)


def unused(r: Reading, legs: Iterable[str] | None = None) -> list[Unused]:
    """The tickets nobody travels with, of these legs (of every leg, cancelled departures and dropped legs too).

    A ticket somebody holds again, or which ended twice, is none or one of them.
    """
    same, rows = joins.counted(r), _ends(r, legs)
    latest = {_ticket(row, same): row for row in rows}
    held = {_ticket(one, same) for one in paid_on(r, _going(r, {row.leg_id for row in rows}))}
    return _named(r, [row for ticket, row in latest.items() if ticket not in held])


def of_departure(r: Reading, departure_id: str, leg_id: str = "") -> list[Unused]:
    """The same of every leg a departure has or had; of those it has, only `leg_id` if given."""
    every = legs_of(r, departure_id)
    return unused(r, [leg.id for leg in every if not leg_id or leg.id == leg_id or leg.void_reason is not None])


def legs_of(r: Reading, departure_id: str) -> list[Leg]:
    """Every leg a departure has or had."""
    return list(r.all(select(Leg).where(Leg.site_id == r.site_id, Leg.departure_id == departure_id)))


def correct(w: Work, ids: Sequence[str], fate: Fate) -> None:
    """Money came back after all, or did not: what is known now of tickets nobody travelled with."""
    require(w.actor, PERMISSION)
    rows = [w.need(TicketEnd, each) for each in ids]
    tickets = [Paid("", row.leg_id, row.rider_id, row.ticket or "", row.fare, row.fund or "") for row in rows]
    _check(tickets, fate)
    for row in rows:
        w.update(row, back=fate.of(row.fare))


def words(tickets: Sequence[Unused]) -> Iterator[str]:
    """What became of tickets nobody travels with: what they cost, and how many were paid back."""
    lost = [one for one in tickets if one.lost]
    if lost:
        text = ngettext(
            "{n} tiket tidak dipakai, Rp{amount} tidak kembali.",
            "{n} tiket tidak dipakai, Rp{amount} tidak kembali.",
            len(lost),
        )
        yield text.format(n=len(lost), amount=grouped(sum(one.lost for one in lost)))
    if back := len(tickets) - len(lost):
        text = ngettext("{n} tiket dikembalikan uangnya.", "{n} tiket dikembalikan uangnya.", back)
        yield text.format(n=back)


def _check(tickets: Sequence[Paid], fate: Fate | None) -> None:
    if fate is None or fate.kind not in (FORFEITED, REFUNDED):
        raise UserError(
            "ticket.fate",
            _("{tickets}; belum ada yang diubah.").format(tickets=paid_words(tickets)),
            _("Pilih: tiketnya hangus, atau uangnya dikembalikan."),
        )
    if fate.back is not None and not 0 <= fate.back <= max(one.fare for one in tickets):
        raise UserError(
            "ticket.back",
            _("Uang yang kembali tidak boleh lebih dari harga tiketnya; belum ada yang diubah."),
            _("Tulis rupiah yang kembali untuk satu tiket, atau kosongkan bila seluruhnya."),
        )


def _ends(r: Reading, legs: Iterable[str] | None, void_too: bool = False) -> list[TicketEnd]:
    """What was said of tickets, by leg and rider, the latest last."""
    here = TicketEnd.site_id == r.site_id if void_too else live(r, TicketEnd)
    query = select(TicketEnd).where(here).order_by(TicketEnd.leg_id, TicketEnd.rider_id, col(TicketEnd.attempt))
    if legs is None:
        return list(r.all(query))
    return [row for some in chunks(legs) for row in r.all(query.where(col(TicketEnd.leg_id).in_(some)))]


def _going(r: Reading, legs: Iterable[str]) -> set[str]:
    """Those of these legs that were not dropped, of departures that were not called off."""
    parent = (col(Departure.site_id) == col(Leg.site_id)) & (col(Departure.id) == col(Leg.departure_id))
    query = sql_select(col(Leg.id)).join(Departure, parent).where(live(r, Leg), live(r, Departure))
    query = query.where(col(Departure.cancelled).is_(None))
    return {row.id for some in chunks(legs) for row in r.rows(query.where(col(Leg.id).in_(some)))}


def _ticket(one: Paid | TicketEnd, same: Mapping[str, str]) -> tuple[object, ...]:
    """What tells a ticket apart: its number on a leg; without one, what it cost."""
    return one.leg_id, same.get(one.rider_id, one.rider_id), one.ticket or (one.fare, one.fund or "")


def _named(r: Reading, rows: Sequence[TicketEnd]) -> list[Unused]:
    same = joins.counted(r) if rows else {}
    heads = {head.stay_id: head.display for head in heads_of(r, [same.get(row.rider_id, row.rider_id) for row in rows])}
    return [
        Unused(
            row.id, row.leg_id, row.rider_id, row.ticket or "", row.fare, row.fund or "", row.back, row.reason,
            heads.get(same.get(row.rider_id, row.rider_id), _("pendamping")),
        )
        for row in rows
    ]  # fmt: skip
