"""Places and tickets of one leg: by rule at one key, or by hand for those chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure import escorts, fleet, offices, travellers, unused, voyages
from app.departure.fleet import Place, Ticket
from app.departure.screens import asking
from app.departure.screens.context import Pane, TravelContext
from app.departure.screens.tickets import ask_fates
from app.departure.unused import Fate, Unused
from app.departure.voyages import LegView
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.reference.words import grouped
from app.registration.counts import heads_of
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.fields import ChoiceField, NumberField, TextField
from app.widgets.figures import Meter
from app.widgets.labels import label
from app.widgets.layouts import Beside, clear, column, holder, panel, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing, Operations
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable


@dataclass(frozen=True)
class Seated:
    """Somebody on a leg as the list shows him; an escort has no class."""

    id: str
    name: str
    detail: str
    destination: str
    needs: str
    place: Place
    infant: bool = False
    escort: str = ""


class SeatPane(Pane):
    """The riders of a leg at the left, what is still free at the right."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__(ops, context)
        self.leg = ChoiceField("leg", _("Perjalanan"), ())
        self.leg.changed.connect(self._read)
        self.table = RowTable(self._columns(), key=lambda one: one.id, state=_state).choose_many()
        self.table.setAccessibleName(_("Tempat duduk"))
        self.table.set_empty(Empty(_("Belum ada orang di keberangkatan ini"), _("Pilih orangnya dulu."), "users"))
        self.table.opened.connect(lambda _one: self.put_by_hand())
        self._list = FilteredTable(self.table, _searched, _("Cari nama, tujuan, kendaraan"))
        self._meters = column(gap=10)
        self._told = label("", "muted", wrap=True)
        self._tools: list[QWidget] = []
        self._unused: list[Unused] = []
        self._arrange()

    def load(self) -> None:
        """Offer the legs that have vehicles, the main one first."""
        if self.view is None:
            return
        kept = str(self.leg.value() or "")
        legs = [leg for leg in self.view.legs if leg.kind != voyages.STOP]
        self.leg.blockSignals(True)
        self.leg.set_options([(leg.id, leg.title) for leg in legs])
        first = next((leg.id for leg in legs if leg.vehicles), legs[0].id if legs else None)
        self.leg.set_value(kept if any(leg.id == kept for leg in legs) else first)
        self.leg.blockSignals(False)
        for tool in self._tools:
            tool.setEnabled(self.may_change)
        self._correct.setEnabled(self.context.may(unused.PERMISSION))
        self._read()

    @property
    def chosen_leg(self) -> LegView | None:
        """The leg shown."""
        legs = self.view.legs if self.view else ()
        return next((leg for leg in legs if leg.id == self.leg.value()), None)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def arrange(self, anew: bool = False) -> Begun:
        """Give everybody without one a vehicle and a seat."""
        leg = self.chosen_leg
        if leg is None or not self.may_change:
            return Closing.AT_ONCE
        leg_id = leg.id
        return self.ops.write("departure.seat", lambda w: fleet.arrange(w, leg_id, anew)).then(self._arranged)

    def put_by_hand(self) -> None:
        """Put those chosen into a vehicle; one alone may get a seat by number."""
        leg, chosen = self.chosen_leg, [one.id for one in self.table.chosen()]
        if leg is None or not chosen or not self.may_change:
            return
        fields = [ChoiceField("vehicle", _("Kendaraan"), [(one.id, one.label) for one in leg.vehicles], required=True)]
        seat = NumberField("seat", _("Nomor tempat (kosong = diatur nanti)"), limits=(1, 5000))
        question = Question(_("Pindahkan {n} orang").format(n=len(chosen)), "", _("Pindahkan"))
        sheet = Asked(self, question, [*fields, *([seat] if len(chosen) == 1 else [])])
        leg_id = leg.id

        def put(said: dict[str, Any]) -> Begun:
            vehicle, number = str(said["vehicle"]), said.get("seat")
            pending = self.ops.write("departure.seat", lambda w: fleet.put(w, leg_id, chosen, vehicle, number))
            return pending.then(lambda _nothing: self._read())

        ask(sheet, put)

    def ticket(self) -> None:
        """Number, fare and fund of those chosen, or of everybody when nobody is."""
        leg = self.chosen_leg
        chosen = [one.id for one in self.table.chosen() if not one.infant] or [one.id for one in self.table.rows]
        if leg is None or not chosen or not self.may_change:
            return
        leg_id = leg.id

        def keep(given: Ticket) -> Begun:
            pending = self.ops.write("departure.ticket", lambda w: fleet.set_ticket(w, leg_id, chosen, given))
            return pending.then(lambda _nothing: self._read())

        asking.ask_ticket(self, len(chosen), keep)

    def settle(self) -> None:
        """Only one ticket of the one chosen stands; why the others do not is asked."""
        leg, one = self.chosen_leg, self.table.current()
        if leg is None or one is None or not self.may_change:
            return
        if not one.place.others:
            self.said.emit(Message(_("{name} hanya punya satu tiket.").format(name=one.name)))
            return
        text = _("Yang tetap: {ticket}. Tiket lainnya tidak dihitung lagi di biaya; jejaknya tetap tersimpan.")
        mine = Ticket(one.place.ticket, one.place.fare, one.place.fund)
        title = _("Satu tiket untuk {name}").format(name=one.name)
        question = Question(title, text.format(ticket=_ticket_words(mine)), _("Simpan"))
        leg_id, rider = leg.id, one.id

        def keep(said: dict[str, Any]) -> Begun:
            why = str(said["why"])
            pending = self.ops.write("departure.ticket", lambda w: fleet.settle_tickets(w, leg_id, rider, why))
            return pending.then(lambda _nothing: self._read())

        ask(Asked(self, question, [TextField("why", _("Mengapa"), required=True)]), keep)

    def correct(self) -> None:
        """What became of the tickets of this leg nobody travels with."""
        if not self._unused or not self.context.may(unused.PERMISSION):
            return

        def keep(ids: Sequence[str], fate: Fate) -> Begun:
            pending = self.ops.write("departure.ticket", lambda w: unused.correct(w, ids, fate))
            return pending.then(lambda _nothing: self._read())

        ask_fates(self, self._unused, keep)

    def accompany(self) -> None:
        """Those chosen travel beside an escort."""
        chosen = [one.id for one in self.table.chosen() if one.detail]
        departure = self.id
        if not chosen or not self.may_change:
            return
        self.ops.read(lambda r: escorts.escorts(r, departure)).then(lambda found: self._ask_escort(found, chosen))

    def receive(self) -> None:
        """Those chosen are received by another office than that of their region."""
        chosen, departure = [one.id for one in self.table.chosen() if one.detail], self.id
        if not chosen or not self.may_change:
            return
        text = _("Kosongkan untuk kembali ke instansi menurut tujuannya.")
        question = Question(_("Penerima {n} orang").format(n=len(chosen)), text, _("Simpan"))

        def keep(said: dict[str, Any]) -> Begun:
            office = str(said.get("office") or "")
            return self.ops.write("departure.assign", lambda w: offices.send_to(w, departure, chosen, office))

        ask(Asked(self, question, [TextField("office", _("Instansi penerima"))]), keep)

    def _ask_escort(self, found: Sequence[escorts.EscortView], chosen: list[str]) -> None:
        options = [(one.id, one.name) for one in found]
        field = ChoiceField("escort", _("Pendamping"), options)
        text = _("Duduk berdampingan; alasannya tidak dicatat.")
        question = Question(_("Dampingi {n} orang").format(n=len(chosen)), text, _("Simpan"))
        departure = self.id

        def keep(said: dict[str, Any]) -> Begun:
            escort = str(said.get("escort") or "") or None
            act = self.ops.write("departure.seat", lambda w: escorts.accompany(w, departure, chosen, escort))
            return act.then(lambda _nothing: self._read())

        ask(Asked(self, question, [field]), keep)

    def _ask_anew(self) -> None:
        text = _("Semua tempat yang sudah diatur dengan tangan di perjalanan ini diganti.")
        confirm(self, Question(_("Atur ulang semua tempat?"), text, _("Atur ulang")), lambda: self.arrange(anew=True))

    def _arranged(self, places: Mapping[str, Place]) -> None:
        seated = sum(bool(place.seat) for place in places.values())
        inside = sum(bool(place.vehicle_id) for place in places.values())
        text = _("{inside} orang dibagi ke kendaraan, {seated} dengan nomor tempat.").format(
            inside=inside, seated=seated
        )
        self.said.emit(Message(text, _("Keluarga duduk berdekatan; kursi roda dekat pintu."), "good"))
        self._read()

    def _read(self) -> None:
        leg, departure = str(self.leg.value() or ""), self.id
        if leg and departure:
            look = lambda r: (leg, _seated(r, departure, leg), unused.of_departure(r, departure, leg))  # noqa: E731
            self.ops.read(look, latest="departure.seats").then(self._show)

    def _show(self, found: tuple[str, list[Seated], list[Unused]]) -> None:
        leg_id, rows, self._unused = found
        leg = self.chosen_leg
        if leg is None or leg.id != leg_id:
            return
        self._list.set_rows(rows)
        clear(self._meters)
        for vehicle in leg.vehicles:
            meter = Meter()
            inside = sum(one.place.vehicle_id == vehicle.id and not one.infant for one in rows)
            meter.show_measure(vehicle.label, inside, vehicle.seats)
            self._meters.addWidget(meter)
        self._told.setText(" ".join([*_told(leg, rows), *unused.words(self._unused)]))
        self._correct.setVisible(bool(self._unused))
        self._double.setVisible(any(one.place.others for one in rows))

    def _arrange(self) -> None:
        self._double = button(_("Tiket dobel …"), self.settle, glyph="triangle-alert")
        self._correct = button(_("Tiket tak dipakai …"), self.correct, glyph="history")
        self._tools = [
            button(_("Bagi dan atur tempat"), self.arrange, "primary", "users"),
            button(_("Pindahkan …"), self.put_by_hand, glyph="arrow-right"),
            button(_("Tiket …"), self.ticket, glyph="file-text"),
            self._double,
            self._correct,
            button(_("Dampingi …"), self.accompany, glyph="user-round"),
            button(_("Penerima …"), self.receive, glyph="house"),
            button(_("Atur ulang semua"), self._ask_anew, "quiet", "refresh-cw"),
        ]
        told = label(_("Bayi tidak memakai tempat. Tempat 1 ada di dekat pintu."), "caption", wrap=True)
        side = column(panel(column(self._meters, self._told, gap=12)), *self._tools, told, 1, gap=10)
        self.leg.setMinimumWidth(420)
        self.setLayout(column(row(self.leg, 1), Beside(self._list, holder(side), 280), gap=10))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Kendaraan"), lambda one: one.place.vehicle or "–", 86),
            Column(_("Tempat"), _seat, 72, "mark"),
            Column(_("Nama"), lambda one: one.name, 0, "strong", detail=lambda one: one.detail or _("pendamping")),
            Column(_("Tujuan"), lambda one: one.destination, 150, "muted", spare=True),
            Column(_("Kebutuhan"), lambda one: one.needs, 110, "muted"),
            Column(_("Tiket"), _ticket, 130, "muted", spare=True),
        )


