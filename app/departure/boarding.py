"""The check at the gangway: who is aboard, who is missing, who is extra; closed, opened again, and given to handover.

Two desks at one gangway count one head once: what they record has the same id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.access.rules import require
from app.departure import voyages
from app.departure.offices import shares
from app.departure.records import Aboard, BoardingEnd, Passenger
from app.departure.rules import gangway, travel
from app.departure.rules.gangway import ABOARD, AGAIN, EXTRA, REFUSED, Comer, Said
from app.departure.travellers import passenger_id
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.printing.codes import check_token
from app.reference.enumerations import name_of
from app.registration import cards
from app.registration.counts import HeadLine, heads_of
from app.registration.rules import PRESENT
from app.registration.wording import required_reason
from app.store.work import Reading, Work

PERMISSION = "departure.board"


@dataclass(frozen=True)
class Checked:
    """What came of somebody at the gangway; without a head the code stood for nobody here."""

    said: Said
    head: HeadLine | None = None
    first: str = ""
    """When and at which desk he was counted first, if he was before."""

    @property
    def good(self) -> bool:
        """Whether he was counted now."""
        return self.said.kind == ABOARD


@dataclass(frozen=True)
class Gangway:
    """The check as it stands."""

    aboard: tuple[HeadLine, ...]
    missing: tuple[HeadLine, ...]
    extra: tuple[HeadLine, ...]
    reasons: dict[str, str]
    closed_at: datetime | None
    twice: tuple[tuple[str, str], ...] = ()
    """(name, other departure) of those two desks counted aboard of two."""

    @property
    def counts(self) -> dict[str, HeadCount]:
        """Listed, aboard, missing and extra by class."""
        named = ((_("Naik"), self.aboard), (_("Belum naik"), self.missing), (_("Di luar daftar"), self.extra))
        return {name: HeadCount.of_classes(head.head_class for head in heads) for name, heads in named}


def board(w: Work, departure_id: str, code: str) -> Checked:
    """A card was scanned or its number typed at the gangway."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    card = cards.look_up(w, code)
    if card is None:
        text = code.strip().upper()[:20]
        if check_token(text):
            said = Said(REFUSED, _("Kartu ini bukan kartu pos ini."), _("Tanyakan namanya, lalu ketik di sini."))
        else:
            said = Said(REFUSED, _("Kartu {code} tidak dikenal.").format(code=text or "…"), _("Ketik namanya."))
        return Checked(said)
    if card.stay_id is None:
        text = _("Kartu {number} belum dibagikan kepada siapa pun.").format(number=card.number)
        return Checked(Said(REFUSED, text, _("Ketik nama pemegangnya.")))
    if card.ended is not None:
        told = card.told(w.zone)
        hint = _("Ambil kartu lama itu, lalu ketik nama pemegangnya.")
        return Checked(Said(REFUSED, f"{told[:1].upper()}{told[1:]}.", hint), _head(w, card.stay_id))
    return board_head(w, departure_id, card.stay_id)


def board_head(w: Work, departure_id: str, stay_id: str, reason: str = "") -> Checked:
    """Somebody goes aboard; who is on no list, or counts as gone with another departure, only with a reason."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    [stay_id] = voyages.counted_once(w, [stay_id])
    head = _head(w, stay_id)
    if head is None:
        text = _("Kedatangan orang ini sudah dibatalkan atau digabung.")
        return Checked(Said(REFUSED, text, _("Cari orangnya dengan nama.")))
    said = gangway.judge(_comer(w, departure_id, head))
    row = w.get(Aboard, aboard_id(departure_id, stay_id))
    if said.kind == gangway.ALREADY and row is not None:
        return Checked(said, head, _("pukul {time} di Loket {desk}").format(time=_hour(row, w), desk=row.desk))
    if said.kind in (EXTRA, AGAIN) and reason.strip():
        listed = stay_id in voyages.passenger_ids(w, departure_id)
        text = _("{name}: naik.") if listed else _("{name}: naik, di luar daftar.")
        said = Said(ABOARD, text.format(name=head.display))
        _leave_others(w, departure_id, stay_id, reason)
    if said.kind == ABOARD:
        _keep(w, departure_id, stay_id, reason)
    return Checked(said, head)


def board_all(w: Work, departure_id: str, stay_ids: Sequence[str]) -> int:
    """Those ticked on paper at the gangway, at once; how many were counted newly. UserError names who cannot be."""
    checked = [board_head(w, departure_id, stay) for stay in dict.fromkeys(stay_ids)]
    refused = [one.said.text for one in checked if one.said.kind in (REFUSED, EXTRA, AGAIN)]
    if refused:
        raise UserError(
            "boarding.refused",
            _("{n} orang tidak dapat dicatat naik: {why}").format(n=len(refused), why=travel.some_of(refused, " ")),
            _("Belum ada yang dicatat. Catat orang itu sendiri-sendiri."),
        )
    return sum(one.good for one in checked)


def unboard(w: Work, departure_id: str, stay_id: str, reason: str = "") -> None:
    """Somebody is not aboard after all."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    rows = [w.get(Aboard, aboard_id(departure_id, stay)) for stay in voyages.all_arrivals(w, [stay_id])]
    standing_rows = [row for row in rows if row is not None and row.void_reason is None]
    if not standing_rows:
        raise UserError("boarding.not_aboard", _("Orang ini tidak tercatat naik; tidak ada yang diubah."))
    for row in standing_rows:
        w.void(row, reason.strip() or _("salah catat"))


