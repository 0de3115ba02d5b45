"""A BAST of 350 people costs little more than a bare reportlab table of the same rows."""

import time
from collections.abc import Callable
from io import BytesIO

from reportlab.platypus import LongTable, SimpleDocTemplate

from app.printing import fonts
from app.printing.draw import render
from app.printing.form import load
from tests.printing.papers import bast, person
from tests.printing.test_statement import signed

PEOPLE = 350


def bare() -> None:
    """The same rows, ruled, header repeated, in the same typeface, and nothing else."""
    rows = [["No", "Nama", "L/P", "Umur", "Kelas", "Dokumen", "Tujuan", "Kartu"]]
    rows += [[str(cell) for cell in person(number).values()] for number in range(1, PEOPLE + 1)]
    look = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8)]
    SimpleDocTemplate(BytesIO()).build([LongTable(rows, repeatRows=1, style=look)])


def cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def test_at_most_1_3_times_a_bare_table() -> None:
    """CPU time, the best of seven runs taken in turn, so that a busy machine does not matter."""
    fonts.register()
    code = signed()
    values = bast(PEOPLE, qr=code.text, short_code=code.short_code)
    runs = [(cpu(bare), cpu(lambda: render(load("bast"), values))) for _run in range(7)]
    assert min(full for _bare, full in runs) <= 1.3 * min(base for base, _full in runs)
