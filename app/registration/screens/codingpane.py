"""Giving codes to places as they were told: one text at a time, for everybody who said it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.kernel.i18n import _, ngettext
from app.registration import coding
from app.registration.coding import Coded, Told
from app.registration.screens.context import PeopleContext
from app.registration.screens.parts import pressed_line
from app.widgets.buttons import button
from app.widgets.candidates import Candidate
from app.widgets.fields import CheckField
from app.widgets.labels import counted, key_cap, label
from app.widgets.layouts import clear, column, holder, panel, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.region_picker import RegionPicker
from app.widgets.tables import Column, Empty, RowTable

WIDE, LOW, LARGEST = 560, 110, 16_777_215
TEXTS = 230
"""Width of the list of texts; the rest belongs to the proposals."""


class CodingPane(QWidget):
    """Left the texts, the most frequent first; right a proposal that Enter accepts for all who said it."""

    said = Signal(object)
    left = Signal()

    def __init__(self, ops: Operations, context: PeopleContext) -> None:
        super().__init__()
        self._ops, self._propose = ops, context.propose
        self.table = RowTable(
            [
                Column(_("Tujuan seperti disebut"), lambda told: told.text, look="strong"),
                Column(_("Orang"), lambda told: counted(len(told.people)), 70, "number"),
            ],
            key=lambda told: told.key,
        )
        self.table.setAccessibleName(_("Tujuan tanpa kode"))
        empty = Empty(
            _("Semua tujuan sudah berkode"), _("Tujuan baru muncul di sini sampai diberi kode."), "circle-check"
        )
        self.table.set_empty(empty)
        self.picker = RegionPicker("region", _("Wilayah"), context.regions)
        self._text, self._names = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._proposals = column(gap=2)
        self.apart = CheckField("apart", _("Hanya untuk orang pertama"))
        self.save = button("", self._save, "primary", "check")
        self._arrange()
        self._connect()

    def begin(self) -> None:
        """Read the texts again; the cursor goes to the first."""
        self._ops.read(coding.uncoded, latest="people.uncoded").then(self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.picker.value():
            self._save()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        self._keys = holder(
            row(key_cap("Enter"), label(_("pakai"), "caption"), key_cap("Esc"), label(_("tutup"), "caption"))
        )
        close = button(_("Tutup"), self.left.emit, "quiet")
        head = row(label(_("Tujuan yang belum berkode"), "heading", wrap=True), self._keys, close, gap=10)
        head.setStretch(0, 1)
        hint = label(_("Teks aslinya tetap tersimpan di samping kodenya."), "muted", wrap=True)
        chosen = column(
            self._text, self._names, self.picker, holder(self._proposals), self.apart, row(1, self.save), 1, gap=10
        )
        self._side = scrolled(panel(chosen))
        self._both = both = row(self.table, self._side, gap=12)
        both.setStretch(1, 1)
        whole = column(head, hint, holder(both), gap=10)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the texts stand above the proposals."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= WIDE or self._side.isHidden()
        self._keys.setVisible(self.width() >= WIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.table.setMaximumSize(LARGEST if self._side.isHidden() or not wide else TEXTS, LARGEST if wide else LOW)
        self.table.setMinimumWidth(TEXTS if wide else 0)

    def _connect(self) -> None:
        self.table.marked.connect(self._marked)
        self.table.opened.connect(lambda _told: self.picker.setFocus(Qt.FocusReason.OtherFocusReason))
        self.picker.changed.connect(self._ready)
        self.apart.changed.connect(self._ready)

    def _show(self, found: list[Told]) -> None:
        current = self.table.current()
        self.table.set_rows(found)
        if not (current is not None and self.table.select(current.key)) and found:
            self.table.go_to(0)
        self._side.setVisible(bool(found))
        self._fit()
        if not self.picker.line.hasFocus() and found:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        if not found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _marked(self, told: Told | None) -> None:
        if told is None:
            return
        self._text.setText(told.text)
        names = [someone.name for someone in told.people[:8]]
        more = [_("dan {n} lainnya").format(n=len(told.people) - 8)] if len(told.people) > 8 else []
        self._names.setText(", ".join(names + more))
        self.picker.show_choice(None)
        self.apart.set_value(False)
        self.apart.setVisible(len(told.people) > 1)
        clear(self._proposals)
        self._propose(told, partial(self._proposed, told.key))
        self._ready()

    def _proposed(self, key: str, found: Sequence[tuple[str, str]]) -> None:
        """The best proposal stands in the field already, the others are a press away."""
        current = self.table.current()
        if current is None or current.key != key or self.picker.line.text():
            return
        for code, path in found[1:]:
            self._proposals.addWidget(pressed_line(path, partial(self._choose, code, path)))
        if found:
            self._choose(*found[0])

    def _choose(self, code: str, path: str) -> None:
        self.picker.show_choice(Candidate(code, path))
        self.picker.line.setCursorPosition(0)
        self._ready()

    def _ready(self) -> None:
        told = self.table.current()
        count = 0 if told is None else 1 if self.apart.value() else len(told.people)
        self.save.setText(ngettext("Pakai untuk {n} orang", "Pakai untuk {n} orang", count).format(n=count))
        self.save.setEnabled(bool(count and self.picker.value()))

    def _save(self) -> None:
        told, region = self.table.current(), str(self.picker.value() or "")
        if told is None or not region:
            return
        people = told.people[:1] if self.apart.value() else told.people
        ids = [someone.person_id for someone in people]

        def act(w: Any) -> Coded:
            return coding.code(w, ids, region)

        self._ops.write("registration.coding", act).then(self._coded)

    def _coded(self, coded: Coded) -> None:
        self.said.emit(coded_message(coded, self._take_back))
        self.begin()

    def _take_back(self, coded: Coded) -> None:
        taken = self._ops.write("registration.coding", lambda w: coding.take_back(w, coded))
        taken.then(lambda n: self.said.emit(taken_back(n)))


def coded_message(coded: Coded, undo: Any) -> Message:
    """How many got a place, with the way back."""
    count = len(coded.before)
    text = ngettext("{n} orang diberi kode tujuan.", "{n} orang diberi kode tujuan.", count).format(n=count)
    return Message(text, tone="good", action_text=_("Urungkan"), action=partial(undo, coded))


def taken_back(count: int) -> Message:
    """How many lost the place again."""
    text = ngettext("Kode tujuan {n} orang diurungkan.", "Kode tujuan {n} orang diurungkan.", count)
    return Message(text.format(n=count), tone="good")
