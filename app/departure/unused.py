"""Paid tickets nobody travels with: forfeited, or the money came back; what did not come back stays spent."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.rules import require
from app.departure.records import Leg, Ride, TicketEnd
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
    found = []
    for some in chunks(legs):
        query = select(Ride).where(live(r, Ride), col(Ride.leg_id).in_(some), col(Ride.fare) > 0)
        for row in r.all(query.order_by(Ride.leg_id, Ride.rider_id)):
            who = same.get(row.rider_id, row.rider_id)
            if wanted is None or wanted & {who, row.rider_id}:
                found.append(Paid(row.id, row.leg_id, row.rider_id, row.ticket or "", row.fare or 0, row.fund or ""))
    return found


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
    before = unused(w, {one.leg_id for one in tickets}, void_too=True)
    for one in tickets:
        attempt = 1 + sum((old.leg_id, old.rider_id) == (one.leg_id, one.rider_id) for old in before)
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


def unused(r: Reading, legs: Iterable[str] | None = None, void_too: bool = False) -> list[Unused]:
    """The tickets nobody travels with, of these legs (of every leg, cancelled departures and dropped legs too)."""
    here = TicketEnd.site_id == r.site_id if void_too else live(r, TicketEnd)
    query = select(TicketEnd).where(here).order_by(TicketEnd.leg_id, TicketEnd.rider_id, col(TicketEnd.attempt))
    if legs is None:
        return _named(r, r.all(query))
    return _named(r, [row for some in chunks(legs) for row in r.all(query.where(col(TicketEnd.leg_id).in_(some)))])


def of_departure(r: Reading, departure_id: str, leg_id: str = "") -> list[Unused]:
    """The tickets nobody travels with, of every leg a departure has or had; of those it has, only `leg_id` if given."""
    every = r.all(select(Leg).where(Leg.site_id == r.site_id, Leg.departure_id == departure_id))
    return unused(r, [leg.id for leg in every if not leg_id or leg.id == leg_id or leg.void_reason is not None])


def correct(w: Work, ids: Sequence[str], fate: Fate) -> None:
    """Money came back after all, or did not: what is known now of tickets nobody travelled with."""
    require(w.actor, PERMISSION)
    rows = [w.need(TicketEnd, each) for each in ids]
    tickets = [Paid("", row.leg_id, row.rider_id, row.ticket or "", row.fare, row.fund or "") for row in rows]
    _check(tickets, fate)
    for row in rows:
        w.update(row, back=fate.of(row.fare))


def take_up(w: Work, leg_id: str, riders: Collection[str], ticket: str | None) -> None:
    """A ticket of this number is held again by one of these riders, so it is not unused any more."""
    for one in unused(w, [leg_id]):
        if one.rider_id in riders and one.ticket == (ticket or ""):
            w.void(w.need(TicketEnd, one.id), _("tiketnya dipakai lagi"))


def revive(w: Work, departure_id: str) -> None:
    """A cancellation was wrong: tickets that are still held are not unused."""
    held = {(one.leg_id, one.rider_id) for one in paid(w, departure_id)}
    for one in unused(w, {leg for leg, _rider in held}):
        if (one.leg_id, one.rider_id) in held:
            w.void(w.need(TicketEnd, one.id), _("tiketnya dipakai lagi"))


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
