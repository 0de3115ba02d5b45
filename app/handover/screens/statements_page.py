"""The list of surat pernyataan: who goes home on his own, whose family answers for whom, who refuses rehabilitation."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover import declared, terms, unstated
from app.handover.declared import StatementLine
from app.handover.rules import some_of
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.words import state_mark
from app.kernel.i18n import _, ngettext
from app.reference.words import digits_date
from app.widgets.buttons import button, icon_button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.narrow import Head
from app.widgets.operations import Operations
from app.widgets.tables import Column, Empty, FilteredTable, RowTable


def _statements(r: Any) -> tuple[list[StatementLine], tuple[str, ...]]:
    """Every statement, and the names of those who left without one."""
    return declared.statements(r), tuple(head.display for head in unstated.missing_statements(r))


def _searched(line: StatementLine) -> str:
    return " ".join((line.number, line.declarant, *line.names, line.kind_words, line.state_words))


class StatementsPage(Page):
    """All statements of the post, latest first; Enter opens one."""

    new_wanted = Signal()
    late_wanted = Signal()
    opened = Signal(str)
    """A statement, by its id."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.table = RowTable(
            self._columns(), key=lambda line: line.id, state=lambda line: "void" if line.state == terms.VOID else ""
        )
        self.table.setAccessibleName(_("Surat pernyataan"))
        self.table.opened.connect(lambda line: self.opened.emit(line.id))
        self._list = FilteredTable(self.table, _searched, _("Cari nomor, nama, jenis"))
        self._new = button(_("Surat pernyataan baru"), self.new_wanted.emit, "primary", "pencil")
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = Head([back, label(_("Surat pernyataan"), "title")], [self._new])
        self.missing = label("", "strong", "warn", wrap=True)
        self.missing.hide()
        self.late = button(_("Surat susulan …"), self.late_wanted.emit, glyph="pencil")
        self.late.hide()
        told = row(self.missing, self.late, gap=12)
        told.setStretch(0, 1)
        whole = column(head, told, self._list, gap=14, margins=(24, 18, 24, 16))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        text = _("Untuk yang pulang mandiri, yang dijemput dan dijamin keluarganya, atau yang menolak rehabilitasi.")
        new = _("Surat pernyataan baru") if context.may("handover.issue") else ""
        self.table.set_empty(Empty(_("Belum ada surat pernyataan"), text, "pencil", new, self.new_wanted.emit))

    def begin(self) -> None:
        """Read the statements."""
        self._new.setVisible(self.context.may("handover.issue"))
        self.ops.read(_statements, latest="handover.statements").then(self._loaded)

    def first_focus(self) -> QWidget:
        """The list, or a new one where there is none."""
        return self.table if self.table.rows else self._new

    def _loaded(self, found: tuple[list[StatementLine], tuple[str, ...]]) -> None:
        lines, missing = found
        text = ngettext(
            "{n} orang keluar sebagai pulang mandiri atau menetap lokal tanpa surat pernyataan: {who}.",
            "{n} orang keluar sebagai pulang mandiri atau menetap lokal tanpa surat pernyataan: {who}.",
            len(missing),
        )
        self.missing.setText(text.format(n=len(missing), who=some_of(missing)))
        self.missing.setVisible(bool(missing))
        self.late.setVisible(bool(missing) and self.context.may("handover.issue"))
        fresh = bool(lines) and not self.table.rows
        self._list.set_rows(lines)
        if fresh:
            self.table.go_to(0)
            self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nomor kendali"), lambda line: line.number, 176, "strong"),
            Column(_("Orang"), lambda line: some_of(line.names)),
            Column(_("Yang menyatakan"), lambda line: line.declarant, 210),
            Column(_("Jenis"), lambda line: line.kind_words, 190, "muted", spare=True),
            Column(_("Tanggal"), lambda line: digits_date(line.day), 104, "muted"),
            Column(_("Keadaan"), lambda line: state_mark(line.state), 150, "mark"),
        )
