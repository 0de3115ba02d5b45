"""The people of the trial lists: families, namesakes and strangers and the truth about each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.bench.matching import trial_words as words

DAY = date(2025, 8, 14)


@dataclass(frozen=True)
class Truth:
    """Somebody as he really is; `family` tells who travels together."""

    key: int
    given: tuple[str, ...]
    father: tuple[str, ...]
    sex: str
    birth: date
    people: str
    province: str
    regency: str
    paper: tuple[str, str]
    nik: str
    called: str = ""


class Crowd:
    """Draws people; every one gets a key of his own."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._key = 0
        self._serial = rng.randrange(10_000, 700_000)

    def somebody(self) -> Truth:
        """An adult alone."""
        people = self.rng.choices(list(words.SHARES), list(words.SHARES.values()))[0]
        sex = "P" if self.rng.random() < 0.28 else "L"
        age = self.rng.gauss(33, 11)
        while not 17 < age < 72:
            age = self.rng.gauss(33, 11)
        birth = DAY - timedelta(days=int(age * 365.25))
        if self.rng.random() < 0.06:
            birth = birth.replace(day=1, month=1)
        province, regencies = words.PEOPLES[people]["home"].split(":")
        family = self._family_name(people)
        given = self.given(people, sex) + family
        father = self.given(people, "L") + family
        return self.with_papers(
            Truth(0, given, father, sex, birth, people, province, self.rng.choice(regencies.split(",")), ("", ""), "")
        )

    def given(self, people: str, sex: str) -> tuple[str, ...]:
        """A given name in that people's manner, of one to three words."""
        own = self.rng.choice(words.PEOPLES[people]["men" if sex == "L" else "women"].split(","))
        name = own.split()
        if self.rng.random() < 0.42 and len(name) < 2:
            name.append(self.rng.choice(words.SECOND[sex].split(",")))
        if self.rng.random() < 0.14 and len(name) < 3:
            name.insert(0, self.rng.choice(words.FIRST[sex].split(",")))
        return tuple(name)

    def with_papers(self, one: Truth) -> Truth:
        """Papers of his own: an SPLP of the depot's row, a passport, and maybe a NIK he knows."""
        self._key += 1
        self._serial += self.rng.randrange(1, 4)
        roll = self.rng.random()
        paper = ("SPLP", f"XD{self._serial:06d}") if roll < 0.66 else ("Paspor", self._passport())
        if roll > 0.9:
            paper = ("", "")
        day = one.birth.day + (40 if one.sex == "P" else 0)
        area = f"{words.PLACE_CODES[one.people]}{self.rng.randrange(1, 28):02}{self.rng.randrange(1, 15):02}"
        nik = f"{area}{day:02}{one.birth:%m%y}{self.rng.randrange(1, 60):04}"
        called = self.rng.choice(words.PEOPLES[one.people]["men"].split(",")).split()[0]
        return replace(one, key=self._key, paper=paper, nik=nik if self.rng.random() < 0.35 else "",
                       called=called if self.rng.random() < 0.04 else "")  # fmt: skip

    def _passport(self) -> str:
        return f"{self.rng.choice('ABCEX')}{self.rng.randrange(1_000_000, 9_999_999)}"

    def _family_name(self, people: str) -> tuple[str, ...]:
        known = words.PEOPLES[people].get("family", "")
        return (self.rng.choice(known.split(",")),) if known and self.rng.random() < 0.7 else ()

    def household(self, head: Truth) -> list[Truth]:
        """Wife and children who travel with a man, or the children with a woman."""
        found = []
        if head.sex == "L" and self.rng.random() < 0.6:
            wife = self.somebody()
            years = timedelta(days=self.rng.randrange(-800, 2600))
            found.append(
                replace(wife, sex="P", given=self.given(head.people, "P"), people=head.people, province=head.province,
                        regency=head.regency, birth=min(head.birth + years, DAY - timedelta(days=6500)))
            )  # fmt: skip
        father = head.given if head.sex == "L" else self.given(head.people, "L")
        births = sorted(
            DAY - timedelta(days=self.rng.randrange(40, 5200)) for _ in range(self.rng.choice([1, 1, 2, 3]))
        )
        if len(births) > 1 and self.rng.random() < 0.1:
            births[1] = births[0]
        called = {sex: self.rng.sample(names.split(","), 3) for sex, names in words.CHILDREN.items()}
        for birth in births:
            sex = self.rng.choice("LP")
            name = (called[sex].pop(), *self.given(head.people, sex)[-1:])
            found.append(self.with_papers(replace(head, given=name, father=father, sex=sex, birth=birth)))
        return found

    def brother(self, one: Truth) -> Truth:
        """Another child of the same father from the same home, now and then a twin."""
        apart = 0 if self.rng.random() < 0.12 else self.rng.choice([-1, 1]) * self.rng.randrange(330, 2900)
        birth = min(one.birth + timedelta(days=apart), DAY - timedelta(days=60))
        given = _other(one.given, lambda: self.given(one.people, one.sex))
        return self.with_papers(replace(one, given=given, birth=birth))

    def namesake(self, one: Truth) -> Truth:
        """A stranger of the same name: mostly from elsewhere, seldom of the same age."""
        other = self.somebody()
        near = one.birth + timedelta(days=self.rng.randrange(-1500, 1500))
        home = one if self.rng.random() < 0.35 else other
        return self.with_papers(
            replace(other, given=one.given, sex=one.sex, people=home.people, province=home.province,
                    regency=home.regency, father=one.father if self.rng.random() < 0.05 else other.father,
                    birth=min(near, DAY - timedelta(days=60)) if self.rng.random() < 0.35 else other.birth)
        )  # fmt: skip


def _other(than: tuple[str, ...], make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    found = make()
    while found == than:
        found = make()
    return found
