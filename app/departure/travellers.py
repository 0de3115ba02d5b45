"""Who travels: everybody here by province and regency (R22 Ps. 7(1)b), who waits for a ship, and putting people on one.

Companies (families, mothers and their children) go together; parting them needs a reason. A neutral need is all that is
known of anybody's health or case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.departure import unused, voyages
from app.departure.records import Passenger, Ride
from app.departure.rules import travel
from app.departure.rules.gangway import ON_THE_WAY
from app.departure.rules.travel import Traveller
from app.departure.unused import Fate
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.enumerations import name_of
from app.reference.places import Place, place
from app.registration import rules as heads_rules
from app.registration.counts import HeadLine, heads_at, heads_of
from app.registration.families import unaccompanied
from app.registration.together import companies
from app.registration.wording import required_reason
from app.store.work import Reading, Work

PERMISSION = "departure.assign"


@dataclass(frozen=True)
class Choosable:
    """Somebody who could travel: `obstacle` why he cannot, `listed` whether he is on the departure asked about."""

    head: HeadLine
    place: Place
    company: str
    days: int
    needs: tuple[str, ...]
    obstacle: str = ""
    warnings: tuple[str, ...] = ()
    listed: bool = False

    @property
    def stay_id(self) -> str:
        """The head."""
        return self.head.stay_id

    @property
    def allowed(self) -> bool:
        """Whether he may be put on a departure."""
        return not self.obstacle

    @property
    def destination(self) -> str:
        """Regency, district and village."""
        return self.place.text


@dataclass(frozen=True)
class Group:
    """The people of one regency; empty codes and names where it is not known yet."""

    where: Place
    people: tuple[Choosable, ...]

    @property
    def coded(self) -> bool:
        """Whether their province is known."""
        return bool(self.where.province)

    @property
    def count(self) -> HeadCount:
        """All of them."""
        return count_of(self.people)

    @property
    def waiting(self) -> HeadCount:
        """Those who are on no departure yet and could be."""
        return count_of([one for one in self.people if one.allowed and not one.listed])


@dataclass(frozen=True)
class Assigned:
    """What putting people on a departure did: how many are on it newly, and who was on it before."""

    fresh: int
    already: int


def count_of(people: Sequence[Choosable]) -> HeadCount:
    """People by class."""
    return HeadCount.of_classes(one.head.head_class for one in people)


def sorting(r: Reading, departure_id: str = "") -> tuple[Group, ...]:
    """Everybody here and everybody on the departure, by province and regency, those not coded yet last."""
    listed = set(voyages.passenger_ids(r, departure_id)) if departure_id else set()
    here = heads_at(r, heads_rules.PRESENT)
    known = {head.stay_id for head in here}
    people = choosable(r, [*here, *heads_of(r, sorted(listed - known))], departure_id, listed)
    ordered = in_order(people)
    return tuple(
        Group(found[0].place, tuple(found))
        for _key, several in groupby(ordered, key=lambda one: (one.place.province, one.place.regency))
        if (found := list(several))
    )


def waiting(r: Reading) -> list[Choosable]:
    """Those who could travel and are on no departure, the longest waiting first (R22 Ps. 7(2))."""
    people = choosable(r, heads_at(r, heads_rules.PRESENT))
    return sorted((one for one in people if one.allowed), key=lambda one: (-one.days, one.head.display))


def choosable(
    r: Reading, heads: Sequence[HeadLine], departure_id: str = "", listed: set[str] | None = None
) -> list[Choosable]:
    """Heads with what decides about them; those on the departure itself stand in nobody's way."""
    mine = listed or set()
    others, aboard = voyages.elsewhere(r, [head.stay_id for head in heads], departure_id)
    together, alone, day = companies(r, heads), unaccompanied(r, list(heads)), today(r)
    found = []
    for head in heads:
        said = traveller(head, others, aboard)
        where = place(head.destination_code, head.destination_text)
        why = "" if head.stay_id in mine and _may_stay(said) else travel.obstacle(said)
        found.append(
            Choosable(
                head=head,
                place=where,
                company=together.get(head.stay_id, head.stay_id),
                days=_days(head.arrived, day),
                needs=shown_needs(head),
                obstacle=why,
                warnings=(*_also(said, head.stay_id in mine), *_warnings(head, where, head.stay_id in alone)),
                listed=head.stay_id in mine,
            )
        )
    return found


def traveller(head: HeadLine, listed: Mapping[str, str], aboard: Mapping[str, str]) -> Traveller:
    """A head as the rule looks at it."""
    return Traveller(
        head.display, head.account, name_of("akun_orang", head.account), head.nationality, head.body, head.suspense,
        head.needs, listed.get(head.stay_id, ""), aboard.get(head.stay_id, ""),
    )  # fmt: skip


def shown_needs(head: HeadLine) -> tuple[str, ...]:
    """What travel companions must know of, in words."""
    return tuple(name_of("kebutuhan", need) for need in travel.ON_PAPER if need in head.needs)


