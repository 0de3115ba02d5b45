"""The way of a departure: legs with times, delay and names, their vehicles, the escorts, and who receives whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure import days, escorts, offices, onway, plan, unused, voyages
from app.departure.escorts import EscortView
from app.departure.offices import Share
from app.departure.onway import Followed
from app.departure.plan import LegDraft, VehicleDraft
from app.departure.screens import asking, words
from app.departure.screens.context import Pane, TravelContext
from app.departure.screens.legsheet import Parting
from app.departure.screens.tickets import ask_whether, ask_why
from app.departure.voyages import LegView, VehicleView
from app.kernel.clock import local
from app.kernel.i18n import _, pgettext
from app.registration.counts import HeadLine, heads_of
from app.widgets.buttons import button
from app.widgets.dialogs import Question
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, column, holder, row, scrolled
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations, Pending
from app.widgets.tables import Column, Empty, Mark, RowTable

_CHANGES = "departure.plan"
LEAST_TABLE = 116
"""Pixels of a list; where the window is low the pane scrolls."""


@dataclass(frozen=True)
class _Seen:
    """What was read of a departure; `behind` leg → who does not travel it → why."""

    asked: str
    along: Sequence[EscortView]
    shares: Sequence[Share]
    people: Sequence[HeadLine]
    followed: Followed
    behind: Mapping[str, Mapping[str, str]]


class WayPane(Pane):
    """Legs above; below vehicles, escorts and receiving offices."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__(ops, context)
        self.legs = RowTable(self._leg_columns(), key=lambda leg: leg.id, state=_leg_state)
        self.legs.setAccessibleName(_("Perjalanan"))
        self.legs.marked.connect(self._leg_chosen)
        self.legs.opened.connect(lambda _leg: self.change())
        self.vehicles = RowTable(_vehicle_columns(), key=lambda one: one.id)
        self.vehicles.set_empty(Empty(_("Belum ada kendaraan"), _("Tekan Kendaraan untuk mencatatnya."), "bus"))
        self.vehicles.opened.connect(self._change_vehicle)
        self.escorts = RowTable(_escort_columns(), key=lambda one: one.id)
        self.escorts.set_empty(Empty(_("Belum ada pendamping"), "", "user-round"))
        self.escorts.opened.connect(self.ask_escort)
        self.offices = RowTable(_office_columns(), key=lambda share: share.office.name)
        self.offices.set_empty(Empty(_("Belum ada orang di keberangkatan ini"), "", "house"))
        self.offices.opened.connect(self._change_office)
        self._warning = label("", "", "warn", wrap=True)
        self._told = label("", "strong", wrap=True)
        self._told.hide()
        self.parting = Parting(self, lambda: self.leg, self._done)
        self._tools: list[QWidget] = []
        self._arrange()

    def load(self) -> None:
        """Show the legs; read escorts and offices."""
        if self.view is None:
            return
        self.legs.set_rows(list(self.view.legs))
        if self.legs.currentIndex().row() < 0:
            self.legs.go_to(0)
        self._leg_chosen(self.leg)
        said = [*days.missed(self.view), *(leg.warning for leg in self.view.legs if leg.warning)]
        self._warning.setText(" ".join(dict.fromkeys(said)))
        self._warning.setVisible(bool(said))
        for tool in self._tools:
            tool.setEnabled(self.may_change)
        self._times.setEnabled(self.context.may(_CHANGES) and not self.view.cancelled)
        self.parting.allow()
        asked = self.id

        def read(r: Any) -> _Seen:
            people = heads_of(r, sorted(onway.people_of(r, [asked])))
            followed, behind = self.context.follow(r, asked), onway.not_on(r, voyages.departure(r, asked))
            return _Seen(asked, escorts.escorts(r, asked), offices.shares(r, asked), people, followed, behind)

        self.ops.read(read, latest="departure.way").then(self._show)

    @property
    def leg(self) -> LegView | None:
        """The leg under the cursor."""
        found: LegView | None = self.legs.current()
        return found

    def first_focus(self) -> QWidget:
        """The legs."""
        return self.legs

    def add(self) -> None:
        """A further leg."""
        if self.may_change:
            asking.ask_leg(self, None, self.context.zone, self._add)

    def change(self) -> None:
        """Plan the leg under the cursor otherwise."""
        if self.leg and self.may_change:
            leg_id = self.leg.id
            asking.ask_leg(self, self.leg, self.context.zone, lambda given: self._do(plan.change_leg, leg_id, given))

    def delay(self) -> None:
        """The leg goes later."""
        if self.leg and self.context.may(_CHANGES):
            leg_id = self.leg.id

            def late(departs: datetime, arrives: datetime | None, reason: str) -> Begun:
                return self._do(plan.delay, leg_id, departs, arrives, reason)

            asking.ask_delay(self, self.leg, self.context.zone, late)

    def times(self) -> None:
        """When it really left and arrived."""
        if self.leg:
            leg_id = self.leg.id

            def note(left: datetime | None, arrived: datetime | None) -> Begun:
                return self._do(plan.record_times, leg_id, left, arrived)

            asking.ask_times(self, self.leg, self.context.zone, note)

    def ask_escort(self, escort: EscortView | None = None) -> None:
        """Somebody travels along, or what is known of him is corrected."""
        if self.may_change:
            departure = self.id
            asking.ask_escort(self, escort, lambda given: self._do(escorts.put_escort, departure, given))

    def _name(self) -> None:
        if self.leg:
            leg_id = self.leg.id

            def named(w: Any, name: str, source: str) -> None:
                plan.show_name(w, leg_id, plan.name_carrier(w, leg_id, name, source))

            asking.ask_name(self, self.leg, lambda name, source: self._do(named, name, source))

    def put_vehicles(self) -> None:
        """How many vehicles of which size the leg under the cursor has."""
        if self.leg and self.may_change:
            leg_id = self.leg.id

            def put(labels: tuple[str, ...], seats: int, per_row: int) -> Begun:
                return self._do(plan.put_vehicles, leg_id, labels, seats, per_row)

            asking.ask_vehicles(self, self.leg, put)

    def _change_vehicle(self, vehicle: VehicleView) -> None:
        if self.leg and self.may_change:
            leg_id, number = self.leg.id, vehicle.number

            def put(given: VehicleDraft) -> Begun:
                return self._do(plan.put_vehicle, leg_id, number, given)

            asking.ask_vehicle(self, vehicle, put)

    def _change_office(self, share: Share) -> None:
        regions, departure = _regions(share), self.id
        if self.may_change and regions:
            asking.ask_office(self, regions, share.office, partial(self._do, offices.put_office, departure))

    def _add(self, given: LegDraft) -> Begun:
        departure = self.id
        return self._do(plan.add_leg, departure, given)

    def drop(self) -> None:
        """The leg under the cursor is not taken after all."""
        if self.leg and self.may_change:
            leg_id = self.leg.id
            question = Question(_("Hapus perjalanan ini?"), self.leg.title, _("Hapus"), danger=True)
            drop = lambda why, fate: self._do(plan.drop_leg, leg_id, why, fate)  # noqa: E731
            ask_why(self, self.ops, question, lambda r: unused.paid_on(r, [leg_id]), drop)

    def _drop_escort(self) -> None:
        escort: EscortView | None = self.escorts.current()
        if escort:
            gone, departure = escort.id, self.id
            question = Question(_("{name} tidak ikut?").format(name=escort.name), "", _("Tidak ikut"), danger=True)
            drop = lambda _why, fate: self._do(escorts.drop_escort, gone, fate)  # noqa: E731
            ask_whether(self, self.ops, question, lambda r: unused.paid(r, departure, {gone}), drop)

    def _do(self, act: Callable[..., Any], *given: Any) -> Pending[Any]:
        return self.ops.write(_CHANGES, lambda w: act(w, *given)).then(lambda _made: self._done())

    def _done(self) -> None:
        self.said.emit(Message(_("Disimpan."), tone="good"))
        self.stale.emit()

    def _show(self, seen: _Seen) -> None:
        if seen.asked != self.id or self.view is None:
            return
        self.parting.show_people(seen.people, seen.followed, seen.behind)
        self.escorts.set_rows(list(seen.along))
        self.offices.set_rows(list(seen.shares))
        self.legs.set_rows(list(self.view.legs))
        self._told.setText(seen.followed.told)
        self._told.setVisible(bool(seen.followed.told))
        self._leg_chosen(self.leg)

    def _leg_chosen(self, leg: LegView | None) -> None:
        self.vehicles.set_rows(list(leg.vehicles) if leg else [])
        self.parting.look()

    def _arrange(self) -> None:
        self._times = button(_("Jam sebenarnya"), self.times, glyph="clock")
        on_legs = [
            button(_("Tambah"), self.add, glyph="plus"),
            button(_("Ubah"), self.change, glyph="pencil"),
            button(_("Tunda"), self.delay, glyph="history"),
            button(_("Nama kapal"), self._name, glyph="ship"),
            button(_("Kendaraan"), self.put_vehicles, glyph="bus"),
            button(_("Hapus"), self.drop, "quiet", "trash-2"),
        ]
        add = button(_("Tambah pendamping"), partial(self.ask_escort, None), glyph="user-plus")
        drop = button(_("Tidak ikut"), self._drop_escort, "quiet", "user-x")
        self._tools = [*on_legs, add, drop]
        tools = FlowLayout(8)
        for tool in (*on_legs[:3], self._times, *self.parting.tools, *on_legs[3:]):
            tools.addWidget(tool)
        above = column(holder(tools), self.legs, self._told, self._warning, gap=8)
        above.setStretch(1, 1)
        vehicles = column(words.headed(_("Kendaraan perjalanan ini")), self.vehicles, gap=6)
        along = column(words.headed(_("Pendamping"), drop, add), self.escorts, gap=6)
        receiving = column(words.headed(_("Instansi penerima")), self.offices, gap=6)
        below = row(holder(vehicles), holder(along), holder(receiving), gap=16)
        for place, share in enumerate((3, 5, 5)):
            below.setStretch(place, share)
        whole = column(above, below, gap=12)
        whole.setStretch(0, 1)
        whole.setStretch(1, 1)
        for table in (self.legs, self.vehicles, self.escorts, self.offices):
            table.setMinimumHeight(LEAST_TABLE)
        self.setLayout(column(scrolled(holder(whole))))

    def _leg_columns(self) -> tuple[Column, ...]:
        zone = self.context.zone
        return (
            Column(_("Perjalanan"), lambda leg: leg.title, 0, "strong", detail=_other_names),
            Column(pgettext("column", "Berangkat"), lambda leg: words.at(leg.departs, zone), 150),
            Column(pgettext("column", "Tiba"), lambda leg: words.at(leg.arrives, zone), 150, "muted"),
            Column(_("Sebenarnya"), partial(_actual, zone=zone), 196, "muted", spare=True),
            Column(_("Orang"), lambda leg: self.parting.where(leg), 172, "muted"),
            Column("", _late, 130, "mark"),
        )


