"""What happens to facts between the consulate's list and the officer's ear: spelling, dates, papers, gaps."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from app.matching.who import Document, Who
from tests.bench.matching import pools

if TYPE_CHECKING:
    from tests.bench.matching.generate import Person

_ABBREVIATED = {
    "MUHAMMAD": ("MOHD", "MOCH", "MUH.", "M.", "MOHAMMAD", "MUHAMAD", "MD", "Mohd."),
    "ABDUL": ("ABD", "ABD.", "ABDOEL"),
    "SITTI": ("SITI", "ST.", "ST"), "SITI": ("SITTI", "ST."), "NUR": ("NOOR", "NOR"), "DAENG": ("DG", "DG."),
}  # fmt: skip
_SPELT = (
    ("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("Y", "J"), ("SY", "SJ"), ("KH", "H"), ("KH", "CH"), ("F", "P"),
    ("P", "F"), ("Z", "S"), ("Z", "J"), ("Y", "I"), ("I", "Y"), ("DD", "D"), ("TH", "T"), ("AI", "AE"), ("O", "U"),
    ("E", "I"), ("H", ""), ("V", "F"), ("A", "AH"), ("SS", "S"), ("L", "LL"), ("U", "O"),
)  # fmt: skip


@dataclass(frozen=True)
class Noise:
    """How often each thing happens, from 0 to 1."""

    spelling: float
    typo: float
    abbreviation: float
    father_missing: float
    father_without_bin: float
    word_missing: float
    swapped: float
    initial: float
    alias_only: float
    birth_missing: float
    year_only: float
    age_only: float
    date_slip: float
    number_missing: float
    number_slip: float
    other_paper: float
    nik_missing: float
    place_missing: float
    place_wrong: float
    sex_missing: float
    sex_wrong: float


NORMAL = Noise(
    spelling=0.22, typo=0.07, abbreviation=0.5, father_missing=0.25, father_without_bin=0.1, word_missing=0.04,
    swapped=0.02, initial=0.02, alias_only=0.1, birth_missing=0.05, year_only=0.06, age_only=0.1, date_slip=0.06,
    number_missing=0.2, number_slip=0.05, other_paper=0.02, nik_missing=0.5, place_missing=0.1, place_wrong=0.04,
    sex_missing=0.02, sex_wrong=0.006,
)  # fmt: skip
HARD = Noise(
    spelling=0.38, typo=0.15, abbreviation=0.6, father_missing=0.4, father_without_bin=0.15, word_missing=0.1,
    swapped=0.05, initial=0.04, alias_only=0.25, birth_missing=0.08, year_only=0.08, age_only=0.18, date_slip=0.12,
    number_missing=0.35, number_slip=0.1, other_paper=0.04, nik_missing=0.6, place_missing=0.15, place_wrong=0.08,
    sex_missing=0.04, sex_wrong=0.012,
)  # fmt: skip


def as_written(rng: Random, person: "Person", noise: Noise) -> Who:
    """The consulate's line: spelt its own way, mostly complete."""
    calm = replace(noise, birth_missing=noise.birth_missing / 2, number_missing=noise.number_missing / 3, age_only=0.03)
    return _written(rng, person, calm, date(2026, 1, 20))


def arrive(rng: Random, person: "Person", noise: Noise, on: date) -> Who:
    """What the officer on the quay writes down."""
    return _written(rng, person, noise, on)


def _written(rng: Random, person: "Person", noise: Noise, on: date) -> Who:
    name, father = _name(rng, person, noise)
    birth, precision, age = _birth(rng, person.birth, noise, on)
    sex = {"L": "P", "P": "L"}[person.sex] if rng.random() < noise.sex_wrong else person.sex
    placed = rng.random() >= noise.place_missing
    regency = person.regency
    if rng.random() < noise.place_wrong:
        regency = rng.choice(pools.REGENCIES[rng.choice(list(pools.REGENCIES))][1].split(","))
    nik = "" if rng.random() < noise.nik_missing else person.nik
    return Who(
        name=name, father=father, sex="" if rng.random() < noise.sex_missing else sex,
        birth=birth, precision="year" if precision == "year" else "day",
        age=age, age_on=on if age is not None else None,
        documents=_papers(rng, person, noise), nik=_slip(rng, nik, noise.number_slip, "0123456789"),
        province=rng.choice([person.province, pools.SHORT[person.province], person.province.upper()]) if placed else "",
        regency=rng.choice([regency, f"Kab. {regency}", regency.upper()]) if placed and rng.random() < 0.9 else "",
    )  # fmt: skip


