"""From the bytes of a workbook to a validated preview, the confined process included; and one arrival at the quay."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from app.console.bench.measuring import Figure, milliseconds
from app.console.matching import matching_who
from app.manifest.reading import confined
from app.manifest.reading.reader import read_bytes
from app.matching.roster import Roster
from app.matching.score import decide
from app.matching.who import Who

DAY = date(2026, 1, 23)
HEADER = ("No", "Nama", "L/P", "Tempat Lahir", "Tgl Lahir", "NIK", "No Paspor", "Provinsi", "Kab/Kota", "Desa", "Ket")
SIZES = ((1_500, 200.0), (20_000, 2_000.0))
LINES, ARRIVALS, MOST_PER_ARRIVAL = 2_000, 200, 20.0
GIVEN = (
    "Sulaiman Rosmiati Djoemadi Kamaria Suparman Yohanes Hasnah Lamude Nurhaliza Berchmans Syarifuddin Goreti".split()
)


def workbook(people: int) -> bytes:
    """An XLSX of so many people, every one with a birth date, a NIK and a passport."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(people):
        born = date(1970, 1, 1) + timedelta(days=number % 9000)
        nik = f"7302{number // 9000 + 1:02}{born:%d%m%y}{number % 9000 + 1:04}"
        name = f"{_name(number)} BIN {GIVEN[number % len(GIVEN)].upper()}"
        place = ("Sulawesi Selatan", "Bulukumba", "Tanah Towa")
        sheet.append([number + 1, name, "L", "BULUKUMBA", born, nik, f"XD{number:06}", *place, ""])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _name(number: int) -> str:
    first, second = divmod(number, len(GIVEN))
    letters = "".join(chr(65 + int(digit)) for digit in f"{first:04}")
    return f"{GIVEN[second].upper()} {letters.capitalize()}"


def measure(_folder: Path, runs: int) -> Iterator[Figure]:
    """Previews beside calamine alone, and one arrival against 2,000 lines."""
    for people, most in SIZES:
        data = workbook(people)

        def preview(data: bytes = data, people: int = people) -> None:
            if len(read_bytes(data, today=DAY).lines) != people:
                raise AssertionError("lines lost")

        def bare(data: bytes = data) -> None:
            CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

        ours, theirs = milliseconds(runs, preview, bare, before=_import_page)
        yield Figure(f"preview of {people} rows", ours, "ms", most, "calamine alone", theirs)
    yield _one_arrival(runs)


def _import_page() -> None:
    """The import page stands open: the confined process was started then, and waits for the chosen file."""
    confined.prepare()
    confined.await_ready()


def _one_arrival(runs: int) -> Figure:
    lines = [matching_who(line, DAY) for line in read_bytes(workbook(LINES), today=DAY).lines]
    roster = Roster(lines)
    heard = [_misheard(line) for line in lines[:: LINES // ARRIVALS]]

    def everyone() -> None:
        for who in heard:
            decide([candidate.evidence for candidate in roster.candidates(who)])

    (all_of_them,) = milliseconds(runs, everyone)
    return Figure(f"one arrival against {LINES} lines", all_of_them / len(heard), "ms", MOST_PER_ARRIVAL)


def _misheard(who: Who) -> Who:
    """The same person as he is written down at the quay: a letter lost, no papers, only an age."""
    age = DAY.year - who.birth.year if who.birth else None
    return Who(who.name[:-1], who.father, sex=who.sex, age=age, age_on=DAY, regency=who.regency)