def close(w: Work, departure_id: str) -> Gangway:
    """The check is over: who is aboard has left with this departure, who is missing waits again."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    if not voyages.aboard_ids(w, departure_id):
        raise UserError(
            "boarding.nobody",
            _("Belum ada seorang pun yang tercatat naik; pemeriksaan belum ditutup."),
            _("Pindai kartunya dulu, atau batalkan keberangkatannya kalau tidak jadi."),
        )
    attempt = 1
    while (before := w.get(BoardingEnd, _end_id(departure_id, attempt))) is not None and before.void_reason:
        attempt += 1
    fresh = BoardingEnd(
        id=_end_id(departure_id, attempt),
        departure_id=departure_id,
        attempt=attempt,
        at=w.now(),
        desk=w.device_letter,
        officer=w.actor.name,
    )
    w.insert_once(fresh)
    return standing(w, departure_id)


def reopen(w: Work, departure_id: str, reason: str) -> None:
    """The check goes on: somebody came or went after it was closed."""
    require(w.actor, PERMISSION)
    row = voyages.ended(w, departure_id)
    if row is None:
        raise UserError("boarding.open", _("Pemeriksaan naik ini belum ditutup."))
    if any(leg.left_at for leg in voyages.departure(w, departure_id).legs if leg.kind in voyages.CARRIERS):
        raise UserError(
            "boarding.gone",
            _("Kapal atau busnya sudah berangkat; pemeriksaan naik tidak dibuka lagi."),
            _("Kalau jam berangkatnya keliru, perbaiki dulu di Perjalanan."),
        )
    w.void(row, required_reason(reason))


def standing(r: Reading, departure_id: str) -> Gangway:
    """Who is aboard, missing and extra now; whoever was merged or taken back since counts no more."""
    view = voyages.departure(r, departure_id)
    listed, marked = set(voyages.passenger_ids(r, departure_id)), voyages.aboard_ids(r, departure_id)
    heads = {head.stay_id: head for head in heads_of(r, list({*listed, *marked}))}
    coming = (PRESENT, *gangway.ON_THE_WAY)
    missing = [head for stay, head in heads.items() if stay in listed - set(marked) and head.account in coming]
    returned = voyages.returned_ids(r, departure_id)
    _listed, elsewhere = voyages.elsewhere(r, [stay for stay in marked if stay not in returned], departure_id)
    return Gangway(
        aboard=tuple(heads[stay] for stay in marked if stay in heads),
        missing=tuple(sorted(missing, key=lambda head: head.display.casefold())),
        extra=tuple(heads[stay] for stay in marked if stay in heads and stay not in listed),
        reasons=voyages.reasons_aboard(r, departure_id),
        closed_at=view.closed_at,
        twice=tuple((heads[stay].display, title) for stay, title in elsewhere.items() if stay in heads),
    )


def boarded(r: Reading, departure_id: str) -> tuple[str, ...]:
    """The stays that went aboard, in the order of provinces and regencies: what a BAST may hand over."""
    going = voyages.aboard_ids(r, departure_id)
    return tuple(one.stay_id for share in shares(r, departure_id, going) for one in share.people)


def passengers(r: Reading, departure_id: str, office: str = "") -> tuple[str, ...]:
    """The stays on a departure whom an office receives (all of them for ""): those aboard once the check is closed."""
    over = voyages.departure(r, departure_id).closed_at is not None
    going = voyages.aboard_ids(r, departure_id) if over else None
    found = shares(r, departure_id, going)
    return tuple(one.stay_id for share in found if office in ("", share.office.name) for one in share.people)


def aboard_id(departure_id: str, stay_id: str) -> str:
    """The id every desk derives for a head at a gangway."""
    return derived_id("departure.aboard", departure_id, stay_id)


def _end_id(departure_id: str, attempt: int) -> str:
    return derived_id("departure.boarding_end", departure_id, str(attempt))


def _keep(w: Work, departure_id: str, stay_id: str, reason: str) -> None:
    values: dict[str, Any] = {
        "at": w.now(),
        "desk": w.device_letter,
        "officer": w.actor.name,
        "reason": reason.strip() or None,
        "returned": None,
    }
    row_id = aboard_id(departure_id, stay_id)
    row, fresh = w.insert_once(Aboard(id=row_id, departure_id=departure_id, stay_id=stay_id, **values))
    if not fresh:
        w.update(row, void_reason=None, **values)


def _leave_others(w: Work, departure_id: str, stay_id: str, reason: str) -> None:
    """Somebody who is here counts as gone with no other departure any more, closed or not."""
    for mark in voyages.marks_of_head(w, stay_id):
        if mark.departure_id != departure_id and not mark.returned:
            w.void(w.need(Aboard, mark.id), reason.strip())


def _comer(r: Reading, departure_id: str, head: HeadLine) -> Comer:
    listed, aboard = voyages.elsewhere(r, [head.stay_id], departure_id)
    his = voyages.all_arrivals(r, [head.stay_id])
    rows = [r.get(Passenger, passenger_id(departure_id, stay)) for stay in his]
    return Comer(
        name=head.display,
        account=head.account,
        account_name=name_of("akun_orang", head.account),
        listed_here=any(row is not None and row.void_reason is None for row in rows),
        aboard_here=any(mark.departure_id == departure_id for mark in voyages.marks_of_head(r, head.stay_id)),
        aboard=aboard.get(head.stay_id, ""),
        listed=listed.get(head.stay_id, ""),
        foreigner=head.nationality == travel.FOREIGNER,
        postponed=travel.POSTPONED in head.needs,
    )


def _head(r: Reading, stay_id: str) -> HeadLine | None:
    return next(iter(heads_of(r, [stay_id])), None)


def _hour(row: Aboard, w: Work) -> str:
    return f"{local(row.at, w.zone):%H.%M}"
