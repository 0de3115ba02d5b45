"""What the consulate's list said of somebody's health: opened from its seal once, kept here, shown by person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.access.holders import unsealed
from app.access.office import Office
from app.access.roles import HEALTH
from app.health.records import Remark
from app.health.trail import looking, refuse_closed
from app.manifest.intake import names_on_lines, sealed_items
from app.registration import joins
from app.registration.counts import HeadLine, heads_of
from app.registration.lines import stays_of_lines
from app.store.work import Reading

CELL = "cell."
LINES = "manifest_line"


@dataclass(frozen=True)
class Opened:
    """How many remarks were opened now, and how many only another desk can open."""

    fresh: int
    sealed_for_others: int


@dataclass(frozen=True)
class Said:
    """What a list said of one line; `head` is None while nobody was confirmed on it, `name` as the list wrote it."""

    id: str
    line_id: str
    name: str
    row: int
    text: str
    head: HeadLine | None


def open_remarks(office: Office) -> Opened:
    """Open what was sealed for health since; what was sealed before this desk was a holder waits for another one."""
    refuse_closed(office)
    with office.read(HEALTH) as r:
        known = _known(r)
    with office.read() as general:
        items = [
            (item.id, item.subject_id, item.sealed)
            for item in sealed_items(general, HEALTH)
            if item.kind.startswith(CELL) and item.subject_table == LINES and item.id not in known
        ]
    vault = office.vault(HEALTH)
    plain = {row_id: (line_id, unsealed(vault, sealed)) for row_id, line_id, sealed in items}
    told = [(row_id, line_id, text) for row_id, (line_id, text) in plain.items() if text is not None]
    if told:
        with office.write("health.remarks", HEALTH) as w:
            for row_id, line_id, text in told:
                said = json.loads(text)
                row = Remark(id=row_id, line_id=line_id, text=str(said.get("text", "")), at=w.now())
                row.list_row, row.label = int(said.get("row") or 0), str(said.get("column", ""))
                w.insert_once(row)
    return Opened(len(told), len(items) - len(told))


def _known(r: Reading) -> set[str]:
    return {row_id for (row_id,) in r.rows(select(Remark.id).where(Remark.site_id == r.site_id))}


def remarks(office: Office) -> list[Said]:
    """Everything the lists said, with the head each line turned out to be; lines nobody stands for last."""
    with looking(office, "remarks") as look:
        rows = look.rows(Remark)
    return _said(office, rows)


def remarks_of(office: Office, stays: Sequence[str], screen: str = "person") -> list[Said]:
    """What the lists said of one person, whose arrivals these are."""
    with office.read() as general:
        lines = stays_of_lines(general, list(stays), by_stay=True)
    with looking(office, screen) as look:
        rows = look.rows(Remark, col(Remark.line_id).in_(list(lines))) if lines else []
    return _said(office, rows)


def _said(office: Office, rows: list[Remark]) -> list[Said]:
    lines = sorted({row.line_id for row in rows})
    with office.read() as general:
        same = joins.counted(general)
        stays = {line: same.get(stay, stay) for line, stay in stays_of_lines(general, lines).items()}
        heads = {head.stay_id: head for head in heads_of(general, list(stays.values()))}
        names = names_on_lines(general, lines)
    found = [
        Said(
            row.id,
            row.line_id,
            names.get(row.line_id, ""),
            row.list_row,
            row.text,
            heads.get(stays.get(row.line_id, "")),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.head is None, one.head.display if one.head else one.name, one.row))
