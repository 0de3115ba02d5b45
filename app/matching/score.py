"""Are these two the same person: the evidence, what follows from all candidates together, and both in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.kernel.i18n import N_, _, language
from app.matching.evidence import Agreement, Evidence, weigh
from app.matching.rarity import usual_rarity
from app.matching.who import Document, Who, comparable

__all__ = ["Agreement", "Decision", "Document", "Evidence", "Who", "compare", "decide", "reasons", "verdict"]

Kind = Literal["match", "review", "none"]

PROPOSE = 0.45
"""Below this likelihood of being on any of the lines none is named."""


class Sureness(NamedTuple):
    """The likelihoods from which something is believed without asking."""

    least: float
    """Below it nothing is matched, whatever agrees."""
    more: float
    """Where the name is a single word, or nothing but the name speaks."""
    of_a_slip: float
    of_three: float
    """Where nothing but three words agree, the home being one."""
    by_itself: float
    """How likely the two must be alone, where neither a number nor the day of birth agrees.

    That nobody else came for a line may confirm an age and a name, not stand for what they lack: of many, others fit.
    """


_NEVER = 1.1
AMONG_ALL = Sureness(0.97, 0.99, 0.999, _NEVER, 0.0)
"""Among everybody of many years, most of whom he is not."""
ON_A_LETTER = Sureness(0.85, 0.93, 0.99, 0.97, 0.9)
"""On the list of his own ship, where nearly everybody is, if day of birth, father or home stands by the name."""
_BY_AGE_ALONE = Sureness(0.95, 0.97, 0.999, _NEVER, 0.9)
"""On that list, where nothing of his own but an age does."""
_SLIPS = frozenset({"name", "father", "sex", "birth", "number"})
"""Doubts that two agreeing keys outweigh."""
_RIVAL = 0.02
"""A second candidate this likely is for a person to tell apart."""
_DATED = frozenset("same same_round swapped day month year birth_year_same birth_year_near age_same age_near".split())
_ENOUGH_OF_THE_NAME, _HALF_THE_NAME = 0.4, 0.5
_MOSTLY_ALIKE, _SPELT_ALIKE, _FULL_NAME = 0.7, 0.8, 0.9
_WHOLE_NAME = 4
"""Words of name and father, home and year of birth as one each: cousins of one village do not share so many."""
_OF_AN_AGE = frozenset("same_round birth_year_same age_same".split())
_BORN_THAT_DAY = frozenset({"same", "swapped"})
_TOO_FAR = frozenset({"differs", "birth_year_off", "age_off"})
_BORN = frozenset("same swapped day month year".split())
"""Agreements of two full dates; the others could be anybody of that age."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows for one arrival; `index` into the candidates given, None where none is proposed."""

    kind: Kind
    index: int | None
    score: float
    """0..1, the best candidate against all others and against being on no line."""
    why: tuple[str, ...] = ()
    """Codes for `verdict`."""


def compare(a: Who, b: Who) -> Evidence:
    """The evidence that two people are one, with no list at hand; the same whichever comes first."""
    return weigh(comparable(a), comparable(b), usual_rarity())


def decide(candidates: Sequence[Evidence]) -> Decision:
    """Match, review or none for one arrival met alone; lines already taken are left out by the caller."""
    return settle(candidates, likelihoods([candidate.bits for candidate in candidates]), ON_A_LETTER)


def likelihoods(bits: Sequence[float]) -> list[float]:
    """How likely each of these lines is the person, against the others and against being on no line."""
    odds = [2.0 ** min(one, 60.0) for one in bits]
    total = 1.0 + sum(odds)
    return [one / total for one in odds]


def settle(candidates: Sequence[Evidence], likely: Sequence[float], sure: Sureness = AMONG_ALL) -> Decision:
    """Match, review or none by rules of agreement; the likelihood alone never decides a match."""
    if not candidates:
        return Decision("none", None, 0.0, ("nobody",))
    best = max(range(len(candidates)), key=lambda at: (likely[at], candidates[at].bits))
    evidence, score = candidates[best], round(likely[best], 4)
    if sum(likely) < PROPOSE:
        return Decision("none", None, score, ("weak",))
    second = any(one > _RIVAL for at, one in enumerate(likely) if at != best)
    if sure is ON_A_LETTER and not _backed(evidence):
        sure = _BY_AGE_ALONE
    found = doubts(evidence)
    if found and likely[best] >= sure.of_a_slip and _two_keys(evidence):
        found = tuple([code for code in found if code not in _SLIPS])
    if second or found:
        return Decision("review", best, score, (*found, *(("second",) if second else ())))
    grounds = _grounds(evidence, likely[best], sure)
    return Decision("match" if grounds else "review", best, score, grounds or ("thin",))


