"""The two letters of the demo as their senders would type them, each line beside what a perfect reader finds in it."""

import csv
import datetime
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from demo_people import REGIONS, Demo
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

MALAY_MONTHS = "Jan Feb Mac Apr Mei Jun Julai Ogos Sept Okt Nov Dis".split()
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
GROUPS = ("LD", "PD", "AL", "AP")
_EXACT = 2**53
_EPOCH = (1980, 1, 1, 0, 0, 0)
HEADER_1 = (
    "NO", "NAMA", "L/P", "LAHIR", "", "UMUR", "NIK", "DOKUMEN", "", "ALAMAT ASAL", "", "", "", "KASUS", "KESEHATAN",
    "HUB. KELUARGA", "KEWARGANEGARAAN", "KETERANGAN",
)  # fmt: skip
BELOW_1 = ("", "", "", "TEMPAT", "TANGGAL", "", "", "JENIS", "NOMOR", "PROVINSI", "KAB/KOTA", "KECAMATAN", "DESA/KEL.")
HEADER_2 = (
    "Bil", "Nama Penuh", "Jantina", "Tempat / Tarikh Lahir", "Umur", "No. KTP", "Jenis & No. Dokumen", "Negeri Asal",
    "Daerah", "Mukim", "Kampung", "Kesalahan", "Tahap Kesihatan", "Depoh", "Warganegara", "Catatan",
)  # fmt: skip


@dataclass
class Line:
    """One written line: its person, and the truth a reader should find; `row` is set when it is placed."""

    person: Demo
    truth: dict[str, str] = field(default_factory=dict)
    row: int = 0
    number: int = 0


def regency_name(person: Demo) -> str:
    """Name of the person's regency without its kind."""
    return re.sub(r"^(Kabupaten|Kota|Kab\.)\s+", "", REGIONS.get(person.regency, ""))


class Scribe:
    """Writes cells in the many ways people do, and notes the truth of each."""

    def __init__(self, luck: random.Random) -> None:
        self.luck = luck

    def pick(self, *ways: tuple[float, Callable[[], object]]) -> object:
        """One of the ways, by weight."""
        return self.luck.choices([way for _weight, way in ways], [weight for weight, _way in ways])[0]()

    def name(self, line: Line, capitals: bool) -> str:
        """The name with bin or binti and alias."""
        person = line.person
        male = ("bin", "bin", "bin", "B.")
        female = ("binti", "binti", "bt.", "Bte")
        link = self.luck.choice(male if person.sex == "L" else female)
        text = person.given + (f" {link} {person.father}" if person.father else "")
        if person.alias:
            text += self.luck.choice((" @ {}", " alias {}", " ({})")).format(person.alias)
        text = text.upper() if capitals else text
        change: Callable[[str], str] = str.upper if capitals else str
        parts = {"given": person.given, "father": person.father, "alias": person.alias}
        line.truth |= {"name": text} | {key: change(value) for key, value in parts.items()}
        return text

    def nik(self, line: Line, numbers: bool) -> object:
        """The NIK as text, dressed up, as an exact number, or rounded by a spreadsheet."""
        digits = line.person.nik
        line.truth |= {"nik": digits, "nik_state": "ok" if digits else ""}
        if not digits:
            return self.luck.choice(("", "-", ""))

        def state(written: object, how: str) -> object:
            line.truth["nik_state"] = how
            if how == "damaged":
                line.truth["nik"] = ""
            return written

        exact = numbers and not digits.endswith("0") and int(digits) < _EXACT
        spaced = f"{digits[:4]} {digits[4:8]} {digits[8:12]} {digits[12:]}"
        rounded = int(digits[:15] + "0") if numbers else f"{digits[0]},{digits[1:6]}E+15"
        return self.pick(
            (5, lambda: digits),
            (2, lambda: state(f"'{digits}", "recovered")),
            (2 if exact else 0, lambda: state(int(digits), "recovered")),
            (1, lambda: state(rounded, "damaged")),
            (1, lambda: state(spaced, "recovered")),
        )

    def born(self, line: Line, day: str = "", year: bool = False) -> None:
        """Note what the written birth amounts to: a full day, a year, or an age only."""
        birth = line.person.birth
        line.truth |= {
            "birth_date": birth.isoformat() if day else "",
            "birth_year": str(birth.year) if day or year else "",
            "birth_precision": "pasti" if day else "tahun" if year else "umur",
        }

    def age(self, line: Line, always: bool) -> object:
        """The age column: a number, months for infants, or nothing where the birth is known."""
        person = line.person
        months = (line_months(person)) if person.age < 2 else 0
        if not always and self.luck.random() < 0.3:
            line.truth["age"] = ""
            return ""
        line.truth["age"] = str(person.age)
        if months:
            return f"{months} bln"
        return self.pick((7, lambda: person.age), (2, lambda: f"{person.age} th"), (1, lambda: f"{person.age} thn"))


