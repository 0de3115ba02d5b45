"""Reports that were sent: number, when, by whom; and which figures are otherwise now than the paper says."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _, pgettext
from app.printing.statement import spaced
from app.reports.content import Difference
from app.reports.sending import Sent, shown_number
from app.widgets.buttons import button
from app.widgets.labels import counted, label, signed
from app.widgets.layouts import column, row
from app.widgets.tables import Column, Empty, RowTable

ROWS_HEIGHT = 190


class SentPane(QWidget):
    """The reports of a period that were sent, and under them what changed since the one that is marked."""

    opened, replaced, voided = Signal(object), Signal(object), Signal(object)
    marked = Signal(object)

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        columns = (
            Column(_("Nomor"), lambda one: shown_number(one.number, one.edition), 190, "strong"),
            Column(_("Dikirim"), lambda one: f"{local(one.at, zone):%d-%m-%Y %H.%M}", 160, "text"),
            Column(_("Kepada"), lambda one: one.addressee, 0, "text"),
            Column(_("Oleh"), lambda one: one.officer, 170, "text", spare=True),
            Column(_("Kode"), lambda one: spaced(one.short_code), 100, "text", spare=True),
            Column(_("Keadaan"), _state, 120, "text"),
        )
        self.table = RowTable(columns, key=lambda one: one.id, state=lambda one: "" if one.stands else "muted")
        self.table.setAccessibleName(_("Laporan yang sudah dikirim"))
        self.table.set_empty(Empty(_("Belum ada yang dikirim"), _("Kirim bila isinya sudah benar."), "inbox"))
        self.table.setFixedHeight(ROWS_HEIGHT)
        self.table.opened.connect(self.opened.emit)
        self.table.marked.connect(self._mark)
        self.replace_button = button(pgettext("paper", "Ganti"), lambda: self._ask(self.replaced), "", "refresh-cw")
        self.void_button = button(pgettext("paper", "Batalkan"), lambda: self._ask(self.voided), "quiet", "x")
        self._said = label("", "muted", wrap=True)
        self.changes = RowTable(_changes(), key=lambda one: (one.table, one.line, one.column))
        self.changes.setAccessibleName(_("Angka yang berubah sesudah dikirim"))
        self.changes.set_empty(Empty(_("Tidak ada angka yang berubah sejak dikirim"), "", "check"))
        tools = row(button(_("Buka"), self._open, "", "file-text"), self.replace_button, self.void_button, 1, gap=8)
        body = column(self.table, tools, self._said, label(_("Berubah sejak dikirim"), "eyebrow"), self.changes, gap=8)
        body.setStretch(4, 1)
        self.setLayout(body)
        self._mark(None)

    def show_sent(self, sent: Sequence[Sent]) -> None:
        """Show them, the latest first."""
        self.table.set_rows(sent)
        if sent and self.table.current() is None:
            self.table.go_to(0)
        self._mark(self.table.current())

    def show_changes(self, found: Sequence[Difference]) -> None:
        """What is otherwise now."""
        self.changes.set_rows(found)

    def _mark(self, one: Sent | None) -> None:
        stands = one is not None and one.stands
        self.replace_button.setEnabled(stands)
        self.void_button.setEnabled(stands)
        told = _told(one) if one else ""
        self._said.setText(told)
        self._said.setVisible(bool(told))
        self.changes.set_rows(())
        if one is not None:
            self.marked.emit(one)

    def _open(self) -> None:
        self._ask(self.opened)

    def _ask(self, signal: object) -> None:
        if self.table.current() is not None:
            signal.emit(self.table.current())  # type: ignore[attr-defined]


def _changes() -> tuple[Column, ...]:
    return (
        Column(_("Bagian"), lambda one: one.table, 170, "text"),
        Column(_("Baris"), lambda one: one.line, 0, "strong"),
        Column(_("Kolom"), lambda one: one.column, 130, "text"),
        Column(_("Dikirim"), lambda one: _said(one.was), 100, "number"),
        Column(_("Sekarang"), lambda one: _said(one.now), 100, "number"),
        Column(_("Selisih"), _difference, 90, "number"),
    )


def _said(value: int | str) -> str:
    return counted(value) if isinstance(value, int) else value


def _difference(one: Difference) -> str:
    return signed(one.now - one.was) if isinstance(one.now, int) and isinstance(one.was, int) else ""


def _state(one: Sent) -> str:
    return _("berlaku") if one.stands else _("batal")


def _told(one: Sent) -> str:
    said = []
    if one.void_reason:
        said.append(_("Tidak berlaku: {reason}.").format(reason=one.void_reason))
    if one.vouched_by:
        said.append(_("Atas tanggung jawab {who}: {reason}.").format(who=one.vouched_by, reason=one.reason or ""))
    return " ".join(said)
