"""The named fields of the card sheet and the registration form; what is not known stays a ruled line to write on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.access.views import SiteView
from app.printing.values import Value
from app.reference.enumerations import choice
from app.registration import rules
from app.registration.records import Person, PersonDocument, Stay

CARDS = "card-sheet"
REGISTRATION = "registration"

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
_ELSEWHERE = (
    "departed departure_way recruiter workplace work room belongings consent batch companions photo place".split()
)


@dataclass(frozen=True)
class Registered:
    """A person with what the registration form shows of him; `places` are origin and destination in words."""

    person: Person
    stay: Stay
    papers: Sequence[PersonDocument]
    needs: Sequence[str]
    places: tuple[str, str]


def card_values(site: SiteView, cards: Sequence[tuple[str, str]]) -> dict[str, Value]:
    """Cards of (number, token) under the name of the post."""
    return {"site": site.name, "cards": [{"number": number, "token": token} for number, token in cards]}


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
        "religion": _capital(person.religion),
        "marital": (person.marital or "").replace("_", " "),
        "education": (person.education or "").upper(),
        "documents": [_DOCUMENTS[paper.kind] for paper in carried],
        "document_number": ", ".join(paper.number for paper in carried if paper.number),
        "document_state": [_label("keadaan_dokumen", paper.state) for paper in carried if paper.state],
        "origin": one.places[0],
        "destination": ", ".join(part for part in (person.destination_address, one.places[1]) if part),
        "relative": ", ".join(part for part in (person.kin_name, person.kin_relation) if part),
        "phone": person.kin_phone or "",
        "needs": [_NEEDS[need] for need in one.needs if need in _NEEDS],
        "plan": _PLANS.get(person.plan or "", ""),
        "date": stay.day,
        "person": {"name": person.name},
        "officer": {},
    }
    return {**values, "place": site.city or site.name, **also}


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


def _label(enumeration: str, code: str | None) -> str:
    known = choice(enumeration, code or "")
    return known.indonesian if known else ""


def _capital(text: str | None) -> str:
    return (text or "").capitalize()
