"""The items a post hands out, as it has them itself: name, kind, unit, sizes, the right to it, what it is worth."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import choices, name_of
from app.shelter import aid_items
from app.shelter.aid_items import MOST_RUPIAH
from app.shelter.rules.aid import PER_DAY, PER_PERSON, PER_STAY, Item
from app.shelter.screens.aiditems import right_of
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import CheckField, ChoiceField, Field, NumberField, SegmentField, TextField
from app.widgets.operations import Begun, Operations, Pending
from app.widgets.screen import Screen
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

NEW = Item("", "", "", "", "")
FLAGS = ("loan", "cash", "stocked", "active")


class ItemsSheet(Sheet):
    """Every item, those switched off too: Enter changes one, None is a new one."""

    def __init__(self, parent: QWidget, items: Sequence[Item], act: Callable[[Item | None], None]) -> None:
        self.table = RowTable(_columns(), key=lambda item: item.code, state=_state)
        self.table.setAccessibleName(_("Barang bantuan pos ini"))
        self.table.setMinimumSize(720, max(160, min(400, parent.window().height() - 260)))
        self.table.set_empty(Empty(_("Tidak ada bantuan yang cocok"), "", "gift"))
        text = lambda item: f"{item.name} {name_of('bansos', item.kind)}"  # noqa: E731
        listed = FilteredTable(self.table, text, _("Cari bantuan; Enter mengubah"))
        hint = _("Yang sudah dibagikan tetap tercatat seperti waktu diberikan.")
        super().__init__(parent, Question(_("Barang bantuan"), hint, _("Ubah")), listed)
        self.no.setText(_("Tutup"))
        listed.set_rows(list(items))
        self.table.go_to(0)
        self.table.opened.connect(lambda _item: self.accept())
        self.when_closed(lambda: act(self.table.current()))
        self.offer(button(_("Barang baru"), lambda: self._new(act), "quiet", "plus"))

    def _new(self, act: Callable[[Item | None], None]) -> None:
        self.reject()
        act(None)


def open_items(screen: Screen, ops: Operations) -> None:
    """The list over a screen; what is changed in it is written."""

    def keep(item: Item) -> Pending[object]:
        return ops.write("shelter.setup", lambda w: aid_items.keep_item(w, item))

    def edit(item: Item | None) -> None:
        ask_item(screen, item, keep)

    found = ops.read(lambda r: aid_items.items(r, everything=True), latest="aid.items")
    found.then(lambda items: ItemsSheet(screen, items, edit).open())


def ask_item(parent: QWidget, item: Item | None, act: Callable[[Item], Begun]) -> Asked:
    """An item to change or a new one; whether it is money or lies on a shelf is fixed once it exists."""
    known = item or NEW
    sheet = Asked(parent, Question(known.name or _("Barang bantuan baru"), "", _("Simpan")), _fields(item), ("name",))
    sheet.setMinimumWidth(640)
    sheet.form.load(
        {
            "name": known.name or None, "detail": known.detail or None, "unit": known.unit or None,
            "sizes": ", ".join(known.sizes) or None, "whom": known.whom, "per": known.per, "most": known.most,
            "value": known.value, **{flag: getattr(known, flag) for flag in FLAGS if flag in sheet.form.fields},
        }
    )  # fmt: skip

    def taken(said: dict[str, Any]) -> Begun:
        sizes = tuple(part.strip() for part in str(said.get("sizes", "")).split(",") if part.strip())
        flags = {flag: bool(said.get(flag)) for flag in FLAGS if flag in sheet.form.fields}
        flags |= {"stocked": True} if flags.get("cash") else {}
        texts = {name: str(said[name]) for name in ("name", "detail", "unit", "whom", "per")}
        values: dict[str, Any] = {**texts, **flags, "sizes": sizes, "most": int(said["most"])}
        return act(replace(known, value=int(said["value"]) if "value" in said else None, **values))

    return ask(sheet, taken)


def _fields(item: Item | None) -> list[Field]:
    details = [(one.code, f"{name_of('bansos', one.group)}: {one.name}") for one in choices("rincian_bansos")]
    periods = [(PER_STAY, _("selama di sini")), (PER_DAY, _("setiap hari")), (PER_PERSON, _("seumur hidup"))]
    lasting: list[Field] = [
        CheckField("cash", _("Uang dari kas, bukan barang")),
        CheckField("stocked", _("Disimpan di gudang")),
    ]
    return [
        TextField("name", _("Nama"), required=True),
        ChoiceField("detail", _("Jenis menurut Permensos 22/2013"), details, required=True),
        TextField("unit", _("Satuan"), required=True).placeholder(_("mis. setel, paket, rupiah")),
        TextField("sizes", _("Ukuran, dipisah koma")).placeholder(_("mis. S, M, L atau 4–6 th, 7–9 th")),
        ChoiceField("whom", _("Untuk siapa"), [(one.code, one.name) for one in choices("untuk_siapa")], required=True),
        NumberField("most", _("Paling banyak"), required=True, limits=(1, 99)),
        SegmentField("per", _("Dihitung"), periods, required=True),
        NumberField("value", _("Nilai satu satuan (Rp)"), limits=(0, MOST_RUPIAH)),
        CheckField("loan", _("Dipinjamkan, harus kembali")),
        *(lasting if item is None else ()),
        CheckField("active", _("Dibagikan di pos ini")),
    ]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Bantuan"), lambda item: item.name, 0, "strong"),
        Column(_("Jenis"), lambda item: name_of("bansos", item.kind), 150, "muted", spare=True),
        Column(_("Satuan"), lambda item: item.unit, 70, "muted"),
        Column(_("Hak"), right_of, 140, "muted"),
        Column("", lambda item: None if item.active else Mark(_("tidak dibagikan"), "x", "faint"), 96, "mark"),
    )


def _state(item: Item) -> str:
    return "" if item.active else "absent"
