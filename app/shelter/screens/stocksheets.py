"""The sheets of the storeroom: receive, count, adjust, move, mark the least, add a storeroom."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, pgettext
from app.reference.enumerations import choices
from app.shelter.rules.aid import Item
from app.shelter.rules.stock import CASH, Place
from app.shelter.stock import MOST, Source, Store
from app.shelter.stock_book import BookLine
from app.widgets.asking import Asked, ask
from app.widgets.dialogs import Question
from app.widgets.fields import ChoiceField, Field, NumberField, SegmentField, TextField
from app.widgets.labels import counted
from app.widgets.operations import Begun

BETWEEN = "|"


def ask_receive(
    parent: QWidget, items: Sequence[Item], stores: Sequence[Store], first: Place | None,
    act: Callable[[Place, int, Source], Begun],
) -> Asked:  # fmt: skip
    """What came in, where it lies now, who paid and with which paper."""
    what = ChoiceField("what", _("Barang atau uang"), _options(items), required=True)
    where = ChoiceField("store", _("Disimpan di"), [(store.id, store.name) for store in stores], required=True)
    fund = SegmentField("fund", _("Sumber dana"), [(one.code, one.name) for one in choices("sumber_dana")], True)
    fields: list[Field] = [
        what,
        where,
        _number("quantity", _("Jumlah (uang: rupiah)"), 1),
        TextField("document", _("Surat atau nota")).placeholder(_("mis. BAST Dinsos 12/2026")),
        fund,
    ]
    sheet = Asked(parent, Question(_("Terima barang atau uang"), yes=_("Catat")), fields, wide=("fund",))
    sheet.setMinimumWidth(600)
    boxes = {store.kind: store.id for store in reversed(stores)}
    cash = {item.code for item in items if item.cash}

    def follow() -> None:
        """Money goes to the cash box and goods to a storeroom, unless said otherwise."""
        code = str(what.value() or "").partition(BETWEEN)[0]
        wanted = CASH if code in cash else "barang"
        kind = next((store.kind for store in stores if store.id == where.value()), None)
        if code and kind != wanted:
            where.set_value(boxes.get(wanted))

    what.changed.connect(follow)
    if first is not None:
        sheet.form.load({"what": f"{first.item}{BETWEEN}{first.size}", "store": first.store})

    def taken(said: dict[str, Any]) -> Begun:
        code, _sign, size = str(said["what"]).partition(BETWEEN)
        source = Source(str(said.get("document", "")), str(said["fund"]))
        return act(Place(str(said["store"]), code, size), int(said["quantity"]), source)

    return ask(sheet, taken)


def ask_count(parent: QWidget, line: BookLine, act: Callable[[int], Begun]) -> Asked:
    """How many really lie there; the book is not told, so that nobody counts towards it."""
    hint = _("Hitung dulu barangnya, lalu tulis. Selisihnya diputuskan sesudah itu, dengan alasan.")
    question = Question(_("Hitung {item}").format(item=line.name), hint, _("Simpan hitungan"))
    field = _number("counted", _("Yang ada di {store}").format(store=line.store.name), 0)
    return ask(Asked(parent, question, [field]), lambda said: act(int(said["counted"])))


def ask_adjust(parent: QWidget, line: BookLine, act: Callable[[int, str], Begun]) -> Asked:
    """More or fewer than the book says, and why."""
    hint = _("Menurut catatan {n}. Pengurangan ditulis dengan tanda minus, mis. −2.")
    change = _number("change", _("Tambah atau kurang"), -MOST)
    why = TextField("reason", _("Alasan"), required=True).placeholder(_("mis. basah kena hujan, ditemukan di rak"))
    question = Question(
        _("Sesuaikan {item}").format(item=line.name), hint.format(n=counted(line.balance.there)), _("Sesuaikan")
    )
    return ask(Asked(parent, question, [change, why]), lambda said: act(int(said["change"]), str(said["reason"])))


def ask_use(parent: QWidget, line: BookLine, act: Callable[[int, str, str], Begun]) -> Asked:
    """How much the house itself uses up, for what, and who paid for it."""
    hint = _("Keluar dari gudang untuk rumahnya sendiri, bukan untuk seseorang. Menurut catatan ada {n} {unit}.")
    why = TextField("purpose", _("Dipakai untuk"), required=True).placeholder(
        _("mis. membersihkan kamar mandi lantai 2")
    )
    funds = [(one.code, one.name) for one in choices("sumber_dana")]
    fields: list[Field] = [
        _number("quantity", pgettext("pieces", "Jumlah"), 1),
        why,
        SegmentField("fund", _("Sumber dana"), funds, True),
    ]
    said = hint.format(n=counted(line.balance.there), unit=line.unit)
    question = Question(_("Pakai {item} untuk rumah").format(item=line.name), said, _("Keluarkan"))
    sheet = Asked(parent, question, fields, wide=("purpose", "fund"))
    return ask(sheet, lambda said: act(int(said["quantity"]), str(said["purpose"]), str(said["fund"])))


def ask_transfer(
    parent: QWidget, line: BookLine, stores: Sequence[Store], act: Callable[[str, int, str], Begun]
) -> Asked:
    """To which storeroom, and how many."""
    others = [(store.id, store.name) for store in stores if store.kind == line.store.kind and store.id != line.store.id]
    fields: list[Field] = [
        ChoiceField("store", _("Ke gudang"), others, required=True),
        _number("quantity", pgettext("pieces", "Jumlah"), 1),
        TextField("reason", _("Keterangan")),
    ]
    question = Question(_("Pindahkan {item}").format(item=line.name), yes=_("Pindahkan"))
    sheet = Asked(parent, question, fields, wide=("reason",))
    return ask(sheet, lambda said: act(str(said["store"]), int(said["quantity"]), str(said.get("reason", ""))))


def ask_least(parent: QWidget, line: BookLine, act: Callable[[int | None], Begun]) -> Asked:
    """Below which number the line is marked; empty for no mark."""
    field = NumberField("least", _("Paling sedikit"), limits=(0, MOST))
    field.line.setMaxLength(17)
    hint = _("Di bawah jumlah ini barangnya ditandai kurang. Kosong = tidak dipantau.")
    sheet = Asked(parent, Question(_("Batas {item}").format(item=line.name), hint, _("Simpan")), [field])
    sheet.form.load({"least": line.balance.least})
    return ask(sheet, lambda said: act(int(said["least"]) if "least" in said else None))


def _number(name: str, text: str, least: int) -> NumberField:
    field = NumberField(name, text, required=True, limits=(least, MOST))
    field.line.setMaxLength(17)
    return field


def _options(items: Sequence[Item]) -> list[tuple[str, str]]:
    return [
        (f"{item.code}{BETWEEN}{size}", f"{item.name} {size}".strip()) for item in items for size in item.sizes or ("",)
    ]
