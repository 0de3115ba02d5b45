"""Sorting and departures side by side: who goes where, who waits how long, and what is under way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.departure import travellers, voyages
from app.departure.screens import words
from app.departure.screens.context import TravelContext
from app.departure.travellers import Choosable, Group
from app.departure.voyages import DepartureLine
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _, pgettext
from app.widgets.buttons import button
from app.widgets.fields import SegmentField
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Operations
from app.widgets.screen import page
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

SORTED, WAITING = "sorted", "waiting"


@dataclass(frozen=True)
class Destination:
    """A row of the sorting: a province, or a regency of it; `coded` is False for those without a code."""

    name: str
    count: HeadCount
    waiting: int
    held: int
    level: int = 0
    coded: bool = True


class ListPage(QWidget):
    """The first page of Keberangkatan."""

    opened = Signal(str)
    """A departure, by its id."""
    new_wanted = Signal()
    coding_wanted = Signal()
    person_wanted = Signal(str)

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._may = context.may("departure.plan")
        self.choose = SegmentField("what", "", ((SORTED, _("Menurut tujuan")), (WAITING, _("Menunggu kapal"))))
        self.choose.set_value(SORTED)
        self.choose.changed.connect(self._switch)
        self.places = RowTable(_place_columns(), key=lambda one: (one.level, one.name), state=_place_state)
        self.places.setAccessibleName(_("Pemilahan menurut provinsi dan kabupaten"))
        self.places.set_empty(Empty(_("Tidak ada orang yang hadir"), "", "users"))
        self.places.opened.connect(self._place_opened)
        self.waiting = RowTable(_waiting_columns(), key=lambda one: one.stay_id)
        self.waiting.set_empty(Empty(_("Tidak ada yang menunggu kapal"), "", "circle-check"))
        self.waiting.opened.connect(lambda one: self.person_wanted.emit(one.stay_id))
        self._queue = FilteredTable(self.waiting, _searched, _("Cari nama, kartu, tujuan"))
        self.table = RowTable(self._columns(), key=lambda line: line.view.id, state=_state)
        self.table.setAccessibleName(_("Keberangkatan"))
        self.table.opened.connect(lambda line: self.opened.emit(line.view.id))
        self._told = label("", "muted", wrap=True)
        self._new = button(_("Keberangkatan baru"), self.new_wanted.emit, "primary", "ship")
        self._new.setVisible(self._may)
        self._teach()
        self._arrange()

    def load(self) -> None:
        """Read sorting, waiting and departures."""
        self._ops.read(_read, latest="departure.list").then(self._show)

    def first_focus(self) -> QWidget:
        """The departures, or making the first."""
        return self.table if self.table.rows else self._new if self._may else self.places

    def _arrange(self) -> None:
        self._queue.hide()
        left = column(row(self.choose, 1), self.places, self._queue, self._told, gap=10)
        left.setStretch(1, 1)
        left.setStretch(2, 1)
        right = column(label(_("Keberangkatan"), "heading"), self.table, gap=10)
        right.setStretch(1, 1)
        body = row(holder(left), holder(right), gap=20)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        self.setLayout(page(_("Keberangkatan"), body, tools=(self._new,)))

    def _columns(self) -> tuple[Column, ...]:
        zone = self._context.zone
        return (
            Column(_("Nama"), lambda line: line.view.title, 0, "strong"),
            Column(pgettext("column", "Berangkat"), lambda line: _when(line, zone), 148, "muted"),
            Column(_("Kapal"), lambda line: line.view.main.name if line.view.main else "", 120, "muted", spare=True),
            Column(_("Orang"), lambda line: line.listed, 62, "number"),
            Column(_("Naik"), lambda line: line.aboard or "", 56, "number"),
            Column(_("Keadaan"), lambda line: words.state_mark(line.view), 116, "mark"),
        )

    def _teach(self) -> None:
        nothing = Empty(
            _("Belum ada keberangkatan"),
            _("Buat satu, lalu pilih orangnya menurut tujuan."),
            "ship",
            _("Keberangkatan baru") if self._may else "",
            self.new_wanted.emit,
        )
        self.table.set_empty(nothing)

    def _switch(self) -> None:
        waiting = self.choose.value() == WAITING
        self.places.setVisible(not waiting)
        self._queue.setVisible(waiting)

    def _show(self, found: tuple[Sequence[Group], Sequence[Choosable], Sequence[DepartureLine]]) -> None:
        groups, waiting, lines = found
        self.places.set_rows(_destinations(groups))
        self._queue.set_rows(list(waiting))
        self.table.set_rows(list(lines))
        longest = max((one.days for one in waiting), default=0)
        uncoded = sum(group.count.total for group in groups if not group.coded)
        said = [_("{n} orang menunggu kapal, paling lama {days} hari.").format(n=len(waiting), days=longest)]
        if uncoded:
            said.append(_("{n} tujuan belum diberi kode: Enter pada barisnya membuka antreannya.").format(n=uncoded))
        self._told.setText(" ".join(said))

    def _place_opened(self, one: Destination) -> None:
        if not one.coded:
            self.coding_wanted.emit()


def _read(r: Any) -> tuple[Sequence[Group], Sequence[Choosable], Sequence[DepartureLine]]:
    return travellers.sorting(r), travellers.waiting(r), voyages.departures(r)


def _destinations(groups: Sequence[Group]) -> list[Destination]:
    """Provinces with their regencies; those without a code first, as somebody must see to them."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.where.province if group.coded else "", []).append(group)
    rows: list[Destination] = []
    for province, several in sorted(found.items(), key=lambda one: (bool(one[0]), one[1][0].where.province_name)):
        people = [one for group in several for one in group.people]
        name = several[0].where.province_name if province else _("Belum diberi kode")
        rows.append(_row(name, people, 0, bool(province)))
        if province:
            rows += [
                _row(group.where.regency_name or _("kabupaten belum diketahui"), group.people, 1) for group in several
            ]
    return rows


