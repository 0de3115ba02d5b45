"""Three ships: the letters they came with, and where each of their people is to end up."""

from dataclasses import dataclass, field

from app.manifest.letters import Letter

SHIPS = ("KM Purnama Ekspres", "KM Francis Ekspres", "MV Labuan Jaya")
GROUPS: dict[str, tuple[int, int, int]] = {
    "bone": (100, 0, 0),
    "bulukumba": (60, 0, 0),
    "wajo": (0, 19, 20),
    "flotim": (0, 89, 0),
    "sikka": (0, 50, 0),
    "buton": (0, 0, 100),
    "muna": (0, 0, 40),
    "imigrasi": (0, 5, 0),
    "kabur": (4, 3, 0),
    "mandiri": (10, 0, 0),
    "menetap": (5, 0, 0),
    "keluarga": (0, 10, 0),
    "meninggal": (1, 1, 0),
    "rawat": (0, 1, 0),
    "tidak_datang": (1, 0, 0),
    "ganda": (1, 0, 0),
}
"""What becomes of people → how many of each letter."""
LISTED_ONLY = ("tidak_datang", "ganda")
"""Lines of a letter nobody came for: one did not sail, one names somebody who is on it already."""
TO_PAREPARE, TO_KUPANG = ("bone", "bulukumba", "wajo"), ("flotim", "sikka")
EXTRA, BORN = 1, 1
"""Somebody on no list, written down at both desks; and a child born in the house. Both go on with a group."""
PEOPLE = sum(sum(sizes) for group, sizes in GROUPS.items() if group not in LISTED_ONLY) + EXTRA + BORN

_REGENCY = {
    "bone": ("Bone", "Sulawesi Selatan"),
    "bulukumba": ("Bulukumba", "Sulawesi Selatan"),
    "wajo": ("Wajo", "Sulawesi Selatan"),
    "flotim": ("Flores Timur", "Nusa Tenggara Timur"),
    "sikka": ("Sikka", "Nusa Tenggara Timur"),
    "buton": ("Buton", "Sulawesi Tenggara"),
    "muna": ("Muna", "Sulawesi Tenggara"),
}
_GIVEN = ("Sulaiman", "Aminah", "Suparman", "Maria Goreti", "Andi Baso", "Kamaria", "Yohanes", "Rosmiati", "La Ode Ali")
_FATHERS = ("Abdullah", "Daeng Mattola", "Kopong Ola", "Lamude", "Haji Abdul Karim", "Soekarto", "Berchmans")


@dataclass
class Manifested:
    """A ship with its lines by group, in the order of its letter."""

    name: str
    batch_id: str = ""
    lines: dict[str, list[str]] = field(default_factory=dict)

    @property
    def all_lines(self) -> list[str]:
        """Every line."""
        return [line for lines in self.lines.values() for line in lines]


def groups_of(ship: int) -> list[str]:
    """The group of each line of a ship's letter, in its order."""
    return [group for group, sizes in GROUPS.items() for _each in range(sizes[ship])]


def letter_of(ship: int) -> Letter:
    """What the letter of a ship says of itself."""
    number = f"B-{ship + 101}/Kons/I/2026"
    return Letter(sender="KJRI Kota Kinabalu", letter_number=number, stated_total=len(groups_of(ship)))


def list_of(ship: int) -> str:
    """The list of a ship, as a consulate writes it: two men to a woman, every ninth a child with no papers."""
    rows = ["No,Nama,Bin/Binti,L/P,Umur,No SPLP,Kab/Kota,Provinsi"]
    for number, group in enumerate(groups_of(ship), start=1):
        whole = ship * 1000 + number
        name = f"{_GIVEN[whole % 9]} {_GIVEN[whole // 9 % 9]} {whole // 81 + 1}"
        adult = group not in _REGENCY or number % 9
        age, sex = (20 + whole % 40 if adult else 3 + whole % 13), "P" if whole % 3 == 0 else "L"
        paper = f"XD{480000 + whole}" if adult else ""
        rows.append(f"{number},{name},{_FATHERS[whole % 7]},{sex},{age},{paper},{','.join(_region(group))}")
    return "\n".join(rows) + "\n"


def _region(group: str) -> tuple[str, str]:
    return ("", "") if group == "imigrasi" else _REGENCY.get(group, _REGENCY["bone"])
