"""The ledger of a half year at 200,000 arrivals: `python -m tests.bench.ledger [PEOPLE]`.

1,200 ships of ten years; everybody has a bed, a paper and a receipt, some were in hospital first. Reads the whole half
year, days that are no whole months, one province, one ship, every ship, the names behind a number; beside them the
same totals counted posting by posting.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.handover.records import Handover, HandoverHead
from app.kernel.ids import new_id
from app.reconciliation.balance_of import LedgerScope, balances, balances_by_batch, stays_behind
from app.reconciliation.postings import posting
from app.registration.records import Movement, Person, Stay
from app.shelter.records import Placement
from app.store import derive
from app.store.vault import Vault
from app.store.work import Reading
from tests.bench.search import CLERK, make_vault

PEOPLE, SHIP = 200_000, 170
PROVINCES = ("53", "73", "74", "35", "52", "64", "76", "33", "12", "61", "81", "32")
CHANCE = random.Random(5)
HALF = LedgerScope(date(2020, 1, 1), date(2020, 6, 30))
Rows = dict[type[Any], list[dict[str, Any]]]


def fill(vault: Vault, people: int) -> list[str]:
    """The ships of ten years, each with its people, their beds, papers and receipts; the ids of the ships."""
    ships = []
    for start in range(0, people, SHIP * 20):
        rows: Rows = {Person: [], Stay: [], Movement: [], Placement: [], Handover: [], HandoverHead: []}
        for first in range(start, min(people, start + SHIP * 20), SHIP):
            ships.append(new_id())
            _ship(rows, ships[-1], date(2016, 1, 1) + timedelta(days=3650 * first // people), min(SHIP, people - first))
        with vault.write(CLERK, "bench") as w:
            for model, items in rows.items():
                w.bulk(model, items)
    return ships


def _ship(rows: Rows, ship: str, day: date, people: int) -> None:
    papers = {province: new_id() for province in PROVINCES}
    sent = day + timedelta(days=4)
    for province, paper in papers.items():
        back = datetime(sent.year, sent.month, sent.day, 10, tzinfo=UTC) + timedelta(days=9)
        receipt = {"at": back.isoformat(), "day": back.date().isoformat(), "by": "A", "remarks": ""}
        said = {"variant": "provinsi", "state": "diterima_penuh", "signed_at": _at(sent), "receipt": receipt}
        rows[Handover].append({"id": paper, "number": f"B-{province}-{paper}", **said})
    for _each in range(people):
        province = CHANCE.choice(PROVINCES[: CHANCE.randint(1, len(PROVINCES))])
        _head(rows, ship, day, (province, papers[province]))


def _head(rows: Rows, ship: str, day: date, goes: tuple[str, str]) -> None:
    province, paper = goes
    person, stay, sex = new_id(), new_id(), CHANCE.choice("LLP")
    born = date(day.year - CHANCE.choice((3, 12, 25, 30, 41)), 3, 1)
    rows[Person].append({"id": person, "sex": sex, "birth_date": born, "destination_code": f"{province}.01"})
    rows[Stay].append({"id": stay, "person_id": person, "batch_id": ship, "arrived_at": _at(day), "day": day})
    rows[Placement].append({"id": new_id(), "stay_id": stay, "place": ship, "day": day})
    rows[HandoverHead].append({"id": new_id(), "handover_id": paper, "stay_id": stay, "outcome": "diterima"})
    ways = [("luar", "hadir", 0)]
    if CHANCE.random() < 0.04:
        ways += [("hadir", "rumah_sakit", 1), ("rumah_sakit", "hadir", 3)]
    after = None
    for source, to, days in [*ways, ("hadir", "diberangkatkan", 4)]:
        when = day + timedelta(days=days)
        own = {"id": new_id(), "stay_id": stay, "from_account": source, "to_account": to, "after": after}
        by = {"document_kind": "bast", "document_id": paper} if to == "diberangkatkan" else {}
        rows[Movement].append({**own, **by, "at": _at(when), "day": when})
        after = own["id"]


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def spent(run: Callable[[], object], times: int = 5) -> dict[str, float]:
    """Milliseconds of the processor and of the wall, the best of some runs."""
    taken = []
    for _each in range(times):
        wall, own = time.perf_counter(), time.process_time()
        run()
        taken.append((time.process_time() - own, time.perf_counter() - wall))
    return {"cpu_ms": round(min(taken)[0] * 1000, 1), "wall_ms": round(min(taken, key=lambda one: one[1])[1] * 1000, 1)}


def one_by_one(r: Reading) -> object:
    """The half year without the counts of months."""
    here = (posting.c.site == r.site_id, posting.c.day <= HALF.end)
    keys = (posting.c.source, posting.c.account, posting.c.head_class, posting.c.province, posting.c.day < HALF.start)
    return r.rows(select(*keys, func.count()).where(*here).group_by(*keys))


def main(people: int = PEOPLE) -> None:
    """Fill, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        vault = make_vault(Path(folder))
        begun = time.process_time()
        ships = fill(vault, people)
        told: dict[str, Any] = {"people": people, "filled_s": round(time.process_time() - begun, 1)}
        ship = ships[len(ships) // 2]
        edges = LedgerScope(date(2020, 1, 17), date(2020, 6, 12))
        with vault.read() as r:
            told["postings"] = r.rows(select(func.count()).select_from(posting))[0][0]
            told["half_year"] = spent(lambda: balances(r, HALF))
            told["half_year_by_days"] = spent(lambda: balances(r, edges))
            told["province"] = spent(lambda: balances(r, LedgerScope(HALF.start, HALF.end, province="53")))
            told["ship"] = spent(lambda: balances(r, LedgerScope(batch_id=ship)))
            told["every_ship"] = spent(lambda: balances_by_batch(r, HALF), 2)
            told["names_behind"] = spent(lambda: stays_behind(r, HALF, "sampai", "came"), 2)
            told["still_on_the_way"] = spent(lambda: stays_behind(r, HALF, "perjalanan"), 2)
            told["one_by_one"] = spent(lambda: one_by_one(r), 1)
        begun = time.process_time()
        with vault.connect_writing() as connection:
            derive.rebuild_all(connection, "general")
        told["rebuilt_s"] = round(time.process_time() - begun, 1)
        vault.close()
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
