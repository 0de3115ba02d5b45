"""Applying 20,000 carried entries beside bare inserts of the same rows and journal: `python -m tests.bench.sync`."""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from app import tables
from app.bundle.keys import SigningKey, verify
from app.kernel.ids import derived_id
from app.registration.records import Movement, Person, Stay
from app.store import journal
from app.store.base import decode, instant_text, table_named
from app.store.guard import STORE
from app.store.heads import ALL
from app.store.journal import Change, Entry, from_line
from app.store.merge import Judge, merge
from app.store.vault import Vault, create_vault

TABLES = (tables.ALL, Movement, Person, Stay)
ENTRIES = 20_000
RUNS = 3
SITE = "5" * 32
NAMES = "Siti Udin Yohana Maria Rahmat Kopong Daeng Lelu Nurhaliza Sulaiman".split()


def entries(count: int, key: SigningKey) -> list[Entry]:
    """One chain of registrations: person, stay and first movement in each, as a desk writes them."""
    chance = random.Random(1)
    made: list[Entry] = []
    prev = ""
    for seq in range(1, count + 1):
        write = f"{seq:016x}{chance.randbytes(8).hex()}"
        moment = datetime(2026, 1, 23, 13, 0, tzinfo=UTC)
        entry = Entry(
            "general", SITE, "a" * 32, "1-bench", seq, write, instant_text(moment), 480, journal.SCHEMA,
            "u" * 32, "manifest.recheck", tuple(_changes(seq, chance)), prev,
        )  # fmt: skip
        made.append(journal.signed(entry, key.sign))
        prev = made[-1].digest
    return made


def _changes(seq: int, chance: random.Random) -> list[Change]:
    person, stay = derived_id("person", seq), derived_id("stay", seq)
    when, day = instant_text(datetime(2026, 1, 23, 13, 0, tzinfo=UTC)), date(2026, 1, 23).isoformat()
    name = f"{chance.choice(NAMES)} {chance.choice(NAMES)} {seq}"
    rows: list[tuple[str, str, dict[str, object]]] = [
        ("person", person, {"name": name, "sex": "L", "category": "pmib", "nationality": "wni"}),
        ("stay", stay, {"person_id": person, "infant": False, "body": False, "origin": "line",
                        "arrived_at": when, "day": day, "desk": "A", "head_class": "LD"}),
        ("movement", derived_id("arrival", stay), {"stay_id": stay, "from_account": "luar", "to_account": "hadir",
                                                   "at": when, "day": day}),
    ]  # fmt: skip
    return [Change(table, SITE, row, values, {ALL: []}, chance.randbytes(16).hex()) for table, row, values in rows]  # type: ignore[arg-type]


def bare(vault: Vault, made: list[Entry]) -> None:
    """The same rows and journal lines, inserted with nothing checked and nothing derived."""
    rows: dict[str, list[dict[str, object]]] = {}
    for entry in made:
        for change in entry.changes:
            table = table_named(change.table, "general")
            assert table is not None
            values = {name: decode(table, name, value) for name, value in change.set.items()}
            blank = {column.name: None for column in table.columns}
            row = {**blank, **values, "site_id": change.site, "id": change.id, "heads": entry.write}
            rows.setdefault(change.table, []).append(row)
    with vault.connect_writing() as connection:
        journal.append(connection, [(entry, "") for entry in made])
        for name, every in rows.items():
            table = table_named(name, "general")
            assert table is not None
            connection.execute(table.insert(), every, execution_options=STORE)


def judge_of(key: SigningKey) -> Judge:
    """The real check of every author's signature."""
    return lambda entry: "good" if verify(key.public, bytes.fromhex(entry.digest), entry.sig) else "signature"


def spent(action: Callable[[Vault], object], folder: Path) -> tuple[float, float]:
    """(seconds, of which this process computed) of one run on an empty vault."""
    vault = create_vault(folder / "bench.db", "general", bytes(32))
    wall, computed = time.perf_counter(), time.process_time()
    action(vault)
    found = time.perf_counter() - wall, time.process_time() - computed
    vault.close()
    for left in folder.glob("bench.db*"):
        left.unlink()
    return found


def measure(folder: Path, count: int = ENTRIES) -> dict[str, float]:
    """Seconds of each side, run by turns, and ours over theirs; reading the lines and every signature are in ours."""
    key = SigningKey.generate()
    made = entries(count, key)
    lines = [entry.to_line() for entry in made]
    sides: dict[str, Callable[[Vault], object]] = {
        "bare": lambda vault: bare(vault, made),
        "apply": lambda vault: merge(vault, map(from_line, lines), judge_of(key)),
        "apply_without_signatures": lambda vault: merge(vault, made, lambda _entry: "good"),
    }
    runs = [{name: spent(action, folder) for name, action in sides.items()} for _run in range(RUNS)]
    middle = {name: [statistics.median(run[name][part] for run in runs) for part in (0, 1)] for name in sides}
    figures = {f"{name}_s": round(seconds, 2) for name, (seconds, _computed) in middle.items()}
    return {
        "entries": count,
        "rows": count * 3,
        **figures,
        "ratio": round(statistics.median(run["apply"][0] / run["bare"][0] for run in runs), 2),
        "ratio_computed": round(middle["apply"][1] / middle["bare"][1], 2),
    }


def main() -> None:
    """Print the figures as one JSON line; the number of entries may be given."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)))


if __name__ == "__main__":
    main()