def line_months(person: Demo) -> int:
    """Full months of an infant on the day of arrival; at least one."""
    return max(1, (datetime.date(2026, 1, 23) - person.birth).days // 31)


def counts(people: list[Demo]) -> dict[str, int]:
    """People by LD, PD, AL, AP."""
    return {group: sum(1 for person in people if person.group == group) for group in GROUPS}


class FirstLetter:
    """Tawau's letter: a workbook with letterhead, merged two-row header, a second header, a total and signatures."""

    def __init__(self, luck: random.Random, people: list[Demo]) -> None:
        self.scribe = Scribe(luck)
        self.luck = luck
        self.lines = [Line(person) for person in people]

    def write(self) -> bytes:
        """The workbook's bytes, the same every time."""
        book = Workbook()
        sheet = book.active
        sheet.title = "Daftar"
        self._letterhead(sheet)
        self._header(sheet, 9)
        for column in range(1, len(HEADER_1) + 1):
            sheet.cell(11, column, column)
        row = 12
        for line in self.lines:
            if line.person.number == 58:
                sheet.cell(row, 1, "Lanjutan daftar")
                self._header(sheet, row + 1)
                row += 3
            self._person(sheet, row, line)
            row += 1
        self._closing(sheet, row)
        notes = book.create_sheet("Catatan petugas")
        notes["A1"] = "Pengantar: 2 orang staf"
        return repeatable(book)

    def _letterhead(self, sheet: Worksheet) -> None:
        total = counts([line.person for line in self.lines])
        texts = {
            1: "KONSULAT REPUBLIK INDONESIA TAWAU",
            2: "Jalan Contoh No. 1, Tawau, Sabah",
            4: "Nomor    : 00031/PK/01/2026/10104",
            5: "Tanggal  : 21 Januari 2026",
            6: "Perihal  : Daftar WNI/PMI yang dipulangkan dari DTI Tawau, Program M",
            7: "Kapal    : KM Sinar Perdana Express, Pelabuhan Tunon Taka Nunukan; "
            + ", ".join(f"{group} {count}" for group, count in total.items()),
        }
        for row, text in texts.items():
            sheet.cell(row, 1, text).font = Font(bold=row == 1)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(HEADER_1))
        sheet["A1"].alignment = Alignment(horizontal="center")

    def _header(self, sheet: Worksheet, row: int) -> None:
        for column, (top, below) in enumerate(zip(HEADER_1, (*BELOW_1, *[""] * 5), strict=True), start=1):
            sheet.cell(row, column, top or None).font = Font(bold=True)
            sheet.cell(row + 1, column, below or None)
            if not below:
                sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        for first, last in ((4, 5), (8, 9), (10, 13)):
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def _person(self, sheet: Worksheet, row: int, line: Line) -> None:
        line.row, line.number = row, line.number or row
        person = line.person
        place, day, birth_known = self._birth(line)
        cells: list[object] = [
            self.lines.index(line) + 1,
            self.scribe.name(line, capitals=True),
            person.sex,
            place,
            day,
            self.scribe.age(line, always=not birth_known),
            self.scribe.nik(line, numbers=True),
            *self._document(line),
            *self._origin(person),
            person.case,
            person.health,
            person.relation,
            person.nationality,
            person.note,
        ]
        for column, cell in enumerate(cells, start=1):
            if cell not in ("", None):
                target = sheet.cell(row, column, cell)
                if isinstance(cell, datetime.date):
                    target.number_format = "dd/mm/yyyy"

    def _birth(self, line: Line) -> tuple[object, object, bool]:
        birth = line.person.birth
        place = self.luck.choice(("TAWAU", "LAHAD DATU")) if line.person.age < 12 else regency_name(line.person).upper()
        way = self.luck.choices(("cell", "text", "words", "year", "age", "joined", "short"), (50, 14, 10, 8, 8, 6, 4))[
            0
        ]
        if line.person.age < 18 and way in ("short", "year"):
            way = "cell"
        self.scribe.born(line, "" if way in ("year", "age") else "day", way == "year")
        written: dict[str, tuple[object, object, bool]] = {
            "cell": (place, birth, True),
            "text": (place, f"{birth:%d/%m/%Y}", True),
            "words": (place, f"{birth.day} {MONTHS[birth.month - 1]} {birth.year}", True),
            "short": (place, f"{birth:%d-%m-%y}", True),
            "year": (place, birth.year, True),
            "joined": (f"{place or 'TAWAU'}, {birth:%d-%m-%Y}", "", True),
            "age": (place, self.luck.choice(("", "-", "LUPA")), False),
        }
        return written[way]

    def _document(self, line: Line) -> tuple[str, str]:
        person = line.person
        kind = {"SPLP": "splp", "Paspor": "paspor"}.get(person.kind, "")
        line.truth["documents"] = f"{kind}:{person.document}" if kind else ""
        if not kind:
            return self.luck.choice((("TIDAK ADA", ""), ("-", "-"), ("", "")))
        number = person.document
        prefix = number.rstrip("0123456789")
        spaced = f"{prefix} {number[len(prefix) :]}"
        return person.kind.upper(), self.luck.choice((number, number, spaced, number.lower()))

    def _origin(self, person: Demo) -> tuple[str, str, str, str]:
        codes = (person.regency[:2], person.regency, person.district, person.village)
        province, _regency, district, village = (REGIONS.get(code, "") for code in codes)
        return province, regency_name(person), district, village

    def _closing(self, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, 1, "JUMLAH")
        sheet.cell(row, 3, f"{len(self.lines)} ORANG")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.cell(row + 2, 13, "Tawau, 21 Januari 2026")
        sheet.cell(row + 3, 13, "a.n. Konsul RI")
        sheet.cell(row + 6, 13, "(Nama Pejabat Contoh)")
        sheet.cell(row + 7, 13, "NIP. 000000000000000000")


