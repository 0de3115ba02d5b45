"""Opening what was handed over, a file or pasted text: its bytes once, its reading as often as columns change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import typed
from app.manifest.intake import Source
from app.manifest.letters import Letter
from app.manifest.reading import limits, reader
from app.manifest.reading.model import LetterHints, Reading


@dataclass(frozen=True)
class Opened:
    """A list as read, its source, and what its letter seems to say."""

    source: Source
    reading: Reading
    letter: Letter
    pasted: bool = False
    rows: typed.Rows = ()
    """What was typed by hand, beside pictures or from the paper itself."""
    scans: tuple[typed.Scan, ...] = ()


def open_file(path: Path, today: date) -> Opened:
    """Read a file; UserError where nothing can be read."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UserError(
            "manifest.unreadable",
            _("Berkas ini tidak dapat dibuka. Tidak ada yang disimpan."),
            _("Periksa apakah flashdisk masih terpasang, lalu coba lagi."),
        ) from error
    reading = reader.read_bytes(data, today=today)
    return Opened(Source(path.name, data), reading, letter_of(reading.letter))


def open_text(text: str, today: date) -> Opened:
    """Read pasted text."""
    reading = reader.read_text(text, today=today)
    return Opened(Source(_("tempelan.txt"), text.encode()), reading, letter_of(reading.letter), pasted=True)


def open_typed(rows: typed.Rows, scans: Sequence[typed.Scan], stated: typed.Stated, today: date) -> Opened:
    """Read what was typed beside pictures."""
    kept = typed.written(rows)
    reading = typed.reading_of(kept, scans, today)
    return Opened(typed.source_of(kept, scans), reading, typed.letter_of(stated), rows=kept, scans=tuple(scans))


def read_again(opened: Opened, mapping: Mapping[int, str], today: date) -> Opened:
    """The same source, with the user's own meaning of some columns ({index from 0: field, "" for none})."""
    content = opened.source.content
    fields = dict(mapping)
    if opened.rows:
        return replace(opened, reading=typed.reading_of(opened.rows, opened.scans, today, fields))
    if opened.pasted:
        return replace(opened, reading=reader.read_text(content.decode(), fields, today=today))
    reading = reader.read_bytes(content, fields, today=today)
    return replace(opened, reading=reading)


def letter_of(hints: LetterHints) -> Letter:
    """What the list says about its letter, as a suggestion."""
    counts = hints.counts.by_class() if hints.counts else {}
    total = hints.total if hints.total is not None else hints.counts.total if hints.counts else None
    return Letter(
        hints.sender, hints.number, hints.date, None, hints.depot, hints.ship, hints.port, hints.scheme, total,
        counts.get("LD"), counts.get("PD"), counts.get("AL"), counts.get("AP"),
    )  # fmt: skip
