"""Who goes: everybody here by province and regency, taken along or left with the keyboard, companies together."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.departure import escorts, travellers, unused
from app.departure.rules.travel import some_of
from app.departure.screens.choosing import Row, Selection
from app.departure.screens.context import Pane, TravelContext
from app.departure.screens.tickets import ask_why
from app.departure.travellers import Group
from app.departure.unused import Fate
from app.kernel.i18n import _
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.dialogs import Question
from app.widgets.fields import NoteField
from app.widgets.figures import BigNumber, ClassStrip
from app.widgets.labels import label
from app.widgets.layouts import Beside, column, holder, panel, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations
from app.widgets.picking import BOXES, PickTable
from app.widgets.tables import Column, Empty, FilteredTable, Mark


class PeoplePane(Pane):
    """The list at the left, what is chosen at the right."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__(ops, context)
        self.selection = Selection()
        self.table = PickTable(self._columns(), key=lambda line: line.key, state=self._row_state)
        self.table.setAccessibleName(_("Orang menurut tujuan"))
        self.table.set_empty(Empty(_("Tidak ada orang yang hadir"), _("Daftarkan dulu orangnya."), "users"))
        self.table.switched.connect(self._switch)
        self.table.clicked.connect(self._clicked)
        self._list = FilteredTable(self.table, _searched, _("Cari nama, kartu, kabupaten"))
        self.table.opened.connect(self._enter_list)
        self._total, self._classes = BigNumber(_("Di keberangkatan ini")), ClassStrip()
        self._notes = label("", "", "warn", wrap=True)
        self.parting = NoteField("parting", _("Mengapa keluarganya dipisahkan"), required=True, lines=2)
        self.keep = button(_("Simpan daftar"), self.save, "primary", "save")
        self._all = button(_("Pilih semua"), self.choose_all, glyph="list-checks")
        self._shown = ""
        self._alone: list[str] = []
        self._arrange()

    def load(self) -> None:
        """Read who could go and who does."""
        asked = self.id
        if asked != self._shown:
            self.selection.forget()
            self.parting.set_value(None)
            self._shown = asked

        def read(r: Any) -> tuple[str, Sequence[Group], list[HeadLine]]:
            return asked, travellers.sorting(r, asked), escorts.unaccompanied(r, asked)

        self.ops.read(read, latest="departure.people").then(self._show)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def choose_all(self) -> None:
        """Everybody who may go."""
        if self.may_change:
            self.selection.choose_all()
            self._show_chosen()

    def save(self) -> None:
        """Keep the list as it is chosen; taking somebody off needs a reason."""
        if not self.may_change or not self.selection.is_changed:
            return
        if self._unsaid():
            return
        if not self.selection.removed:
            self._write("")
            return
        text = _("{n} orang dikeluarkan dan menunggu lagi.").format(n=len(self.selection.removed))
        question = Question(_("Mengapa dikeluarkan?"), text, _("Keluarkan"))
        departure, removed = self.id, self.selection.removed
        ask_why(self, self.ops, question, lambda r: unused.paid(r, departure, removed), self._write)

    def draft(self) -> dict[str, object]:
        """What is chosen and not kept."""
        if not self.selection.is_changed:
            return {}
        said = str(self.parting.value() or "")
        return {"chosen": sorted(self.selection.chosen), "before": sorted(self.selection.before), "parting": said}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back; the next reading sorts out what may still be."""
        self._shown = self.id
        self.selection.chosen = set(draft.get("chosen", ()))
        self.selection.before = frozenset(draft.get("before", ()))
        self.parting.set_value(str(draft.get("parting") or "") or None)
        self.load()

    def _write(self, reason: str, fate: Fate | None = None) -> Begun:
        departure, added, removed = self.id, self.selection.added, self.selection.removed
        why = str(self.parting.value() or "")

        def write(w: Any) -> None:
            if removed:
                travellers.take_off(w, departure, removed, reason, fate)
            if added:
                travellers.assign(w, departure, added, why)

        self.keep.setEnabled(False)
        pending = self.ops.write("departure.assign", write)
        return pending.then(lambda _nothing: self._kept(len(added), len(removed))).finally_(self._show_chosen)

    def _kept(self, added: int, removed: int) -> None:
        said = [_("{n} orang ditambahkan").format(n=added)] if added else []
        said += [_("{n} orang dikeluarkan").format(n=removed)] if removed else []
        self.said.emit(Message(_("Daftar disimpan: {what}.").format(what=", ".join(said)), tone="good"))
        self.selection.before = frozenset(self.selection.chosen)
        self.parting.set_value(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stale.emit()

    def _unsaid(self) -> bool:
        parted = self.selection.parted() if self.selection.added else []
        if parted and not str(self.parting.value() or "").strip():
            self.parting.setFocus()
            text = _("Tulis mengapa {who} dipisahkan dari keluarganya.").format(who=some_of(parted))
            self.said.emit(Message(text, "", "warn"))
            return True
        return False

    def _arrange(self) -> None:
        told = label(_("Spasi memilih seorang dengan keluarganya; Shift+Spasi sendiri saja."), "caption", wrap=True)
        side = column(
            panel(column(self._total, self._classes, gap=10)),
            panel(column(self._notes, self.parting, gap=8)),
            self.keep,
            row(self._all, 1),
            told,
            1,
            gap=12,
        )
        self.setLayout(column(Beside(self._list, holder(side), 280), gap=0))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("", self._box, 40, "mark"),
            Column(_("Nama"), _name, look="mark"),
            Column(_("Kelas"), lambda line: line.person.head.head_class or "?" if line.person else "", 58, "muted"),
            Column(_("Umur"), lambda line: line.person.head.age if line.person else "", 58, "number"),
            Column(_("Kecamatan dan desa"), _destination, 160, "muted", spare=True),
            Column(_("Hari"), lambda line: line.person.days if line.person else "", 50, "number", spare=True),
            Column(_("Perhatian"), _attention, 180, "mark"),
        )

    def _show(self, found: tuple[str, Sequence[Group], list[HeadLine]]) -> None:
        asked, groups, alone = found
        if asked != self.id:
            return
        self.selection.offer(groups)
        self._alone = [head.display for head in alone]
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
        if line is not None and self.may_change:
            (self.selection.toggle_alone if alone else self.selection.toggle)(line)
            self._show_chosen()

    def _show_chosen(self) -> None:
        self.table.viewport().update()
        chosen = self.selection.people
        fresh = len(self.selection.added)
        note = (
            _("{n} belum disimpan").format(n=fresh + len(self.selection.removed)) if self.selection.is_changed else ""
        )
        self._total.show_number(len(chosen), note, "warn" if note else "")
        self._classes.show_count(self.selection.count)
        parted = self.selection.parted()
        said = [_("Terpisah dari keluarganya: {who}.").format(who=some_of(parted))] if parted else []
        if self._alone:
            said.append(_("Perlu didampingi, belum ada pendampingnya: {who}.").format(who=some_of(self._alone)))
        self._notes.setText(" ".join(said))
        self._notes.setVisible(bool(said))
        self.parting.setVisible(bool(parted) and bool(self.selection.added))
        self.keep.setEnabled(self.may_change and self.selection.is_changed)
        self._all.setEnabled(self.may_change)

    def _box(self, line: Row) -> Mark:
        state = self.selection.state(line)
        if line.person and not line.person.allowed and state == "none":
            return Mark("", "minus", "faint")
        return Mark("", BOXES[state], "accent" if state != "none" else "muted")

    def _row_state(self, line: Row) -> str:
        if line.person is None:
            return ""
        return "absent" if not line.person.allowed else "warn" if line.person.warnings else ""


def _name(line: Row) -> Mark:
    if line.person:
        return Mark(line.person.head.display, "", "text" if line.person.allowed else "faint")
    where = line.group.where
    named = (where.province_name or _("Tujuan belum diberi kode"), where.regency_name)
    place = " · ".join(part for part in named if part)
    text = _("{place}  ({n}: {classes})").format(place=place, n=len(line.group.people), classes=line.group.count)
    return Mark(text, "map-pin", "accent" if line.group.coded else "warn")


def _destination(line: Row) -> str:
    return line.person.destination.removeprefix(f"{line.group.where.regency_name} – ") if line.person else ""


def _attention(line: Row) -> Mark | None:
    if line.person is None:
        return None
    if line.person.obstacle:
        return Mark(line.person.obstacle, "user-x", "faint")
    said = [*line.person.warnings, *(need.lower() for need in line.person.needs if need.lower() != _("dampingi"))]
    glyph, tone = ("triangle-alert", "warn") if line.person.warnings else ("info", "")
    return Mark("; ".join(said), glyph, tone) if said else None


def _searched(line: Row) -> str:
    where = line.group.where
    people = (line.person,) if line.person else line.group.people
    said = (f"{one.head.display} {one.head.card_number or ''} {one.destination}" for one in people)
    return " ".join((where.province_name, where.regency_name, *said))
