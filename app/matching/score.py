"""Are these two the same person: the evidence, what follows from all candidates together, and both in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.kernel.i18n import N_, _, language
from app.matching.evidence import Agreement, Evidence, likelihood, weigh
from app.matching.rarity import usual_rarity
from app.matching.who import Document, Who, comparable

__all__ = ["Agreement", "Decision", "Document", "Evidence", "Who", "compare", "decide", "reasons", "verdict"]

Kind = Literal["match", "review", "none"]

PROPOSE = 0.45
"""Below this likelihood no line is named."""
_CLOSE_BITS = 6.0
"""A second candidate this near (odds 64 to 1) is for a person to tell apart."""
_RARE_NAME_BITS = 11.0
_SPELT_ALIKE = 0.85
_DATED = frozenset("same same_round swapped day month year birth_year_same birth_year_near age_same age_near".split())
"""Name, father and home alone are shared by cousins: a match needs a birth or a number beside them."""
_SURE_BITS, _CLEAR_BITS, _ENOUGH_FIELDS = 15.0, 1.9, 2
"""So much evidence, from so many fields each saying at least so much, is enough without any rule of its own."""


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
    """Match, review or none for one arrival, by rules of agreement; the likelihood alone never decides a match."""
    if not candidates:
        return Decision("none", None, 0.0, ("nobody",))
    best = max(range(len(candidates)), key=lambda at: candidates[at].bits)
    evidence = candidates[best]
    odds = [2.0 ** min(candidate.bits, 60.0) for candidate in candidates]
    score = round(odds[best] / (1.0 + sum(odds)), 4)
    others = [candidate.bits for at, candidate in enumerate(candidates) if at != best]
    close = bool(others) and evidence.bits - max(others) < _CLOSE_BITS and likelihood(max(others)) > 0.1
    if likelihood(evidence.bits) < PROPOSE:
        return Decision("none", None, score, ("weak",))
    doubtful = (*doubts(evidence), *(("second",) if close else ()))
    if doubtful:
        return Decision("review", best, score, doubtful)
    grounds = _grounds(evidence)
    return Decision("match" if grounds else "review", best, score, grounds or ("thin",))


def doubts(evidence: Evidence) -> tuple[str, ...]:
    """What a person must look at whatever else agrees."""
    number_same = _number_same(evidence)
    found = {
        "nameless": evidence.nameless and not number_same,
        "name": evidence.name.conflicts > 0 or evidence.name.likeness < (0.6 if number_same else 0.8),
        "father": evidence.level("father") == "differs",
        "sex": evidence.level("sex") == "differs",
        "birth": evidence.level("birth") in {"differs", "birth_year_off", "age_off"},
        "number": _number_differs(evidence),
        "mononym": evidence.mononym and not number_same and not _second_evidence(evidence),
    }
    return tuple(code for code, doubt in found.items() if doubt)


def _grounds(evidence: Evidence) -> tuple[str, ...]:
    """The rule that allows an automatic match; empty where none does."""
    birth = evidence.level("birth")
    at_home = evidence.level("regency") in {"same", "near"}
    father = evidence.level("father") == "same"
    name = evidence.name
    if _number_same(evidence):
        return ("number_and_name",)
    if birth == "same" and (father or at_home or name.rare_bits >= _RARE_NAME_BITS):
        return ("birth_and_name",)
    dated_or_numbered = birth in _DATED or "near" in (evidence.level("document"), evidence.level("nik"))
    enough = evidence.bits >= _SURE_BITS and _agreeing(evidence) >= _ENOUGH_FIELDS
    return ("several",) if dated_or_numbered and enough and name.likeness >= _SPELT_ALIKE else ()


def _agreeing(evidence: Evidence) -> int:
    """Fields beside the name that speak clearly for one person."""
    return sum(agreement.bits >= _CLEAR_BITS for agreement in evidence.fields.values())


def _number_same(evidence: Evidence) -> bool:
    return "same" in (evidence.level("document"), evidence.level("nik"))


def _number_differs(evidence: Evidence) -> bool:
    """A NIK never changes; papers are renewed, so one that differs is no doubt where the NIK agrees."""
    differs = {"differs", "near_end"}
    if evidence.level("nik") in differs:
        return True
    return evidence.level("document") in differs and evidence.level("nik") != "same"


def _second_evidence(evidence: Evidence) -> bool:
    """Beside a single-word name: the full date and the home regency."""
    return evidence.level("birth") == "same" and evidence.level("regency") == "same"


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
            said.append(_(text).format(detail=_detail(field, agreement)))
    return said


def _detail(field: str, agreement: Agreement) -> str:
    if field != "document":
        return agreement.detail
    kind = agreement.detail
    return (kind if len(kind) <= _SHORT_KIND else kind.capitalize()) or _("dokumen")


def verdict(code: str, row: int | None = None) -> str:
    """A code of `Decision.why` in words; `row` for those that name another arrival."""
    return _(_VERDICTS[code]).format(row=row if row is not None else "?")
