"""The sample ship at the quay of a test site: both letters taken in, nobody checked yet."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.access.holders import sealer
from app.access.office import Office
from app.console.demo.scene import demo_file, load_scene
from app.console.lists import letter_of
from app.kernel.ids import derived_id
from app.manifest import board, intake, recheck
from app.manifest.letters import BatchDraft, open_batch
from app.manifest.reading.reader import read_file
from app.registration.counts import heads_of_batch

LETTERS = tuple(str(letter["file"]) for letter in load_scene().letters)


@dataclass(frozen=True)
class Quay:
    """A ship with its lines in list order; `keys` names them by file and row, as the truth of the sample does."""

    batch_id: str
    lines: tuple[str, ...]
    keys: dict[tuple[str, int], str] = field(default_factory=dict)


def ship(office: Office) -> str:
    """The sample ship at this desk."""
    facts = load_scene().facts["arrival"]
    with office.write("manifest.batch") as w:
        return open_batch(w, BatchDraft(facts["ship"], ship=facts["ship"])).id


def import_letters(office: Office, batch_id: str, names: tuple[str, ...] = LETTERS) -> Quay:
    """Take the letters in and say which lines there are."""
    keys: dict[tuple[str, int], str] = {}
    for name in names:
        file = demo_file(name)
        reading = read_file(file, today=date(2026, 1, 23))
        source = intake.Source(file.name, file.read_bytes())
        with office.write("manifest.import") as w:
            kept = intake.take(w, batch_id, intake.Incoming(reading, source, letter_of(reading.letter)), sealer(w))
        keys |= {(name, line.row): intake.line_id(kept.manifest_id, line.sheet, line.row) for line in reading.lines}
    with office.read() as r:
        return Quay(batch_id, tuple(line.id for line in board.board(r, batch_id).lines), keys)


def confirm(office: Office, line_id: str, card: str | None = None) -> str:
    """One listed person is here; the id of his stay."""
    with office.write("manifest.recheck") as w:
        found = recheck.confirm(w, line_id, recheck.Found("LD", card))
        assert found.stay_id
        return found.stay_id


def heads(office: Office, batch_id: str) -> list[str]:
    """The stays of a ship, each once per position."""
    with office.read() as r:
        return sorted(head.stay_id for head in heads_of_batch(r, batch_id))


def stay_of(line_id: str) -> str:
    """The id every desk derives for the stay of a line."""
    return derived_id("stay", "line", line_id)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
