"""A list typed in beside its picture: read like any other list, with the picture as its source file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from app.kernel.canonical import canonical_json, digest
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest.intake import Source
from app.manifest.letters import Letter
from app.manifest.reading import limits, reader
from app.manifest.reading.cells import read_sex
from app.manifest.reading.grid import Grid, Row, Sheet, clean
from app.manifest.reading.model import Reading

COLUMNS = (
    ("list_no", "No"),
    ("name", "Nama"),
    ("father", "Bin/Binti"),
    ("sex", "L/P"),
    ("birth", "Tempat, Tanggal Lahir / Umur"),
    ("document", "No Dokumen"),
    ("regency", "Kabupaten/Kota"),
    ("nik", "NIK"),
    ("note", "Keterangan"),
)
"""What is typed of a person, and the header it is kept under."""
FIELDS = tuple(field for field, _header in COLUMNS)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Scan:
    """A picture as it was given: a photo, or a PDF of several pages."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Stated:
    """How many people the letter says there are; None where it does not."""

    total: int | None = None
    male: int | None = None
    female: int | None = None


def read_scan(path: Path) -> Scan:
    """The bytes of a picture, no more than may be opened; UserError where they cannot be read."""
    try:
        with path.open("rb") as file:
            return Scan(path.name, file.read(limits.MAX_PICTURE_BYTES + 1))
    except OSError as error:
        raise UserError(
            "manifest.unreadable",
            _("Berkas ini tidak dapat dibuka. Tidak ada yang disimpan."),
            _("Periksa apakah flashdisk masih terpasang, lalu coba lagi."),
        ) from error


def refuse_too_many(sizes: Sequence[int]) -> None:
    """UserError where the pictures of one list are too much to be sealed together; sizes in bytes."""
    if sum(sizes) > limits.MAX_PICTURES_BYTES:
        raise UserError(
            "manifest.pictures_too_big",
            _("Gambar-gambar ini bersama lebih dari {n} MB; yang terakhir tidak ditambahkan.").format(
                n=limits.MAX_PICTURES_BYTES >> 20
            ),
            _("Foto ulang dengan ukuran biasa, atau bagi suratnya menjadi dua daftar."),
        )


def written(rows: Rows) -> list[list[str]]:
    """The rows in which anything but a running number was typed."""
    return [[clean(cell) for cell in row] for row in rows if any(cell.strip() for cell in row[1:])]


def reading_of(rows: Rows, scans: Sequence[Scan], today: date, mapping: Mapping[int, str] | None = None) -> Reading:
    """The list read as a file is; the first person is line 1.

    Its digest covers pictures and text: two desks that type one photo make two lists, never a mixture of two rows.
    """
    typed = written(rows)
    header: Row = [header for _field, header in COLUMNS]
    people: list[Row] = [[*row] for row in typed]
    fields = dict(enumerate(FIELDS)) | dict(mapping or {})
    both = canonical_json({"pictures": [digest(scan.content) for scan in scans], "rows": typed})
    return reader.interpret(Grid("picture", [Sheet("", [header, *people], first=-1)]), digest(both), fields, today)


def source_of(rows: Rows, scans: Sequence[Scan]) -> Source:
    """The picture as the source file; several become one archive; without any, what was typed is the source itself."""
    if not scans:
        return Source(_("ketikan.txt"), "\n".join("\t".join(row) for row in written(rows)).encode())
    if len(scans) == 1:
        return Source(scans[0].name, scans[0].content)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for number, scan in enumerate(scans, start=1):
            archive.writestr(ZipInfo(f"{number:02}-{scan.name}"), scan.content)
    return Source(_("{n} foto.zip").format(n=len(scans)), packed.getvalue())


def letter_of(stated: Stated) -> Letter:
    """What the letter is known to say so far; men and women together are its total where it states no other."""
    by_sex = None if stated.male is None or stated.female is None else stated.male + stated.female
    return replace(Letter(), stated_total=by_sex if stated.total is None else stated.total)


def count(rows: Rows) -> tuple[int, int, int]:
    """People typed, and how many of them are men and women."""
    sexes = [read_sex(row[FIELDS.index("sex")]) for row in rows if row[FIELDS.index("name")].strip()]
    return len(sexes), sexes.count("L"), sexes.count("P")


def told(rows: Rows, stated: Stated) -> str:
    """How far the typing is against what the letter states, in words."""
    total, male, female = count(rows)
    whole = _("Diketik {n} orang").format(n=total)
    if stated.total is not None:
        against = _("Diketik {n} dari {m} menurut surat").format(n=total, m=stated.total)
        whole = f"{against}, {_difference(total, stated.total)}"
    parts = [whole, _of("L", male, stated.male), _of("P", female, stated.female)]
    if total > male + female:
        parts.append(_("{n} tanpa L/P").format(n=total - male - female))
    return " · ".join(parts)


def agrees(rows: Rows, stated: Stated) -> bool:
    """Whether everything the letter states is what was typed."""
    known = zip(count(rows), (stated.total, stated.male, stated.female), strict=True)
    return all(wanted is None or typed == wanted for typed, wanted in known)


def _of(code: str, typed: int, wanted: int | None) -> str:
    if wanted is None:
        return f"{code} {typed}"
    said = _("{code} {n} dari {m}").format(code=code, n=typed, m=wanted)
    return f"{said}, {_difference(typed, wanted)}"


def _difference(typed: int, wanted: int) -> str:
    if typed == wanted:
        return _("cocok")
    said = _("kurang {n}") if typed < wanted else _("lebih {n}")
    return said.format(n=abs(wanted - typed))
