"""The first step of a paper: who receives, and who goes; by province and regency, with the keyboard."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.handover.candidates import Group, candidates, gone
from app.handover.rules import some_of
from app.handover.screens.choosing import Row, Selection
from app.handover.screens.words import kind_options
from app.kernel.i18n import _
from app.manifest import letters
from app.manifest.letters import BatchView
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField, NoteField
from app.widgets.figures import BigNumber, ClassStrip
from app.widgets.labels import counted, label
from app.widgets.layouts import Beside, column, holder, panel, row
from app.widgets.operations import Operations
from app.widgets.picking import BOXES, PickTable
from app.widgets.tables import Column, Empty, FilteredTable, Mark


class PeopleStep(QWidget):
    """Receiver's kind and ship on top, the check list below, what is chosen at the right."""

    changed = Signal()
    kind_changed = Signal(str)

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self.selection = Selection()
        self.gone = False
        """Whether those are offered who went their own way already, for a statement made good."""
        self.kind = ChoiceField("kind", _("Pihak penerima"), kind_options(), required=True)
        self.kind.changed.connect(self._kind_chosen)
        self.ship = ChoiceField("ship", _("Rombongan"), ())
        self.ship.changed.connect(self.reload)
        self.table = PickTable(self._columns(), key=lambda line: line.key, state=self._row_state)
        self.table.switched.connect(self._switch)
        self.table.clicked.connect(self._clicked)
        self._list = FilteredTable(self.table, _searched, _("Cari nama, kartu, kabupaten"))
        self.table.opened.connect(self._enter_list)
        self._total, self._classes = BigNumber(_("Dipilih")), ClassStrip()
        self._notes, self._shares = label("", "muted", wrap=True), label("", wrap=True)
        self.lost = label("", "", "warn", wrap=True)
        self.parting = NoteField("parting", _("Mengapa keluarganya dipisahkan"), required=True, lines=2)
        self._arrange()
        self._teach()

    def load(self) -> None:
        """Read the ships, and the people once a receiver is chosen."""
        self._ops.read(letters.batches, latest="handover.ships").then(self._show_ships)

    def reload(self) -> None:
        """Read who may be handed over to the chosen kind of receiver."""
        kind, ship = str(self.kind.value() or ""), str(self.ship.value() or "")
        if not kind:
            self._offer(())
            return

        late = self.gone

        def read(r: Any) -> tuple[Group, ...]:
            return gone(r, ship or None) if late else candidates(r, ship or None, kind)

        self._ops.read(read, latest="handover.people").then(self._offer)

    @property
    def parting_reason(self) -> str:
        """Why families are parted, as it was typed."""
        return str(self.parting.value() or "").strip()

    def parted_in_silence(self) -> str:
        """Whose families are parted and nobody said why, in words; the cursor goes where it is to be written."""
        parted = self.selection.parted()
        if not parted or self.parting_reason:
            return ""
        self.parting.setFocus()
        who = some_of([one.name for one in parted])
        return _("Tulis mengapa {who} dipisahkan dari keluarganya.").format(who=who)

    def choose_kind(self, kind: str) -> None:
        """Choose the receiver's kind without being asked."""
        self.kind.set_value(kind or None)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", self._box, 40, "mark"),
            Column(_("Nama"), _name, look="mark"),
            Column(_("Kelas"), lambda line: line.person.head_class or "?" if line.person else "", 58, "muted"),
            Column(_("Umur"), lambda line: line.person.age if line.person else "", 58, "number"),
            Column(_("Kecamatan dan desa"), _destination, 130, "muted", spare=True),
            Column(_("Perhatian"), _attention, 276, "mark"),
        )

    def _arrange(self) -> None:
        self.kind.setMinimumWidth(280)
        self.ship.setMinimumWidth(240)
        whole = button(_("Pilih semua"), partial(self._all, True), glyph="list-checks")
        none = button(_("Kosongkan"), partial(self._all, False), "quiet")
        told = label(_("Spasi memilih seorang dengan keluarganya; Shift+Spasi sendiri saja."), "caption", wrap=True)
        side = column(
            panel(column(self._total, self._classes, self.lost, gap=10)),
            panel(column(label(_("Menurut provinsi"), "eyebrow"), self._shares, self._notes, self.parting, gap=8)),
            row(whole, none, 1),
            told,
            1,
            gap=12,
        )
        self.heading = row(self.kind, self.ship, 1, gap=14)
        self.setLayout(column(self.heading, Beside(self._list, holder(side), 280), gap=12))

    def _teach(self) -> None:
        if self.kind.value():
            nothing = Empty(
                _("Tidak ada orang yang hadir"), _("Pilih rombongan lain, atau daftarkan orangnya dulu."), "users"
            )
        else:
            nothing = Empty(_("Pilih pihak penerima dulu"), _("Daftar orangnya lalu muncul di sini."), "handshake")
        self.table.set_empty(nothing)

    def _show_ships(self, ships: list[BatchView]) -> None:
        self.ship.blockSignals(True)
        self.ship.set_options([(ship.id, ship.name) for ship in ships])
        self.ship.box.setItemText(0, _("Semua rombongan") if self.gone else _("Semua yang hadir"))
        self.ship.blockSignals(False)
        self.reload()

    def _kind_chosen(self) -> None:
        self.kind_changed.emit(str(self.kind.value() or ""))
        self.reload()

    def _offer(self, groups: tuple[Group, ...]) -> None:
        self.selection.offer(groups, keep_others=not self.kind.value())
        self._teach()
        self._list.set_rows(self.selection.rows)
        if self.table.currentIndex().row() < 0:
            self.table.go_to(0)
        self._show_chosen()

    def _enter_list(self) -> None:
        """Enter in the filter goes to the first person found, rather than switching a whole group."""
        if self._list.line.hasFocus():
            people = [place for place, line in enumerate(self.table.rows) if line.person]
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.go_to(people[0] if people else 0)

    def _clicked(self) -> None:
        if self.table.currentIndex().column() <= 1:
            self._switch(self.table.current(), False)

    def _switch(self, line: Row | None, alone: bool) -> None:
        if line is not None:
            (self.selection.toggle_alone if alone else self.selection.toggle)(line)
            self._show_chosen()

    def _all(self, inside: bool) -> None:
        self.selection.choose_all() if inside else self.selection.clear()
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.table.viewport().update()
        chosen = self.selection.people
        self._total.show_number(len(chosen), _("orang di daftar") if chosen else _("belum ada"))
        self._classes.show_count(self.selection.count)
        self._shares.setText("\n".join(self._by_province()))
        self._notes.setText(" ".join(self._warnings()))
        self._notes.setVisible(bool(self._notes.text()))
        self.parting.setVisible(bool(self._notes.text()))
        self.lost.setText(" ".join(_lost_words(self.selection)))
        self.lost.setVisible(bool(self.lost.text()))
        self.changed.emit()

    def _by_province(self) -> list[str]:
        shares: dict[str, int] = {}
        for line in self.selection.rows:
            if line.person and line.person.stay_id in self.selection.chosen:
                name = line.group.province_name or _("tujuan belum diketahui")
                shares[name] = shares.get(name, 0) + 1
        return [f"{name}  {counted(number)}" for name, number in shares.items()] or ["–"]

    def _warnings(self) -> list[str]:
        parted = self.selection.parted()
        if not parted:
            return []
        who = some_of([one.name for one in parted])
        return [_("Terpisah dari keluarganya: {who}.").format(who=who)]

    def _box(self, line: Row) -> Mark:
        state = self.selection.state(line)
        if line.person and not line.person.allowed:
            return Mark("", "minus", "faint")
        return Mark("", BOXES[state], "accent" if state != "none" else "muted")

    def _row_state(self, line: Row) -> str:
        if line.person is None:
            return ""
        return "absent" if not line.person.allowed else "warn" if line.person.warnings else ""


