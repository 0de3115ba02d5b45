"""Numbered cards: what a code or a number stands for, whom a card was given to, and cards that count no more."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, literal
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.kernel.texts import sayable
from app.printing.codes import RANDOM_BYTES, card_token
from app.registration import rules
from app.registration.counts import heads_of
from app.registration.live import live
from app.registration.position import position
from app.registration.records import Card, CardEnd, Stay
from app.store.counters import next_count
from app.store.direct import Direct
from app.store.journal import chunks
from app.store.work import Reading, Work

CARD_TARGET = "card:"
"""Before a code or number, it makes the target under which the screen Orang looks at a card."""


@dataclass(frozen=True)
class CardHolder:
    """The head that holds a card; `named` once somebody is bound to it."""

    stay_id: str
    number: str
    named: bool
    origin: str


@dataclass(frozen=True)
class SeenCard:
    """A card somebody shows: whose it is, or was until `ended`; nobody's while it is free.

    `kind` is why it ended (enumeration `alasan_kartu`), `now` the number its owner holds today.
    """

    number: str
    stay_id: str | None = None
    ended: datetime | None = None
    kind: str = ""
    now: str | None = None

    def told(self, zone: str) -> str:
        """What an old card is, in words: “kartu lama A-0012, diganti pada 23-01-2026 21.10”."""
        at = f"{local(self.ended, zone):%d-%m-%Y %H.%M}" if self.ended else ""
        if self.now:
            return _("kartu lama {number}, diganti pada {at}").format(number=self.number, at=at)
        return _("kartu lama {number}, tidak berlaku sejak {at}").format(number=self.number, at=at)


def mint(w: Work, count: int) -> list[tuple[str, str]]:
    """The next cards of this desk as (number, token): numbers that never repeat at the site, random tokens.

    The numbers carry the desk's letter, and after a restore its epoch, so two desks never make the same one; a number
    that somebody wrote by hand before is passed over.
    """
    mark = f"{w.device_letter}{w.desk.epoch_mark}"
    numbers: list[str] = []
    while (wanted := count - len(numbers)) > 0:
        last = next_count(w.connection, f"card/{mark}", wanted)
        drawn = [f"{mark}-{number:04d}" for number in range(last - wanted + 1, last + 1)]
        known = _known(w, drawn)
        numbers += [number for number in drawn if number not in known]
    made = [(number, card_token(secrets.token_bytes(RANDOM_BYTES))) for number in numbers]
    w.bulk(Card, [{"id": derived_id("card.token", token), "number": number, "token": token} for number, token in made])
    return made


def number_of(r: Reading, scanned: str) -> str:
    """The number of a card from what was scanned or typed; a code of no card of ours stays as it is."""
    text = sayable(scanned).strip().upper()
    found = r.all(select(Card).where(live(r, Card), Card.token == text).limit(1)) if text else []
    return found[0].number if found else text


def token_of(r: Reading, number: str) -> str | None:
    """The token in the QR of a printed card; None for a number written by hand."""
    token: str | None = _TOKEN.one(r.connection, {"site": r.site_id, "number": number})
    return token


def tokens_of(r: Reading, numbers: Sequence[str]) -> dict[str, str]:
    """Number → the token in the QR of its printed card; numbers written by hand are left out."""
    found: dict[str, str] = {}
    for some in chunks(numbers):
        printed = select(col(Card.number), col(Card.token)).where(live(r, Card), col(Card.token).is_not(None))
        found |= {row[0]: row[1] for row in r.rows(printed.where(col(Card.number).in_(some)))}
    return found


def press(w: Work, stays: Sequence[Stay], kind: str) -> dict[str, tuple[str, str]]:
    """New printed cards for these heads, all at once: stay → (number, token). What they held before ends (`kind`)."""
    _end_all(w, [stay for stay in stays if stay.card_number], kind)
    made = dict(zip([stay.id for stay in stays], mint(w, len(stays)), strict=True))
    fresh = []
    for stay in stays:
        card_id = derived_id("card", stay.batch_id or "", made[stay.id][0])
        fresh.append({"id": card_id, "number": made[stay.id][0], "batch_id": stay.batch_id, "stay_id": stay.id})
        w.update(stay, card_number=made[stay.id][0])
    w.bulk(Card, fresh)
    return made


def _end_all(w: Work, stays: Sequence[Stay], kind: str) -> None:
    """End the cards these heads hold; the heads' own record is the caller's to write."""
    ends = {_end_id(stay.batch_id, stay.card_number or ""): stay for stay in stays}
    held = {derived_id("card", stay.batch_id or "", stay.card_number or ""): stay.id for stay in stays}
    there: set[str] = set()
    for some in chunks(ends):
        there.update(row[0] for row in w.rows(select(col(CardEnd.id)).where(col(CardEnd.id).in_(some))))
    fresh = {row_id: stay for row_id, stay in ends.items() if row_id not in there}
    facts = [
        {"id": row_id, "number": stay.card_number, "stay_id": stay.id, "kind": kind, "at": w.now()}
        for row_id, stay in fresh.items()
    ]
    w.bulk(CardEnd, facts)
    for some in chunks(held):
        for card in w.all(select(Card).where(live(w, Card), col(Card.id).in_(some))):
            if card.stay_id == held[card.id]:
                w.update(card, stay_id=None)


def holder(r: Reading, batch_id: str | None, number: str) -> CardHolder | None:
    """Whom this card of a ship was given to; None while it is free."""
    card = r.get(Card, derived_id("card", batch_id or "", number.strip().upper()))
    stay = r.get(Stay, card.stay_id) if card is not None and card.stay_id else None
    if card is None or stay is None or stay.void_reason is not None:
        return None
    return CardHolder(stay.id, card.number, bool(stay.person_id), stay.origin)


def look_up(r: Reading, scanned: str) -> SeenCard | None:
    """The card of any ship that was scanned or whose number was typed; None when it is no card of ours.

    UserError `card.several` when it stands for several of those here: whose it is, nobody guesses.
    """
    number = number_of(r, scanned)
    mine = claims(r, number)
    if len(mine) > 1:
        raise _several(r, number, mine)
    held = r.get(Stay, mine[0]) if mine else _held(r, number)
    if held is not None:
        return SeenCard(number, held.id)
    over = select(CardEnd).where(live(r, CardEnd), CardEnd.number == number)
    ends = sorted(r.all(over), key=lambda row: row.at)
    if ends:
        stay = r.get(Stay, ends[-1].stay_id)
        return SeenCard(number, ends[-1].stay_id, ends[-1].at, ends[-1].kind, stay.card_number if stay else None)
    return SeenCard(number) if number and token_of(r, number) else None


def claims(r: Reading, number: str) -> list[str]:
    """Those here whose card this is by any record: two desks may have given one card away before they met."""
    said = _CLAIMED.all(r.connection, {"site": r.site_id, "number": number}) if number else ()
    stays = list(dict.fromkeys(row.id for row in said if row.id))
    standing = _STANDING.all(r.connection, {"site": r.site_id, "ids": stays}) if stays else ()
    return [row.stay for row in standing if row.account in HERE]


def _several(r: Reading, number: str, stays: Sequence[str]) -> UserError:
    names = _(" dan ").join(head.display for head in heads_of(r, stays))
    return UserError(
        "card.several",
        _("Kartu {number} tercatat pada {names}; tidak ada yang dicatat.").format(number=number, names=names),
        _("Cari orangnya dengan nama. Milik siapa kartu itu, tetapkan di Orang: pindai kartunya di sana."),
    )


HERE = (rules.PRESENT, *rules.BODIES_HERE, *rules.TEMPORARY)
_CARD, _STAY = Card.__table__, Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_END = CardEnd.__table__  # type: ignore[attr-defined]
_NUMBER: BindParameter[str] = bindparam("number")
_CLAIMED = Direct(
    sql_select(_STAY.c.id)
    .where(_STAY.c.site_id == bindparam("site"), _STAY.c.card_number == _NUMBER)
    .union_all(
        sql_select(_CARD.c.stay_id).where(
            _CARD.c.site_id == bindparam("site"), _CARD.c.number == _NUMBER, _CARD.c.void_reason.is_(None)
        )
    )
)
_STANDING = Direct(
    sql_select(position.c.stay, position.c.account)
    .select_from(position.join(_STAY, (_STAY.c.site_id == position.c.site) & (_STAY.c.id == position.c.stay)))
    .where(position.c.site == bindparam("site"), position.c.stay.in_(bindparam("ids", expanding=True)))
    .order_by(_STAY.c.arrived_at, _STAY.c.id)
)
_TOKEN = Direct(
    sql_select(_CARD.c.token)
    .where(_CARD.c.site_id == bindparam("site"), _CARD.c.number == _NUMBER)
    .where(_CARD.c.token.is_not(None), _CARD.c.void_reason.is_(None))
)


def _held(r: Reading, number: str) -> Stay | None:
    """The head this number was given to; of several ships' the latest to arrive."""
    mine = select(Card).where(live(r, Card), Card.number == number, col(Card.stay_id).is_not(None))
    stays = [r.get(Stay, card.stay_id or "") for card in r.all(mine)] if number else []
    here = [stay for stay in stays if stay is not None and stay.void_reason is None]
    return max(here, key=lambda stay: stay.arrived_at, default=None)


