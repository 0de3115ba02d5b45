"""What leaves for the registers of other agencies: people by name and address, or counts without names.

Names go for a stated purpose that is kept, to a named recipient, without category, diagnosis or case. Counts go by
quarter alone, for periods that overlap could be subtracted from each other; small ones are hidden.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

from sqlmodel import col, select

from app.access.rules import require
from app.kernel.canonical import digest
from app.kernel.errors import UserError
from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.printing.worksheet import Row, fill
from app.reconciliation.balance_of import names_of
from app.reference.regions import Regions
from app.registration.counts import HeadLine
from app.registration.live import live
from app.registration.records import Person, Stay
from app.reports import cube
from app.reports.cube import Cube
from app.reports.periodic import Want, period_of, span_of
from app.reports.persons import account_name, province_name
from app.reports.records import ReportExport
from app.reports.rules.periods import MONTHS, QUARTER, Period, containing, months
from app.reports.rules.suppressing import hidden, hidden_line
from app.reports.span import Span
from app.store.journal import chunks
from app.store.work import Reading, Work

NAMES, COUNTS = "nama", "angka"
HEADS = (
    "No", "Nama", "Bin/binti", "L/P", "Tanggal lahir", "Umur", "NIK", "Provinsi tujuan", "Kabupaten/kota", "Kecamatan",
    "Desa/kelurahan", "Alamat tujuan", "Tanggal tiba", "Keadaan",
)  # fmt: skip
COLUMNS = ("masa", "rincian", "nilai", "kelompok", "orang")
KEPT_BACK = "disembunyikan"
SHORTEST = 10


@dataclass(frozen=True)
class Purpose:
    """To whom it goes and what for; both are kept with the file's digest."""

    recipient: str
    text: str


@dataclass(frozen=True)
class Exported:
    """One file that left, as lists show it."""

    what: str
    period: str
    recipient: str
    purpose: str
    lines: int
    officer: str
    at: datetime


def names(w: Work, want: Want, purpose: Purpose) -> bytes:
    """The people of a period by name and address, as a workbook; noted with its purpose."""
    require(w.actor, "reports.names")
    said = _purpose(purpose)
    span = span_of(w, want, on_paper=True)
    rows = list(_people(w, span))
    if not rows:
        raise UserError("export.empty", _("Tidak ada orang dalam masa ini; berkas tidak dibuat."))
    made = _workbook(rows)
    _log(w, NAMES, want, said, (len(rows), made))
    return made


def counts(w: Work, want: Want, purpose: Purpose) -> bytes:
    """The people who arrived in each quarter of a period, counted, as CSV; noted with its purpose."""
    require(w.actor, "reports.counts")
    said = _purpose(purpose)
    lines = [line for quarter in _quarters(w, want) for line in _counted(w, want, quarter)]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    made = out.getvalue().encode("utf-8-sig")
    _log(w, COUNTS, want, said, (len(lines), made))
    return made


def unwritten(w: Work, made: bytes) -> None:
    """The file could not be written: what was noted of it stays on record as a try, and does not count as left."""
    mine = (ReportExport.digest == digest(made)) & (ReportExport.desk == w.device_letter)
    last = w.all(select(ReportExport).where(live(w, ReportExport), mine).order_by(col(ReportExport.at).desc()).limit(1))
    for row in last:
        w.void(row, _("berkasnya tidak dapat ditulis"))


def exported(r: Reading) -> list[Exported]:
    """Every file that left, the latest first."""
    rows = r.all(select(ReportExport).where(live(r, ReportExport)).order_by(col(ReportExport.at).desc()))
    fields = tuple(Exported.__dataclass_fields__)
    return [Exported(**{name: getattr(row, name) for name in fields}) for row in rows]


def _people(r: Reading, span: Span) -> Iterator[Row]:
    heads = names_of(r, sorted(stay for stay, n in cube.weights(r, span, cube.CAME).items() if n > 0))
    stays, people = _rows(r, heads)
    regions = Regions.load()
    for number, head in enumerate(heads, 1):
        person, stay = people.get(head.person_id or ""), stays[head.stay_id]
        path = regions.path(head.destination_code or "")
        parts = [part.name if part else "" for part in path]
        born = (person.birth_date if person else None) or ""
        nik, address = (person.nik or "", person.destination_address or "") if person else ("", "")
        age = "" if head.age is None else head.age
        who = (head.name or head.display, head.father or "", head.sex or "", born, age, nik)
        yield (number, *who, *parts, address, stay.day, account_name(span, head.account))


