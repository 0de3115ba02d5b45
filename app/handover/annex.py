"""The list of names of a BAST: its lines as frozen, their one written form, and what is counted from them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.handover.terms import Kind
from app.kernel.headcount import HeadCount
from app.printing.statement import name_list_digest
from app.reference.enumerations import choice, indonesian_of
from app.reference.places import place
from app.registration.guardians import GuardianEntry
from app.registration.roll import Entry
from app.registration.rules import BODIES_HERE

COLUMNS = ("number", "name", "sex", "age", "class", "document", "destination", "card", "nationality", "evidence")
ELDERLY = 60
_PAPER_ORDER = ("splp", "paspor", "paspor_24", "paspor_48", "ktp", "kia", "plb", "kk", "akta_lahir")
_NONE = "tidak ada"

Line = Mapping[str, Any]


def ordered(entries: Sequence[Entry]) -> list[Entry]:
    """By province and regency as R22 Ps. 7(1)b asks, families together, then by name."""

    def key(entry: Entry) -> tuple[Any, ...]:
        group = entry.family or entry.mother_stay_id or entry.head.stay_id
        first = names.get(group, entry.name.casefold())
        return (*_place(entry).order, first, group, entry.child, entry.name.casefold(), entry.head.stay_id)

    names = _first_names(entries)
    return sorted(entries, key=key)


def line(entry: Entry, number: int, kind: Kind) -> dict[str, Any]:
    """One line as it is printed and frozen."""
    head = entry.head
    made: dict[str, Any] = {
        "number": number,
        "name": entry.name,
        "sex": head.sex or "?",
        "age": _age(entry),
        "class": head.head_class or "?",
        "document": _document(entry),
        "destination": _place(entry).text,
        "card": head.card_number or "",
    }
    if kind.takes == "foreign":
        made |= {
            "nationality": entry.country or "belum jelas",
            "evidence": ", ".join(indonesian_of("dasar_klaim_wni", one) for one in entry.evidence),
        }
    return made


def written(line: Line) -> str:
    """The one written form of a line: what the digest of the list is made from."""
    return " | ".join(str(line.get(column) or "").replace("|", "/") for column in COLUMNS).rstrip(" |")


def changed(change: Line) -> str:
    """The one written form of a change an addendum tells."""
    columns = ("number", "line", "name", "what", "before", "after")
    return " | ".join(str(change.get(column) or "").replace("|", "/") for column in columns)


def digest_of(lines: Sequence[Line]) -> str:
    """The digest of a list, as the signed statement holds it."""
    return name_list_digest([written(line) for line in lines])


def counts(entries: Sequence[Entry], kind: Kind) -> dict[str, HeadCount]:
    """LD/PD/AL/AP by line of the form: workers and family apart; only lines with somebody in them."""
    found: dict[str, HeadCount] = {}
    for label, wanted in _LABELS[kind.takes]:
        heads = [entry.head.head_class for entry in entries if wanted(entry)]
        if heads:
            found[label] = HeadCount.of_classes(heads)
    return found


def vulnerable(entries: Sequence[Entry]) -> list[str]:
    """Groups that need care, numbers only; nothing medical, no case (those never enter the general vault)."""
    living = [entry for entry in entries if not (entry.head.body or entry.head.account in BODIES_HERE)]
    groups = [(label, sum(map(wanted, living))) for label, wanted in _GROUPS]
    return [f"{label}: {number} orang" for label, number in groups if number]


def guardians_told(entries: Sequence[Entry]) -> list[str]:
    """A sentence for each child that came with nobody and has a guardian or an institution (field-facts B10)."""
    return [_guardian(entry, entry.guardian) for entry in entries if entry.guardian]


def _guardian(entry: Entry, guardian: GuardianEntry) -> str:
    known = choice("wali_anak", guardian.kind)
    parts = (known.indonesian.lower() if known else guardian.kind, guardian.relation, guardian.basis)
    said = ", ".join(part for part in (*parts, f"telepon {guardian.phone}" if guardian.phone else "") if part)
    return f"Wali anak {entry.name}: {guardian.name} ({said})."


_LABELS: dict[str, tuple[tuple[str, Callable[[Entry], bool]], ...]] = {
    "wni": (
        ("Pekerja Migran Indonesia", lambda entry: entry.head.category != "family"),
        ("Anggota keluarga", lambda entry: entry.head.category == "family"),
    ),
    "foreign": (("Orang yang diduga WNA", lambda _entry: True),),
    "body": (("Jenazah", lambda _entry: True),),
}
_GROUPS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("bayi (di bawah 1 tahun)", lambda entry: entry.head.infant or entry.head.age == 0),
    ("anak (1 sampai 17 tahun)", lambda entry: entry.child and not entry.head.infant and entry.head.age != 0),
    ("anak yang belum tercatat bersama keluarganya", lambda entry: entry.alone),
    ("lanjut usia (60 tahun ke atas)", lambda entry: (entry.head.age or 0) >= ELDERLY),
    ("pengguna kursi roda", lambda entry: "kursi_roda" in entry.head.needs),
)


def _first_names(entries: Sequence[Entry]) -> dict[str, str]:
    """What each family is sorted by: its first adult's name; a mother stands for her infants."""
    names: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: (one.child, one.name.casefold())):
        for group in (entry.family, entry.head.stay_id):
            if group:
                names.setdefault(group, entry.name.casefold())
    return names


def _place(entry: Entry) -> Any:
    return place(entry.head.destination_code, entry.head.destination_text)


def _age(entry: Entry) -> str:
    age, months = entry.head.age, entry.age_months
    if months is not None and not age:
        return f"{months} bln"
    if age is None:
        return "< 1 th" if entry.head.infant else "?"
    return str(age) if age else "< 1 th"


def _document(entry: Entry) -> str:
    """The paper that says most about who somebody is."""
    known = [one for one in entry.papers if one[0] != "tidak_ada"]
    if not known:
        return _NONE
    kind, number = min(known, key=lambda one: _PAPER_ORDER.index(one[0]) if one[0] in _PAPER_ORDER else 99)
    named = choice("dokumen", kind)
    return f"{_short(named.indonesian) if named else kind} {number}".strip()


def _short(name: str) -> str:
    return "Paspor" if name.startswith("Paspor") else name
