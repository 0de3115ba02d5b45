"""What turns out after people went aboard: foreigners among them, taking them off, and whom no receiver took."""

from collections.abc import Sequence

from app.access.rules import require
from app.departure import boarding, unused, voyages
from app.departure.records import Aboard, Passenger, Ride
from app.departure.rules.travel import FOREIGNER
from app.departure.travellers import passenger_id, ride_id
from app.departure.unused import Fate
from app.departure.voyages import DepartureView
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.counts import HeadLine, heads_of
from app.store.base import Record
from app.store.work import Reading, Work

WITH_IMMIGRATION = "diserahkan_imigrasi"
ANSWERING = "handover.sign"
"""Who records what a receiver answered."""
WHY = "warga negara asing, urusan Imigrasi"
"""Why they are on the manifest no more; printed, therefore Indonesian."""


def foreigners(r: Reading, departure_id: str) -> list[HeadLine]:
    """Those counted aboard who turned out to be foreigners, or are with Immigration already."""
    if voyages.departure(r, departure_id).cancelled:
        return []
    heads = heads_of(r, voyages.aboard_ids(r, departure_id))
    return [head for head in heads if head.nationality == FOREIGNER or head.account == WITH_IMMIGRATION]


def gone_with(view: DepartureView) -> bool:
    """Whether the ship left with them: nothing is taken off any more."""
    return view.main is not None and view.main.left_at is not None


def take_off(w: Work, departure_id: str, stay_ids: Sequence[str], fate: Fate | None = None) -> None:
    """These foreigners leave the ship though its check is over; the manifest printed next says so.

    `fate` is what becomes of their paid tickets, where they hold any.
    """
    require(w.actor, boarding.PERMISSION)
    view = voyages.departure(w, departure_id)
    if gone_with(view):
        raise UserError(
            "boarding.gone",
            _("Kapal atau busnya sudah berangkat bersama mereka; manifesnya tidak diubah."),
            _("Kabari Imigrasi di {place}. Kalau jam berangkatnya keliru, perbaiki dulu di Perjalanan.").format(
                place=view.legs[-1].to_place
            ),
        )
    known = {head.stay_id for head in foreigners(w, departure_id)}
    if not stay_ids or set(stay_ids) - known:
        raise UserError(
            "boarding.not_foreign",
            _("Ada yang tidak tercatat naik sebagai warga negara asing; tidak ada yang diubah."),
            _("Buka lagi keberangkatan ini untuk melihat keadaan sekarang."),
        )
    everything = voyages.all_arrivals(w, list(stay_ids))
    unused.end(w, unused.paid(w, departure_id, everything), fate, WHY)
    for stay in everything:
        _void(w, Aboard, boarding.aboard_id(departure_id, stay))
        _void(w, Passenger, passenger_id(departure_id, stay))
        for leg in view.legs:
            _void(w, Ride, ride_id(leg.id, stay))


def not_taken(w: Work, stay_ids: Sequence[str]) -> None:
    """The receiver of a paper did not take these people: they went with their ship, and may go with another now."""
    require(w.actor, ANSWERING)
    for stay in stay_ids:
        for mark in voyages.marks_of_head(w, stay):
            if not mark.returned:
                w.update(w.need(Aboard, mark.id), returned=w.now())


def taken_after_all(w: Work, stay_ids: Sequence[str]) -> None:
    """That was a mistake: the ship they went with last counts again, unless they went with another meanwhile."""
    require(w.actor, ANSWERING)
    for stay in stay_ids:
        last = max(voyages.marks_of_head(w, stay), key=lambda mark: (mark.at, mark.id), default=None)
        if last is not None and last.returned:
            w.update(w.need(Aboard, last.id), returned=None)


def _void(w: Work, model: type[Record], row_id: str) -> None:
    row = w.get(model, row_id)
    if row is not None and row.void_reason is None:
        w.void(row, WHY)