def _backed(evidence: Evidence) -> bool:
    """Something of his own beside name and age agrees."""
    return evidence.level("birth") in _BORN_THAT_DAY or evidence.level("father") == "same" or _at_home(evidence)


def _two_keys(evidence: Evidence) -> bool:
    """Two things that each name one person agree, and so does much of the name: what differs besides is a slip."""
    keys = (
        _number_same(evidence),
        evidence.level("document") == evidence.level("nik") == "same",
        evidence.level("birth") in _BORN,
        evidence.level("father") == "same",
        evidence.name.words > 1 and evidence.name.conflicts == 0 and evidence.name.likeness >= _FULL_NAME,
    )
    return sum(keys) > 1 and evidence.name.likeness >= _ENOUGH_OF_THE_NAME


def doubts(evidence: Evidence) -> tuple[str, ...]:
    """What a person must look at whatever else agrees."""
    number_same = _number_same(evidence)
    contradicts = evidence.name.conflicts > 0 and not (number_same and evidence.name.likeness >= _ENOUGH_OF_THE_NAME)
    likeness = evidence.name.likeness
    found: list[str] = []
    if evidence.nameless and not number_same:
        found.append("nameless")
    if contradicts or likeness < (_ENOUGH_OF_THE_NAME if number_same else _HALF_THE_NAME):
        found.append("name")
    if evidence.level("father") == "differs":
        found.append("father")
    if evidence.level("sex") == "differs":
        found.append("sex")
    if evidence.level("birth") in _TOO_FAR:
        found.append("birth")
    if _number_differs(evidence):
        found.append("number")
    if evidence.mononym and not number_same and not _second_evidence(evidence):
        found.append("mononym")
    return tuple(found)


def _grounds(evidence: Evidence, likely: float, sure: Sureness) -> tuple[str, ...]:
    """The rule that allows an automatic match; empty where none does."""
    birth, name, home = evidence.level("birth"), evidence.name, _at_home(evidence)
    if likely < sure.least:
        return ()
    if _number_same(evidence):
        return ("number_and_name",)
    if birth not in _BORN_THAT_DAY and evidence.score < sure.by_itself:
        return ()
    if birth in _BORN:
        return ("birth_and_name",)
    spelt_alike = name.likeness >= (_MOSTLY_ALIKE if home else _SPELT_ALIKE)
    if (birth in _DATED or _number_near(evidence)) and spelt_alike and (name.words > 1 or likely >= sure.more):
        return ("several",)
    words = name.words + home + (birth == "same_year")
    least = sure.more if words >= _WHOLE_NAME else sure.of_three if words == _WHOLE_NAME - 1 else _NEVER
    return ("whole_name",) if likely >= least and name.likeness >= _SPELT_ALIKE else ()


def _number_same(evidence: Evidence) -> bool:
    return "same" in (evidence.level("document"), evidence.level("nik"))


def _number_differs(evidence: Evidence) -> bool:
    """A NIK never changes; papers are renewed, so one that differs is no doubt where the NIK agrees."""
    differs = {"differs", "near_end"}
    if evidence.level("nik") in differs:
        return True
    return evidence.level("document") in differs and evidence.level("nik") != "same"


def _second_evidence(evidence: Evidence) -> bool:
    """Beside a single-word name: the day of birth, or the age and the home."""
    birth = evidence.level("birth")
    at_home = birth in _DATED and _at_home(evidence)
    least = _SPELT_ALIKE if at_home else _FULL_NAME
    of_an_age = at_home or birth in _OF_AN_AGE
    return birth in _BORN or _number_near(evidence) or (of_an_age and evidence.name.likeness >= least)


def _number_near(evidence: Evidence) -> bool:
    return "near" in (evidence.level("document"), evidence.level("nik"))


def _at_home(evidence: Evidence) -> bool:
    return evidence.level("regency") in {"same", "near"}


# --- in words -------------------------------------------------------------------------------------------------------

