"""What: the items with what lies ready of each, Enter ticks one; below who pays, and how much money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reference.enumerations import choices, name_of
from app.shelter.aid import MOST_RUPIAH, Terms
from app.shelter.rules.aid import PER_DAY, PER_PERSON, Item
from app.widgets.buttons import button
from app.widgets.fields import NumberField, SegmentField
from app.widgets.form import Form
from app.widgets.labels import counted
from app.widgets.layouts import column, row
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable


@dataclass(frozen=True)
class Shelf:
    """An item and how many lie ready, of each size too (None: nothing of it lies anywhere)."""

    item: Item
    there: int | None
    sizes: Mapping[str, int] = field(default_factory=dict)


class AidItems(QWidget):
    """Keeps what is ticked, who pays and how much money."""

    wanted = Signal(str)
    """An action of the table."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticked: dict[str, Item] = {}
        self.shelves: dict[str, Shelf] = {}
        self.table = RowTable(self._columns(), key=lambda shelf: shelf.item.code, state=self._state)
        self.table.setAccessibleName(_("Jenis bantuan"))
        self.table.set_empty(Empty(_("Tidak ada bantuan yang cocok"), "", "gift"))
        self.table.opened.connect(self._tick)
        text = lambda shelf: f"{shelf.item.name} {name_of('bansos', shelf.item.kind)}"  # noqa: E731
        self.items = FilteredTable(self.table, text, _("Cari bantuan; Enter memilih"))
        funds = [(one.code, one.name) for one in choices("sumber_dana")]
        self.money = NumberField("money", _("Uang per orang (Rp)"), limits=(1, MOST_RUPIAH))
        fund = SegmentField("fund", _("Sumber dana"), funds, required=True)
        self.terms = Form([fund, self.money], columns=2)
        self.give = button(_("Bagikan …"), lambda: self.wanted.emit("aid.give"), "primary", "gift")
        lists = (
            button(_("Atur barang"), lambda: self.wanted.emit("aid.items"), "quiet", "settings"),
            button(_("Tanda terima"), lambda: self.wanted.emit("aid.receipts"), "quiet", "file-text"),
            button(_("Pinjaman"), lambda: self.wanted.emit("aid.loans"), "quiet", "refresh-cw"),
        )
        self.terms.changed.connect(self._look)
        body = column(self.items, self.terms, row(*lists, 1, self.give, gap=6), gap=10)
        body.setStretch(0, 1)
        self.setLayout(body)
        self._look()

    def show_shelves(self, shelves: Sequence[Shelf]) -> None:
        """The items and what is ready of them."""
        self.shelves = {shelf.item.code: shelf for shelf in shelves}
        self.ticked = {code: self.shelves[code].item for code in self.ticked if code in self.shelves}
        self.items.set_rows(shelves)
        self._look()

    def values(self) -> Terms:
        """Who pays; who receives and watches is asked last."""
        return Terms(str(self.terms.field("fund").value() or ""))

    def rupiah(self) -> int:
        """Money for each person."""
        return self.money.number() or 0

    def clear(self) -> None:
        """Nothing is ticked; the source stays for the next."""
        self.ticked = {}
        self.terms.load({"fund": self.terms.field("fund").value()})
        self._look()
        self.table.viewport().update()

    def is_ready(self) -> bool:
        """Whether something may be handed out: ticked, a source, and an amount where it is money."""
        cash = any(item.cash for item in self.ticked.values())
        fund = self.terms.field("fund").value() is not None
        return bool(self.ticked) and fund and (not cash or (bool(self.rupiah()) and not self.money.problem()))

    def _tick(self, shelf: Shelf) -> None:
        code = shelf.item.code
        if code in self.ticked:
            del self.ticked[code]
        else:
            self.ticked[code] = shelf.item
        self.table.viewport().update()
        self._look()

    def _look(self) -> None:
        self.money.setEnabled(any(item.cash for item in self.ticked.values()))
        self.changed.emit()

    def _state(self, shelf: Shelf) -> str:
        return "current" if shelf.item.code in self.ticked else ""

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", lambda shelf: Mark("", "check", "good") if shelf.item.code in self.ticked else None, 38, "mark"),
            Column(_("Bantuan"), lambda shelf: shelf.item.name, 0, "strong"),
            Column(_("Untuk"), lambda shelf: name_of("untuk_siapa", shelf.item.whom), 160, "muted", spare=True),
            Column(_("Hak"), lambda shelf: right_of(shelf.item), 130, "muted", spare=True),
            Column(_("Ada"), lambda shelf: "–" if shelf.there is None else counted(shelf.there), 110, "number"),
        )


def right_of(item: Item) -> str:
    """“1 setiap hari”, “1 selama di sini”, with a word for loans."""
    text = {PER_DAY: _("{n} setiap hari"), PER_PERSON: _("{n} seumur hidup")}.get(item.per, _("{n} selama di sini"))
    return _("{n}, dipinjam").format(n=item.most) if item.loan else text.format(n=item.most)
