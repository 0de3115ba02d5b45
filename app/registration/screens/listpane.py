"""The left side of Orang: what is typed, which of the views, and the list."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from app.kernel.i18n import _, ngettext
from app.registration.listing import ALL, FOREIGN, HERE, LONE, OPEN, SIMILAR, Listing, Row
from app.registration.screens import words
from app.widgets.buttons import button
from app.widgets.dragging import RowDrag
from app.widgets.icons import lead_with
from app.widgets.labels import counted
from app.widgets.layouts import FlowLayout, column, holder
from app.widgets.tables import Column, Empty, RowTable

WIDTH, LEAST_WIDTH = 448, 300


class ListPane(QWidget):
    """Typing filters, Down goes into the list, moving in the list shows the page, Enter goes to it."""

    asked = Signal(str, str)
    """A view and a text: the list is to be read again."""
    shown = Signal(str)
    """The stay under the cursor."""
    opened = Signal()
    """Enter: the cursor should go to the page."""
    completing = Signal()
    """The unfinished are to be completed, one after the other."""
    comparing = Signal(str, str)
    """Enter where somebody may have been here before: compare the two people."""
    coding = Signal()
    """The places without a code are to be coded."""
    linking = Signal(object, object)
    """One line was dragged onto another: the heads of both."""
    printing = Signal()
    """The list of those who may be foreigners is to be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Nama, NIK, SPLP, nomor kartu …"))
        self.line.setAccessibleName(_("Cari orang"))
        lead_with(self.line, "search", _("Cari orang"))
        self._views = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self.table = RowTable(_columns(), key=lambda line: line.head.stay_id, state=_state)
        self.table.setAccessibleName(_("Daftar orang"))
        self._drag = RowDrag(self.table)
        self._drag.dropped.connect(lambda one, other: self.linking.emit(one.head, other.head))
        self._marking = True
        self._elsewhere = 0
        self.complete = button(_("Lengkapi satu per satu"), self.completing.emit, "link", "list-checks")
        self.code = button("", self.coding.emit, "link", "map-pin")
        self.print = button(_("Cetak daftar"), self.printing.emit, "link", "printer")
        self._tools = FlowLayout(gap=2)
        for tool in (self.complete, self.code, self.print):
            tool.hide()
            self._tools.addWidget(tool)
        parts = column(self.line, self._switches(), holder(self._tools), self.table, gap=8)
        parts.setStretch(parts.indexOf(self.table), 1)
        self.setLayout(parts)
        self._connect()

    @property
    def view(self) -> str:
        """The view chosen: all, here, open or lone."""
        return next(code for code, chip in self._chips.items() if chip.isChecked())

    def fit(self, room: int) -> None:
        """Leave the page beside it most of a narrow screen."""
        self.setFixedWidth(min(WIDTH, max(LEAST_WIDTH, round(room * 0.42))))

    def choose(self, view: str, text: str) -> None:
        """Show a view with a text above it, as a draft or another screen asks for."""
        if view in self._chips:
            self._chips[view].setChecked(True)
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self.ask()

    def seek(self) -> None:
        """Put the cursor on the line to type into, over what was typed before."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def ask(self) -> None:
        """Read the list again."""
        self.asked.emit(self.view, self.line.text())

    def show_listing(self, found: Listing, keep: str = "") -> bool:
        """Show what was read; the cursor stays on `keep`. Whether it is listed."""
        self._marking = False
        self.table.set_rows(found.rows)
        self._marking = True
        listed = self.mark(keep)
        for code, text in _views():
            number = found.counts.get(code)
            self._chips[code].setText(text if number is None else f"{text}  {counted(number)}")
        self._elsewhere = found.elsewhere
        self.table.set_empty(self._empty())
        self._offer(found)
        return listed

    def current(self) -> Row | None:
        """The line under the cursor."""
        found: Row | None = self.table.current()
        return found

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter to the first page (or to those found elsewhere), Escape clears."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.rows:
            self.table.go_to(max(0, self.table.currentIndex().row()))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._elsewhere:
            self._look_elsewhere()
            return True
        return False

    def mark(self, stay_id: str) -> bool:
        """Put the cursor on a line, if it is listed, without asking for its page; whether it is."""
        self._marking = False
        listed = self.table.select(stay_id)
        self._marking = True
        if listed:
            self.table.executeDelayedItemsLayout()
            self.table.scrollTo(self.table.currentIndex())
        elif stay_id:
            self.table.clearSelection()
        return listed

    def _offer(self, found: Listing) -> None:
        """What can be done with the whole of this view."""
        number = found.uncoded
        text = ngettext("{n} tujuan belum berkode", "{n} tujuan belum berkode", number).format(n=counted(number))
        self.code.setText(text)
        self.complete.setVisible(self.view == OPEN and bool(found.rows))
        self.code.setVisible(self.view in (HERE, OPEN) and bool(number))
        self.print.setVisible(self.view == FOREIGN and bool(found.rows))

    def _switches(self) -> QWidget:
        chips = FlowLayout()
        for code, text in _views():
            chip = QPushButton(text)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("kind", "chip")
            self._views.addButton(chip)
            self._chips[code] = chip
            chips.addWidget(chip)
        self._chips[HERE].setChecked(True)
        return holder(chips)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self.ask())
        self.line.installEventFilter(self)
        self._views.buttonClicked.connect(lambda _chip: self.ask())
        self.table.typed.connect(self._typed)
        self.table.marked.connect(self._marked)
        self.table.opened.connect(self._open)

    def _typed(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)

    def _open(self, line: Row) -> None:
        if self.view == SIMILAR and line.head.person_id:
            self.comparing.emit(line.head.person_id, line.other)
        else:
            self.opened.emit()

    def _marked(self, line: Row | None) -> None:
        if line is not None and self._marking:
            self.shown.emit(line.head.stay_id)

    def _empty(self) -> Empty:
        if self._elsewhere:
            return self._found_elsewhere()
        if self.line.text().strip():
            hint = _("Coba sebagian namanya, nomor dokumen, atau pilih Semua untuk tahun-tahun sebelumnya.")
            return Empty(_("Tidak ada yang cocok"), hint, "search")
        return {
            ALL: Empty(_("Belum ada orang"), _("Periksa kedatangan, atau daftarkan orang dengan Ctrl+N."), "users"),
            HERE: Empty(_("Belum ada yang hadir"), _("Periksa kedatangan, atau daftarkan dengan Ctrl+N."), "users"),
            OPEN: Empty(_("Semua data lengkap"), _("Tidak ada isian yang masih kosong."), "circle-check"),
            LONE: Empty(_("Tidak ada anak sendirian"), _("Semua anak punya pendamping di sini."), "circle-check"),
            SIMILAR: Empty(_("Tidak ada yang mirip"), _("Semua sudah dibandingkan dengan tahun lalu."), "circle-check"),
            FOREIGN: Empty(_("Tidak ada yang diragukan"), _("Semua yang di sini tercatat WNI."), "circle-check"),
        }[self.view]

    def _found_elsewhere(self) -> Empty:
        text = ngettext("{n} di Semua", "{n} di Semua", self._elsewhere).format(n=counted(self._elsewhere))
        hint = _("Sudah berangkat, keluar, atau dari tahun sebelumnya. Tekan Enter untuk melihatnya.")
        return Empty(_("Tidak ada yang cocok di sini"), hint, "search", text, self._look_elsewhere)

    def _look_elsewhere(self) -> None:
        self._elsewhere = 0
        self.choose(ALL, self.line.text())


def _views() -> tuple[tuple[str, str], ...]:
    return (
        (HERE, _("Di sini")),
        (OPEN, _("Belum lengkap")),
        (LONE, _("Sendirian")),
        (SIMILAR, _("Mirip")),
        (FOREIGN, _("Diduga WNA")),
        (ALL, _("Semua")),
    )


def _columns() -> list[Column]:
    return [
        Column(_("Nama"), lambda line: line.head.display, look="strong", detail=lambda line: line.why),
        Column(_("Kelas"), lambda line: words.class_and_age(line.head), 84, "muted"),
        Column(_("Keadaan"), lambda line: words.row_mark(line), 134, "mark"),
    ]


def _state(line: Any) -> str:
    mark = words.row_mark(line)
    if mark.tone in ("bad", "warn"):
        return mark.tone
    return "" if mark.tone == "good" else "absent"