def assign(w: Work, departure_id: str, stay_ids: Sequence[str], parting: str = "") -> Assigned:
    """Put people on a departure, all of them or nobody; UserError names who is in the way."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    wanted = list(dict.fromkeys(stay_ids))
    found = {head.stay_id: head for head in heads_of(w, wanted)}
    others, aboard = voyages.elsewhere(w, wanted, departure_id)
    gone = Traveller(_("seseorang yang catatannya sudah dibatalkan"), heads_rules.OUTSIDE)
    travel.refuse(traveller(found[stay], others, aboard) if stay in found else gone for stay in wanted)
    before = set(voyages.passenger_ids(w, departure_id))
    why = _check_parting(w, departure_id, before | set(wanted), parting)
    fresh = [stay for stay in wanted if stay not in before]
    for stay in fresh:
        _keep(w, departure_id, stay, why if stay in found else None)
    return Assigned(len(fresh), len(wanted) - len(fresh))


def take_off(w: Work, departure_id: str, stay_ids: Sequence[str], reason: str, fate: Fate | None = None) -> None:
    """These people do not go with it after all: they wait again; the family they leave behind is named.

    Where they hold paid tickets, `fate` says what becomes of them; UserError ticket.fate while nobody said it.
    """
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    said = required_reason(reason)
    everything = voyages.all_arrivals(w, list(dict.fromkeys(stay_ids)))
    unused.end(w, unused.paid(w, departure_id, everything), fate, said)
    for stay in everything:
        row = w.get(Passenger, passenger_id(departure_id, stay))
        if row is not None and row.void_reason is None:
            w.void(row, said)
    for leg in voyages.departure(w, departure_id).legs:
        for stay in everything:
            ride = w.get(Ride, ride_id(leg.id, stay))
            if ride is not None and ride.void_reason is None:
                w.void(ride, said)


def listed(w: Work, departure_id: str, stay_ids: Sequence[str]) -> list[Passenger]:
    """What was said of these people on a departure; UserError for somebody who is not on it."""
    rows = voyages.listed_rows(w, departure_id)
    stays = voyages.counted_once(w, stay_ids)
    if any(stay not in rows for stay in stays):
        raise UserError("seat.stranger", _("Ada orang yang tidak ada di keberangkatan ini; tidak ada yang diubah."))
    return [rows[stay] for stay in stays]


def passenger_id(departure_id: str, stay_id: str) -> str:
    """The id every desk derives for a head on a departure."""
    return derived_id("departure.passenger", departure_id, stay_id)


def ride_id(leg_id: str, rider_id: str) -> str:
    """The id every desk derives for somebody's place on a leg."""
    return derived_id("departure.ride", leg_id, rider_id)


def parted_of(r: Reading, departure_id: str, going: set[str]) -> list[tuple[HeadLine, list[HeadLine]]]:
    """Those who would go without somebody of their company who could go too, with whom they would leave behind."""
    here = heads_at(r, heads_rules.PRESENT)
    everybody = {head.stay_id: head for head in (*here, *heads_of(r, sorted(going)))}
    people = choosable(r, list(everybody.values()), departure_id, going)
    able = {one.stay_id for one in people if one.allowed}
    parted = travel.parted({one.stay_id: one.company for one in people}, going, able)
    return [(everybody[stay], [everybody[left] for left in behind]) for stay, behind in parted.items()]


def _check_parting(w: Work, departure_id: str, going: set[str], reason: str) -> str | None:
    parted = parted_of(w, departure_id, going)
    known = {stay for stay, row in voyages.listed_rows(w, departure_id).items() if row.parting}
    unsaid = [head.display for head, _left in parted if head.stay_id not in known]
    travel.check_parting(unsaid, reason)
    return reason.strip() if unsaid else None


def _keep(w: Work, departure_id: str, stay_id: str, parting: str | None) -> None:
    fresh = Passenger(
        id=passenger_id(departure_id, stay_id), departure_id=departure_id, stay_id=stay_id, parting=parting
    )
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, void_reason=None, parting=parting or row.parting)


def _may_stay(head: Traveller) -> bool:
    """Whether somebody already listed may remain so: here or handed over on the way, and let through the gangway."""
    stopped = head.aboard or head.nationality == travel.FOREIGNER or travel.POSTPONED in head.needs
    return head.account in (heads_rules.PRESENT, *ON_THE_WAY) and not stopped


def _also(said: Traveller, mine: bool) -> Iterator[str]:
    """That two desks put somebody on two departures at once."""
    other = said.aboard or said.listed
    if mine and other:
        yield _("juga ada di {title}").format(title=other)


def _warnings(head: HeadLine, where: Place, alone: bool) -> tuple[str, ...]:
    said = (
        (alone, _("anak tanpa pendamping: siapa yang menerima?")),
        (travel.ACCOMPANY in head.needs, _("dampingi")),
        (travel.TELL_STAFF in head.needs, _("kabari petugas sebelum berangkat")),
        (head.nationality not in (None, travel.CITIZEN, travel.FOREIGNER), _("kewarganegaraan belum jelas")),
        (not where.province, _("tujuan belum diberi kode")),
    )
    return tuple(text for holds, text in said if holds)


def _days(arrived: date, day: date) -> int:
    return max(0, (day - arrived).days)


def in_order(people: Sequence[Choosable]) -> list[Choosable]:
    """By province, regency and then by name, companies together behind their first grown member."""
    first: dict[str, str] = {}
    for one in sorted(
        people, key=lambda one: (one.head.head_class in heads_rules.CHILDREN, one.head.display.casefold())
    ):
        first.setdefault(one.company, one.head.display.casefold())

    def key(one: Choosable) -> tuple[Any, ...]:
        child = one.head.head_class in heads_rules.CHILDREN
        return (*one.place.order[:3], first[one.company], one.company, child, one.head.display.casefold())

    return sorted(people, key=key)
