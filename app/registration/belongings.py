"""What happened to a person's photo, cards and goods in keeping, for the timeline of his page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.naming import user_names
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.deposits import IN
from app.registration.records import CardEnd, Deposit, DepositReturn, GoodsReceipt, PersonPhoto
from app.registration.timeline import Entry, Subject
from app.store.base import Record
from app.store.history import first_writings
from app.store.work import Reading


def happened(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline."""
    stays = list(subject.stay_ids)
    rows = [*_where(r, CardEnd, stays), *_where(r, GoodsReceipt, stays)]
    if subject.person_id:
        mine: Any = select(PersonPhoto).where(PersonPhoto.person_id == subject.person_id)
        rows += r.all(mine.where(PersonPhoto.site_id == r.site_id))
    goods = _goods(r, stays)
    writings, names = first_writings(r, rows), user_names(r)
    for row in rows:
        writing = writings.get(row.id)
        if writing is not None:
            text, detail, glyph = _say(row, goods)
            void = _("dibatalkan: {reason}").format(reason=row.void_reason) if row.void_reason else ""
            said = " · ".join(part for part in (detail, void) if part)
            at = datetime.fromisoformat(writing.wall_time)
            tone = "warn" if void else ""
            yield Entry(at, text, said, names.get(writing.actor, ""), glyph, tone, row.id, writing.write)


def _say(row: Record, goods: dict[str, list[str]]) -> tuple[str, str, str]:
    """(text, detail, icon) of a row."""
    if isinstance(row, CardEnd):
        detail = " · ".join(part for part in (name_of("alasan_kartu", row.kind), row.note or "") if part)
        return _("Kartu {number} tidak berlaku lagi").format(number=row.number), detail, "id-card"
    if isinstance(row, GoodsReceipt):
        text = _("Barang dititipkan") if row.kind == IN else _("Titipan dikembalikan kepada {name}")
        detail = ", ".join(goods.get(row.id, ()))
        return text.format(name=row.party), f"{detail} · {row.number}" if detail else row.number, "inbox"
    return _("Foto"), "", "user-round"


def _where(r: Reading, model: Any, stays: list[str]) -> list[Record]:
    return r.all(select(model).where(model.site_id == r.site_id, model.stay_id.in_(stays)))


def _goods(r: Reading, stays: list[str]) -> dict[str, list[str]]:
    """The goods on each receipt, in words; withdrawn ones too."""
    deposits: dict[str, Deposit] = {row.id: row for row in _where(r, Deposit, stays)}  # type: ignore[misc]
    found: dict[str, list[str]] = {}
    for row in deposits.values():
        found.setdefault(row.receipt_id, []).append(f"{row.quantity} × {row.what}")
    gone: Iterable[DepositReturn] = r.all(
        select(DepositReturn).where(DepositReturn.site_id == r.site_id, col(DepositReturn.stay_id).in_(stays))
    )
    for back in gone:
        if back.deposit_id in deposits:
            found.setdefault(back.receipt_id, []).append(f"{back.quantity} × {deposits[back.deposit_id].what}")
    return found
