"""What was corrected of a person, step by step: who he is told from what to what, of the rest only that it changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.records import Person
from app.store.history import Writing, changes_of_rows
from app.store.work import Reading

_IDENTITY = frozenset(
    "name father_name aliases sex birth_date birth_year birth_place age nationality nik family_card".split()
)
_CODED = {"sex": "jenis_kelamin", "nationality": "kewarganegaraan"}


def of_person(r: Reading, person: Person) -> Iterator[tuple[Writing, list[str]]]:
    """Every entry that changed a person after it was made, earliest first, and what it changed in words."""
    known: dict[str, object] = {}
    for place, change in enumerate(changes_of_rows(r, [person])):
        differ = {name: value for name, value in change.values.items() if (known.get(name) or None) != (value or None)}
        said = list(dict.fromkeys(_words(name, known, value) for name, value in differ.items() if field_name(name)))
        if place and said:
            yield change.writing, said
        known |= change.values


def _words(field: str, known: Mapping[str, object], value: object) -> str:
    """“Nama: Rosmiati → Rosmiyati”."""
    if field not in _IDENTITY:
        return field_name(field)
    return f"{field_name(field)}: {_shown(field, known.get(field))} → {_shown(field, value)}"


def _shown(field: str, value: Any) -> str:
    if value in (None, "", []):
        return _("kosong")
    if field in _CODED:
        return name_of(_CODED[field], str(value))
    if field == "birth_date":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    return ", ".join(value) if isinstance(value, list) else str(value)


def field_name(field: str) -> str:
    """A field of a person as the page names it; "" for fields that only go along with another."""
    return {
        "name": _("Nama"),
        "father_name": _("Nama ayah"),
        "aliases": _("Nama lain"),
        "sex": _("Jenis kelamin"),
        "birth_date": _("Tanggal lahir"),
        "birth_year": _("Tanggal lahir"),
        "birth_place": _("Tempat lahir"),
        "age": _("Umur"),
        "category": _("Kategori"),
        "nationality": _("Kewarganegaraan"),
        "nationality_country": _("Kewarganegaraan"),
        "nationality_basis": _("Kewarganegaraan"),
        "nik": _("NIK"),
        "family_card": _("Nomor KK"),
        "religion": _("Agama"),
        "marital": _("Status kawin"),
        "education": _("Pendidikan"),
        "destination_code": _("Tujuan"),
        "destination_text": _("Tujuan"),
        "destination_address": _("Tujuan"),
        "destination_unknown": _("Tujuan"),
        "kin_name": _("Keluarga yang dihubungi"),
        "kin_phone": _("Keluarga yang dihubungi"),
        "plan": _("Rencana"),
    }.get(field, "")
