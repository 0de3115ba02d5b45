"""Persediaan: what lies where, what moved, what does not tally; every change asks for its paper or its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.shelter import aid_doubles, aid_items, counting, stock, stock_book
from app.shelter.counting import Counted, Expected, StoreCount
from app.shelter.rules.aid import Item
from app.shelter.rules.stock import Place
from app.shelter.screens import stocksheets, storesheets
from app.shelter.screens.carecontext import CareContext
from app.shelter.stock import Source, Store
from app.shelter.stock_book import DOUBLE, UNSETTLED, BookLine, Difference, MoveLine
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason
from app.widgets.figures import BigNumber
from app.widgets.labels import counted, label, signed
from app.widgets.layouts import Beside, FlowLayout, clear, column, holder, panel, row
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Screen, page
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

SHOWN = frozenset(("stock_move", "stock_count", "stock_level", "storeroom", "own_item"))
ABOUT_AID = frozenset(("aid_issue", "aid_return", "aid_double", "same_arrival"))
MOST_TOLD = 4


@dataclass(frozen=True)
class State:
    """The book, its differences, and what may be received where."""

    book: list[BookLine]
    differences: list[Difference]
    items: list[Item]
    stores: list[Store]


class StockScreen(Screen):
    """The book on the left, the moves of the marked line on the right, differences above both."""

    def __init__(self, ops: Operations, context: CareContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._may = context.may(stock.PERMISSION)
        self._state: State | None = None
        self.book = RowTable(_book_columns(), key=lambda line: line.key)
        self.book.setAccessibleName(_("Buku persediaan"))
        hint = _("Catat dulu apa yang diterima: Ctrl+N.")
        self.book.set_empty(Empty(_("Gudang dan kas masih kosong"), hint, "package"))
        self.book.marked.connect(lambda _line: self._read_moves())
        text = lambda line: f"{line.name} {line.store.name}"  # noqa: E731
        self.list = FilteredTable(self.book, text, _("Cari barang"))
        self.there, self.about = BigNumber(_("Menurut catatan")), label("", "muted", wrap=True)
        self.moves = RowTable(_move_columns(context.zone), key=lambda move: move.id)
        self.moves.setAccessibleName(_("Gerakan"))
        self.moves.set_empty(Empty(_("Belum ada gerakan"), "", "history"))
        self._told = column(gap=4)
        self._differences = panel(self._told, "warn")
        self._differences.hide()
        side = column(self.there, self.about, self.moves, holder(self._verbs()), gap=8)
        side.setStretch(2, 1)
        both = Beside(self.list, holder(side), 500)
        tools = (
            button(_("Gudang dan kas"), lambda: self.act.emit("stock.store"), "quiet", "house"),
            button(_("Hitung semua"), lambda: self.act.emit("stock.count_store"), "quiet", "list-checks"),
            button(_("Terima"), lambda: self.act.emit("stock.receive"), "primary", "plus"),
        )
        body = page(_("Persediaan"), self._differences, both, tools=tools if self._may else ())
        body.setStretch(2, 1)
        self.setLayout(body)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the book again; other desks hand out of it too."""
        if not tables or tables & (SHOWN | ABOUT_AID):
            self._ops.read(state_of, latest="stock.state").then(self._show).otherwise(self._refused)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        if not self._may:
            return {}
        return {
            "stock.receive": self._receive,
            "stock.count": partial(self._of_line, self._count),
            "stock.adjust": partial(self._of_line, self._adjust),
            "stock.use": partial(self._of_line, self._use),
            "stock.transfer": partial(self._of_line, self._transfer),
            "stock.least": partial(self._of_line, self._least),
            "stock.undo": self._undo,
            "stock.store": self._stores,
            "stock.count_store": self._count_store,
        }

    def first_focus(self) -> QWidget | None:
        """The book."""
        return self.book

    # --- reading ------------------------------------------------------------------------------------------------------

    def _show(self, state: State) -> None:
        self._state = state
        self.list.set_rows(state.book)
        if self.book.current() is None:
            self.book.go_to(0)
        self._show_differences(state.differences)
        self._read_moves()

    def _show_differences(self, found: list[Difference]) -> None:
        clear(self._told)
        self._differences.setVisible(bool(found))
        self._told.addWidget(label(_("{n} hal perlu dijelaskan").format(n=counted(len(found))), "heading", "warn"))
        for one in found[:MOST_TOLD]:
            line = row(label(one.text, "", wrap=True), gap=10)
            line.setStretch(0, 1)
            if one.kind in (UNSETTLED, DOUBLE) and self._may:
                line.addWidget(button(_("Putuskan"), partial(self._settle, one), "", "check"))
            self._told.addLayout(line)
        if len(found) > MOST_TOLD:
            self._told.addWidget(label(_("… dan {n} lagi").format(n=counted(len(found) - MOST_TOLD)), "muted"))

    def _read_moves(self) -> None:
        line = self.book.current()
        if line is None:
            self.moves.set_rows([])
            self.there.show_number(None)
            self.about.setText("")
            return
        place, words = line.key, {"minus": _("kurang dari nol: jelaskan"), "kurang": _("di bawah batas")}
        note = " · ".join(part for part in (line.name, line.store.name, words.get(line.balance.state, "")) if part)
        tone = {"minus": "bad", "kurang": "warn"}.get(line.balance.state, "")
        self.there.show_number(line.balance.there, "", tone)
        self.about.setText(note)
        self._ops.read(lambda r: stock_book.moves(r, place), latest="stock.moves").then(self.moves.set_rows)

    def _verbs(self) -> FlowLayout:
        flow = FlowLayout(gap=4)
        for action, text, glyph in (
            ("stock.count", _("Hitung"), "list-checks"), ("stock.adjust", _("Sesuaikan"), "pencil"),
            ("stock.use", _("Pakai untuk rumah"), "house"),
            ("stock.transfer", _("Pindahkan"), "arrow-right"), ("stock.least", _("Batas"), "triangle-alert"),
            ("stock.undo", _("Batalkan gerakan"), "undo-2"),
        ):  # fmt: skip
            made = button(text, partial(self.act.emit, action), "quiet", glyph)
            made.setVisible(self._may)
            flow.addWidget(made)
        return flow

    # --- writing ------------------------------------------------------------------------------------------------------

    def _of_line(self, act: Callable[[BookLine], object]) -> None:
        line = self.book.current()
        if line is not None:
            act(line)

    def _receive(self) -> None:
        if self._state is None:
            return
        line = self.book.current()

        def act(place: Place, quantity: int, source: Source) -> Pending[object]:
            return self._write(lambda w: stock.receive(w, place, quantity, source))

        first = line.key if line is not None else None
        stocksheets.ask_receive(self, self._state.items, self._state.stores, first, act)

    def _count(self, line: BookLine) -> None:
        stocksheets.ask_count(self, line, lambda counted: self._write(lambda w: stock.count(w, line.key, counted)))

    def _adjust(self, line: BookLine) -> None:
        def act(change: int, reason: str) -> Pending[object]:
            return self._write(lambda w: stock.adjust(w, line.key, change, reason))

        stocksheets.ask_adjust(self, line, act)

    def _use(self, line: BookLine) -> None:
        def act(quantity: int, purpose: str, fund: str) -> Pending[object]:
            return self._write(lambda w: stock.use(w, line.key, quantity, purpose, fund))

        stocksheets.ask_use(self, line, act)

    def _transfer(self, line: BookLine) -> None:
        def act(store: str, quantity: int, reason: str) -> Pending[object]:
            return self._write(lambda w: stock.transfer(w, line.key, store, quantity, reason))

        if self._state is not None:
            stocksheets.ask_transfer(self, line, self._state.stores, act)

    def _least(self, line: BookLine) -> None:
        stocksheets.ask_least(self, line, lambda least: self._write(lambda w: stock.keep_least(w, line.key, least)))

    def _stores(self) -> None:
        def keep(store: Store) -> Pending[object]:
            return self._write(lambda w: stock.keep_store(w, store))

        def edit(store: Store | None) -> None:
            storesheets.ask_store(self, store, keep)

        found = self._ops.read(lambda r: stock.stores(r, everything=True), latest="stock.stores")
        found.then(lambda stores: storesheets.StoresSheet(self, stores, edit).open())

    def _count_store(self) -> None:
        if self._state is not None:
            storesheets.ask_which(self, self._state.stores, self._count_all)

    def _count_all(self, store: Store) -> None:
        def act(lines: list[Counted]) -> Pending[StoreCount]:
            done = self._ops.write("shelter.stock", lambda w: counting.count_store(w, store.id, lines))
            return done.then(self._counted_all)

        def show(lines: list[Expected]) -> None:
            storesheets.CountSheet(self, store, lines, act).open()

        self._ops.read(lambda r: counting.expected(r, store.id), latest="stock.expected").then(show)

    def _counted_all(self, found: StoreCount) -> None:
        text, open_ones = _("{store} dihitung: {n} baris, {d} selisih."), len(found.unexplained)
        said = text.format(store=found.store, n=counted(len(found.lines)), d=counted(len(found.differences)))
        hint = _("{n} selisih masih perlu sebab.").format(n=counted(open_ones)) if open_ones else ""
        self.said.emit(Message(said, hint, "warn" if open_ones else "good"))

    def _settle(self, one: Difference) -> None:
        decide: Callable[[Any, str, str], None]
        decide, title, verb = stock.settle, _("Ikuti hasil hitung?"), _("Ikuti hitungan")
        if one.kind == DOUBLE:
            decide, title, verb = aid_doubles.settle, _("Apa yang diputuskan?"), _("Putuskan")

        def act(_code: str, reason: str) -> Pending[object]:
            return self._write(lambda w: decide(w, one.row_id, reason))

        ask_reason(self, Question(title, one.text, verb), act)

    def _undo(self) -> None:
        move: MoveLine | None = self.moves.current()
        if move is None:
            self.said.emit(Message(_("Pilih dulu gerakannya di daftar kanan."), tone="warn"))
            return

        def act(_code: str, reason: str) -> Pending[object]:
            return self._write(lambda w: stock.undo(w, move.id, reason))

        text = f"{name_of('gerak_stok', move.kind)} {signed(move.quantity)} · {move.name}"
        ask_reason(self, Question(_("Batalkan gerakan ini?"), text, _("Batalkan gerakan")), act)

    def _write(self, act: Callable[[Any], object]) -> Pending[object]:
        """The sheet that asked waits for it, and tells a refusal."""
        return self._ops.write("shelter.stock", act)

    def _refused(self, error: UserError) -> None:
        self.said.emit(Message.of(error))


