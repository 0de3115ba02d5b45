"""Big lists: from the file's bytes to a validated preview, the confined process included."""

import datetime
import io
import resource

import openpyxl
import pytest

from app.manifest.reading.reader import read_bytes

TODAY = datetime.date(2026, 1, 23)
HEADER = [
    "No",
    "Nama",
    "L/P",
    "Tempat Lahir",
    "Tgl Lahir",
    "NIK",
    "No Paspor",
    "Provinsi",
    "Kab/Kota",
    "Desa",
    "Kasus",
    "Ket",
]


def workbook(people: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for number in range(people):
        born = datetime.date(1970, 1, 1) + datetime.timedelta(days=number % 9000)
        name = "".join(chr(65 + int(digit)) for digit in f"{number:06}")
        nik = f"7302{number // 9000 + 1:02}{born:%d%m%y}{number % 9000 + 1:04}"
        place = ("Sulawesi Selatan", "Bulukumba", "Tanah Towa")
        sheet.append(
            [number + 1, f"{name} BIN ALI", "L", "BULUKUMBA", born, nik, f"XD{number:06}", *place, "Overstay", ""]
        )
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def processor_seconds() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


@pytest.mark.parametrize(("people", "seconds"), [(1_500, 0.2), (20_000, 2.0)])
def test_a_preview_is_quick(people: int, seconds: float) -> None:
    """Measured in processor time, the best of four: other work on the machine must not decide."""
    data = workbook(people)
    taken = []
    for _ in range(4):
        began = processor_seconds()
        reading = read_bytes(data, today=TODAY)
        taken.append(processor_seconds() - began)
    assert len(reading.lines) == people
    assert reading.problems == ()
    assert min(taken) <= seconds