def _told(leg: LegView, rows: Sequence[Seated]) -> list[str]:
    """What is still to be done, and what the tickets cost."""
    if not leg.vehicles:
        return [_("Perjalanan ini belum punya kendaraan; tambahkan di Perjalanan.")]
    waiting = sum(not one.place.vehicle_id for one in rows)
    twice = sum(one.place.twice for one in rows)
    double = sum(bool(one.place.others) for one in rows)
    cost = sum(one.place.paid for one in rows)
    said = [_("{n} orang belum dapat kendaraan.").format(n=waiting)] if waiting else []
    if twice:
        said.append(_("{n} orang diberi tempat yang sama oleh dua loket; pindahkan salah satu.").format(n=twice))
    if double:
        said.append(
            _("{n} orang punya lebih dari satu tiket karena catatannya digabung; periksa tiketnya.").format(n=double)
        )
    return [*said, *([_("Tiket Rp{amount}.").format(amount=grouped(cost))] if cost else [])]


def _seated(r: Any, departure: str, leg: str) -> list[Seated]:
    places = fleet.places(r, leg)
    stays = voyages.passenger_ids(r, departure)
    people = travellers.in_order(travellers.choosable(r, heads_of(r, stays), departure, set(stays)))
    beside = escorts.escort_of(r, departure)
    rows = [
        Seated(
            id=one.stay_id,
            name=one.head.display,
            detail=" · ".join(part for part in (one.head.head_class or "?", _age(one.head.age)) if part),
            destination=one.destination,
            needs=", ".join(one.needs),
            place=places.get(one.stay_id, Place(one.stay_id)),
            infant=one.head.infant or one.head.age == 0,
            escort=beside.get(one.stay_id, ""),
        )
        for one in people
    ]
    rows += [
        Seated(one.id, one.name, "", one.institution, "", places.get(one.id, Place(one.id)))
        for one in escorts.escorts(r, departure)
    ]
    return sorted(rows, key=lambda one: (one.place.vehicle or "~", one.place.seat or 9_999))


def _age(age: int | None) -> str:
    return "" if age is None else str(age)


def _seat(one: Seated) -> Mark:
    if one.place.twice:
        return Mark(str(one.place.seat), "triangle-alert", "bad")
    if one.infant and one.place.vehicle:
        return Mark(_("pangku"), "baby", "")
    return Mark(str(one.place.seat or "–"), "", "")


def _ticket(one: Seated) -> str:
    mine = Ticket(one.place.ticket, one.place.fare, one.place.fund)
    said = [text for each in (mine, *one.place.others) if (text := _ticket_words(each))]
    return _("{n} tiket: {which}").format(n=len(said), which=" + ".join(said)) if len(said) > 1 else "".join(said)


def _ticket_words(ticket: Ticket) -> str:
    fund = name_of("sumber_dana", ticket.fund) if ticket.fund else ""
    fare = f"Rp{grouped(ticket.fare)}" if ticket.fare else ""
    return " · ".join(part for part in (ticket.number, fare, fund) if part)


def _state(one: Seated) -> str:
    return "warn" if one.place.twice or one.place.others else ""


def _searched(one: Seated) -> str:
    return f"{one.name} {one.destination} {one.place.vehicle} {one.place.ticket}"
