"""The items a post hands out: those of `reference/aid`, changed or added to by the post itself."""

from typing import Any

from sqlmodel import select

from app.access.rules import require
from app.kernel.errors import UserError
from app.kernel.i18n import _, language
from app.kernel.ids import derived_id, new_id
from app.reference.enumerations import choice, codes
from app.reference.tables import table
from app.registration.live import live
from app.registration.wording import clean_text
from app.shelter.records import OwnItem
from app.shelter.rules.aid import PER_STAY, PERIODS, Item
from app.shelter.rules.whom import EVERYBODY
from app.store.work import Reading, Work

CASH_ITEM = "uang"
"""What lies in a cash box, whatever it will be paid for."""
MOST_SIZES = 20
MOST_RUPIAH = 10**12
_TEXTS = ("name", "detail", "unit", "whom", "per")
_KEPT = (*_TEXTS, "sizes", "most", "value", "cash", "stocked", "loan")


def items(r: Reading, everything: bool = False) -> list[Item]:
    """What may be handed out here, in the order of the regulation; with `everything` also what is switched off."""
    found = {item.code: item for item in map(_shipped, table("aid")["item"])}
    for row in r.all(select(OwnItem).where(live(r, OwnItem))):
        found[row.code] = _own(row)
    order = [one.code for kind in _kinds() for one in found.values() if one.kind == kind]
    return [found[code] for code in order if everything or found[code].active]


def item_named(r: Reading, code: str) -> Item:
    """One item, also one that is no longer handed out, and money as such; UserError for none."""
    if code == CASH_ITEM:
        return Item(code, _("Uang tunai"), "", "", "rupiah", cash=True)
    row = r.get(OwnItem, _id(code))
    if row is not None and row.void_reason is None:
        return _own(row)
    found = next((one for one in table("aid")["item"] if one["code"] == code), None)
    if found is None:
        raise UserError("aid.item", _("Barang bantuan ini tidak dikenal; tidak ada yang disimpan."))
    return _shipped(found)


def kept_as(item: Item) -> str:
    """The code under which it lies in a storeroom: its own, or money as such."""
    return CASH_ITEM if item.cash else item.code


def keep_item(w: Work, item: Item) -> str:
    """Change an item or add one (empty code); its code. What was given before keeps what it was given as."""
    require(w.actor, "shelter.setup")
    name, unit = clean_text(item.name), clean_text(item.unit)
    sizes = tuple(dict.fromkeys(size for size in map(clean_text, item.sizes) if size))
    if name is None or unit is None or item.detail not in codes("rincian_bansos"):
        raise UserError("aid.item_draft", _("Isi nama, satuan, dan jenis bantuannya."))
    if item.whom not in codes("untuk_siapa") or item.per not in PERIODS or not 1 <= item.most <= 99:
        raise UserError("aid.item_rule", _("Isi untuk siapa dan berapa kali boleh diterima (1–99)."))
    if len(sizes) > MOST_SIZES or (item.value is not None and not 0 <= item.value <= MOST_RUPIAH):
        raise UserError("aid.item_value", _("Nilai satuan ditulis dalam rupiah; ukuran paling banyak {n}.").format(
            n=MOST_SIZES))  # fmt: skip
    code = item.code or new_id()
    before = next((one for one in items(w, everything=True) if one.code == code), None)
    if before is not None and (before.cash, before.stocked) != (item.cash, item.stocked):
        raise UserError("aid.item_kind", _("Uang tidak dapat menjadi barang, atau sebaliknya; buat barang baru."))
    details: dict[str, Any] = {field: getattr(item, field) for field in _KEPT}
    details |= {"name": name, "unit": unit, "sizes": list(sizes)}
    row, fresh = w.insert_once(OwnItem(id=_id(code), code=code, details=details, active=item.active))
    if not fresh:
        w.update(row, details=details, active=item.active, void_reason=None)
    return code


def _shipped(row: dict[str, Any]) -> Item:
    name = row["en" if language() == "en" else "id"]
    rest = {field: row[field] for field in ("cash", "stocked", "loan") if field in row}
    sizes = tuple(row.get("sizes", ()))
    return Item(
        row["code"], name, row["detail"], _kind(row["detail"]), row["unit"], sizes, row["whom"], row["per"],
        row["most"], **rest,
    )  # fmt: skip


def _own(row: OwnItem) -> Item:
    """A row as any desk may have written it: what is missing has its usual value."""
    said = row.details
    text: dict[str, Any] = {"name": row.code, "detail": "", "unit": "", "whom": EVERYBODY, "per": PER_STAY}
    text |= {field: said[field] for field in _TEXTS if isinstance(said.get(field), str)}
    flags: dict[str, Any] = {"cash": False, "stocked": True, "loan": False}
    flags |= {field: said[field] for field in flags if isinstance(said.get(field), bool)}
    numbers: dict[str, Any] = {"most": 1, "value": None}
    numbers |= {field: said[field] for field in numbers if isinstance(said.get(field), int)}
    sizes = said.get("sizes")
    kept = tuple(map(str, sizes)) if isinstance(sizes, list) else ()
    return Item(row.code, kind=_kind(text["detail"]), sizes=kept, active=row.active, **text, **numbers, **flags)


def _kind(detail: str) -> str:
    found = choice("rincian_bansos", detail)
    return found.group if found else ""


def _kinds() -> list[str]:
    return [*dict.fromkeys(one["group"] for one in table("enumerations")["rincian_bansos"]["choices"]), ""]


def _id(code: str) -> str:
    return derived_id("own_item", code)
