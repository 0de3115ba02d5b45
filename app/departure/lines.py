"""People of a departure as its papers name them: no category, no document, and of needs only what companions must know.

Everything here is printed, therefore Indonesian; how lists differ is told on screens too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.departure import fleet, voyages
from app.departure.escorts import EscortView, escort_of
from app.departure.fleet import Place
from app.departure.offices import Share
from app.departure.rules.travel import ON_PAPER
from app.departure.travellers import Choosable
from app.departure.voyages import DepartureView, LegView
from app.kernel.clock import local
from app.kernel.i18n import N_, source
from app.reference.enumerations import choice, indonesian_of
from app.reference.words import digits_date, rupiah
from app.registration.roll import Entry, entries
from app.store.work import Reading

ELDERLY = 60
COMPARED = {
    "name": N_("nama"), "sex": N_("L/P"), "age": N_("umur"), "destination": N_("tujuan"), "office": N_("penerima"),
}  # fmt: skip
Say = Callable[[str], str]
Line = dict[str, Any]


@dataclass(frozen=True)
class Seats:
    """Where people ride on the main leg and what their tickets are."""

    places: Mapping[str, Place]
    escorts: Mapping[str, str]

    def words(self, stay_id: str) -> str:
        """“Bus 1 no. 3”; nothing where everybody is in one vehicle without numbers, as on a ship's deck."""
        place = self.places.get(stay_id)
        if place is None or not place.vehicle:
            return ""
        if place.seat:
            return f"{place.vehicle} no. {place.seat}"
        return place.vehicle if self._several else ""

    @property
    def _several(self) -> bool:
        return len({place.vehicle_id for place in self.places.values() if place.vehicle_id}) > 1

    @classmethod
    def of(cls, r: Reading, view: DepartureView) -> "Seats":
        """The places of the leg people are checked at, or of the first leg that has any."""
        legs = [*([view.main] if view.main else []), *view.legs]
        found: Mapping[str, Place] = next((given for leg in legs if (given := fleet.places(r, leg.id))), {})
        return cls(found, escort_of(r, view.id))


def lines_of(r: Reading, shares: Sequence[Share], seats: Seats) -> list[Line]:
    """The lines of a list in the order of its shares, numbered through."""
    people = [(share.office.name, one) for share in shares for one in share.people]
    named = {entry.head.stay_id: entry for entry in entries(r, [one.head for _office, one in people])}
    return [
        _line(number, (office, one), named[one.stay_id], seats)
        for number, (office, one) in enumerate(people, 1)
        if one.stay_id in named
    ]


def is_infant(one: Choosable) -> bool:
    """Whether somebody travels on a lap."""
    return one.head.infant or one.head.age == 0


def age_words(entry: Entry) -> str:
    """The age as lists print it; infants in months where they are known."""
    age, months = entry.head.age, entry.age_months
    if months is not None and not age:
        return f"{months} bln"
    if age is None:
        return "< 1 th" if entry.head.infant else "?"
    return str(age) if age else "< 1 th"


def needs_words(needs: Iterable[str]) -> str:
    """What travel companions must know of, in Indonesian."""
    mine = set(needs)
    known = (choice("kebutuhan", need) for need in ON_PAPER if need in mine)
    return ", ".join(one.indonesian for one in known if one)


def leg_words(leg: LegView, zone: str) -> str:
    """“Kapal KM Lambelu, Nunukan – Parepare, 24-01-2026 pukul 18.00”."""
    kind = indonesian_of("ruas", leg.kind)
    called = kind if leg.name.casefold().startswith(kind.casefold()) else f"{kind} {leg.name}".strip()
    way = " – ".join(part for part in (leg.from_place, leg.to_place) if part)
    at = local(leg.departs, zone)
    return f"{called}, {way}, {digits_date(at.date())} pukul {at:%H.%M} {zone}"