def _actual(leg: LegView, zone: str) -> str:
    return " – ".join(f"{local(at, zone):%d-%m %H.%M}" for at in (leg.left_at, leg.arrived_at) if at)


def _other_names(leg: LegView) -> str:
    return "; ".join(f"{one.name} ({one.source})" for one in leg.names if one.name != leg.name)


def _late(leg: LegView) -> Mark | None:
    if leg.warning:
        return Mark(_("alasan pesawat"), "triangle-alert", "warn")
    return Mark(_("ditunda: {reason}").format(reason=leg.delay), "history", "warn") if leg.delay else None


def _leg_state(leg: LegView) -> str:
    return "warn" if leg.warning or leg.delay else ""


def _regions(share: Share) -> list[tuple[str, str]]:
    """Where those whom an office receives go, as (code, name): each province, then its regencies."""
    places = [one.place for one in share.people]
    found = {where.province: _("seluruh {province}").format(province=where.province_name) for where in places}
    found |= {where.regency: f"{where.regency_name} ({where.province_name})" for where in places}
    return [(code, name) for code, name in sorted(found.items()) if code]


def _vehicle_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda one: one.label, 0, "strong"),
        Column(_("Tempat"), lambda one: one.seats, 64, "number"),
        Column(_("Nomor polisi"), lambda one: one.plate, 100, "muted", spare=True),
    )


def _escort_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda one: one.name, 0, "strong"),
        Column(_("Surat tugas"), lambda one: one.letter or "–", 140, "muted"),
    )


def _office(share: Share) -> str:
    return _("Belum ditentukan") if share.office.name == offices.UNKNOWN else share.office.name


def _office_columns() -> tuple[Column, ...]:
    return (
        Column(_("Instansi"), _office, 0, "strong"),
        Column(_("Orang"), lambda share: share.count.total, 60, "number"),
    )
