"""*Tertunda* and *disisihkan*: what was received but not applied, why, and what would help."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.sync.labels import reason_label
from app.sync.outstanding import export_aside
from app.sync.overview import Overview
from app.sync.screens.bench import Bench
from app.sync.screens.words import help_words
from app.widgets.buttons import button
from app.widgets.dialogs import save_file
from app.widgets.labels import counted, label
from app.widgets.layouts import Beside, column, panel, row
from app.widgets.tables import Column, Empty, Mark, RowTable


@dataclass(frozen=True)
class Lingering:
    """One entry not applied: here, or at the peer `at` that told us so in its receipt."""

    key: str
    aside: bool
    desk: str
    seq: int
    written: str
    reason: str
    action: str = ""
    at: str = ""
    peer: str = ""


class LingeringPanel(QWidget):
    """The entries at the left; why and what would help at the right."""

    resend = Signal(str)
    """Write everything again for this peer (id)."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        columns = (
            Column(_("Keadaan"), _mark, 150, "mark"),
            Column(_("Ditulis loket"), lambda one: one.desk, look="strong"),
            Column(_("Nomor"), lambda one: one.seq, 70, "number"),
            Column(_("Waktu"), lambda one: one.written, 152, "muted", spare=True),
            Column(_("Di"), lambda one: one.at or _("laptop ini"), 130, "muted"),
        )
        self.table = RowTable(columns, key=lambda one: one.key, state=lambda one: "bad" if one.aside else "warn")
        self.table.setAccessibleName(_("Tertunda dan disisihkan"))
        self.table.set_empty(
            Empty(_("Tidak ada yang tertunda atau disisihkan"), _("Semua yang dibaca sudah masuk."), "circle-check")
        )
        self.reason, self.help = label("", "heading", wrap=True), label("", wrap=True)
        self._about = label("", "muted", wrap=True)
        self.export_button = button(_("Simpan yang disisihkan ke berkas …"), self._export, "", "save")
        self.resend_button = button(_("Tulis ulang semuanya untuk {name}"), self._resend, "", "refresh-cw")
        self.detail = panel(
            column(self.reason, self._about, self.help, row(self.export_button, 1), row(self.resend_button, 1), gap=12)
        )
        side = QWidget()
        side.setLayout(column(self.detail, 1))
        self.table.marked.connect(self._show)
        self._both = Beside(self.table, side, 380)
        whole = column(self._both)
        self.setLayout(whole)

    def show_overview(self, seen: Overview) -> None:
        """Show another state."""
        rows = [
            Lingering(
                f"{one.vault}/{one.digest}", aside, one.desk, one.seq, self._bench.when(one.written_at),
                one.reason, one.action,
            )
            for aside, entries in ((True, seen.aside), (False, seen.held))
            for one in entries
        ]  # fmt: skip
        self.table.set_rows([*rows, *_told_by_peers(seen)])
        if self.table.current() is None:
            self.table.go_to(0)
        self._show(self.table.current())

    def _show(self, one: Lingering | None) -> None:
        self._both.show_side(one is not None)
        if one is None:
            return
        text = reason_label(one.reason)
        self.reason.setText(text[:1].upper() + text[1:])
        state = _("Disisihkan") if one.aside else _("Tertunda")
        about = _("{state}: catatan nomor {seq} dari loket {desk}.").format(state=state, seq=one.seq, desk=one.desk)
        self._about.setText(about + " " + _("Isinya tetap tersimpan; tidak ada yang hilang."))
        self.help.setText(help_words(one.reason))
        self.export_button.setVisible(one.aside and not one.peer)
        self.resend_button.setVisible(bool(one.peer))
        self.resend_button.setText(_("Tulis ulang semuanya untuk {name}").format(name=one.at))

    def _resend(self) -> None:
        one = self.table.current()
        if one is not None and one.peer:
            self.resend.emit(one.peer)

    def _export(self) -> None:
        name = f"{_('disisihkan')}-{self._bench.desk.now():%Y-%m-%d-%H%M}.jsonl"
        save_file(self, _("Simpan yang disisihkan"), Path.home() / name, self.export_to)

    def export_to(self, target: Path) -> None:
        """Write what was set aside into a file."""
        pending = self._bench.write(lambda office: export_aside(office, target))
        pending.then(lambda number: self._exported(number, target)).otherwise(self._refused)

    def _exported(self, number: int, target: Path) -> None:
        text = ngettext("{n} catatan disimpan ke {name}.", "{n} catatan disimpan ke {name}.", number)
        self._bench.tell(
            text.format(n=counted(number), name=target.name), _("Serahkan berkas ini kepada pemeriksanya.")
        )

    def _refused(self, error: UserError) -> None:
        self._bench.refuse(error)


def _mark(one: Lingering) -> Mark:
    return Mark(_("disisihkan"), "circle-alert", "bad") if one.aside else Mark(_("tertunda"), "clock", "warn")


def _told_by_peers(seen: Overview) -> list[Lingering]:
    """What peers said in their receipts of the entries they could not apply."""
    rows = []
    for peer in seen.standing.peers:
        if peer.receipt is None:
            continue
        for aside, refused in ((True, peer.receipt.aside), (False, peer.receipt.held)):
            for one in refused:
                desk = seen.names.get(one.device, one.device[:8])
                key = f"{peer.id}/{one.digest}/{one.reason}"
                rows.append(Lingering(key, aside, desk, one.seq, "", one.reason, at=peer.name, peer=peer.id))
    return rows
