"""Search as you type and recheck at 200,000 people, beside the raw FTS5 query: `python -m tests.bench.search [PEOPLE]`.

Every key of a name, a paper or a NIK is measured; so is each of 200 arrivals from a list of 2,000.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import nacl.signing
from sqlalchemy import text

import app.tables
from app.access.days import day_id
from app.access.records import OperationalDay
from app.kernel.clock import FixedClock
from app.kernel.ids import new_id
from app.manifest import finding, recheck
from app.manifest.letters import BatchDraft, open_batch
from app.manifest.records import Manifest, ManifestLine
from app.registration import likely, search
from app.registration.records import Movement, Person, PersonDocument, Stay
from app.store.vault import Vault, create_vault, open_vault
from app.store.work import Actor, Author, Work
from tests.bench.matching import pools

T = TypeVar("T")
PEOPLE = 200_000
PRESENT = 550
PER_WORK = 5_000
TODAY = date(2026, 1, 23)
NOW = datetime(2026, 1, 23, 12, tzinfo=UTC)
LISTED, CONFIRMED = 2_000, 200
CHANCE = random.Random(7)
_MODELS: tuple[type[Any], ...] = (Person, PersonDocument, Stay, Movement)
CLERK = Actor("u", "Siti", frozenset({"kepala", "satgas"}))


def make_vault(folder: Path, name: str = "v.db") -> Vault:
    """An empty general vault with a desk that writes."""
    if not app.tables.ALL:
        raise RuntimeError("no tables")
    vault = create_vault(folder / name, "general", bytes(32), FixedClock(NOW))
    vault.author = _author()
    return vault


def opened_vault(place: Path) -> Vault:
    """A vault kept from an earlier run, with another key of its desk."""
    vault = open_vault(place, "general", bytes(32), FixedClock(NOW))
    vault.author = _author()
    return vault


def _author() -> Author:
    key = nacl.signing.SigningKey.generate()
    return Author("s" * 32, "NNK", "d" * 32, "A", "1-a", "WITA", lambda digest: key.sign(digest).signature.hex())


def somebody() -> dict[str, str | None]:
    """A fictional person of one of the peoples most deportees belong to."""
    people = CHANCE.choice(list(pools.MEN))
    sex = CHANCE.choice("LLP")
    names = (pools.MEN if sex == "L" else pools.WOMEN)[people].split(",")
    fathers = pools.MEN[people].split(",")
    second = CHANCE.choice(names).split()[-1] if CHANCE.random() < 0.5 else ""
    return {
        "name": f"{CHANCE.choice(names)} {second}".strip().title(),
        "father_name": CHANCE.choice(fathers).title() if CHANCE.random() < 0.6 else None,
        "sex": sex,
    }


def fill(vault: Vault, count: int) -> list[tuple[str, str]]:
    """People of ten years, the last ones here now; (name, paper number) of a sample of them."""
    seen = []
    for start in range(0, count, PER_WORK):
        rows = [_rows(start + at, count) for at in range(min(PER_WORK, count - start))]
        with vault.write(CLERK, "bench") as w:
            for at, model in enumerate(_MODELS):
                w.bulk(model, [row[at] for row in rows])
            w.bulk(Movement, [row[4] for row in rows if row[4]])
        seen += [(row[0]["name"], row[1]["number_key"]) for row in rows[:: max(1, PER_WORK // 20)]]
    return seen


def _rows(at: int, count: int) -> tuple[dict[str, Any], ...]:
    day = date(2016, 1, 1) + timedelta(days=3650 * at // count)
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    person, stay, arrival, number = new_id(), new_id(), new_id(), f"XD{at:06d}"
    gone = at < count - PRESENT
    left = {"id": new_id(), "stay_id": stay, "from_account": "hadir", "to_account": "diberangkatkan", "after": arrival}
    return (
        {"id": person, **somebody(), "birth_date": date(1960, 1, 1) + timedelta(days=CHANCE.randrange(18_000))},
        {"id": new_id(), "person_id": person, "kind": "splp", "number": number, "number_key": number},
        {"id": stay, "person_id": person, "arrived_at": moment, "day": day},
        {"id": arrival, "stay_id": stay, "from_account": "luar", "to_account": "hadir", "at": moment, "day": day},
        {**left, "at": moment + timedelta(days=3), "day": day + timedelta(days=3)} if gone else {},
    )


def typed(seen: list[tuple[str, str]]) -> Iterator[str]:
    """What is in the line after each key, from the second on."""
    for name, number in CHANCE.sample(seen, 60):
        whole = CHANCE.choice([name.lower(), name.split()[-1].lower(), number.lower(), name.replace("u", "oe")])
        yield from (whole[:end] for end in range(2, len(whole) + 1))


def p95(spent: list[float]) -> float:
    """Milliseconds that 95 of 100 stay within."""
    return round(sorted(spent)[int(len(spent) * 0.95)] * 1000, 2)


def measure(vault: Vault, lines: list[str]) -> dict[str, float]:
    """Milliseconds of each key."""
    raw = text("SELECT site, row FROM text_index WHERE text_index MATCH :match LIMIT 20")
    ours: list[float] = []
    theirs: list[float] = []
    similar: list[float] = []
    with vault.read() as r:
        for line in lines:
            hits = timed(ours, lambda typed=line: search.search(r, typed))  # type: ignore[misc]
            match = " ".join(f'"{word}"*' for word in line.split())
            timed(theirs, lambda words=match: r.rows(raw.bindparams(match=words)))  # type: ignore[misc]
            if hits and len(similar) < 40:
                person = hits[0].head.person_id or ""
                timed(similar, lambda whose=person: likely.likely_same(r, whose))  # type: ignore[misc]
    return {
        "keys": len(lines),
        "p95_ms": p95(ours),
        "median_ms": round(sorted(ours)[len(ours) // 2] * 1000, 2),
        "worst_ms": round(max(ours) * 1000, 2),
        "raw_fts5_p95_ms": p95(theirs),
        "likely_same_p95_ms": p95(similar),
    }


def recheck_measured(vault: Vault) -> dict[str, float]:
    """Milliseconds of one arrival: the name as it is heard found on the list; its line confirmed, with the commit."""
    found: list[float] = []
    confirmed: list[float] = []
    with vault.write(CLERK, "manifest.import") as w:
        open_day(w)
        batch = open_batch(w, BatchDraft(name="KM Uji", ship="KM Uji"))
        letter = w.insert(Manifest(id=new_id(), batch_id=batch.id))
        common = {"manifest_id": letter.id, "batch_id": batch.id}
        w.bulk(ManifestLine, [{"id": new_id(), "row": row, "age": 30, **common, **on_list()} for row in range(LISTED)])
    with vault.read() as r:
        lines = finding.finder(r, [batch.id])
    for own, _batch, who in lines.lines[:CONFIRMED]:
        heard = replace(who, name=who.name[:-1], father="")
        hits = timed(found, lambda heard=heard: lines.like(heard))  # type: ignore[misc]

        def confirm(line: str = hits[0][0] if hits else own) -> None:
            with vault.write(CLERK, "manifest.recheck") as w:
                recheck.confirm(w, line)

        timed(confirmed, confirm)
    return {"recheck_find_p95_ms": p95(found), "recheck_confirm_p95_ms": p95(confirmed)}


def open_day(w: Work) -> None:
    """The operational day of the bench."""
    w.insert_once(OperationalDay(id=day_id(w.site_id, TODAY), day=TODAY, opened_at=w.now(), opened_by="u"))


def on_list() -> dict[str, str | None]:
    """A fictional person as a list has him."""
    person = somebody()
    return {"name": person["name"], "father": person["father_name"], "sex": person["sex"]}


def timed(spent: list[float], action: Callable[[], T]) -> T:
    """Run it and note the CPU seconds of this thread, which neighbours on the machine do not change."""
    start = time.thread_time()
    result = action()
    spent.append(time.thread_time() - start)
    return result


def main(count: int) -> None:
    """Make the vault in a temporary folder, type, print."""
    with tempfile.TemporaryDirectory() as folder:
        vault = make_vault(Path(folder))
        start = time.perf_counter()
        seen = fill(vault, count)
        made = round(time.perf_counter() - start, 1)
        figures = {**measure(vault, list(typed(seen))), **recheck_measured(vault)}
        print(json.dumps({"people": count, "made_s": made, **figures}))
        vault.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