def state_of(r: Any) -> State:
    """Everything the screen shows but the moves of one line."""
    stocked = [item for item in aid_items.items(r) if item.stocked and not item.cash]
    everything = [aid_items.item_named(r, aid_items.CASH_ITEM), *stocked]
    return State(stock_book.book(r), stock_book.differences(r), everything, stock.stores(r))


def _book_columns() -> tuple[Column, ...]:
    return (
        Column(_("Barang"), lambda line: line.name, 0, "strong"),
        Column(_("Tempat"), lambda line: line.store.name, 112, "muted", spare=True),
        Column(_("Ada"), lambda line: counted(line.balance.there), 100, "number"),
        Column(_("Satuan"), lambda line: line.unit, 64, "muted", spare=True),
        Column(_("Batas"), _least_of, 60, "number", spare=True),
        Column("", _mark, 92, "mark"),
    )


def _least_of(line: BookLine) -> str:
    return "" if line.balance.least is None else counted(line.balance.least)


def _mark(line: BookLine) -> Mark | None:
    return {
        "minus": Mark(_("selisih"), "circle-alert", "bad"),
        "kurang": Mark(_("kurang"), "triangle-alert", "warn"),
    }.get(line.balance.state)


def _move_columns(zone: str) -> tuple[Column, ...]:
    def about(move: MoveLine) -> str:
        void = _("dibatalkan: {reason}").format(reason=move.void) if move.void else ""
        fund = name_of("sumber_dana", move.fund) if move.fund else ""
        return " · ".join(part for part in (void, move.document, move.reason, fund, move.officer) if part)

    return (
        Column(_("Waktu"), lambda move: f"{local(move.at, zone):%d-%m %H.%M}", 102, "muted"),
        Column(_("Gerakan"), lambda move: name_of("gerak_stok", move.kind), 116),
        Column(pgettext("pieces", "Jumlah"), lambda move: "" if move.void else signed(move.quantity), 112, "number"),
        Column(_("Keterangan"), about, 0, "muted"),
    )
