"""What a Work costs: one registration in processor time, and a list of 1,500 lines beside plain inserts of its rows."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import sqlcipher3

from app.access.holders import sealer
from app.access.office import Office
from app.console.bench.lists import DAY, workbook
from app.console.bench.measuring import Figure, milliseconds
from app.console.bench.office import measured_office
from app.kernel.ids import new_id
from app.manifest import intake
from app.manifest.letters import BatchDraft, Letter, open_batch
from app.manifest.reading.model import ReadLine
from app.manifest.reading.reader import read_bytes
from app.registration.heads import NewHead, Paper, Who, arrive

REGISTRATIONS, MOST_CPU = 300, 2.0
LINES, MOST_TIMES = 1_500, 3.0
WARM = 50
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "cipher_page_size = 2048")


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """Both figures on one site."""
    with measured_office(folder) as office:
        yield _registration(office, _ship(office), runs)
        yield _whole_list(office, folder, runs)


def _ship(office: Office) -> str:
    with office.write("manifest.batch") as w:
        return open_batch(w, BatchDraft("KM Ukur")).id


def _registration(office: Office, batch_id: str, runs: int) -> Figure:
    numbers = iter(range(1_000_000))

    def register(count: int) -> None:
        for _place in range(count):
            number = next(numbers)
            head = NewHead(batch_id, "LD", f"A{number:06}")
            who = Who(f"Sulaiman {number}", "Abdullah", sex="L", age=34, papers=(Paper("splp", f"XC{number:06}"),))
            with office.write("registration.arrive") as w:
                arrive(w, head, who)

    register(WARM)
    (spent,) = milliseconds(runs, lambda: register(REGISTRATIONS), clock=time.process_time)
    return Figure("Work of one registration, processor", spent / REGISTRATIONS, "ms", MOST_CPU)


def _whole_list(office: Office, folder: Path, runs: int) -> Figure:
    reading = read_bytes(workbook(LINES), today=DAY)
    ship = _ship(office)
    plain = _plain_vault(folder / "plain.db", reading.lines[0])

    def work() -> None:
        fresh = replace(reading, file_digest=new_id())
        with office.write("manifest.import") as w:
            intake.take(w, ship, intake.Incoming(fresh, intake.Source("ukur.xlsx", b""), Letter()), sealer(w))

    def inserts() -> None:
        rows = [(new_id(), *_plain(line)) for line in reading.lines]
        marks = ", ".join("?" * len(rows[0]))
        with plain:
            plain.executemany(f"INSERT INTO line VALUES ({marks})", rows)  # noqa: S608 - only question marks

    try:
        ours, theirs = milliseconds(runs, work, inserts)
    finally:
        plain.close()
    return Figure(f"Work of a list of {LINES} lines", ours, "ms", None, "plain inserts", theirs, MOST_TIMES)


def _plain_vault(path: Path, line: ReadLine) -> sqlcipher3.Connection:
    """An encrypted file of the same kind with nothing around it."""
    connection = sqlcipher3.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{'7' * 64}'\"")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    columns = ", ".join(f"c{place}" for place in range(len(_plain(line))))
    connection.execute(f"CREATE TABLE line (id TEXT PRIMARY KEY, {columns})")
    connection.commit()
    return connection


def _plain(line: ReadLine) -> Sequence[object]:
    return [value if isinstance(value, int | str | None) else str(value) for value in astuple(line)]
