"""What is left in keeping and given back: two sheets, one to write goods down, one to say what goes back to whom."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.registration.deposits import MOST_PIECES, MOST_RUPIAH, Goods, Held, Party
from app.registration.screens import words
from app.registration.screens.asking import LONG_NAMES
from app.registration.screens.parts import line
from app.widgets.asking import Asked
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, Field, NoteField, NumberField, TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, row, scrolled


class DepositSheet(Sheet):
    """Goods are added one after the other; what stands in the form counts too, so that one thing needs one Enter."""

    def __init__(self, parent: QWidget, name: str) -> None:
        self.goods: list[Goods] = []
        self.form = Form(_goods_fields(), columns=2, wide=("what",))
        self.party = Form(_party_fields(_("Dititipkan oleh"), name), columns=2)
        self._listed = column(gap=4)
        self._add = button(_("Tambah barang lain"), self.add, glyph="plus")
        question = Question(
            _("Titipan {name}").format(name=name),
            _("Uang dan barang berharga dihitung di depan pemiliknya. Nilainya menurut kata pemilik."),
            _("Simpan dan cetak tanda terima"),
        )
        parts = (holder(self._listed), self.form, row(self._add, 1), self.party)
        super().__init__(parent, question, *parts)
        self.setMinimumWidth(600)
        self.form.changed.connect(self._look)
        self.form.submitted.connect(self.add)
        self._look()
        self.form.field("what").setFocus()

    def add(self) -> None:
        """Put what stands in the form on the list and begin the next."""
        if self._ready() and self.form.check():
            self.goods.append(self._entered())
            self.form.load(
                {"quantity": 1, "kind": None, "what": None, "condition": None, "value": None, "kept_at": None}
            )
            self._show_list()
            self.form.field("what").setFocus()

    def entered(self) -> tuple[list[Goods], Party]:
        """All the goods, and who brings them."""
        last = [self._entered()] if self._ready() else []
        return [*self.goods, *last], party_of(self.party)

    def _entered(self) -> Goods:
        said: dict[str, Any] = {name: value for name, value in self.form.collect().items() if value not in (None, "")}
        quantity, value = said.get("quantity", 1), said.get("value")
        return Goods(
            str(said["kind"]),
            str(said["what"]),
            quantity if isinstance(quantity, int) else 0,
            said.get("condition"),
            value if isinstance(value, int) else None,
            said.get("kept_at"),
        )

    def _ready(self) -> bool:
        fields = self.form.fields.values()
        return not any(field.is_unfinished() or field.problem() for field in fields)

    def _untouched(self) -> bool:
        return not any(self.form.field(name).value() for name in ("what", "kind", "condition", "value", "kept_at"))

    def _look(self) -> None:
        self._add.setEnabled(self._ready())
        self.yes.setEnabled(self._ready() or (bool(self.goods) and self._untouched()))

    def _show_list(self) -> None:
        clear(self._listed)
        for place, one in enumerate(self.goods):
            said = line(f"{one.quantity} × {one.what}", name_of("barang_titipan", one.kind), "inbox")
            drop = icon_button("x", _("Hapus {what}").format(what=one.what), partial(self._drop, place))
            both = row(said, drop, gap=4)
            both.setStretch(0, 1)
            self._listed.addLayout(both)
        self._look()

    def _drop(self, place: int) -> None:
        del self.goods[place]
        self._show_list()


class ReturnSheet(Sheet):
    """Everything still in keeping with how many pieces go back: all of them, unless said otherwise."""

    def __init__(self, parent: QWidget, name: str, goods: Sequence[Held]) -> None:
        self.fields = {one.id: _pieces(one) for one in goods}
        lines = []
        for one in goods:
            where = " · ".join(part for part in (name_of("keadaan_barang", one.condition), one.kept_at or "") if part)
            said = line(one.text, where, "inbox")
            both = row(said, self.fields[one.id], gap=10)
            both.setStretch(0, 1)
            both.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
            lines.append(both)
        self.party = Form(_party_fields(_("Diterima oleh"), name), columns=2)
        question = Question(
            _("Kembalikan titipan {name}").format(name=name),
            _("Jumlah 0 berarti tetap dititipkan."),
            _("Kembalikan dan cetak tanda terima"),
        )
        super().__init__(parent, question, scrolled(holder(column(*lines, 1, gap=6))), self.party)
        self.setMinimumWidth(600)
        for field in self.fields.values():
            field.changed.connect(self._look)
        self._look()

    def entered(self) -> tuple[dict[str, int], Party]:
        """How many pieces of each deposit, and who gets them."""
        pieces = {one: field.number() or 0 for one, field in self.fields.items()}
        return {one: number for one, number in pieces.items() if number}, party_of(self.party)

    def _look(self) -> None:
        fields = self.fields.values()
        self.yes.setEnabled(any(field.number() for field in fields) and not any(field.problem() for field in fields))


def _pieces(one: Held) -> NumberField:
    field = NumberField(one.id, _("Dikembalikan"), limits=(0, one.held))
    field.set_value(one.held)
    field.setFixedWidth(110)
    field.line.setAccessibleName(_("Dikembalikan: {what}").format(what=one.what))
    return field


def _goods_fields() -> list[Field]:
    quantity = NumberField("quantity", pgettext("pieces", "Jumlah"), required=True, limits=(1, MOST_PIECES))
    quantity.set_value(1)
    value = NumberField("value", _("Nilai menurut pemilik (Rp)"), limits=(0, MOST_RUPIAH))
    value.line.setMaxLength(17)
    return [
        TextField("what", _("Barang atau dokumen"), required=True).placeholder(_("mis. tas punggung biru, digembok")),
        ChoiceField("kind", _("Jenis"), words.options("barang_titipan"), required=True),
        quantity,
        ChoiceField("condition", _("Keadaan"), words.options("keadaan_barang")),
        value,
        TextField("kept_at", _("Disimpan di")).placeholder(_("mis. lemari 3")),
    ]


def _party_fields(caption: str, name: str) -> list[Field]:
    party = TextField("party", caption)
    party.set_value(name)
    return [party, TextField("relation", _("Hubungan, kalau orang lain"))]


def party_of(form: Form) -> Party:
    """Who brings or fetches goods."""
    said: dict[str, Any] = form.collect()
    return Party(str(said.get("party") or ""), str(said.get("relation") or ""))


BOTH = "both"


def told_apart(one: Held) -> str:
    """“2 kepada Siti (A-26-000003) · 3 kepada Ahmad (B-26-000001)”."""
    words_of = _("{n} kepada {party} ({receipt})")
    return " · ".join(
        words_of.format(n=each.quantity, party=each.party, receipt=words.unbroken(each.receipt)) for each in one.apart
    )


def apart_sheet(parent: QWidget, goods: Held, zone: str) -> Asked:
    """Which of the returns two desks recorded apart is true."""
    told = _("{n} dengan {receipt}, {at} oleh {officer}, kepada {party}")
    ways = [
        (
            each.id,
            told.format(
                n=each.quantity, party=each.party, officer=each.officer, receipt=each.receipt,
                at=f"{local(each.at, zone):%d-%m %H.%M}",
            ),
        )
        for each in goods.apart
    ]  # fmt: skip
    ways.append((BOTH, _("Semuanya benar: barangnya keluar di kedua loket")))
    fields: list[Field] = [
        ChoiceField("true", _("Yang benar"), ways, required=True),
        NoteField("reason", _("Dari mana diketahui"), required=True),
    ]
    hint = _("Yang lain dibatalkan, tetap tercatat di riwayat.")
    title = _("Pengembalian {what}").format(what=goods.what)
    sheet = Asked(parent, Question(title, hint, _("Tetapkan")), fields, wide=("true", "reason"))
    sheet.setMinimumWidth(LONG_NAMES)
    return sheet


def hint_of(goods: Sequence[Held]) -> str:
    """What is still in keeping, in one sentence; "" when nothing is."""
    held = [one.text for one in goods if one.held]
    return _("Masih ada titipan: {what}.").format(what=", ".join(held)) if held else ""


def nothing_held() -> QWidget:
    """What the section says without goods."""
    return label(_("Tidak ada barang titipan."), "muted", wrap=True)