def escort_words(one: EscortView) -> str:
    """“Rahma Sari – NIP …, Satgas Nunukan, surat tugas … tanggal …”."""
    letter = f"surat tugas {one.letter}" if one.letter else ""
    letter += f" tanggal {digits_date(one.letter_date)}" if letter and one.letter_date else ""
    phone = f"telepon {one.phone}" if one.phone else ""
    parts = (f"NIP {one.nip}" if one.nip else "", one.position, one.institution, letter, phone)
    said = ", ".join(part for part in parts if part)
    return f"{one.name} – {said}" if said else one.name


def gathered(people: Sequence[Choosable]) -> list[str]:
    """What an office should have ready: numbers only, nothing medical."""
    found = [(f"{name.lower()}: {number} orang", number) for name, number in _needed(people).items()]
    return [text for text, number in found if number]


def differences(
    before: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    why: Mapping[str, str] = MappingProxyType({}),
    say: Say = source,
) -> list[str]:
    """How a list differs from the one before it, in sentences; `why`: stay → why he was taken off.

    Papers say it in Indonesian; a screen gives `_` for `say`.
    """
    old, new = {line["stay"]: line for line in before}, {line["stay"]: line for line in now}
    gone = [_named(line, why.get(stay, "")) for stay, line in old.items() if stay not in new]
    come = [_added(line) for stay, line in new.items() if stay not in old]
    changed = [text for stay, line in new.items() if stay in old and (text := _changed(old[stay], line, say))]
    said = [say(N_("Tidak ikut: {who}.")).format(who="; ".join(gone))] if gone else []
    said += [say(N_("Tambahan: {who}.")).format(who="; ".join(come))] if come else []
    return said + changed


def cost_words(costs: Mapping[str, int]) -> str:
    """“APBN Rp3.400.000,00; APBD Rp…”, printed."""
    return "; ".join(f"{indonesian_of('sumber_dana', fund)} {rupiah(cost)}" for fund, cost in costs.items())


def on_list(view: DepartureView, r: Reading) -> list[str] | None:
    """Whom the papers name: those aboard once the gangway is closed, else everybody listed."""
    return voyages.aboard_ids(r, view.id) if view.closed_at is not None else None


def _line(number: int, whose: tuple[str, Choosable], entry: Entry, seats: Seats) -> Line:
    office, one = whose
    place = seats.places.get(one.stay_id)
    return {
        "number": number,
        "stay": one.stay_id,
        "name": entry.name,
        "sex": one.head.sex or "?",
        "age": age_words(entry),
        "class": one.head.head_class or "?",
        "infant": "Bayi" if is_infant(one) else "",
        "destination": one.place.text,
        "province": one.place.province_name,
        "regency": one.place.regency_name,
        "card": one.head.card_number or "",
        "seat": "" if is_infant(one) else seats.words(one.stay_id),
        "ticket": place.ticket if place else "",
        "needs": needs_words(one.head.needs),
        "office": office,
        "sign": str(number),
    }


def _needed(people: Sequence[Choosable]) -> dict[str, int]:
    found = {
        "bayi": sum(is_infant(one) for one in people),
        "anak di bawah 18 tahun": sum(one.head.head_class in ("AL", "AP") and not is_infant(one) for one in people),
        "lanjut usia (60 tahun ke atas)": sum((one.head.age or 0) >= ELDERLY for one in people),
    }
    for need in ON_PAPER:
        found[indonesian_of("kebutuhan", need)] = sum(need in one.head.needs for one in people)
    return found


def _added(line: Mapping[str, Any]) -> str:
    return _named(line, line.get("reason", ""))


def _named(line: Mapping[str, Any], why: str) -> str:
    return f"{line['name']} ({why})" if why else str(line["name"])


def _changed(before: Mapping[str, Any], now: Mapping[str, Any], say: Say) -> str:
    became = say(N_("{what} {was} menjadi {now}"))
    said = [
        became.format(what=say(label), was=before[key] or "-", now=now[key] or "-")
        for key, label in COMPARED.items()
        if before[key] != now[key]
    ]
    return say(N_("Dibetulkan: {name}: {what}.")).format(name=now["name"], what=", ".join(said)) if said else ""
