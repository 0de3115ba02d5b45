"""The questions of departures: a leg, its times, a ship's name, vehicles, an escort, an office, a ticket, a paper."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure.checklist import Paper
from app.departure.escorts import EscortView
from app.departure.fleet import MOST_RUPIAH, Ticket
from app.departure.offices import Office
from app.departure.plan import LegDraft, VehicleDraft
from app.departure.rules.times import air_warning
from app.departure.screens.moments import moment_fields, moment_of, shown
from app.departure.voyages import LegView, VehicleView
from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.widgets.asking import Asked, ask
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question
from app.widgets.fields import CheckField, ChoiceField, Field, NumberField, TextField, Value
from app.widgets.operations import Begun, Closing

MOST_VEHICLES = 40


def leg_fields() -> list[Field]:
    """What is asked of a leg."""
    return [
        ChoiceField("kind", _("Jenis"), [(one.code, one.name) for one in choices("ruas")], required=True),
        TextField("name", _("Nama kapal, bus, penerbangan")).placeholder(_("mis. KM Lambelu")),
        TextField("from_place", _("Dari"), required=True),
        TextField("to_place", _("Ke"), required=True),
        *moment_fields("departs", _("Tanggal berangkat"), _("Jam berangkat")),
        *moment_fields("arrives", _("Tanggal tiba"), _("Jam tiba"), required=False),
        TextField("source", _("Nama itu menurut")).placeholder(_("mis. tiket, KSOP, agen")),
        TextField("air_reason", _("Alasan naik pesawat")).placeholder(_("sakit berat, meninggal, atau alasan lain")),
    ]


def leg_of(said: dict[str, Any], zone: str) -> LegDraft:
    """What was typed, as a leg."""
    texts = {
        name: str(said.get(name, "")) for name in ("kind", "from_place", "to_place", "name", "source", "air_reason")
    }
    departs = moment_of(said, "departs", zone)
    if departs is None:
        raise ValueError("a leg without its time")
    return LegDraft(departs=departs, arrives=moment_of(said, "arrives", zone), **texts)


def ask_leg(parent: QWidget, leg: LegView | None, zone: str, act: Callable[[LegDraft], Begun]) -> Asked:
    """A new leg, or one to change; for a plane what the regulation says of it is told, and nothing more."""
    fields = leg_fields()
    question = Question(_("Ubah perjalanan") if leg else _("Perjalanan berikutnya"), "", _("Simpan"))
    sheet = Asked(parent, question, fields)
    if leg:
        plain = {"kind": leg.kind, "from_place": leg.from_place, "to_place": leg.to_place, "air_reason": leg.air_reason}
        moments = {**shown(leg.departs, "departs", zone), **shown(leg.arrives, "arrives", zone)}
        sheet.form.load({**plain, "name": leg.name, **moments})

    def warn() -> None:
        said = sheet.values()
        mode = next((one.group for one in choices("ruas") if one.code == said.get("kind")), "")
        sheet.form.field("air_reason").show_problem("" if said.get("air_reason") else air_warning(mode))

    sheet.form.changed.connect(warn)
    return ask(sheet, lambda said: act(leg_of(said, zone)))


def ask_departure(
    parent: QWidget, zone: str, suggested: Sequence[str], act: Callable[[str, LegDraft, int], Begun]
) -> Asked:
    """A new departure: its name, its main leg, and how many vehicles; a ship or plane is one."""
    fields = [TextField("title", _("Nama keberangkatan"), required=True), *leg_fields()[:8]]
    text = _("Perjalanan lain (bus ke pelabuhan, singgah) ditambahkan sesudahnya.")
    sheet = Asked(parent, Question(_("Keberangkatan baru"), text, _("Buat")), fields, wide=("title",))
    sheet.form.load({"kind": "kapal", "from_place": suggested[0] if suggested else ""})
    return ask(sheet, lambda said: act(str(said["title"]), leg_of(said, zone), 1))


def ask_delay(
    parent: QWidget, leg: LegView, zone: str, act: Callable[[datetime, datetime | None, str], Begun]
) -> Asked:
    """The new time of a leg, and why."""
    fields = [
        *moment_fields("departs", _("Tanggal berangkat"), _("Jam berangkat")),
        *moment_fields("arrives", _("Tanggal tiba"), _("Jam tiba"), required=False),
        TextField("reason", _("Alasan"), required=True).placeholder(_("mis. gelombang tinggi, kapal rusak")),
    ]
    text = _("Rencana semula tetap tersimpan. Orangnya tetap di daftar.")
    sheet = Asked(parent, Question(_("Tunda {leg}").format(leg=leg.title), text, _("Tunda")), fields, wide=("reason",))
    sheet.form.load({**shown(leg.departs, "departs", zone), **shown(leg.arrives, "arrives", zone)})

    def taken(said: dict[str, Any]) -> Begun:
        departs = moment_of(said, "departs", zone)
        arrives, reason = moment_of(said, "arrives", zone), str(said["reason"])
        return act(departs, arrives, reason) if departs is not None else Closing.AT_ONCE

    return ask(sheet, taken)


def ask_times(
    parent: QWidget, leg: LegView, zone: str, act: Callable[[datetime | None, datetime | None], Begun]
) -> Asked:
    """When a leg really left and arrived."""
    fields = [
        *moment_fields("left", _("Tanggal berangkat"), _("Jam berangkat"), required=False),
        *moment_fields("arrived", _("Tanggal tiba"), _("Jam tiba"), required=False),
    ]
    sheet = Asked(parent, Question(_("Jam sebenarnya: {leg}").format(leg=leg.title), "", _("Catat")), fields)
    sheet.form.load({**shown(leg.left_at, "left", zone), **shown(leg.arrived_at, "arrived", zone)})
    return ask(sheet, lambda said: act(moment_of(said, "left", zone), moment_of(said, "arrived", zone)))


def ask_name(parent: QWidget, leg: LegView, act: Callable[[str, str], Begun]) -> Asked:
    """What a ship is called, and who says so."""
    fields = [
        TextField("name", _("Nama"), required=True),
        TextField("source", _("Menurut siapa"), required=True).placeholder(_("mis. tiket, KSOP, tulisan di lambung")),
    ]
    said = "; ".join(f"{one.name} ({one.source})" for one in leg.names) or _("belum ada")
    text = _("Yang sudah tercatat: {names}. Semua tetap tersimpan; yang baru ini dipakai di kertas.").format(names=said)
    return ask(
        Asked(parent, Question(_("Nama kapal atau bus"), text, _("Simpan")), fields),
        lambda given: act(str(given["name"]), str(given["source"])),
    )


def ask_vehicles(parent: QWidget, leg: LegView, act: Callable[[tuple[str, ...], int, int], Begun]) -> Asked:
    """How many vehicles of which size a leg has."""
    first = leg.vehicles[0] if leg.vehicles else None
    fields = [
        NumberField("many", _("Jumlah kendaraan"), required=True, limits=(1, MOST_VEHICLES)),
        TextField("label", _("Sebutan"), required=True).placeholder(_("mis. Bus")),
        NumberField("seats", _("Tempat tiap kendaraan"), required=True, limits=(1, 5000)),
        NumberField("per_row", _("Tempat berderet (0 = tanpa nomor)"), required=True, limits=(0, 12)),
    ]
    text = _("Tempat nomor 1 ada di dekat pintu. Bayi tidak dihitung sebagai tempat.")
    sheet = Asked(parent, Question(_("Kendaraan: {leg}").format(leg=leg.title), text, _("Simpan")), fields)
    usual = {"kapal": (1, leg.name or _("Kapal"), 500, 0), "pesawat": (1, leg.name or _("Pesawat"), 180, 6)}
    many, called, seats, per_row = usual.get(leg.kind, (1, _("Bus"), 40, 4))
    if first:
        many, seats, per_row = len(leg.vehicles), first.seats, first.per_row
        called = first.label.removesuffix(" 1")
    sheet.form.load({"many": many, "label": called, "seats": seats, "per_row": per_row})

    def taken(said: dict[str, Any]) -> Begun:
        count, name = int(said["many"]), str(said["label"])
        labels = (name,) if count == 1 else tuple(f"{name} {number}" for number in range(1, count + 1))
        return act(labels, int(said["seats"]), int(said.get("per_row") or 0))

    return ask(sheet, taken)


def ask_vehicle(parent: QWidget, vehicle: VehicleView, act: Callable[[VehicleDraft], Begun]) -> Asked:
    """One vehicle: name, plate, driver."""
    fields = [
        TextField("label", _("Sebutan"), required=True),
        NumberField("seats", _("Tempat"), required=True, limits=(1, 5000)),
        TextField("plate", _("Nomor polisi")),
        TextField("driver", _("Pengemudi")),
    ]
    sheet = Asked(parent, Question(vehicle.label, "", _("Simpan")), fields)
    known: dict[str, Value] = {
        "label": vehicle.label,
        "seats": vehicle.seats,
        "plate": vehicle.plate,
        "driver": vehicle.driver,
    }
    sheet.form.load(known)

    def taken(said: dict[str, Any]) -> Begun:
        about = {name: str(said.get(name, "")) for name in ("label", "plate", "driver")}
        return act(VehicleDraft(seats=int(said["seats"]), per_row=vehicle.per_row, **about))

    return ask(sheet, taken)


def ask_escort(parent: QWidget, escort: EscortView | None, act: Callable[[EscortView], Begun]) -> Asked:
    """Who travels along, with his letter of assignment."""
    fields = [
        TextField("name", _("Nama"), required=True),
        TextField("nip", _("NIP")),
        TextField("position", _("Jabatan")),
        TextField("institution", _("Instansi")),
        TextField("letter", _("Nomor surat tugas")),
        DateField("letter_date", _("Tanggal surat tugas")),
        TextField("phone", _("Telepon")),
    ]
    sheet = Asked(parent, Question(_("Pendamping perjalanan"), "", _("Simpan")), fields)
    if escort:
        known = {name: getattr(escort, name) for name in ("name", "nip", "position", "institution", "letter", "phone")}
        sheet.form.load({**known, "letter_date": escort.letter_date.isoformat() if escort.letter_date else None})

    def taken(said: dict[str, Any]) -> Begun:
        names = ("name", "nip", "position", "institution", "letter", "phone")
        about = {name: str(said.get(name, "")) for name in names}
        dated = date.fromisoformat(str(said["letter_date"])) if said.get("letter_date") else None
        return act(EscortView(letter_date=dated, id=escort.id if escort else "", **about))

    return ask(sheet, taken)


def ask_office(
    parent: QWidget, regions: Sequence[tuple[str, str]], office: Office, act: Callable[[str, Office], Begun]
) -> Asked:
    """Who receives those of a region: one of these (code, name), the first unless another is chosen."""
    fields = [
        ChoiceField("region", _("Untuk yang menuju"), regions, required=True),
        TextField("name", _("Instansi penerima"), required=True),
        TextField("phone", _("Telepon")),
        TextField("place", _("Tempat menerima")).placeholder(_("mis. Pelabuhan Parepare")),
    ]
    text = _("Instansi kabupaten/kota didahulukan dari instansi provinsinya.")
    sheet = Asked(parent, Question(_("Instansi penerima"), text, _("Simpan")), fields, wide=("name",))
    sheet.form.load({"region": regions[0][0], "name": office.name, "phone": office.phone, "place": office.place})
    names = ("name", "phone", "place")
    return ask(
        sheet, lambda said: act(str(said["region"]), Office(**{name: str(said.get(name, "")) for name in names}))
    )


def ask_ticket(parent: QWidget, many: int, act: Callable[[Ticket], Begun]) -> Asked:
    """Number, fare and fund of the tickets of those chosen."""
    fields = [
        TextField("number", _("Nomor tiket atau booking")),
        NumberField("fare", _("Harga tiap orang (Rp)"), limits=(0, MOST_RUPIAH)),
        ChoiceField("fund", _("Sumber dana"), [(one.code, one.name) for one in choices("sumber_dana")]),
    ]
    question = Question(_("Tiket {n} orang").format(n=many), "", _("Simpan"))
    return ask(
        Asked(parent, question, fields),
        lambda said: act(Ticket(str(said.get("number", "")), said.get("fare"), str(said.get("fund", "")))),
    )


def ask_paper(parent: QWidget, paper: Paper, act: Callable[[Paper], Begun]) -> Asked:
    """Whether a paper of the departure is there, its number and date."""
    fields = [
        CheckField("done", _("Sudah ada")),
        TextField("number", _("Nomor")),
        DateField("dated", _("Tanggal")),
        TextField("note", _("Keterangan")),
        CheckField("waived", _("Tidak perlu untuk keberangkatan ini")),
    ]
    sheet = Asked(parent, Question(paper.wanted.name, "", _("Simpan")), fields)
    dated = paper.dated.isoformat() if paper.dated else None
    shown = {"done": not paper.waived, "waived": paper.waived, "dated": dated}
    sheet.form.load({**shown, "number": paper.number, "note": paper.note})

    def taken(said: dict[str, Any]) -> Begun:
        day = date.fromisoformat(str(said["dated"])) if said.get("dated") else None
        waived = bool(said.get("waived"))
        done = bool(said.get("done")) and not waived
        return act(Paper(paper.wanted, done, str(said.get("number", "")), day, str(said.get("note", "")), waived))

    return ask(sheet, taken)
