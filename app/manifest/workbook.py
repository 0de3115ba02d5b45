"""The outcome of a recheck as a workbook for the Perwakilan RI: counts, every line with its state, people on no list.

Every cell is text, a number or a date, never a formula, whatever a list had written into it.
"""

from collections.abc import Iterable
from io import BytesIO

from app.kernel.clock import local
from app.kernel.headcount import CLASSES, HeadCount
from app.manifest import rules
from app.manifest.board import BoardLine
from app.manifest.results import Line, Outcome
from app.printing.worksheet import Row, fill
from app.reference.enumerations import indonesian_of

LISTED = (
    "Surat", "No", "Nama", "Bin/binti", "Alias", "L/P", "Tanggal lahir", "Umur", "Dokumen", "Nomor dokumen",
    "Daerah asal", "Kelompok", "Keadaan", "Keterangan",
)  # fmt: skip
EXTRAS = ("No", "Nama", "L/P", "Umur", "Kelompok", "Kewarganegaraan", "Keadaan", "Keterangan")


def workbook(found: Outcome, site: str, zone: str, at: str) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook

    made = Workbook()
    fill(made.active, "Rekap", None, _summary(found, site, zone, at))
    letters = {view.id: view.title for view in found.ship.letters}
    listed = [_listed(line, line.line, letters) for line in found.lines if line.line is not None]
    fill(made.create_sheet(), "Daftar", LISTED, listed)
    extras = [line for line in found.lines if line.line is None]
    fill(made.create_sheet(), "Tambahan", EXTRAS, [_extra(place, line) for place, line in enumerate(extras, 1)])
    if found.notes:
        said = [(note.list_no, note.name, "; ".join(one.words for one in note.differences)) for note in found.notes]
        fill(made.create_sheet(), "Adendum", ("No", "Nama", "Beda dengan catatan"), said)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _summary(found: Outcome, site: str, zone: str, at: str) -> Iterable[Row]:
    batch = found.ship.batch
    came = f"{local(batch.arrived_at, zone):%d-%m-%Y %H.%M} {zone}" if batch.arrived_at else f"{batch.day:%d-%m-%Y}"
    yield ("Hasil pemeriksaan ulang manifes kedatangan",)
    yield ("Kapal/rombongan", batch.name)
    yield ("Tiba", came)
    yield ("Debarkasi", site)
    yield ("Keadaan pada", at)
    yield ()
    yield ("Menurut", *CLASSES, "Belum diketahui", "Jumlah")
    for label, count in found.counts.items():
        yield (label, *_numbers(count))
    yield ()
    yield ("Selisih", found.ship.words)
    yield ()
    yield ("Keadaan", *CLASSES, "Belum diketahui", "Jumlah")
    for state, count in found.states():
        yield (state, *_numbers(count))


def _numbers(count: HeadCount) -> tuple[int, ...]:
    return (*count.by_class().values(), count.unknown, count.total)


def _listed(line: Line, listed: BoardLine, letters: dict[str, str]) -> Row:
    born = listed.birth_date or str(listed.birth_year or "")
    age = "" if listed.age is None else listed.age
    papers = [(indonesian_of("dokumen", kind), number) for kind, number in listed.documents]
    return (
        letters.get(listed.manifest_id, ""), line.number, listed.name, listed.father or "", ", ".join(listed.aliases),
        listed.sex or "", born, age, ", ".join(kind for kind, _number in papers),
        ", ".join(number for _kind, number in papers), listed.origin, line.head_class, line.state, line.note,
    )  # fmt: skip


def _extra(place: int, line: Line) -> Row:
    head = line.head
    age = head.age if head is not None and head.age is not None else ""
    status = indonesian_of("kewarganegaraan", head.nationality or "") if head is not None else ""
    sex = head.sex or "" if head is not None else ""
    return (place, line.name, sex, age, line.head_class, status, indonesian_of("status_person_manifes", rules.EXTRA),
            line.note)  # fmt: skip