def _rows(r: Reading, heads: Sequence[HeadLine]) -> tuple[dict[str, Stay], dict[str, Person]]:
    stays: dict[str, Stay] = {}
    people: dict[str, Person] = {}
    for some in chunks([head.stay_id for head in heads]):
        stays |= {row.id: row for row in r.all(select(Stay).where(live(r, Stay), col(Stay.id).in_(some)))}
    for some in chunks(sorted({head.person_id for head in heads if head.person_id})):
        people |= {row.id: row for row in r.all(select(Person).where(live(r, Person), col(Person.id).in_(some)))}
    return stays, people


def _workbook(rows: Sequence[Row]) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    fill(made.active, "Nama dan alamat", HEADS, rows)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _quarters(r: Reading, want: Want) -> list[Period]:
    """The quarters of a period, all of them over; UserError for a ship, for some of the people, or while one runs."""
    period = period_of(r, want)
    if period.first is None or want.filters:
        raise UserError(
            "export.overlap",
            _("Angka tanpa nama keluar untuk triwulan utuh, bukan untuk satu kapal atau sebagian orang."),
            _("Angka yang bertumpang tindih dapat dikurangkan sampai satu orang terlihat."),
        )
    today = span_of(r, want).today
    found = [containing(QUARTER, first) for first, _last in months(period)[:: MONTHS[QUARTER]]]
    if any(quarter.running(today) for quarter in found):
        raise UserError(
            "export.running",
            _("Angka tanpa nama keluar sesudah triwulannya selesai; berkas tidak dibuat."),
            _("Tunggu sampai {day}.").format(day=f"{found[-1].last:%d-%m-%Y}"),
        )
    return found


def _counted(r: Reading, want: Want, quarter: Period) -> Iterator[Sequence[str | int]]:
    """Who arrived in a quarter: by province and class with every sum, then by nationality and by month."""
    span = span_of(r, Want(QUARTER, quarter.code, want.level), on_paper=True)
    found = cube.cube(r, span)
    grid = _by_province(found)
    told = hidden(list(grid.values()) or [[0] * (len(CLASSES) + 1)])
    groups = (*CLASSES, "?")
    for (code, _numbers), row, whole in zip(grid.items(), told.cells, told.rows, strict=False):
        for group, number in zip((*groups, "Jumlah"), (*row, whole), strict=True):
            yield quarter.code, "Provinsi tujuan", province_name(code, span), group, _shown(number)
    for group, number in zip((*groups, "Jumlah"), (*told.columns, told.total), strict=True):
        yield quarter.code, "Seluruhnya", "", group, _shown(number)
    if told.total is not None:
        nations = found.of(cube.ARRIVED, lambda flow: flow.nationality)
        names_ = [span.name("kewarganegaraan", code) if code else "Belum diketahui" for code in nations]
        yield from _line(quarter, "Kewarganegaraan", names_, list(nations.values()))
        by_month = found.of(cube.ARRIVED, lambda flow: str(flow.month))
        labels = [f"{first:%m-%Y}" for first, _last in months(quarter)]
        yield from _line(quarter, "Bulan", labels, [by_month[str(at)] for at in range(len(labels))])


def _line(quarter: Period, title: str, labels: Sequence[str], numbers: Sequence[int]) -> Iterator[Sequence[str | int]]:
    shown, _total = hidden_line(numbers)
    for label, number in zip(labels, shown, strict=True):
        yield quarter.code, title, label, "Jumlah", _shown(number)


def _by_province(found: Cube) -> dict[str, list[int]]:
    """Province → arrivals by class, those not known last."""
    numbers = found.of(cube.ARRIVED, lambda flow: f"{flow.province}/{flow.head_class}")
    provinces = sorted({key.partition("/")[0] for key in numbers})
    return {code: [numbers[f"{code}/{group}"] for group in (*CLASSES, "")] for code in provinces}


def _shown(number: int | None) -> str | int:
    return KEPT_BACK if number is None else number


def _purpose(given: Purpose) -> Purpose:
    recipient, text = " ".join(given.recipient.split()), " ".join(given.text.split())
    if not recipient or len(text) < SHORTEST:
        raise UserError(
            "export.purpose",
            _("Tulis kepada instansi mana dan untuk apa data ini keluar; berkas tidak dibuat."),
            _("Keduanya dicatat bersama nama Anda."),
        )
    return Purpose(recipient, text)


def _log(w: Work, what: str, want: Want, said: Purpose, made: tuple[int, bytes]) -> None:
    lines, content = made
    w.insert(
        ReportExport(
            id=new_id(), what=what, kind=want.kind, period=want.code, recipient=said.recipient, purpose=said.text,
            lines=lines, digest=digest(content), officer=w.actor.name, desk=w.device_letter, at=w.now(),
        )
    )  # fmt: skip
