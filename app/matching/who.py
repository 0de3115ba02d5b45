"""Who is compared: the plain facts a list or an officer gives about one person, and the same made comparable."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.matching.births import Birth
from app.matching.documents import document_number, nik_digits
from app.matching.names import Name, read_name
from app.matching.places import province_key, regency_key

Precision = Literal["day", "month", "year"]
_NIK_BEARERS = frozenset({"KTP", "EKTP", "KTPEL", "KIA", "NIK"})
_FAMILY_CARDS = frozenset({"KK", "KARTUKELUARGA"})
_NO_NUMBER = frozenset({"", "0", "NA", "NIL", "TIADA", "TIDAKADA", "TDKADA", "HILANG", "NONE", "TANPA", "NIHIL"})


@dataclass(frozen=True, slots=True)
class Document:
    """A paper and its number as written."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Who:
    """One person as written; every field may be empty. `sex` is L, P or empty; `age` holds on `age_on`."""

    name: str
    father: str = ""
    aliases: tuple[str, ...] = ()
    sex: str = ""
    birth: date | None = None
    precision: Precision = "day"
    age: int | None = None
    age_on: date | None = None
    documents: tuple[Document, ...] = ()
    nik: str = ""
    province: str = ""
    regency: str = ""
    list_no: str = ""


@dataclass(frozen=True, slots=True)
class Comparable:
    """A person's facts normalised once, so that many comparisons are cheap."""

    who: Who
    name: Name
    sex: str
    birth: Birth | None
    nik: str
    numbers: tuple[tuple[str, str], ...]
    """(kind, number), papers that belong to one person only."""
    family_card: str
    province: str
    regency: str

    @property
    def all_numbers(self) -> list[str]:
        """The NIK and the numbers of all papers."""
        numbers = [number for _, number in self.numbers]
        return [self.nik, *numbers] if self.nik else numbers


def comparable(who: Who) -> Comparable:
    """Normalise a person's facts; never fails, whatever they hold."""
    papers = _papers(who.documents) if who.documents else []
    nik = nik_digits(who.nik) if who.nik else ""
    if papers and not nik:
        nik = next((n for kind, n in papers if kind in _NIK_BEARERS and len(n) == 16), "")
    regency = regency_key(who.regency)
    return Comparable(
        who=who,
        name=read_name(who.name, who.father, who.aliases),
        sex=sex if (sex := who.sex[:1].upper()) in {"L", "P"} else "",
        birth=Birth.of(who.birth, who.precision, who.age, who.age_on),
        nik=nik if len(nik) > 10 else "",
        numbers=tuple([(k, n) for k, n in papers if k not in _FAMILY_CARDS and n != nik]),
        family_card=next((n for k, n in papers if k in _FAMILY_CARDS), "") if papers else "",
        province=province_key(who.province) or (regency[:2] if regency[:2].isdigit() else ""),
        regency=regency,
    )


def _papers(documents: tuple[Document, ...]) -> list[tuple[str, str]]:
    """(kind, number) of those that have a number."""
    papers = [(document_number(paper.kind), document_number(paper.number)) for paper in documents]
    return [(kind, number) for kind, number in papers if number not in _NO_NUMBER and len(number) >= 4]
