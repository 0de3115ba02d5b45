"""Pencocokan susulan: who was recorded before the list came, beside the line that may be his; Enter says yes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.manifest import joining
from app.manifest.joining import Joined, Pairing
from app.manifest.screens.handling import Handling
from app.manifest.screens.words import full_name
from app.reference.enumerations import name_of
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column
from app.widgets.narrow import Head
from app.widgets.operations import Operations
from app.widgets.tables import Column, Empty, Mark, RowTable


class JoinPane(QWidget):
    """One row for each line that has somebody like it; what is done is a step that Ctrl+Z takes back."""

    finished = Signal()

    def __init__(self, ops: Operations, handling: Handling, may: bool) -> None:
        super().__init__()
        self._ops, self._handling, self._may = ops, handling, may
        self._batch_id = ""
        self._passed: set[tuple[str, str]] = set()
        self._title = label("", "title", wrap=True)
        hint = _(
            "Orang-orang ini dicatat sebelum daftarnya datang. Enter: sama, pakai baris ini. Del: bukan dia. "
            "Surat yang sudah dicetak tidak berubah; yang berbeda dicatat sebagai adendum."
        )
        self.table = RowTable(_columns(), key=_key, state=lambda one: "good" if one.sure else "warn")
        self.table.setAccessibleName(_("Daftar susulan dan orang yang sudah dicatat"))
        self.table.opened.connect(self._yes)
        self.table.marked.connect(self._explain)
        self.table.installEventFilter(self)
        nobody = _("Tidak ada yang perlu dicocokkan")
        about = _("Semua orang sudah punya baris, atau tidak ada baris yang mirip. Sisanya diperiksa seperti biasa.")
        self.table.set_empty(Empty(nobody, about, "circle-check"))
        self._why, self._apart = label("", "muted", wrap=True), label("", "strong", wrap=True)
        self.all = button(_("Cocokkan semua yang pasti"), self._all, "primary", "check")
        back = button(_("Kembali ke absen"), self.finished.emit, glyph="arrow-left")
        head = Head([self._title], [back, self.all])
        body = column(head, label(hint, "muted", wrap=True), self.table, self._why, self._apart, gap=12)
        body.setStretch(2, 1)
        self.setLayout(body)

    def show_ship(self, batch_id: str, name: str) -> None:
        """Read who may be matched."""
        if batch_id != self._batch_id:
            self._passed = set()
        self._batch_id = batch_id
        self._title.setText(_("Pencocokan susulan {ship}").format(ship=name))
        wanted = self._ops.read(lambda r: joining.pairings(r, batch_id), latest="arrival.join")
        wanted.then(self._show)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Delete means: not him; the row goes and nothing is recorded."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            current = self.table.current()
            if current is not None:
                self._passed.add(_key(current))
                self._keep([one for one in self.table.rows if _key(one) != _key(current)])
            return True
        return False

    def _show(self, found: Sequence[Pairing]) -> None:
        self._keep([one for one in found if _key(one) not in self._passed])

    def _keep(self, rows: list[Pairing]) -> None:
        place = max(0, self.table.currentIndex().row())
        self.table.set_rows(rows)
        if self.table.current() is None:
            self.table.go_to(min(place, len(rows) - 1))
        self.all.setEnabled(self._may and any(one.sure for one in rows))
        self._explain(self.table.current())

    def _yes(self, one: Pairing) -> None:
        if self._may:
            self._join([one])

    def _all(self) -> None:
        self._join([one for one in self.table.rows if one.sure])

    def _join(self, pairs: list[Pairing]) -> None:
        batch_id, chosen = self._batch_id, [(one.line.id, one.head.stay_id) for one in pairs]
        self._handling.join(batch_id, chosen).then(self._joined)

    def _joined(self, joined: tuple[Joined, ...]) -> None:
        done = {one.line_id for one in joined} | {one.stay_id for one in joined}
        self._keep([one for one in self.table.rows if one.line.id not in done and one.head.stay_id not in done])

    def _explain(self, one: Pairing | None) -> None:
        self._why.setText("" if one is None else _("Sebab: {why}").format(why="; ".join(one.why)))
        apart = "" if one is None else "; ".join(each.words for each in one.differences)
        filled = "" if one is None else joining.told(one.fills)
        said = [_("Berbeda – {what}").format(what=apart) if apart else ""]
        said.append(_("Diisi dari daftar – {what}").format(what=filled) if filled else "")
        self._apart.setText("\n".join(part for part in said if part))


def _key(one: Pairing) -> tuple[str, str]:
    return one.line.id, one.head.stay_id


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No"), lambda one: one.line.list_no, 62, "number"),
        Column(_("Di daftar"), lambda one: full_name(one.line), 0, "strong"),
        Column(_("Tercatat"), lambda one: one.head.display, 0),
        Column(_("Sekarang"), lambda one: name_of("akun_orang", one.head.account) or one.head.account, 150, "muted"),
        Column(_("Bukti"), _proof, 150, "mark"),
        Column(_("Beda"), lambda one: str(len(one.differences) or ""), 62, "number"),
    )


def _proof(one: Pairing) -> Mark:
    return Mark(_("pasti"), "circle-check", "good") if one.sure else Mark(_("periksa dulu"), "triangle-alert", "warn")
