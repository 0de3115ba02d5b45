"""A report as it is frozen: plain JSON with every table, key and written part, and the values its form prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.access.views import SiteView
from app.kernel.canonical import canonical_json, digest
from app.printing.values import Record, Value
from app.reports.conditions import HEALTH
from app.reports.declared import NOT_RECORDED, is_declared
from app.reports.drafting import NOTHING
from app.reports.funding import SET_ASIDE, SPENT
from app.reports.papers import records, shown
from app.reports.periodic import Whole
from app.reports.persons import MONTH, PROVINCE, REGENCY
from app.reports.subjects import TABLES, VICTIMS
from app.reports.table import Cell, Heading, Line, Table

CHARTS = {MONTH: "tiba", PROVINCE: "datang"}
"""The tables that are drawn as bars too, and by which column."""
QUARTERS = ("first", "second")
BY_QUARTER = (HEALTH, VICTIMS)
OPTIONAL = (REGENCY, "dermaga")
"""Tables that some reports do not have: told by regency at some levels, by the quay for one ship."""
NOTED = ("people", "dermaga", "accounts", "stayed", "rentan", "health", "funding", "spent", *TABLES)


@dataclass(frozen=True)
class Signers:
    """Who reports, and who takes note; NIP and office where known."""

    name: str
    nip: str = ""
    position: str = ""
    known: str = ""
    known_nip: str = ""
    known_position: str = ""


@dataclass(frozen=True)
class Difference:
    """A figure that is otherwise now than in a frozen report; a text where a small count is hidden."""

    table: str
    line: str
    column: str
    was: int | str
    now: int | str


def content(found: Whole, site: SiteView, signers: Signers, marks: Sequence[str], vouched: str) -> dict[str, Any]:
    """Everything the report says, without the number it gets."""
    lines = list(site.letterhead) or [site.office_name or site.name]
    return {
        "letterhead": {"lines": lines, "address": site.address, "contact": site.phone},
        "site": site.name,
        "place": site.city or site.name,
        "title": found.report.title,
        "period": found.report.period,
        "made": found.report.made,
        "level": found.route.level,
        "addressee": found.route.to,
        "route": found.route.text,
        "basis": [one.short + (" (lihat keterangan)" if one.status == "diragukan" else "") for one in found.basis],
        "notes": list(found.report.notes),
        "marks": list(marks),
        "vouched": vouched,
        "signers": asdict(signers),
        "parts": {part.code: found.parts.get(part.code, NOTHING).text for part in found.kind.written},
        "tables": [frozen(table) for table in found.report.tables],
    }


def digest_of(said: Mapping[str, Any]) -> str:
    """The digest of a whole report."""
    return digest(canonical_json(dict(said)))


def frozen(table: Table) -> dict[str, Any]:
    """A table as plain JSON."""
    lines = [
        {"cells": {name: [cell.value, cell.key] for name, cell in line.cells.items()}, "sum": line.sum}
        for line in table.lines
    ]
    headings = [asdict(heading) for heading in table.headings]
    return {"id": table.id, "title": table.title, "note": table.note, "headings": headings, "lines": lines}


def thawed(said: Mapping[str, Any]) -> list[Table]:
    """The tables of a frozen report."""
    return [_table(row) for row in said["tables"]]


def values(said: Mapping[str, Any], day: date, number: str, edition: int = 1) -> dict[str, Value]:
    """A report as its form prints it; `number` is empty while it is a draft."""
    kept = ("letterhead", "site", "place", "period", "made", "addressee", "route", "basis", "notes", "marks", "vouched")
    who = said["signers"]
    found: dict[str, Value] = {name: said[name] for name in kept}
    found |= {
        "control_number": number,
        "edition": f"ke-{edition - 1}" if edition > 1 else "",
        "date": day,
        "level": {"name": said["level"]},
        "signer": _party(who["name"], who["nip"], who["position"]),
        "known": _party(who["known"], who["known_nip"], who["known_position"]),
        "qr": "",
        "short_code": "",
    }
    found |= {f"said_{code}": text.split("\n") for code, text in said["parts"].items()}
    found |= {f"table_{name}": [] for name in OPTIONAL}
    for table in thawed(said):
        shape = _quarters(table) if table.id in BY_QUARTER else table
        found[f"table_{table.id}"] = records(shape)
        if table.id in NOTED:
            found[f"note_{table.id}"] = table.note
        if table.id in CHARTS:
            drawn: list[Record] = [{"label": name, "value": number} for name, number in bars(table, CHARTS[table.id])]
            found[f"chart_{table.id}"] = drawn
    return found


def bars(table: Table, column: str) -> list[tuple[str, int]]:
    """A table's lines as bars by one column; its sum is no bar."""
    found = [(shown(line.cells["label"].value), line.cells[column].value) for line in table.lines if not line.sum]
    return [(label, value) for label, value in found if isinstance(value, int)]


def differences(was: Sequence[Table], now: Sequence[Table]) -> list[Difference]:
    """The numbers that are not the same, in the order of the tables; a line there is no more counts as nobody.

    What the office had not declared then, or does not any more, is said in words.
    """
    before, after = _numbers(was), _numbers(now)
    nothing = dict.fromkeys(_declared((*was, *now)), NOT_RECORDED)
    titles = {table.id: table for table in (*now, *was)}
    found = []
    for key in dict.fromkeys([*before, *after]):
        old, new = (side.get(key, nothing.get(key, 0)) for side in (before, after))
        if old != new:
            table_id, line, name = key
            table = titles[table_id]
            column = next((heading.title for heading in table.headings if heading.field == name), name)
            found.append(Difference(table.title, line, column, old, new))
    return found


def _numbers(tables: Sequence[Table]) -> dict[tuple[str, str, str], int | str]:
    """Numbers that are counted or declared, not worked out from others in the report; those that are hidden too."""
    return {
        (table.id, str(line.cells["label"].value), name): cell.value
        for table in tables
        for line in table.lines
        for name, cell in line.cells.items()
        if cell.value is not None and (_counts(name, cell) or (table.id == HEALTH and name != "label"))
    }


def _counts(name: str, cell: Cell) -> bool:
    return is_declared(cell.key) or (isinstance(cell.value, int) and bool(cell.key or name in (SET_ASIDE, SPENT)))


def _declared(tables: Sequence[Table]) -> set[tuple[str, str, str]]:
    """The cells an office declares, told as `_numbers` tells them."""
    return {
        (table.id, str(line.cells["label"].value), name)
        for table in tables
        for line in table.lines
        for name, cell in line.cells.items()
        if is_declared(cell.key)
    }


def _table(row: Mapping[str, Any]) -> Table:
    headings = tuple(Heading(**heading) for heading in row["headings"])
    lines = tuple(
        Line({name: Cell(*cell) for name, cell in line["cells"].items()}, sum=line["sum"]) for line in row["lines"]
    )
    return Table(row["id"], row["title"], headings, lines, row["note"])


def _quarters(table: Table) -> Table:
    """The columns of the quarters under the two names the form knows."""
    own = [heading.field for heading in table.headings[1:]]
    names = dict(zip(own, QUARTERS, strict=False))
    lines = tuple(Line({names.get(name, name): cell for name, cell in line.cells.items()}) for line in table.lines)
    headings = (table.headings[0], *(Heading(name, "", number=True) for name in QUARTERS))
    return Table(table.id, table.title, headings, lines, table.note)


def _party(name: str, nip: str, position: str) -> dict[str, str]:
    given = {"name": name, "nip": nip, "position": position}
    return {key: " ".join(text.split()) for key, text in given.items() if text.strip()}
