"""The list of papers: number, receiver, how many people, and the state of each; filtered by state and by typing."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.handover import clashes, clashing, listing, receipts_back, terms
from app.handover.clashes import Clash
from app.handover.judging import DIFFERS
from app.handover.listing import HandoverLine
from app.handover.receipts_back import Applied
from app.handover.screens.clash_panel import ClashPanel
from app.handover.screens.code_sheet import CodeSheet
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.words import GROUPS, kind_name, state_mark
from app.kernel.i18n import _, pgettext
from app.reference.words import digits_date
from app.widgets.buttons import button
from app.widgets.fields import SegmentField
from app.widgets.icons import icon
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.narrow import Head
from app.widgets.operations import Begun, Operations
from app.widgets.tables import Column, Empty, FilteredTable, RowTable


def _number(line: HandoverLine) -> str:
    return line.number or _("draf")


def _searched(line: HandoverLine) -> str:
    return " ".join(
        (line.number or "", line.office_number or "", line.receiver, kind_name(line.kind), line.state_words)
    )


def _row_state(line: HandoverLine) -> str:
    return "void" if line.state == terms.VOID else {"warn": "warn", "bad": "bad"}.get(state_mark(line.state).tone, "")


def _papers(r: Any) -> tuple[list[HandoverLine], frozenset[str], list[Clash]]:
    """Every paper, those whose receipt waits for a decision, and people on papers that do not agree."""
    waiting = frozenset(one.handover_id for one in receipts_back.unsettled(r))
    return listing.handovers(r), waiting, clashes.clashes(r)


class PapersPage(Page):
    """All papers of the post, latest first."""

    verify_wanted = Signal()
    packs_wanted = Signal()
    back_entry_wanted = Signal()
    incoming_wanted = Signal()
    offices_wanted = Signal()
    statements_wanted = Signal()
    late_wanted = Signal()

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self._lines: list[HandoverLine] = []
        self._waiting: frozenset[str] = frozenset()
        self._clashing: frozenset[str] = frozenset()
        self.clashes = ClashPanel(self._settle)
        self._filter = SegmentField("state", "", [(code, _(name)) for code, (name, _states) in GROUPS.items()])
        self._filter.set_value("all")
        self._filter.changed.connect(self._show)
        self.table = RowTable(self._columns(), key=lambda line: line.id, state=_row_state)
        self.table.opened.connect(self._open)
        self._list = FilteredTable(self.table, _searched, _("Cari nomor, penerima, keadaan"))
        self._list.tools.addWidget(self._filter)
        self._teach()
        head = Head([label(_("Serah terima"), "title")], self._tools())
        whole = column(head, self.clashes, self._list, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Read the papers again; who is signed in may have changed."""
        for tool in self._desk_tools:
            tool.setVisible(self.context.may("handover.issue"))
        self.ops.read(_papers, latest="handover.list").then(self._loaded)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table if self._lines else self._new

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nomor kendali"), _number, 176, "strong", detail=self._copy_words),
            Column(_("Penerima"), lambda line: line.receiver or "–"),
            Column(_("Jenis"), lambda line: kind_name(line.kind), 196, "muted", spare=True),
            Column(_("Nomor surat"), lambda line: line.office_number, 150, "muted", spare=True),
            Column(_("Tanggal"), lambda line: digits_date(line.day) if line.day else "", 104, "muted"),
            Column(_("Orang"), lambda line: line.total, 66, "number"),
            Column(_("Keadaan"), lambda line: state_mark(line.state), 196, "mark"),
        )

    def _copy_words(self, line: HandoverLine) -> str:
        said = [_("dari kertas")] if line.from_paper else []
        said += [_("{n} adendum").format(n=line.addenda)] if line.addenda else []
        said += [_("tanda terima berbeda")] if line.id in self._waiting else []
        said += [_("bertentangan dengan surat lain")] if line.id in self._clashing else []
        return " · ".join(said)

    def _tools(self) -> tuple[QWidget, ...]:
        incoming = button(_("Surat masuk"), self.incoming_wanted.emit, "", "inbox")
        stated = button(_("Surat pernyataan"), self.statements_wanted.emit, "", "pencil")
        self.late_button = button(_("Menunggu tanda terima"), self.late_wanted.emit, "quiet", "clock")
        self._new = button(_("Serah terima baru"), partial(self.draft_wanted.emit, ""), "primary", "handshake")
        more = button(pgettext("button", "Lainnya"), kind="quiet")
        more.setMenu(self._more())
        carried = (incoming,) if self.context.courier is not None else ()
        return self.late_button, more, *carried, stated, self._new

    def _more(self) -> QMenu:
        """What is wanted less often: codes and papers filled in by hand, blank paper, offices."""
        self.more = QMenu(self)
        entries = (
            (_("Kode tanda terima …"), self.ask_code, "scan-line", True),
            (_("Catat dari kertas …"), self.back_entry_wanted.emit, "pencil", True),
            (_("Kertas kosong bernomor"), self.packs_wanted.emit, "file-text", True),
            (_("Periksa keaslian"), self.verify_wanted.emit, "scan-line", False),
            *([(_("Kantor"), self.offices_wanted.emit, "house", False)] if self.context.courier is not None else []),
        )
        made = []
        for text, act, glyph, desk in entries:
            entry = self.more.addAction(icon(glyph), text)
            entry.triggered.connect(lambda _on=False, act=act: act())
            made += [entry] if desk else []
        self._desk_tools: tuple[QAction | QWidget, ...] = (*made, self._new)
        return self.more

    def ask_code(self) -> None:
        """The code of a receipt slip that came back."""
        CodeSheet(self, self.ops, self._coded).open()

    def _coded(self, applied: Applied) -> None:
        tone = "warn" if applied.state == DIFFERS else "good"
        self.said.emit(Message(applied.text, "", tone))
        self.refresh()
        self.paper_wanted.emit(applied.handover_id)

    def _teach(self) -> None:
        nothing = Empty(
            _("Belum ada serah terima"),
            _("Pilih pihak penerima, lalu orangnya. Nomor baru diberikan saat dicetak."),
            "handshake",
            _("Serah terima baru") if self.context.may("handover.draft") else "",
            partial(self.draft_wanted.emit, ""),
        )
        self.table.set_empty(nothing)

    def _settle(self, stay: str, paper: str, reason: str) -> Begun:
        pending = self.ops.write("handover.settle", lambda w: clashing.settle(w, stay, paper, reason))
        return pending.then(lambda _none: self._settled())

    def _settled(self) -> None:
        self.said.emit(Message(_("Surat yang berlaku sudah ditetapkan."), "", "good"))
        self.refresh()

    def _loaded(self, found: tuple[list[HandoverLine], frozenset[str], list[Clash]]) -> None:
        self._lines, self._waiting, waiting = found
        self._clashing = frozenset(claim.paper for clash in waiting for claim in clash.claims)
        self.clashes.show_all(waiting, self.context.may("handover.settle"))
        self._show()

    def _show(self) -> None:
        states: tuple[Any, ...] = GROUPS[str(self._filter.value() or "all")][1]
        self._list.set_rows([line for line in self._lines if not states or line.state in states])
        if self._lines:
            self.table.set_empty(Empty(_("Tidak ada surat dengan keadaan ini"), "", "inbox"))
        else:
            self._teach()

    def _open(self, line: HandoverLine) -> None:
        (self.draft_wanted if line.state == terms.DRAFT else self.paper_wanted).emit(line.id)