_WORDS = {
    "birth": {
        "same": N_("lahir sama"), "same_round": N_("lahir sama (tanggal perkiraan)"),
        "swapped": N_("tanggal dan bulan lahir tertukar"), "day": N_("tanggal lahir beda, bulan dan tahun sama"),
        "month": N_("bulan lahir beda, tanggal dan tahun sama"), "year": N_("tahun lahir beda {detail}"),
        "same_year": N_("tahun lahir sama saja"), "birth_year_same": N_("tahun lahir sama"),
        "birth_year_near": N_("tahun lahir beda {detail}"), "birth_year_off": N_("tahun lahir beda {detail}"),
        "age_same": N_("umur cocok"), "age_near": N_("umur beda {detail} th"), "age_off": N_("umur beda {detail} th"),
        "differs": N_("lahir beda"),
    },
    "document": {
        "same": N_("{detail} sama"), "near": N_("{detail} beda satu huruf/angka"),
        "near_end": N_("{detail} beda di angka akhir"), "differs": N_("{detail} beda"),
    },
    "nik": {
        "same": N_("NIK sama"), "near": N_("NIK beda satu angka"), "near_end": N_("NIK beda di angka akhir"),
        "differs": N_("NIK beda"),
    },
    "family_card": {"same": N_("KK sama")},
    "father": {"same": N_("bin {detail}"), "near": N_("bin mirip {detail}"), "differs": N_("bin beda")},
    "regency": {"same": N_("{detail} sama"), "near": N_("{detail} mirip"), "differs": N_("kab./kota beda")},
    "province": {"same": N_("provinsi sama"), "differs": N_("provinsi beda")},
    "sex": {"differs": N_("jenis kelamin beda")},
}  # fmt: skip
_SHORT_KIND = 4
"""SPLP, PLB, KTP stay capitals; Paspor is a word."""
_ORDER = ("birth", "document", "nik", "family_card", "father", "regency", "province", "sex")

_VERDICTS = {
    "nobody": N_("tidak ada yang mirip di daftar"),
    "weak": N_("yang paling mirip pun kurang bukti"),
    "second": N_("ada calon lain yang hampir sama kuat"),
    "name": N_("nama berbeda, periksa orangnya"),
    "nameless": N_("belum bernama, periksa orangnya"),
    "father": N_("nama ayah berbeda"),
    "sex": N_("jenis kelamin berbeda"),
    "birth": N_("tanggal lahir atau umur terlalu jauh"),
    "number": N_("nomor dokumen berbeda"),
    "mononym": N_("nama satu kata, perlu bukti kedua"),
    "thin": N_("mirip, tetapi buktinya belum cukup"),
    "number_and_name": N_("nomor dan nama cocok"),
    "birth_and_name": N_("nama lengkap dan tanggal lahir cocok"),
    "several": N_("nama dan beberapa bukti lain cocok"),
    "whole_name": N_("nama lengkap dengan nama ayah cocok, daerah atau tahun lahir juga"),
    "repeat": N_("ganda: orang ini sudah ada di baris kedatangan {row}"),
    "taken": N_("baris daftar ini lebih cocok dengan baris kedatangan {row}"),
}


def reasons(evidence: Evidence) -> list[str]:
    """The evidence in short words, the name first: “nama 0,93”, “lahir sama”, “SPLP sama”, “bin Ahmad”."""
    shown = f"{evidence.name.likeness:.2f}"
    likeness = shown.replace(".", ",") if language() == "id" else shown
    name = _("nama alias {likeness}") if evidence.name.by_alias else _("nama {likeness}")
    said = [name.format(likeness=likeness)]
    for field in _ORDER:
        agreement = evidence.fields.get(field)
        text = _WORDS[field].get(agreement.level) if agreement else None
        if agreement and text:
            told = _(text)
            said.append(told.format(detail=_detail(field, agreement)) if "{" in told else told)
    return said


def _detail(field: str, agreement: Agreement) -> str:
    if field != "document":
        return agreement.detail
    kind = agreement.detail
    return (kind if len(kind) <= _SHORT_KIND else kind.capitalize()) or _("dokumen")


def verdict(code: str, row: int | None = None) -> str:
    """A code of `Decision.why` in words; `row` for those that name another arrival."""
    return _(_VERDICTS[code]).format(row=row if row is not None else "?")