def _name(rng: Random, person: "Person", noise: Noise) -> tuple[str, str]:
    given = [_spell(rng, word, noise) for word in person.given.split()]
    if len(given) > 1 and rng.random() < noise.word_missing:
        given.pop(rng.randrange(len(given)))
    if len(given) > 1 and rng.random() < noise.swapped:
        given.reverse()
    if len(given) > 1 and rng.random() < noise.initial:
        given[-1] = given[-1][:1] + "."
    name = " ".join(given)
    if person.alias:
        alias = _spell(rng, person.alias, noise)
        name = (
            alias
            if rng.random() < noise.alias_only
            else rng.choice([f"{name} @ {alias}", f"{name} alias {alias}", name])
        )
    father = " ".join(_spell(rng, word, noise) for word in person.father.split())
    if not father or rng.random() < noise.father_missing:
        return _cased(rng, name), ""
    if "@" in name or "alias" in name or rng.random() < 0.3:
        return _cased(rng, name), father
    child = rng.choice(("BIN", "BIN", "B.", "bin") if person.sex == "L" else ("BINTI", "BINTI", "BT", "BTE", "binti"))
    return _cased(
        rng, f"{name} {father}" if rng.random() < noise.father_without_bin else f"{name} {child} {father}"
    ), ""


def _cased(rng: Random, name: str) -> str:
    name = rng.choice([name, name, name.title(), f"{name} "])
    return rng.choice(["H. ", "HJ. "]) + name if rng.random() < 0.02 else name


def _spell(rng: Random, word: str, noise: Noise) -> str:
    if word in _ABBREVIATED and rng.random() < noise.abbreviation:
        return rng.choice(_ABBREVIATED[word])
    if len(word) > 2 and rng.random() < noise.spelling:
        possible = [(old, new) for old, new in _SPELT if old in word[1:] or (old in word and old not in "AEIOU")]
        if possible:
            old, new = rng.choice(possible)
            word = word.replace(old, new, 1)
    return _slip(rng, word, noise.typo if len(word) > 3 else 0.0, "AEIOUNRST")


def _slip(rng: Random, text: str, often: float, alphabet: str) -> str:
    """One character wrong, missing, doubled, or two swapped."""
    if len(text) < 3 or rng.random() >= often:
        return text
    at = rng.randrange(1, len(text) - 1)
    return rng.choice([
        text[:at] + rng.choice(alphabet) + text[at + 1 :], text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:], text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    ])  # fmt: skip


def _birth(rng: Random, birth: date, noise: Noise, on: date) -> tuple[date | None, str, int | None]:
    roll = rng.random()
    if roll < noise.birth_missing:
        return None, "day", None
    if roll < noise.birth_missing + noise.year_only:
        return date(birth.year + rng.choice([0, 0, 0, 1, -1]), 1, 1), rng.choice(["year", "day"]), None
    if roll < noise.birth_missing + noise.year_only + noise.age_only:
        age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
        return None, "day", max(0, age + rng.choice([0, 0, 0, 1, -1, 2, -2]))
    return (_date_slip(rng, birth) if rng.random() < noise.date_slip else birth), "day", None


def _date_slip(rng: Random, birth: date) -> date:
    kind = rng.randrange(5)
    if kind == 0 and birth.day <= 12:
        return birth.replace(day=birth.month, month=birth.day)
    if kind == 1:
        return birth.replace(day=rng.randrange(1, 29))
    if kind == 2:
        return birth.replace(day=min(birth.day, 28), month=rng.randrange(1, 13))
    if kind == 3:
        return birth.replace(day=min(birth.day, 28), year=birth.year - rng.choice([1, -1, 2, 10]))
    return date(birth.year + rng.choice([0, 1, -1, 2]), rng.randrange(1, 13), rng.randrange(1, 29))


def _papers(rng: Random, person: "Person", noise: Noise) -> tuple[Document, ...]:
    if not person.number or rng.random() < noise.number_missing:
        return ()
    if rng.random() < noise.other_paper:
        return (Document(person.paper, f"{rng.choice('ABCX')}{rng.randrange(1000000, 9999999)}"),)
    number = _slip(rng, person.number, noise.number_slip, "0123456789")
    return (Document(rng.choice([person.paper, person.paper.upper(), ""]), number),)
