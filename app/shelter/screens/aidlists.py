"""Receipts that were given, and goods on loan that are not back: lists that open over the aid screen."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _, ngettext, pgettext
from app.reference.enumerations import choices, name_of
from app.registration.counts import HeadLine
from app.shelter.aid_given import Given, ReceiptLine
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, NumberField, TextField
from app.widgets.labels import counted
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, Mark, RowTable

Loan = tuple[HeadLine, Given]
WIDE = 860


class ReceiptsSheet(Sheet):
    """The receipts of the last days: Enter prints one again, the button takes one back."""

    def __init__(
        self, parent: QWidget, lines: Sequence[ReceiptLine], zone: str,
        reprint: Callable[[ReceiptLine], None], undo: Callable[[ReceiptLine], None] | None,
    ) -> None:  # fmt: skip
        self.table = RowTable(_receipt_columns(zone), key=lambda line: line.id)
        room = parent.window()
        self.table.setMinimumSize(min(WIDE - 60, room.width() - 120), min(380, room.height() - 250))
        self.table.set_rows(list(lines))
        hint = _("Tanda terima muncul di sini sesudah bantuan dibagikan.")
        self.table.set_empty(Empty(_("Belum ada tanda terima"), hint, "file-text"))
        super().__init__(parent, Question(_("Tanda terima, 30 hari terakhir"), "", _("Cetak lagi")), self.table)
        self.no.setText(_("Tutup"))
        if undo is not None:
            self.offer(button(_("Batalkan tanda terima ini"), lambda: self._go(undo), "quiet", "undo-2"))
        self.table.marked.connect(lambda _line: self._look())
        self.table.opened.connect(lambda _line: self.accept())
        self.table.go_to(0)
        self.when_closed(lambda: self._chosen(reprint))
        self._look()

    def _look(self) -> None:
        line = self.table.current()
        self.yes.setEnabled(line is not None and not line.void)

    def _chosen(self, act: Callable[[ReceiptLine], None]) -> None:
        line = self.table.current()
        if line is not None and not line.void:
            act(line)

    def _go(self, act: Callable[[ReceiptLine], None]) -> None:
        self.reject()
        self._chosen(act)


class LoansSheet(Sheet):
    """Who still has what: those who left the house first."""

    def __init__(self, parent: QWidget, loans: Sequence[Loan], settle: Callable[[Loan], None] | None) -> None:
        self.table = RowTable(_loan_columns(), key=lambda loan: loan[1].id)
        room = parent.window()
        self.table.setMinimumSize(min(WIDE - 60, room.width() - 120), min(380, room.height() - 250))
        self.table.set_rows(list(loans))
        self.table.set_empty(Empty(_("Tidak ada pinjaman yang belum kembali"), "", "circle-check"))
        super().__init__(parent, Question(_("Barang pinjaman"), "", _("Catat kembali atau hilang")), self.table)
        self.no.setText(_("Tutup"))
        self.table.opened.connect(lambda _loan: self.accept())
        self.table.go_to(0)
        self.yes.setEnabled(bool(loans) and settle is not None)
        if settle is not None:
            self.when_closed(lambda: settle(self.table.current()))


def ask_settling(parent: QWidget, loan: Loan, act: Callable[[str, int, str], Begun]) -> Asked:
    """What became of a loan; calls with outcome, pieces and a note."""
    head, one = loan
    outcome = ChoiceField("outcome", _("Bagaimana"), [(it.code, it.name) for it in choices("kembali_pinjaman")], True)
    pieces = NumberField("pieces", pgettext("pieces", "Jumlah"), required=True, limits=(1, one.out))
    note = TextField("note", _("Keterangan"))
    title = _("{item} dari {name}").format(item=one.full, name=head.display)
    sheet = Asked(parent, Question(title, yes=_("Catat")), [outcome, pieces, note], wide=("note",))
    sheet.form.load({"outcome": "kembali", "pieces": one.out})
    return ask(sheet, lambda said: act(str(said["outcome"]), int(said["pieces"]), str(said.get("note", ""))))


def _receipt_columns(zone: str) -> tuple[Column, ...]:
    return (
        Column(_("Nomor"), lambda line: line.number, 160, "strong"),
        Column(_("Waktu"), lambda line: f"{local(line.at, zone):%d-%m %H.%M}", 112, "muted"),
        Column(_("Penerima"), lambda line: line.party or _people(line.people), 0),
        Column(_("Bantuan"), lambda line: line.what, 0, "muted"),
        Column(_("Rp"), lambda line: counted(line.rupiah) if line.rupiah else "", 100, "number"),
        Column(_("Dana"), lambda line: name_of("sumber_dana", line.fund), 70, "muted", spare=True),
        Column("", lambda line: Mark(_("batal"), "x", "bad") if line.void else None, 80, "mark"),
    )


def _people(number: int) -> str:
    return ngettext("{n} orang", "{n} orang", number).format(n=counted(number))


def _loan_columns() -> tuple[Column, ...]:
    def where(loan: Loan) -> Mark | None:
        gone = loan[0].account != "hadir"
        return Mark(name_of("akun_orang", loan[0].account), "log-out", "warn") if gone else None

    return (
        Column(_("Nama"), lambda loan: loan[0].display, 0, "strong"),
        Column(_("Kartu"), lambda loan: loan[0].card_number or "", 90, "number"),
        Column(_("Barang"), lambda loan: loan[1].full, 0),
        Column(_("Masih di luar"), lambda loan: counted(loan[1].out), 110, "number"),
        Column(_("Sejak"), lambda loan: f"{loan[1].day:%d-%m-%Y}", 110, "muted"),
        Column("", where, 150, "mark"),
    )
