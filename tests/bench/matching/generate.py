"""A seedable maker of messy manifests and arrivals with known truth, in the shapes seen at debarkation points."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from app.matching.who import Document, Who
from tests.bench.matching import pools
from tests.bench.matching.noise import HARD, NORMAL, arrive, as_written

ARRIVED = date(2026, 1, 23)
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True)
class Person:
    """The truth about somebody, from which both lists are written."""

    given: str
    father: str
    sex: str
    birth: date
    people: str
    province: str
    regency: str
    number: str
    paper: str
    nik: str
    alias: str = ""


@dataclass(frozen=True)
class Lists:
    """Two lists and the truth: for each arrival the manifest line (from 0), or None; `repeats` are second arrivals."""

    manifest: list[Who]
    arrivals: list[Who]
    truth: list[int | None]
    repeats: frozenset[int]


def make(seed: int, lines: int = 600, arrivals: int = 590, hard: bool = False) -> Lists:
    """A manifest of `lines` and `arrivals` of which 93 % are on it; the rest unlisted, foreign or repeated."""
    rng = Random(seed)
    noise = HARD if hard else NORMAL
    people = _population(rng, lines)
    listed = people[:lines]
    extra = _unlisted(rng, listed, max(3, arrivals // 16))
    repeated = max(1, arrivals // 100)
    come = rng.sample(range(lines), arrivals - len(extra) - repeated)
    order: list[tuple[int | None, Person]] = [(at, listed[at]) for at in come] + [(None, one) for one in extra]
    rng.shuffle(order)
    first = {at for at, _ in order}
    for at in rng.sample(sorted(at for at in first if at is not None), repeated):
        order.append((at, listed[at]))
    manifest = [as_written(rng, person, noise) for person in listed]
    manifest = [replace(line, list_no=str(at + 1)) for at, line in enumerate(manifest)]
    written = [arrive(rng, person, noise, ARRIVED) for _, person in order]
    repeats = frozenset(range(len(order) - repeated, len(order)))
    return Lists(manifest, written, [at for at, _ in order], repeats)


def _population(rng: Random, count: int) -> list[Person]:
    people: list[Person] = []
    serial = rng.randrange(100000, 900000)
    while len(people) < count:
        group = [_adult(rng, serial + len(people))]
        roll = rng.random()
        if roll < 0.12:
            group += _family(rng, group[0], serial + len(people) + 1)
        elif roll < 0.15:
            group.append(_sibling(rng, group[0], serial + len(people) + 1))
        elif roll < 0.17 and people:
            group.append(_namesake(rng, rng.choice(people), serial + len(people) + 1))
        people += group
    return people[:count]


def _adult(rng: Random, serial: int) -> Person:
    people = rng.choices(list(pools.WEIGHTS), list(pools.WEIGHTS.values()))[0]
    sex = "L" if rng.random() < 0.7 else "P"
    birth = date(1958, 1, 1) + timedelta(days=int(rng.triangular(0, 365 * 50, 365 * 32)))
    if rng.random() < 0.07:
        birth = birth.replace(month=rng.choice([1, 12]), day=1 if rng.random() < 0.7 else 31)
    province, regencies = pools.REGENCIES[people]
    return _with_papers(
        rng,
        Person(_given(rng, people, sex), _given(rng, people, "L"), sex, birth, people, province,
               rng.choice(regencies.split(",")), "", "", ""),
        serial,
    )  # fmt: skip


def _given(rng: Random, people: str, sex: str) -> str:
    if sex == "L" and rng.random() < 0.4:
        begin, end = (rng.choice(part.split(",")) for part in pools.MADE[people])
        return begin + ("" if people in {"JAWA", "BUGIS"} else " ") + end
    name = rng.choice((pools.MEN if sex == "L" else pools.WOMEN)[people].split(","))
    if " " not in name and rng.random() < 0.35:
        name = f"{name} {rng.choice(pools.SECOND if sex == 'L' else pools.SECOND_WOMAN)}"
    if sex == "L" and rng.random() < 0.08 and "MUHAMMAD" not in name:
        name = f"MUHAMMAD {name}"
    return name


def _with_papers(rng: Random, person: Person, serial: int) -> Person:
    """Papers as in the field: an SPLP issued in a row at the depot, a passport, or nothing."""
    roll = rng.random()
    paper, number = "", ""
    if roll < 0.62:
        paper, number = "SPLP", f"AB{serial:06d}"
    elif roll < 0.86:
        paper, number = "Paspor", f"{rng.choice(LETTERS)}{rng.randrange(1000000, 9999999)}"
    day = person.birth.day + (40 if person.sex == "P" else 0)
    area = f"{pools.CODES[person.people]}{rng.randrange(1, 20):02d}{rng.randrange(1, 20):02d}"
    nik = f"{area}{day:02d}{person.birth:%m%y}{rng.randrange(1, 9):04d}" if rng.random() < 0.3 else ""
    alias = rng.choice(pools.MEN[person.people].split(",")).split()[-1] if rng.random() < 0.05 else ""
    return replace(person, paper=paper, number=number, nik=nik, alias=alias)


def _family(rng: Random, head: Person, serial: int) -> list[Person]:
    """Wife and children, sometimes twins; children share father, home and the start of their numbers."""
    father = head.given if head.sex == "L" else head.father
    children: list[Person] = []
    birth = ARRIVED - timedelta(days=rng.randrange(60, 365 * 14))
    for at in range(rng.randrange(1, 4)):
        sex = rng.choice("LP")
        twin = at > 0 and rng.random() < 0.15
        birth = birth if twin else ARRIVED - timedelta(days=rng.randrange(60, 365 * 14))
        given = rng.choice(pools.BABIES) if rng.random() < 0.4 else _given(rng, head.people, sex)
        if given in {head.given, *(child.given for child in children)}:
            continue
        child = replace(head, given=given, father=father, sex=sex, birth=birth)
        children.append(_with_papers(rng, child, serial + at))
    if head.sex == "L" and rng.random() < 0.7:
        wife = _adult(rng, serial + 5)
        children.append(replace(wife, sex="P", given=_given(rng, head.people, "P"), people=head.people,
                                province=head.province, regency=head.regency))  # fmt: skip
    return children


def _sibling(rng: Random, one: Person, serial: int) -> Person:
    birth = one.birth + timedelta(days=rng.choice([-1, 1]) * rng.randrange(300, 2500))
    birth = one.birth if rng.random() < 0.25 else min(birth, ARRIVED - timedelta(days=90))
    given = one.given
    while given == one.given:
        given = _given(rng, one.people, one.sex)
    return _with_papers(rng, replace(one, given=given, birth=birth), serial)


def _namesake(rng: Random, one: Person, serial: int) -> Person:
    """Another person of the same name; often of the same home, now and then of nearly the same age."""
    other = _adult(rng, serial)
    birth = one.birth.replace(day=rng.randrange(1, 28), month=rng.randrange(1, 13))
    birth = birth.replace(year=birth.year + rng.randrange(-3, 4)) if rng.random() < 0.5 else other.birth
    home = one if rng.random() < 0.4 else other
    father = one.father if rng.random() < 0.1 else other.father
    return replace(other, given=one.given, father=father, sex=one.sex, birth=min(birth, ARRIVED - timedelta(days=400)),
                   people=home.people, province=home.province, regency=home.regency)  # fmt: skip


def _unlisted(rng: Random, listed: list[Person], count: int) -> list[Person]:
    """Arrivals on no line: strangers, foreigners, namesakes, and brothers or twins of listed people."""
    extra: list[Person] = []
    for at in range(count):
        roll, serial = rng.random(), rng.randrange(100000, 999999)
        if roll < 0.15:
            extra.append(
                replace(_adult(rng, serial), given=rng.choice(pools.FOREIGN), father="", nik="", paper="Paspor")
            )
        elif roll < 0.35:
            extra.append(_namesake(rng, rng.choice(listed), serial))
        elif roll < 0.5:
            extra.append(_sibling(rng, rng.choice(listed), serial + at))
        else:
            extra.append(_adult(rng, serial))
    return extra


__all__ = ["ARRIVED", "Document", "Lists", "Person", "make"]
