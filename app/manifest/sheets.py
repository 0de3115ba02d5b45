"""Printing for the quay: the list to tick by hand, and who is still missing in letters to be read across it."""

from collections.abc import Iterable
from typing import Any

from app.access.office import site_of
from app.access.rules import require
from app.kernel.headcount import HeadCount
from app.manifest import rules
from app.manifest.board import Board, BoardLine, board
from app.manifest.letters import LetterView
from app.manifest.papers import CHECK_LIST, REMAINING, CheckHead, check_values, remaining_values
from app.printing.ready import Sheet
from app.reference.enumerations import indonesian_of
from app.reference.words import date_time, long_date
from app.registration.rules import display_name
from app.store.work import Work

_BOX, _TICK = "☐", "☑"


def check_list(w: Work, batch_id: str, paper: str = "A4") -> Sheet:
    """The numbered check list of a ship: every line with a box, what was decided already written in."""
    require(w.actor, "manifest.print")
    ship = board(w, batch_id)
    head = _head(ship, w.next_number(CHECK_LIST), w.zone)
    return Sheet(CHECK_LIST, check_values(site_of(w), head, [_checked(line) for line in ship.lines]), paper)


def remaining_list(w: Work, batch_id: str, paper: str = "A4") -> Sheet:
    """“Sisa 12: siapa?”: the lines of a ship nobody has decided about."""
    require(w.actor, "manifest.print")
    ship = board(w, batch_id)
    numbers = {line.id: line.number for line in ship.lines}
    people = [
        {"number": line.number, "name": _called(line), "detail": _detail(line, numbers)} for line in ship.remaining
    ]
    letters = [view.letter.letter_number for view in ship.letters if view.letter.letter_number]
    named = " · ".join([ship.batch.name, *(f"surat {number}" for number in letters)])
    return Sheet(REMAINING, remaining_values(site_of(w), named, date_time(w.now(), w.zone), people), paper)


def _head(ship: Board, number: str, zone: str) -> CheckHead:
    letters = [view.letter for view in ship.letters]
    batch = ship.batch
    counts = {"Menurut surat": ship.stated, "Hitung dermaga": ship.gangway}
    return CheckHead(
        number=number,
        sender=several(letter.sender for letter in letters),
        letter=several(letter_words(view) for view in ship.letters),
        foreign_letter=several(letter.foreign_letter_number for letter in letters),
        depot=" – ".join(part for part in (several(letter.depot for letter in letters), batch.port_from or "") if part),
        transport=batch.ship or batch.name,
        arrival=date_time(batch.arrived_at, zone) if batch.arrived_at else long_date(batch.day),
        scheme=several(indonesian_of("skema_biaya", letter.scheme or "") for letter in letters),
        counts={label: count for label, count in counts.items() if isinstance(count, HeadCount)},
    )


def _checked(line: BoardLine) -> dict[str, Any]:
    present = line.status in rules.PRESENT
    kept = line.done and not present
    status = indonesian_of("status_person_manifes", line.status)
    said = " – ".join(part for part in (status if kept else "", line.reason or "") if part)
    return {
        "number": line.number,
        "name": _called(line),
        "sex": line.sex or "",
        "birth": _birth(line),
        "document": _paper(line),
        "origin": line.origin,
        "present": _TICK if present else "" if line.done else _BOX,
        "absent": said,
        "card": line.card_number or "",
        "note": "",
    }


def _called(line: BoardLine) -> str:
    return " @ ".join((display_name(line.name, line.father, line.sex), *line.aliases))


def _birth(line: BoardLine) -> str:
    if line.birth_date:
        return f"{line.birth_date:%d-%m-%Y}"
    if line.age:
        return f"{line.age} th"
    return f"{line.age_months} bln" if line.age_months is not None else ""


def _paper(line: BoardLine) -> str:
    kind, number = line.documents[0] if line.documents else ("", "")
    return f"{indonesian_of('dokumen', kind)} {number}".strip()


def _detail(line: BoardLine, numbers: dict[str, int]) -> str:
    mother = numbers.get(line.mother or "")
    with_whom = f"bersama no. {mother}" if mother else ""
    parts = (line.sex or "", _birth(line), _paper(line), line.origin.rpartition(", ")[2], with_whom)
    return " · ".join(part for part in parts if part)


def letter_words(view: LetterView) -> str:
    """Number and date of a letter as papers print them."""
    letter = view.letter
    when = long_date(letter.letter_date) if letter.letter_date else ""
    return ", ".join(part for part in (letter.letter_number or "", when) if part)


def several(texts: Iterable[str | None]) -> str:
    """What several letters say, each once."""
    return "; ".join(dict.fromkeys(text for text in texts if text))