def repeatable(book: Workbook) -> bytes:
    """The workbook saved without the moment it was saved."""
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-21T01:00:00Z", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, part)
    return second.getvalue()


class SecondLetter:
    """Kota Kinabalu's letter: semicolons, an old Windows encoding, Malay columns."""

    def __init__(self, luck: random.Random, people: list[Demo]) -> None:
        self.scribe = Scribe(luck)
        self.luck = luck
        self.lines = [Line(person) for person in people]

    def write(self) -> bytes:
        """The file's bytes."""
        total = counts([line.person for line in self.lines])
        rows: list[list[str]] = [
            ["KONSULAT JENDERAL REPUBLIK INDONESIA KOTA KINABALU"],
            ["No. Surat: 1187/Kons/I/2026"],
            ["Tarikh: 21 Januari 2026"],
            ["Senarai WNI untuk dihantar pulang – Depot Menggatal, Program M, kapal KM Sinar Perdana Express"],
            [" ".join(f"{group}={count}" for group, count in total.items())],
            [],
            list(HEADER_2),
        ]
        for number, line in enumerate(self.lines, start=1):
            if number == 30:
                rows.append(["", "... bersambung ke muka surat 2"])
                rows.append(list(HEADER_2))
            line.row = len(rows) + 1
            rows.append(self._cells(number, line))
        rows += [["", "JUMLAH", f"{len(self.lines)} orang"], [], ["", "Disiapkan oleh: Staf Teknis Imigrasi"]]
        width = len(HEADER_2)
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\n").writerows(
            [*row, *[""] * (width - len(row))] for row in rows
        )
        return text.getvalue().encode("cp1252")

    def _cells(self, number: int, line: Line) -> list[str]:
        person = line.person
        birth, known = self._birth(line)
        line.truth["documents"] = f"{person.kind.lower()}:{person.document}" if person.kind else ""
        document = f"{person.kind} {person.document[:2]} {person.document[2:]}" if person.kind else "Tiada"
        cells = [
            f"{number}.",
            self.scribe.name(line, capitals=number % 3 == 0),
            "Lelaki" if person.sex == "L" else "Perempuan",
            birth,
            self.scribe.age(line, always=not known),
            self.scribe.nik(line, numbers=False),
            document,
            REGIONS.get(person.regency[:2], ""),
            regency_name(person),
            REGIONS.get(person.district, ""),
            REGIONS.get(person.village, ""),
            person.case,
            person.health,
            "Menggatal",
            {"WNI": "Indonesia"}.get(person.nationality, person.nationality),
            person.note,
        ]
        return [str(cell) for cell in cells]

    def _birth(self, line: Line) -> tuple[str, bool]:
        birth = line.person.birth
        place = "Kota Kinabalu" if line.person.age < 12 else regency_name(line.person)
        way = self.luck.choices(("slash", "words", "short", "year", "age"), (50, 20, 8, 12, 10))[0]
        if line.person.age < 18 and way in ("short", "year"):
            way = "slash"
        self.scribe.born(line, "" if way in ("year", "age") else "day", way == "year")
        written = {
            "slash": f"{place}, {birth:%d/%m/%Y}",
            "words": f"{place} {birth.day} {MALAY_MONTHS[birth.month - 1]} {birth.year}",
            "short": f"{place}, {birth.day}.{birth.month}.{birth:%y}",
            "year": f"{place}, {birth.year}",
            "age": place,
        }
        return written[way], way != "age"
