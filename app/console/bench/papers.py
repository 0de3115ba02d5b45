"""A BAST of 350 people, from the frozen values to the PDF, beside a bare reportlab table of the same rows."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from reportlab.platypus import LongTable, SimpleDocTemplate

from app.console.bench.measuring import Figure, milliseconds
from app.console.bench.office import measured_office
from app.handover import drafts, freezing, service
from app.handover.terms import DraftBast, Party
from app.printing import fonts
from app.registration.heads import NewHead, Paper, Who, arrive

PEOPLE, MOST_TIMES = 350, 1.3
HEADER = ("No", "Nama", "L/P", "Umur", "Kelas", "Dokumen", "Tujuan", "Kartu")
GIVER = Party("Siti Aminah", position="Kepala Satgas", institution="Satgas Pemulangan PMI Nunukan")
RECEIVER = Party("Andi Palewai", position="Kepala Seksi", institution="Dinas Sosial Provinsi Sulawesi Selatan")


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """One figure, in processor time."""
    with measured_office(folder) as office:
        with office.write("registration.arrive") as w:
            stays = [arrive(w, NewHead(None, "LD", f"A{number:04}"), _who(number)).id for number in range(PEOPLE)]
        with office.write("handover.issue") as w:
            handover_id = drafts.draft(w, DraftBast("provinsi", RECEIVER, GIVER, tuple(stays)))
            service.issue(w, handover_id)
        with office.read() as r:
            sheet = freezing.paper_of(r, handover_id)
    people = sheet.values["people"]
    rows = [[str(value) for value in line.values()] for line in people if isinstance(line, dict)]  # type: ignore[union-attr]

    def bare() -> None:
        look = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8)]
        SimpleDocTemplate(BytesIO()).build([LongTable([list(HEADER), *rows], repeatRows=1, style=look)])

    fonts.register()
    ours, theirs = milliseconds(runs, sheet.pdf, bare, clock=time.process_time)
    yield Figure(f"BAST of {PEOPLE} people, processor", ours, "ms", None, "bare table", theirs, MOST_TIMES)


def _who(number: int) -> Who:
    papers = (Paper("splp", f"XC{number:06}"),)
    return Who(f"Sulaiman {number}", "Abdullah", sex="L", age=34, destination_code="73.02.09.2009", papers=papers)
