"""Who receives those on a departure: the social office of their province unless somebody said another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import select

from app.access.rules import require
from app.departure import voyages
from app.departure.records import DepartureOffice
from app.departure.rules import gangway
from app.departure.travellers import Choosable, choosable, in_order, listed
from app.departure.voyages import live
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.reference.regions import Regions
from app.registration.counts import heads_of
from app.store.work import Reading, Work

PERMISSION = "departure.assign"
UNKNOWN = "Belum ditentukan"
"""The office of those whose province is not known; printed, therefore Indonesian."""


@dataclass(frozen=True)
class Office:
    """Who receives those of a region; `place` is where (a port, a terminal)."""

    name: str
    phone: str = ""
    place: str = ""


@dataclass(frozen=True)
class Share:
    """What one office receives of a departure."""

    office: Office
    people: tuple[Choosable, ...]

    @property
    def count(self) -> HeadCount:
        """Its people by class."""
        return HeadCount.of_classes(one.head.head_class for one in self.people)


@dataclass(frozen=True)
class Part:
    """Whom a list is about: all, those of one office, or those of them who go to one `region` (None: anywhere).

    `where` is what the region is called.
    """

    office: str = ""
    region: str | None = None
    where: str = ""

    @property
    def title(self) -> str:
        """The office, and where its people go; printed, therefore Indonesian."""
        return self.office if self.region is None else f"{self.office}, tujuan {self.where}"

    def of(self, shared: Sequence[Share]) -> list[Share]:
        """Its people."""
        found = [share for share in shared if self.office in ("", share.office.name)]
        if self.region is None:
            return found
        kept = [replace(one, people=tuple(each for each in one.people if _key(each) == self.region)) for one in found]
        return [share for share in kept if share.people]


def by_regency(shared: Sequence[Share]) -> list[Part]:
    """Every office and every regency its people go to, in the order of the list."""
    return list(
        dict.fromkeys(Part(share.office.name, _key(one), _where(one)) for share in shared for one in share.people)
    )


def _key(one: Choosable) -> str:
    return one.place.regency or one.place.province


def _where(one: Choosable) -> str:
    if one.place.regency:
        return f"{one.place.regency_name}, {one.place.province_name}"
    return f"{one.place.province_name}, kabupaten/kota belum diketahui" if one.place.province else "belum diketahui"


def put_office(w: Work, departure_id: str, region: str, given: Office) -> None:
    """Those who go to a region (a province or a regency) are received by this office."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    name = " ".join(given.name.split())
    if Regions.load().by_code(region) is None:
        raise UserError("office.region", _("Wilayah ini tidak ada di daftar; tidak ada yang diubah."))
    if not name:
        raise UserError("office.name", _("Tulis nama instansi penerimanya."))
    values = {"name": name, "phone": given.phone.strip() or None, "place": given.place.strip() or None}
    row_id = derived_id("departure.office", departure_id, region)
    fresh = DepartureOffice(
        id=row_id, departure_id=departure_id, region=region, name=name, phone=values["phone"], place=values["place"]
    )
    row, created = w.insert_once(fresh)
    if not created:
        w.update(row, void_reason=None, **values)


def send_to(w: Work, departure_id: str, stay_ids: Sequence[str], office: str) -> None:
    """These people are received by another office than that of their region; "" gives them back to it."""
    require(w.actor, PERMISSION)
    voyages.need_open(w, departure_id)
    for row in listed(w, departure_id, stay_ids):
        w.update(row, office=" ".join(office.split()) or None)


def shares(r: Reading, departure_id: str, stay_ids: Sequence[str] | None = None) -> list[Share]:
    """The people of a departure by office, in the order of provinces and regencies: these, or who can still go.

    Whoever has left, died or been taken to hospital since he was listed or went aboard is on no paper any more.
    """
    stays = voyages.passenger_ids(r, departure_id) if stay_ids is None else list(stay_ids)
    people = in_order(choosable(r, heads_of(r, stays), departure_id, set(stays)))
    people = [one for one in people if (one.allowed if stay_ids is None else not gangway.left(one.head.account))]
    chosen = {stay: row.office for stay, row in voyages.listed_rows(r, departure_id).items() if row.office}
    known = _offices(r, departure_id)
    found: dict[str, list[Choosable]] = {}
    about: dict[str, Office] = {}
    for one in people:
        office = Office(chosen[one.stay_id]) if one.stay_id in chosen else office_for(one, known)
        about.setdefault(office.name, next((each for each in known.values() if each.name == office.name), office))
        found.setdefault(office.name, []).append(one)
    return [Share(about[name], tuple(several)) for name, several in found.items()]


def office_for(one: Choosable, known: dict[str, Office]) -> Office:
    """The office of somebody's regency or province, as said for this departure, else the province's social office."""
    for region in (one.place.regency, one.place.province):
        if region in known:
            return known[region]
    province = one.place.province_name
    return Office(f"Dinas Sosial Provinsi {province}" if province else UNKNOWN)


def _offices(r: Reading, departure_id: str) -> dict[str, Office]:
    rows = r.all(select(DepartureOffice).where(live(r, DepartureOffice), DepartureOffice.departure_id == departure_id))
    return {row.region: Office(row.name, row.phone or "", row.place or "") for row in rows}
