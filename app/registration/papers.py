"""The named fields of the card sheet and the registration form; what is not known stays a ruled line to write on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.access.views import SiteView
from app.printing.values import Value
from app.reference.enumerations import indonesian_of
from app.registration import rules
from app.registration.records import Person, PersonDocument, Stay
from app.registration.told import Told

CARDS = "card-sheet"
REGISTRATION = "registration"
FOREIGNERS = "foreigner-list"

_SEXES = {"L": "Laki-laki", "P": "Perempuan"}
_DOCUMENTS = {
    "splp": "SPLP",
    "paspor": "Paspor",
    "paspor_24": "Paspor",
    "paspor_48": "Paspor",
    "ktp": "KTP-el",
    "kia": "KIA",
    "kk": "KK",
    "akta_lahir": "Akta lahir",
    "plb": "PLB",
    "buku_nikah": "Buku nikah",
    "dokumen_malaysia": "Surat imigrasi Malaysia",
    "tidak_ada": "Tidak ada",
}
_PLANS = {
    "pulang_difasilitasi": "Pulang difasilitasi",
    "pulang_mandiri": "Pulang mandiri",
    "dijemput_keluarga": "Dijemput keluarga",
    "kerja_di_debarkasi": "Bekerja di daerah debarkasi",
    "kembali_prosedural": "Kembali secara prosedural",
    "belum_tahu": "Belum tahu",
}
_NEEDS = {
    "kursi_roda": "Kursi roda",
    "kamar_sendiri": "Kamar sendiri",
    "dekat_petugas_kesehatan": "Dekat petugas kesehatan",
    "penerjemah": "Penerjemah",
    "dampingi": "Pendamping",
    "ibu_bayi": "Perlengkapan bayi",
}
_WAYS = {
    "p3mi": "Resmi melalui P3MI",
    "mandiri": "Mandiri",
    "visa_kunjungan": "Visa kunjungan",
    "plb": "PLB",
    "jalur_tidak_resmi": "Jalur tidak resmi",
    "dibawa_orang_tua": "Dibawa orang tua",
    "lahir_di_luar_negeri": "Lahir di luar negeri",
    "tidak_ingat": "Tidak ingat",
}
_CONSENTS = {"foto": "Foto", "hubungi_keluarga": "Data keluarga dihubungi", "rujukan": "Rujukan layanan"}
_ELSEWHERE = "room belongings batch companions photo place".split()


@dataclass(frozen=True)
class Registered:
    """A person with what the registration form shows of him; `places` are origin and destination in words."""

    person: Person
    stay: Stay
    papers: Sequence[PersonDocument]
    needs: Sequence[str]
    places: tuple[str, str]
    told: Told = field(default_factory=Told)


def card_values(site: SiteView, cards: Sequence[tuple[str, str]]) -> dict[str, Value]:
    """Cards of (number, token) under the name of the post."""
    return {"site": site.name, "cards": [{"number": number, "token": token} for number, token in cards]}


def foreigner_values(site: SiteView, printed: str, lines: Sequence[Mapping[str, Any]]) -> dict[str, Value]:
    """The list of those to check against their papers, with room for what was found."""
    return {
        "letterhead": letterhead(site),
        "site": site.name,
        "printed": printed,
        "total": len(lines),
        "people": list(lines),
        "officer": {},
    }


def letterhead(site: SiteView) -> dict[str, Any]:
    """The head of the form."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {"lines": lines, "address": site.address, "contact": site.phone}


def registration_values(site: SiteView, one: Registered, number: str, also: Mapping[str, Value]) -> dict[str, Value]:
    """The form of one person; `also` gives what other parts of the house know (batch, room, companions, photo)."""
    person, stay = one.person, one.stay
    carried = [paper for paper in one.papers if paper.kind in _DOCUMENTS]
    values: dict[str, Value] = dict.fromkeys(_ELSEWHERE, "")
    values |= {
        "letterhead": letterhead(site),
        "control_number": number,
        "number": stay.paper_number or "",
        "card": stay.card_number or "",
        "name": person.name,
        "alias": "; ".join([*([_child_of(person)] if person.father_name else []), *(person.aliases or ())]),
        "nik": person.nik or "",
        "family_card": person.family_card or "",
        "birth": _birth(person),
        "sex": _SEXES.get(person.sex or "", ""),
        "religion": indonesian_of("agama", person.religion),
        "marital": indonesian_of("status_kawin", person.marital),
        "education": indonesian_of("pendidikan", person.education),
        "documents": [_DOCUMENTS[paper.kind] for paper in carried],
        "document_number": ", ".join(paper.number for paper in carried if paper.number),
        "document_state": [indonesian_of("keadaan_dokumen", paper.state) for paper in carried if paper.state],
        "origin": ", ".join(part for part in (person.origin_address, one.places[0]) if part),
        "destination": ", ".join(part for part in (person.destination_address, one.places[1]) if part),
        "relative": ", ".join(
            part for part in (person.kin_name, indonesian_of("status_hubungan", person.kin_relation)) if part
        ),
        "phone": person.kin_phone or "",
        "needs": [_NEEDS[need] for need in one.needs if need in _NEEDS],
        **_journey(one.told.journey),
        "consent": _consents(one.told),
        "plan": _PLANS.get(person.plan or "", ""),
        "date": stay.day,
        "person": {"name": person.name},
        "officer": {},
    }
    return {**values, "place": site.city or site.name, **also}


def _journey(said: Mapping[str, Any]) -> dict[str, Value]:
    """The way abroad and the work there; wages stay a line to write on, for what is said of them is sealed."""

    def both(*names: str) -> str:
        return ", ".join(str(said[name]) for name in names if said.get(name))

    return {
        "departed": both("left_year", "route"),
        "departure_way": _WAYS.get(said.get("left_way", ""), ""),
        "recruiter": both("recruiter", "cost"),
        "workplace": both("work_place", "employer"),
        "work": both("occupation", "duration"),
    }


def _consents(told: Told) -> list[str]:
    given = [_CONSENTS[answer.kind] for answer in told.answers if answer.given and answer.kind in _CONSENTS]
    return given or (["Menolak"] if any(not answer.given for answer in told.answers) else [])


def _child_of(person: Person) -> str:
    return rules.display_name("", person.father_name, person.sex).strip()


def _birth(person: Person) -> str:
    when = ""
    if person.birth_date:
        when = f"{person.birth_date:%d-%m-%Y}"
    elif person.birth_year:
        when = f"tahun {person.birth_year}"
    elif person.age is not None:
        when = f"umur {person.age} tahun"
    elif person.age_months is not None:
        when = f"umur {person.age_months} bulan"
    return ", ".join(part for part in (person.birth_place, when) if part)
