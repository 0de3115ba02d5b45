"""The trial lists: two writers, a clerk at the consulate and an officer on the quay, and what each makes of a person.

Written apart from the lists the weights are fitted on (generate.py): other words, families, papers, slips and shares.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from app.matching.who import Document, Who
from tests.bench.matching import trial_words as words
from tests.bench.matching.generate import Lists
from tests.bench.matching.trial_people import DAY, Crowd, Truth

FIRST_SEED = 9000
"""Trial lists start here; no weight was fitted on them, but the rules were set looking at some (DECISIONS.md)."""
_KEYBOARD = {
    "A": "SQ", "B": "VN", "C": "XV", "D": "SF", "E": "WR", "F": "DG", "G": "FH", "H": "GJ", "I": "UO", "J": "HK",
    "K": "JL", "L": "K", "M": "N", "N": "MB", "O": "IP", "P": "O", "Q": "W", "R": "ET", "S": "AD", "T": "RY", "U": "YI",
    "V": "CB", "W": "QE", "X": "ZC", "Y": "TU", "Z": "X",
}  # fmt: skip
_MALAY = {
    "MUHAMMAD": "MOHD,MOHAMAD,MD,MUHD,MOHAMMED,MUHAMAD,MOHAMMAD", "ABDUL": "ABD,ABDL,ABDUL", "SITI": "SITI,SITTI",
    "NUR": "NOR,NOOR,NUR", "AHMAD": "AHMED,AHMAD,ACHMAD", "DAENG": "DG,DAENG", "SYARIFAH": "SHARIFAH",
}  # fmt: skip
_QUAY = {
    "MUHAMMAD": "MUH,MOCH,MOH,M,MUHAMMAD,MUHAMAD", "ABDUL": "ABD,ABDUL", "SITI": "ST,SITI,SITTI", "NUR": "NUR,NOER",
    "AHMAD": "ACHMAD,AHMAD,AKHMAD", "DAENG": "DG,DAENG",
}  # fmt: skip
_HEARD = (
    ("KH", "H"), ("KH", "K"), ("SY", "S"), ("SY", "SH"), ("F", "P"), ("V", "F"), ("Z", "J"), ("Z", "S"), ("DZ", "Z"),
    ("Y", "I"), ("IA", "IYA"), ("UW", "U"), ("UA", "UWA"), ("EU", "E"), ("AE", "AI"), ("O", "U"), ("U", "O"),
    ("E", "I"), ("I", "E"), ("NG", "N"), ("NGNG", "NG"), ("TH", "T"), ("DH", "D"), ("DD", "D"), ("LL", "L"),
    ("RR", "R"), ("SS", "S"), ("NN", "N"), ("Q", "K"), ("K", "Q"), ("D", "T"), ("TI", "TTI"), ("AH", "A"),
    ("H", ""), ("B", "P"),
)  # fmt: skip
_OLD = (("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("Y", "J"), ("SY", "SJ"), ("KH", "CH"), ("NY", "NJ"))


@dataclass(frozen=True)
class Writer:
    """How often a writer does what; shares from 0 to 1."""

    short: dict[str, str]
    misheard: float
    old_spelling: float
    slip: float
    father: float
    word_lost: float
    turned: float
    initial: float
    full_birth: float
    year: float
    age: float
    date_wrong: float
    number: float
    number_wrong: float
    nik: float
    home: float
    home_wrong: float
    sex_wrong: float
    other_paper: float


CLERK = Writer(_MALAY, misheard=0.16, old_spelling=0.03, slip=0.05, father=0.62, word_lost=0.04, turned=0.03,
               initial=0.02, full_birth=0.9, year=0.04, age=0.04, date_wrong=0.05, number=0.84, number_wrong=0.03,
               nik=0.5, home=0.82, home_wrong=0.04, sex_wrong=0.006, other_paper=0.01)  # fmt: skip
OFFICER = Writer(_QUAY, misheard=0.26, old_spelling=0.06, slip=0.1, father=0.5, word_lost=0.08, turned=0.05,
                 initial=0.03, full_birth=0.7, year=0.06, age=0.2, date_wrong=0.09, number=0.66, number_wrong=0.07,
                 nik=0.45, home=0.86, home_wrong=0.06, sex_wrong=0.01, other_paper=0.02)  # fmt: skip


def trial(seed: int, lines: int = 600, arrivals: int = 590) -> Lists:
    """A hard pair of lists; about 93 of 100 arrivals are on the manifest, a few are written down twice."""
    rng = Random(FIRST_SEED + seed)
    crowd = Crowd(rng)
    listed = _passengers(crowd, lines)
    strangers = [_stranger(crowd, listed) for _ in range(round(arrivals * 0.06))]
    twice = rng.sample(range(lines), round(arrivals * 0.008))
    come = [at for at in rng.sample(range(lines), arrivals - len(strangers) - len(twice)) if at not in twice]
    first: list[tuple[int | None, Truth]] = [(at, listed[at]) for at in come + twice]
    first += [(None, one) for one in strangers]
    rng.shuffle(first)
    again: list[tuple[int | None, Truth]] = [(at, listed[at]) for at in twice]
    manifest = [replace(written(rng, one, CLERK), list_no=str(at + 1)) for at, one in enumerate(listed)]
    order = first + again
    repeats = frozenset(range(len(first), len(order)))
    return Lists(manifest, [written(rng, one, OFFICER) for _, one in order], [at for at, _ in order], repeats)


def _passengers(crowd: Crowd, count: int) -> list[Truth]:
    found: list[Truth] = []
    while len(found) < count:
        one = crowd.somebody()
        roll = crowd.rng.random()
        if roll < 0.03 and found:
            one = crowd.namesake(crowd.rng.choice(found))
        elif roll < 0.06 and found:
            one = crowd.brother(crowd.rng.choice(found))
        found.append(one)
        if 0.06 <= roll < 0.17:
            found += crowd.household(one)
    return found[:count]


def _stranger(crowd: Crowd, listed: list[Truth]) -> Truth:
    roll = crowd.rng.random()
    if roll < 0.1:
        one = crowd.somebody()
        return replace(one, given=tuple(crowd.rng.choice(words.ABROAD).split()), father=(), nik="")
    if roll < 0.25:
        return crowd.namesake(crowd.rng.choice(listed))
    if roll < 0.4:
        return crowd.brother(crowd.rng.choice(listed))
    return crowd.somebody()


def written(rng: Random, one: Truth, writer: Writer) -> Who:
    """What one writer puts down about a person."""
    name, father = _name(rng, one, writer)
    birth, precision, age = _birth(rng, one.birth, writer)
    province, regency = _home(rng, one, writer)
    sex = one.sex if rng.random() >= writer.sex_wrong else "LP"[one.sex == "L"]
    return Who(
        name=name, father=father, sex=sex if rng.random() < 0.97 else "", birth=birth,
        precision="day" if precision == "day" else "year", age=age, age_on=DAY if age is not None else None,
        documents=_papers(rng, one, writer), province=province, regency=regency,
        nik=_wrong_digit(rng, one.nik, writer.number_wrong) if rng.random() < writer.nik else "",
    )  # fmt: skip


def _name(rng: Random, one: Truth, writer: Writer) -> tuple[str, str]:
    given = [_word(rng, word, writer) for word in one.given]
    if len(given) > 1 and rng.random() < writer.word_lost:
        del given[rng.randrange(len(given))]
    if len(given) > 1 and rng.random() < writer.turned:
        given = given[1:] + given[:1]
    if len(given) > 1 and rng.random() < writer.initial:
        at = rng.choice([0, -1])
        given[at] = given[at][0]
    name = " ".join(given)
    if one.called and rng.random() < 0.6:
        name = rng.choice([f"{name} @ {one.called}", f"{name} ALIAS {one.called}", f"{one.called} @ {name}"])
    father = " ".join(_word(rng, word, writer) for word in one.father)
    if not father or rng.random() >= writer.father:
        return name, ""
    if rng.random() < 0.25 or "@" in name or "ALIAS" in name:
        return name, father
    child = rng.choice(["BIN", "BIN", "B", "Bin"] if one.sex == "L" else ["BINTI", "BT", "BTE", "Binti"])
    joined = f"{name} {father}" if rng.random() < 0.08 else f"{name} {child} {father}"
    return (joined.title() if rng.random() < 0.3 else joined), ""


def _word(rng: Random, word: str, writer: Writer) -> str:
    if word in writer.short:
        return rng.choice(writer.short[word].split(","))
    for often, table in ((writer.old_spelling, _OLD), (writer.misheard, _HEARD)):
        possible = [(old, new) for old, new in table if old in word]
        if possible and len(word) > 3 and rng.random() < often:
            old, new = rng.choice(possible)
            word = word.replace(old, new, 1) if rng.random() < 0.7 else new.join(word.rsplit(old, 1))
    return _slip(rng, word) if len(word) > 3 and rng.random() < writer.slip else word


def _slip(rng: Random, word: str) -> str:
    """A finger on the neighbouring key, a letter lost, doubled or typed too early."""
    at = rng.randrange(len(word))
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + rng.choice(_KEYBOARD.get(word[at], "A")) + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _birth(rng: Random, birth: date, writer: Writer) -> tuple[date | None, str, int | None]:
    roll = rng.random()
    if roll < writer.full_birth:
        return (_wrong_date(rng, birth) if rng.random() < writer.date_wrong else birth), "day", None
    roll -= writer.full_birth
    if roll < writer.year:
        return date(birth.year + rng.choice([0, 0, 0, 0, 1, -1]), 1, 1), rng.choice(["year", "year", "day"]), None
    if roll < writer.year + writer.age:
        age = DAY.year - birth.year - ((DAY.month, DAY.day) < (birth.month, birth.day))
        return None, "day", max(0, age + rng.choice([0, 0, 0, 0, 1, 1, -1, 2, -2]))
    return None, "day", None


def _wrong_date(rng: Random, birth: date) -> date:
    kind = rng.randrange(6)
    day = min(birth.day, 28)
    if kind < 2 and birth.day <= 12:
        return birth.replace(day=birth.month, month=birth.day)
    if kind == 2:
        return birth.replace(day=min(max(1, day + rng.choice([-10, -1, 1, 10])), 28))
    if kind == 3:
        return birth.replace(day=day, month=(birth.month % 12) + 1)
    if kind == 4:
        return birth.replace(day=day, year=birth.year + rng.choice([-10, -2, -1, 1, 2]))
    return birth.replace(day=rng.randrange(1, 29), month=rng.randrange(1, 13))


def _home(rng: Random, one: Truth, writer: Writer) -> tuple[str, str]:
    if rng.random() >= writer.home:
        return "", ""
    province, regency = one.province, one.regency
    if rng.random() < writer.home_wrong:
        province, regencies = words.PEOPLES[rng.choice(list(words.PEOPLES))]["home"].split(":")
        regency = rng.choice(regencies.split(","))
    shown = rng.choice([province, words.SHORT_PROVINCES[province], province.upper()])
    if rng.random() < 0.1:
        return shown, ""
    return shown, rng.choice([regency, regency.upper(), f"KAB. {regency}", f"Kabupaten {regency}"])


def _papers(rng: Random, one: Truth, writer: Writer) -> tuple[Document, ...]:
    kind, number = one.paper
    if not number or rng.random() >= writer.number:
        return ()
    if rng.random() < writer.other_paper:
        return (Document("Paspor", f"{rng.choice('ABCEX')}{rng.randrange(1_000_000, 9_999_999)}"),)
    number = _wrong_digit(rng, number, writer.number_wrong)
    return (
        Document(
            rng.choice([kind, kind.upper(), kind, ""]), f"{number[:2]} {number[2:]}" if rng.random() < 0.1 else number
        ),
    )


def _wrong_digit(rng: Random, number: str, often: float) -> str:
    """A digit read wrongly, lost, or two turned."""
    if len(number) < 4 or rng.random() >= often:
        return number
    at = rng.randrange(1, len(number) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return (
            number[:at]
            + {"1": "7", "7": "1", "3": "8", "8": "3", "6": "0", "0": "6"}.get(number[at], "4")
            + number[at + 1 :]
        )
    if kind == 1:
        return number[:at] + number[at + 1 :]
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
