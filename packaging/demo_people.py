"""The invented people of the demo: families, mononyms, infants, two foreigners; real regions, no real person."""

import datetime
import gzip
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

ARRIVAL = datetime.date(2026, 1, 23)
PEOPLE = 166
"""Different people on the two letters; two of them stand on both, which makes 168 lines."""

ORIGINS = (
    ("73.02", 26), ("73.04", 10), ("73.08", 22), ("73.11", 8), ("53.07", 12), ("53.06", 16), ("53.18", 6),
    ("76.02", 12), ("76.04", 8), ("74.01", 8), ("74.04", 8), ("52.03", 8), ("35.26", 6), ("35.27", 6),
)  # fmt: skip
"""Regencies the people come from, with how many."""

MALE = (
    "Sudirno Baharuddin Lamappa Tangnga Kasmarudin Jumardil Sahabudin Rusmanto Haeruddin Amirullah Mappiare"
    " Saparuddin Bakridin "
    "Yohaneste Markusalo Petrusai Dominggas Ferdiano Silvesteri Robertus Kornelius Gaspario Mustakim Lalu"
    " Nursamsi Ahyarudin "
    "Sukarmin Matrawi Mohsinun Buhari Arsyadin Herlambar Samsurijal Iskandaru Ruslanto Kamaruddin Zulfikri"
    " Nasrulloh Basirun "
    "Darmawi Tajuddin Hasbullah Sirajudin Firmanto Anshari Wahyudin Jalaludin Mansyuri Tamrinsyah Lukmanul"
    " Bahtiaru Suparlan"
).split()
FEMALE = (
    "Rahmatia Nurhalima Kasmawatia Sitti-Rabia Hasnawia Marlinda Fatmawatia Suriantini Jumriania Salmiatun"
    " Yulianti Martinia "
    "Agustiana Theresina Margaretia Rosalinda Yustinawa Baiqah Zohriah Muslihatin Sumarniti Halimatus Nuraenia"
    " Dahliana Rosmiatia "
    "Ernawatia Suhartiah Hamsinah Nursiami Darmatasia Megawanti Wahidania"
).split()
SECOND = (
    "Ramadhan Saputro Hidayatu Baso Sappewali Daeng-Ngalle Tola Beddu Pallawa Makkulau Sanre Wela Tokan Boli"
    " Kia Lamak Seran "
    "Nahak Pati Rupa Wolor Soge Kabong Manggarang Tandi Pasang Malino Kaimuddin Ode-Malik Ode-Sabirin Rahimi"
    " Wirahadi Subhani "
    "Mukarrom Hasanu Rofiki Asmuni"
).split()
FATHERS = (
    "Lamare Pabicara Ambotang Coloq Mattoneng Passalo Rannuq Sanusin Baddarudin Tahirong Mallombassi Kadirun"
    " Saodah Lasuding "
    "Bolimau Kopongtua Dasimen Laurenso Yosefat Amaqnur Inaqsahid Durakhim Sahlanudin Mattaliu Djamaluddin"
    " Soekardi Tjakrawi"
).split()
BOYS = "Alfarizki Raihanum Firdausi Kenzino Davindra Fahmiansyah Rafikano Alvianto Rizkiansa Dafarel".split()
GIRLS = "Nuraqila Syakirana Aisyahira Zahratun Melatika Putrisari Intaniah Salsabina Keysharani".split()
NICKNAMES = "Uddin Ucokki Baco Tinggo Ambe Mamat Lolo Sangkala Becce Upe".split()
CASES = (
    "Tidak memiliki paspor",
    "Overstay",
    "Masuk tanpa izin",
    "Tidak punya permit kerja",
    "Narkoba",
    "Ikut orang tua",
)
ILLNESSES = ("Hipertensi", "Hamil 6 bulan", "Penyakit kulit", "Suspek TBC", "Asma", "Luka kaki kanan")


@dataclass
class Demo:
    """One invented person: what is true about him, whatever a list makes of it."""

    number: int
    given: str
    father: str = ""
    alias: str = ""
    sex: str = "L"
    birth: datetime.date = datetime.date(1990, 1, 1)
    regency: str = ""
    district: str = ""
    village: str = ""
    nik: str = ""
    kind: str = ""
    document: str = ""
    relation: str = ""
    nationality: str = "WNI"
    case: str = ""
    health: str = ""
    note: str = ""

    @property
    def age(self) -> int:
        """Full years on the day of arrival."""
        before = (ARRIVAL.month, ARRIVAL.day) < (self.birth.month, self.birth.day)
        return ARRIVAL.year - self.birth.year - before

    @property
    def group(self) -> str:
        """LD, PD, AL or AP."""
        return f"A{self.sex}" if self.age < 18 else f"{self.sex}D"


def read_regions() -> dict[str, str]:
    """Kemendagri code to name."""
    data = files("lokal").joinpath("data")
    names: dict[str, str] = {}
    for part in ("wilayah", "desa"):
        names |= json.loads(gzip.decompress(data.joinpath(f"{part}.json.gz").read_bytes()))
    return names


REGIONS = read_regions()