def end(w: Work, stay: Stay, kind: str, note: str | None = None) -> None:
    """The card a head holds counts no more; two desks saying so make one end. Nothing happens without a card."""
    if stay.card_number is None:
        return
    row_id = _end_id(stay.batch_id, stay.card_number)
    fresh = CardEnd(id=row_id, number=stay.card_number, stay_id=stay.id, kind=kind, note=note, at=w.now())
    w.insert_once(fresh)
    card = w.get(Card, derived_id("card", stay.batch_id or "", stay.card_number))
    if card is not None and card.stay_id == stay.id:
        w.update(card, stay_id=None)
    w.update(stay, card_number=None)


def refuse_ended(w: Work, batch_id: str | None, number: str) -> None:
    """Refuse to give out a card that was reported lost, broken or replaced."""
    _refuse_ended(w, batch_id, number, _marks(w, number))


def _refuse_ended(w: Work, batch_id: str | None, number: str, marks: "_Marks") -> None:
    row = _ended(w, batch_id, number, marks)
    if row is not None:
        said = look_up(w, number) or SeenCard(number, ended=row.at)
        raise UserError(
            "card.ended",
            _("Ini {card}; tidak ada yang diubah.").format(card=said.told(w.zone)),
            _("Ambil kartu lama itu dari peredaran, dan pakai kartu lain."),
        )