def _lost_words(selection: Selection) -> Iterator[str]:
    """Who was chosen before and is not on the list now, and why."""
    if selection.lost:
        who = some_of([f"{one.name} ({one.obstacle})" for one in selection.lost], "; ")
        yield _("{n} orang yang tadinya dipilih tidak ikut: {who}.").format(n=len(selection.lost), who=who)
    if selection.away:
        text = _("{n} orang yang tadinya dipilih tidak ada di daftar ini: rombongan lain, atau tidak hadir lagi.")
        yield text.format(n=selection.away)


def _name(line: Row) -> Mark:
    if line.person:
        return Mark(line.person.name, "", "text" if line.person.allowed else "faint")
    where = (line.group.province_name or _("Tujuan belum diketahui"), line.group.regency_name)
    place = " · ".join(part for part in where if part)
    return Mark(_("{place}  ({n})").format(place=place, n=len(line.group.people)), "map-pin", "accent")


def _destination(line: Row) -> str:
    return line.person.destination.removeprefix(f"{line.group.regency_name} – ") if line.person else ""


def _attention(line: Row) -> Mark | None:
    if line.person is None:
        return None
    if line.person.obstacle:
        return Mark(line.person.obstacle, "user-x", "faint")
    return Mark("; ".join(line.person.warnings), "triangle-alert", "warn") if line.person.warnings else None


def _searched(line: Row) -> str:
    group = f"{line.group.province_name} {line.group.regency_name}"
    people = (line.person,) if line.person else line.group.people
    return " ".join((group, *(f"{one.name} {one.card} {one.destination}" for one in people)))