def below(code: str) -> list[str]:
    """Codes of the regions directly below one."""
    return sorted(
        other for other in REGIONS if other.startswith(f"{code}.") and other.count(".") == code.count(".") + 1
    )


class People:
    """Invents the people, families first."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck
        self.made: list[Demo] = []
        self.names: set[str] = set()
        self.homes = [code for code, count in ORIGINS for _ in range(count)]
        luck.shuffle(self.homes)

    def make(self) -> list[Demo]:
        """All people: eighteen families in two groups, two foreigners, the rest alone."""
        for size in (4, 3, 3, 2, 3, 4, 3, 2, 3, 3, 4, 2):
            self._family(size)
        self._foreigners()
        self._alone(118)
        for size in (3, 4, 2, 3, 3, 2):
            self._family(size)
        self._alone(PEOPLE)
        return self.made

    def _alone(self, until: int) -> None:
        while len(self.made) < until:
            woman = self.luck.random() < 0.2
            self._add(self._adult("P" if woman else "L"), self._home())

    def _home(self) -> tuple[str, str, str]:
        regency = self.homes[len(self.made) % len(self.homes)]
        district = self.luck.choice(below(regency))
        return regency, district, self.luck.choice(below(district))

    def _add(self, person: Demo, home: tuple[str, str, str]) -> Demo:
        person.number = len(self.made) + 1
        person.regency, person.district, person.village = home
        self._papers(person)
        self.made.append(person)
        return person

    def _new_name(self, pool: Iterable[str]) -> str:
        names = list(pool)
        while True:
            first = self.luck.choice(names).replace("-", " ")
            shape = self.luck.random()
            name = first if shape < 0.22 else f"{first} {self.luck.choice(SECOND).replace('-', ' ')}"
            if shape > 0.93:
                name = f"Muhammad {name}" if names[0] == MALE[0] else f"Siti {name}"
            if name not in self.names and first not in self.names:
                self.names.add(name)
                return name

    def _adult(self, sex: str) -> Demo:
        birth = datetime.date(1961, 2, 1) + datetime.timedelta(days=self.luck.randrange(16_500))
        person = Demo(0, self._new_name(MALE if sex == "L" else FEMALE), sex=sex, birth=birth)
        if self.luck.random() < 0.45 or " " not in person.given:
            person.father = self.luck.choice(FATHERS)
        if self.luck.random() < 0.08:
            person.alias = self.luck.choice(NICKNAMES)
        return person

    def _family(self, size: int) -> None:
        home = self._home()
        adults = ["L", "P"] if size > 2 and self.luck.random() < 0.75 else ["P"]
        head = self._add(self._adult(adults[0]), home)
        head.relation = "Kepala keluarga"
        if len(adults) == 2:
            wife = self._add(self._adult("P"), home)
            wife.relation = "Istri"
        for index in range(size - len(adults)):
            self._child(head, home, infant=index == 0 and self.luck.random() < 0.4)

    def _child(self, head: Demo, home: tuple[str, str, str], infant: bool) -> None:
        days = self.luck.randrange(40, 600) if infant else self.luck.randrange(700, 6300)
        sex = self.luck.choice("LP")
        name = self._new_name(BOYS if sex == "L" else GIRLS)
        child = Demo(0, name, sex=sex, birth=ARRIVAL - datetime.timedelta(days=days))
        child.father = head.given.split()[-1] if head.sex == "L" else ""
        child.relation = "Anak"
        self._add(child, home)

    def _foreigners(self) -> None:
        for name, sex, nation in (("Jaineh Kinuntul", "P", "Malaysia"), ("Rodelio Panganiban Sabtal", "L", "Filipina")):
            person = self._add(
                Demo(0, name, sex=sex, birth=datetime.date(1994, 8, 17 if sex == "L" else 3)), ("", "", "")
            )
            person.nationality, person.nik, person.relation = nation, "", ""
            person.kind, person.document = ("SPLP", "XE702214") if sex == "L" else ("", "")

    def _papers(self, person: Demo) -> None:
        if person.regency and self.luck.random() < (0.72 if person.age >= 17 else 0.3):
            day = person.birth.day + (40 if person.sex == "P" else 0)
            region = person.district.replace(".", "")
            person.nik = f"{region}{day:02}{person.birth:%m%y}{self.luck.randrange(1, 60):04}"
        if self.luck.random() < 0.82:
            person.kind = "Paspor" if self.luck.random() < 0.25 and person.age > 17 else "SPLP"
            letters = self.luck.choice("ABCE") if person.kind == "Paspor" else "X" + self.luck.choice("DE")
            digits = 10**6 if person.kind == "Paspor" else 10**5
            person.document = f"{letters}{self.luck.randrange(digits, digits * 10)}"
        person.case = (
            "Ikut orang tua"
            if person.age < 18
            else self.luck.choice(CASES[:5] if self.luck.random() < 0.15 else CASES[:4])
        )
        person.health = self.luck.choice(ILLNESSES[:1] + ILLNESSES[2:]) if self.luck.random() < 0.1 else "Sehat"
        if person.health == "Sehat" and person.sex == "P" and 20 <= person.age < 38 and self.luck.random() < 0.12:
            person.health = "Hamil 6 bulan"
