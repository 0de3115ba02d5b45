"""*Daftar darurat*: who is in the house now, room by room, for a fire at two in the morning.

It never refuses: whoever may be inside is on it, however bad his record is, and the list says how many records need
repair. Only counts, rooms and neutral needs are told, never why.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.access.office import site_of
from app.access.rules import require
from app.kernel.clock import local
from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _
from app.printing.ready import Sheet
from app.reference.enumerations import name_of
from app.reference.words import date_time
from app.registration.counts import HeadLine, heads_where
from app.registration.position import in_suspense, position
from app.registration.rules import OUTSIDE, PRESENT
from app.shelter.house import Guest, House, RoomView, house
from app.shelter.papers.emergency import EMERGENCY, Alarm, emergency_values
from app.shelter.presence import states
from app.shelter.rules.presence import Whereabouts
from app.shelter.sleeping import HOUSED
from app.store import differing
from app.store.base import class_of, table_named
from app.store.work import Reading, Work

PERMISSION = "shelter.read"
HELP_FIRST = ("tandu", "kursi_roda", "dampingi", "ibu_bayi")
NO_NAME, NO_SEX, NO_ARRIVAL, SUSPENSE, DIFFERS, TWO_IN_BED, NO_ROOM, TWICE = (
    "no_name", "no_sex", "no_arrival", "suspense", "differs", "two_in_bed", "no_room", "twice",
)  # fmt: skip
_REPAIRS = {
    NO_NAME: N_("belum bernama"),
    NO_SEX: N_("kelas LD/PD/AL/AP belum diketahui"),
    NO_ARRIVAL: N_("catatan kedatangannya dibatalkan"),
    SUSPENSE: N_("catatan keluar-masuknya bertentangan"),
    DIFFERS: N_("beda data antarloket"),
    TWO_IN_BED: N_("dua orang di satu tempat tidur"),
    NO_ROOM: N_("kamarnya sudah dihapus"),
    TWICE: N_("tercatat hadir dua kali"),
}


@dataclass(frozen=True)
class Inside:
    """Somebody who is, or may be, in the house; `floor` and `room` are empty while he has no place."""

    head: HeadLine
    floor: str = ""
    room: str = ""
    bed: str = ""
    repairs: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def where(self) -> str:
        """“Lantai 1 · 101”."""
        return f"{self.floor} · {self.room}" if self.room else _("tanpa kamar")


@dataclass(frozen=True)
class Elsewhere:
    """Somebody of the house who is recorded as not in it: out, in hospital, with the police."""

    head: HeadLine
    account: str
    since: datetime | None
    place: str = ""
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Emergency:
    """The list as it stands."""

    at: datetime
    inside: tuple[Inside, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def repairs(self) -> list[tuple[HeadLine, tuple[str, ...]]]:
        """The heads whose records need repair, and what (codes; see `repair_words`)."""
        everybody: list[Inside | Elsewhere] = [*self.inside, *self.elsewhere]
        return [(one.head, one.repairs) for one in everybody if one.repairs]

    @property
    def help_first(self) -> list[Inside]:
        """Those inside who cannot leave by themselves."""
        return [one for one in self.inside if one.head.infant or set(one.head.needs) & set(HELP_FIRST)]


def emergency(r: Reading, now: datetime) -> Emergency:
    """Who is in the house at this moment."""
    plan = house(r)
    rooms_of = {room.id: room for room in plan.rooms}
    guests = list(plan.guests)
    doubtful = _doubtful(r, {guest.id for guest in guests})
    seen = states(r, [guest.head for guest in (*guests, *doubtful)], now)
    wrong = _repairs(r, plan, [*guests, *doubtful])
    inside: list[Inside] = []
    elsewhere: list[Elsewhere] = []
    for guest in (*guests, *doubtful):
        state = seen.get(guest.id, Whereabouts())
        if guest.head.account in (PRESENT, OUTSIDE) and not state.inside:
            place = state.last.place if state.last else ""
            elsewhere.append(Elsewhere(guest.head, PRESENT, state.out_since, place, wrong[guest.id]))
        elif guest.head.account in HOUSED and guest.head.account != PRESENT and not guest.head.suspense:
            elsewhere.append(Elsewhere(guest.head, guest.head.account, None, "", wrong[guest.id]))
        else:
            inside.append(_inside(guest, rooms_of.get(guest.room_id), wrong[guest.id]))
    return Emergency(now, tuple(sorted(inside, key=_by_room(plan))), tuple(elsewhere))


def repair_words(repairs: Sequence[str]) -> str:
    """What is to be repaired of one head."""
    return ", ".join(_(_REPAIRS[code]) for code in repairs)


def emergency_sheet(w: Work, paper: str = "A4") -> Sheet:
    """The list on paper."""
    require(w.actor, PERMISSION)
    found = emergency(w, w.now())
    counts = {"Di dalam": _count(one.head for one in found.inside)}
    out = [one.head for one in found.elsewhere if one.account == PRESENT]
    away = [one.head for one in found.elsewhere if one.account != PRESENT]
    counts |= {"Sedang keluar": _count(out), "Di rumah sakit atau kepolisian": _count(away)}
    alarm = Alarm(
        printed=date_time(found.at, w.zone),
        officer=w.actor.name,
        counts=counts,
        people=[_row(place, one) for place, one in enumerate(found.inside, 1)],
        elsewhere=[_elsewhere_row(place, one, w.zone) for place, one in enumerate(found.elsewhere, 1)],
        help_first=[f"{one.where}: {one.head.display} · {_help(one.head)}" for one in found.help_first],
        repairs=[f"{head.display}: {repair_words(codes)}" for head, codes in found.repairs],
    )
    return Sheet(EMERGENCY, emergency_values(site_of(w), alarm), paper)


def _doubtful(r: Reading, known: set[str]) -> list[Guest]:
    """Those recorded as gone, or not as arrived, while another record says otherwise: they may be in the house."""
    heads = {
        head.stay_id: head for also in (in_suspense(), position.c.account == OUTSIDE) for head in heads_where(r, also)
    }
    return [Guest(head) for head in heads.values() if head.stay_id not in known and not head.body]


def _inside(guest: Guest, room: RoomView | None, repairs: tuple[str, ...]) -> Inside:
    floor, name = (room.floor, room.name) if room else ("", "")
    return Inside(guest.head, floor, name, guest.bed if room else "", repairs, guest.head.account not in HOUSED)


def _repairs(r: Reading, plan: House, guests: Sequence[Guest]) -> dict[str, tuple[str, ...]]:
    people = Counter(guest.head.person_id for guest in guests if guest.head.person_id)
    beds = Counter(guest.bed_id for guest in guests if guest.bed_id)
    known, differing_heads = {room.id for room in plan.rooms}, _differing(r)
    found = {}
    for guest in guests:
        head = guest.head
        wrong = {
            NO_NAME: not head.name.strip(),
            NO_SEX: head.head_class is None,
            NO_ARRIVAL: head.account == OUTSIDE,
            SUSPENSE: head.suspense > 0,
            DIFFERS: bool({head.stay_id, head.person_id} & differing_heads),
            TWO_IN_BED: beds[guest.bed_id] > 1,
            NO_ROOM: bool(guest.room_id) and guest.room_id not in known,
            TWICE: people[head.person_id or ""] > 1,
        }
        found[guest.id] = tuple(code for code, is_so in wrong.items() if is_so)
    return found


def _differing(r: Reading) -> set[str]:
    """Ids of stays and persons on whose rows desks differ, or on rows about them."""
    found: set[str] = set()
    for one in differing.differences(r, "general"):
        found.add(one.row_id)
        table = table_named(one.table, "general")
        row = r.session.get(class_of(table), (one.site, one.row_id)) if table is not None else None
        found |= {value for name in ("stay_id", "person_id") if (value := getattr(row, name, None))}
    return found


def _by_room(plan: House) -> "_Place":
    return _Place({(room.floor, room.name): number for number, room in enumerate(plan.rooms)})


class _Place:
    """Sorts by room as the house is built, then by bed; those without a room last."""

    def __init__(self, order: dict[tuple[str, str], int]) -> None:
        self._order = order

    def __call__(self, one: Inside) -> tuple[int, bool, int, str, str]:
        at = self._order.get((one.floor, one.room), len(self._order))
        number = int(one.bed) if one.bed.isdecimal() else 0
        return at, not one.bed, number, one.bed, one.head.display.casefold()


def _row(number: int, one: Inside) -> dict[str, Any]:
    notes = [*_needs(one.head), "catatan bertentangan: pastikan" if one.doubtful else ""]
    notes.append("perlu diperbaiki" if one.repairs else "")
    return {
        "number": number,
        "room": f"{one.floor} · {one.room}" if one.room else "tanpa kamar",
        "bed": one.bed,
        "name": one.head.display,
        "class": _class(one.head),
        "card": one.head.card_number or "",
        "note": "; ".join(note for note in notes if note),
        "box": "☐",
    }


def _elsewhere_row(number: int, one: Elsewhere, zone: str) -> dict[str, Any]:
    where = "sedang keluar" if one.account == PRESENT else name_of("akun_orang", one.account)
    return {
        "number": number,
        "name": one.head.display,
        "where": f"{where} ({one.place})" if one.place else where,
        "since": f"{local(one.since, zone):%d-%m %H.%M}" if one.since else "",
        "card": one.head.card_number or "",
        "box": "☐",
    }


def _class(head: HeadLine) -> str:
    age = "bayi" if head.infant else f"{head.age} th" if head.age is not None else ""
    return " · ".join(part for part in (head.head_class or "?", age) if part)


def _needs(head: HeadLine) -> Iterator[str]:
    for need in head.needs:
        if need in HELP_FIRST:
            yield name_of("kebutuhan", need)


def _help(head: HeadLine) -> str:
    return ", ".join([*_needs(head), *(["bayi"] if head.infant else [])])


def _count(heads: Iterator[HeadLine] | list[HeadLine]) -> HeadCount:
    return HeadCount.of_classes(head.head_class for head in heads)