def _row(name: str, people: Sequence[Choosable], level: int, coded: bool = True) -> Destination:
    waiting = sum(one.allowed for one in people)
    return Destination(name, travellers.count_of(people), waiting, len(people) - waiting, level, coded)


def _place_columns() -> tuple[Column, ...]:
    classes = (("LD", "adult_male"), ("PD", "adult_female"), ("AL", "boys"), ("AP", "girls"))
    return (
        Column(_("Tujuan"), _named, 0, "mark"),
        *(Column(code, _number(field), 44, "number") for code, field in classes),
        Column(_("Jumlah"), lambda one: one.count.total, 66, "number"),
        Column(_("Menunggu"), lambda one: one.waiting or "", 82, "number"),
    )


def _number(field: str) -> Any:
    return lambda one: getattr(one.count, field) or ""


def _named(one: Destination) -> Mark:
    if not one.coded:
        return Mark(one.name, "triangle-alert", "warn")
    return Mark(f"      {one.name}", "", "") if one.level else Mark(one.name, "map-pin", "accent")


def _place_state(one: Destination) -> str:
    return "" if one.coded else "warn"


def _waiting_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda one: one.head.display, 0, "strong"),
        Column(_("Kelas"), lambda one: one.head.head_class or "?", 52, "muted"),
        Column(_("Tujuan"), lambda one: one.place.regency_name or one.destination, 130, "muted"),
        Column(_("Hari"), lambda one: one.days, 52, "number"),
    )


def _searched(one: Choosable) -> str:
    return f"{one.head.display} {one.head.card_number or ''} {one.destination} {one.place.province_name}"


def _when(line: DepartureLine, zone: str) -> str:
    main = line.view.main
    return words.at(main.departs if main else line.view.departs, zone)


def _state(line: DepartureLine) -> str:
    return "void" if line.view.cancelled else ""