def give(w: Work, stay: Stay, number: str) -> Card:
    """Write a card's number on a head; a card serves one head of a ship, a printed one a single head of those here."""
    number = number.strip().upper()
    marks = _marks(w, number)
    _refuse_ended(w, stay.batch_id, number, marks)
    card_id = derived_id("card", stay.batch_id or "", number)
    card, fresh = w.insert_once(Card(id=card_id, number=number, batch_id=stay.batch_id, stay_id=stay.id))
    taken = not fresh and card.stay_id not in (None, stay.id) and _counts(w, card.stay_id)
    if taken or _on_another_ship(w, number, marks, stay.id):
        raise UserError(
            "card.taken",
            _("Kartu {number} sudah dipakai orang lain; tidak ada yang diubah.").format(number=number),
            _("Pakai kartu lain, atau periksa kartu yang dipegang."),
        )
    if not fresh:
        w.update(card, stay_id=stay.id, void_reason=None)
    if stay.card_number != number:
        _let_go(w, stay)
        w.update(stay, card_number=number)
    return card


def free_number(w: Work, batch_id: str, number: str) -> str:
    """A card's number as it is kept; UserError where it is empty or somebody of the ship has the card."""
    number = number.strip().upper()
    if not number:
        raise UserError("card.empty", _("Nomor kartu masih kosong."))
    card = w.get(Card, derived_id("card", batch_id, number))
    if card is not None and card.stay_id and _counts(w, card.stay_id):
        raise UserError(
            "card.taken",
            _("Kartu {number} sudah dibagikan di rombongan ini; tidak dihitung dua kali.").format(number=number),
            _("Pakai kartu berikutnya."),
        )
    return number


def is_free(r: Reading, batch_id: str | None, number: str) -> bool:
    """Whether this card may be given to somebody of a ship: nobody there holds it, and it still counts."""
    marks = _marks(r, number)
    held = holder(r, batch_id, number) is not None or _on_another_ship(r, number, marks)
    return not held and _ended(r, batch_id, number, marks) is None


@dataclass(frozen=True)
class _Marks:
    """What a number is known by beside its holders: whether it stands on a printed card, and its ends."""

    printed: bool
    ends: list[str]


def _marks(r: Reading, number: str) -> _Marks:
    rows = _MARKS.all(r.connection, {"site": r.site_id, "number": number})
    return _Marks(any(row.token for row in rows), [row.end for row in rows if row.end])


def _on_another_ship(r: Reading, number: str, marks: _Marks, but: str = "") -> bool:
    """Whether somebody else here holds this very card: a printed one is one card, whatever the ship."""
    return marks.printed and any(stay != but for stay in claims(r, number))


def _ended(r: Reading, batch_id: str | None, number: str, marks: _Marks) -> CardEnd | None:
    """The end of a card: a number written by hand ends for its ship, one that was printed for good."""
    here = _end_id(batch_id, number)
    found = here if here in marks.ends else marks.ends[0] if marks.ends and marks.printed else None
    return r.get(CardEnd, found) if found else None


_MARKS = Direct(
    sql_select(_CARD.c.token, literal("").label("end"))
    .where(_CARD.c.site_id == bindparam("site"), _CARD.c.number == _NUMBER)
    .where(_CARD.c.token.is_not(None), _CARD.c.void_reason.is_(None))
    .union_all(
        sql_select(literal(""), _END.c.id).where(
            _END.c.site_id == bindparam("site"), _END.c.number == _NUMBER, _END.c.void_reason.is_(None)
        )
    )
)


def _known(w: Work, numbers: Sequence[str]) -> set[str]:
    """Those of these numbers that any card had, whatever became of it."""
    found: set[str] = set()
    for some in chunks(numbers):
        for number in (col(Card.number), col(CardEnd.number)):
            found.update(row[0] for row in w.rows(select(number).where(number.in_(some))))
    return found


def _end_id(batch_id: str | None, number: str) -> str:
    return derived_id("card_end", batch_id or "", number)


def _let_go(w: Work, stay: Stay) -> None:
    """The card a head had until now may be given to somebody else."""
    card = w.get(Card, derived_id("card", stay.batch_id or "", stay.card_number or ""))
    if card is not None and card.stay_id == stay.id:
        w.update(card, stay_id=None)


def _counts(w: Work, stay_id: str | None) -> bool:
    stay = w.get(Stay, stay_id) if stay_id else None
    return stay is not None and stay.void_reason is None
