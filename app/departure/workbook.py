"""The outgoing manifest as a workbook for KSOP, agent and offices: a summary, counts by destination, lists by office.

Every cell is text or a number, never a formula, whatever a list had written into it.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from app.access.office import site_of
from app.access.rules import require
from app.departure import voyages
from app.departure.lines import Seats, lines_of, on_list
from app.departure.offices import Share, shares
from app.departure.outgoing import PERMISSION, foreigners_told, noted, way_of
from app.kernel.errors import UserError
from app.kernel.headcount import CLASSES, HeadCount
from app.kernel.i18n import _
from app.printing.worksheet import Row, fill
from app.reference.words import date_time
from app.registration.wording import required_reason
from app.store.work import Work

FORM = "outgoing-manifest.xlsx"
HEADS = (
    "No", "Nama", "L/P", "Umur", "Bayi", "Tujuan", "Provinsi", "No. reg", "Tempat", "Tiket", "Kebutuhan", "Penerima",
)  # fmt: skip
_KEYS = (
    "number", "name", "sex", "age", "infant", "destination", "province", "card", "seat", "ticket", "needs", "office",
)  # fmt: skip
_UNKNOWN = "belum diketahui"
PLACE_HEADS = ("Provinsi", "Kabupaten/kota", "Penerima", *CLASSES, "Belum diketahui", "Jumlah")
_LONGEST_TITLE = 31


def export(w: Work, departure_id: str, purpose: str, office: str = "") -> dict[str, Any]:
    """What the workbook is made of; that it left the desk, and for what, is noted. Written away from the vault."""
    require(w.actor, PERMISSION)
    why = required_reason(purpose)
    view = voyages.departure(w, departure_id)
    wanted = [share for share in shares(w, departure_id, on_list(view, w)) if office in ("", share.office.name)]
    if not wanted:
        raise UserError("manifest.empty", _("Belum ada orang untuk ditulis; berkas tidak dibuat."))
    lines = lines_of(w, wanted, Seats.of(w, view))
    note = noted(w, departure_id, (FORM, office or departure_id), len(lines), why)
    way = way_of(view, w.zone)
    return {
        "note": note.id,
        "title": view.title + (" (BATAL)" if view.cancelled else ""),
        "site": site_of(w).name,
        "made": date_time(w.now(), w.zone),
        "way": (way.transport, way.departs, way.arrives, way.route),
        "counts": {share.office.name: share.count for share in wanted},
        "places": _by_place(wanted),
        "lines": lines,
        "attention": foreigners_told(w, view, lines),
    }


def workbook(given: Mapping[str, Any]) -> bytes:
    """The workbook as bytes."""
    from openpyxl import Workbook

    made = Workbook()
    fill(made.active, "Rekap", None, _summary(given))
    fill(made.create_sheet(), "Per tujuan", PLACE_HEADS, _places(given["places"]))
    fill(made.create_sheet(), "Manifes", HEADS, _rows(given["lines"]))
    used: set[str] = {"rekap", "per tujuan", "manifes"}
    for office in given["counts"] if len(given["counts"]) > 1 else ():
        mine = [line for line in given["lines"] if line["office"] == office]
        fill(made.create_sheet(), _title(office, used), HEADS, _rows(mine))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _by_place(shares: Sequence[Share]) -> dict[tuple[str, str, str], HeadCount]:
    """(province, regency, receiver) → who goes there, in the order of the list."""
    found: dict[tuple[str, str, str], HeadCount] = {}
    for share in shares:
        for one in share.people:
            key = (one.place.province_name or _UNKNOWN, one.place.regency_name or _UNKNOWN, share.office.name)
            found[key] = found.get(key, HeadCount()) + HeadCount.of_classes([one.head.head_class])
    return found


def _places(counts: Mapping[tuple[str, str, str], HeadCount]) -> Iterator[Row]:
    for place, count in counts.items():
        yield (*place, *_numbers(count))
    yield ("Jumlah", "", "", *_numbers(sum(counts.values(), HeadCount())))


def _summary(given: Mapping[str, Any]) -> Iterator[Row]:
    transport, departs, arrives, route = given["way"]
    yield ("Manifes pemberangkatan",)
    yield ("Keberangkatan", given["title"])
    yield ("Pos", given["site"])
    yield ("Kapal/bus/pesawat", transport)
    yield ("Berangkat", departs)
    yield ("Perkiraan tiba", arrives)
    for leg in route:
        yield ("Perjalanan", leg)
    yield ("Dibuat", given["made"])
    for told in given["attention"]:
        yield ("Perhatian", told)
    yield ()
    yield ("Penerima", *CLASSES, "Belum diketahui", "Jumlah")
    for office, count in given["counts"].items():
        yield (office, *_numbers(count))
    yield ("Jumlah", *_numbers(sum(given["counts"].values(), HeadCount())))
    yield ("Bayi", sum(bool(line["infant"]) for line in given["lines"]))


def _numbers(count: HeadCount) -> tuple[int, ...]:
    return (*count.by_class().values(), count.unknown, count.total)


def _rows(lines: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [(number, *(_cell(line, key) for key in _KEYS[1:])) for number, line in enumerate(lines, 1)]


def _cell(line: Mapping[str, Any], key: str) -> str | int:
    """An age in years is a number; months, seats and tickets are texts."""
    text = str(line[key])
    return int(text) if key == "age" and text.isdecimal() else text


def _title(office: str, used: set[str]) -> str:
    """A name a sheet may have: short, without the signs spreadsheets refuse, and of no other sheet."""
    short = office.replace("Dinas Sosial Provinsi ", "Dinsos ")
    plain = "".join(sign for sign in short if sign not in "[]:*?/\\'").strip()[:_LONGEST_TITLE] or "Penerima"
    title, number = plain, 2
    while title.casefold() in used:
        title = f"{plain[: _LONGEST_TITLE - 4]} {number}"
        number += 1
    used.add(title.casefold())
    return title
