"""Scan to verdict at the counter of a ten-year-old site: `python -m tests.bench.meals [PEOPLE MEALS [FOLDER]]`.

200,000 people, the last 550 of them here, and 2,000,000 meals. A scan is measured as a desk does it: the whole Work
with its commit, for people who have not eaten (green) and for those who have (red). A vault made in FOLDER is kept and
serves three runs, one for each meal of its day: making it takes a quarter of an hour.
"""

import json
import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select

from app.kernel.ids import derived_id, new_id
from app.registration.records import Card, Stay
from app.shelter import meals, meals_planning
from app.shelter.records import Meal, MealPortion
from app.store.vault import Vault
from tests.bench.search import CLERK, PRESENT, TODAY, fill, make_vault, open_day, opened_vault, p95

PEOPLE, MEALS = 200_000, 2_000_000
PER_WORK = 20_000
SLOTS = ("pagi", "siang", "malam")
CHANCE = random.Random(11)


def feed(vault: Vault, count: int) -> list[str]:
    """Meals of ten years, those of people who left long ago; the cards of those who are here."""
    with vault.read() as r:
        stays = [row.id for row in r.all(select(Stay).order_by(col(Stay.arrived_at), col(Stay.id)))]
    gone, here = stays[:-PRESENT], stays[-PRESENT:]
    each = -(-count // len(gone))
    rows = ((stay, TODAY - timedelta(days=400 + meal // 3), SLOTS[meal % 3]) for stay in gone for meal in range(each))
    batch: list[tuple[str, date, str]] = []
    made = 0
    for row in rows:
        batch.append(row)
        if len(batch) == PER_WORK or made + len(batch) == count:
            made += len(batch)
            _keep(vault, batch)
            batch = []
        if made == count:
            break
    return _cards(vault, here)


def _keep(vault: Vault, batch: list[tuple[str, date, str]]) -> None:
    moment = datetime(2024, 6, 1, tzinfo=UTC)
    common = [{"stay_id": stay, "day": day, "slot": slot, "at": moment, "desk": "A"} for stay, day, slot in batch]
    ids = [meals.meal_id(stay, day, slot, 1) for stay, day, slot in batch]
    with vault.write(CLERK, "bench") as w:
        w.bulk(Meal, [{"id": own, "attempt": 1, **row} for own, row in zip(ids, common, strict=True)])
        portions = [{"id": new_id(), "meal_id": own, **row} for own, row in zip(ids, common, strict=True)]
        w.bulk(MealPortion, portions)


def _cards(vault: Vault, here: list[str]) -> list[str]:
    numbers = [f"A-{number:04d}" for number in range(len(here))]
    with vault.write(CLERK, "bench") as w:
        open_day(w)
        both = list(zip(numbers, here, strict=True))
        w.bulk(
            Card, [{"id": derived_id("card", "", number), "number": number, "stay_id": stay} for number, stay in both]
        )
    return numbers


def measure(vault: Vault, cards: list[str], slot: str) -> dict[str, float | int]:
    """Milliseconds of each scan, by the clock on the wall and by the processor of this thread."""
    walls: list[float] = []
    spent: list[float] = []
    good = 0
    for card in [*cards, *CHANCE.sample(cards, len(cards) // 2)]:
        wall, own = time.perf_counter(), time.thread_time()
        with vault.write(CLERK, "shelter.meal") as w:
            good += meals.scan(w, card, slot).good
        walls.append(time.perf_counter() - wall)
        spent.append(time.thread_time() - own)
    return {
        "scans": len(walls),
        "green": good,
        "p95_ms": p95(walls),
        "median_ms": round(sorted(walls)[len(walls) // 2] * 1000, 2),
        "worst_ms": round(max(walls) * 1000, 2),
        "cpu_p95_ms": p95(spent),
    }


def main(people: int, count: int, folder: Path) -> None:
    """Make the vault, or take the one kept in the folder; scan, print."""
    kept = folder / "cards.json"
    start = time.perf_counter()
    if kept.exists():
        vault = opened_vault(folder / "v.db")
    else:
        vault = make_vault(folder)
        fill(vault, people)
        kept.write_text(json.dumps(feed(vault, count)), encoding="utf-8")
    made = round(time.perf_counter() - start, 1)
    slot = next(slot for slot in SLOTS if not (folder / slot).exists())
    found = measure(vault, json.loads(kept.read_text(encoding="utf-8")), slot)
    (folder / slot).touch()
    start = time.perf_counter()
    with vault.read() as r:
        meals_planning.costs(r, TODAY, TODAY)
    day_ms = round((time.perf_counter() - start) * 1000, 1)
    print(json.dumps({"people": people, "meals": count, "made_s": made, **found, "day_figures_ms": day_ms}))
    vault.close()


if __name__ == "__main__":
    asked = sys.argv[1:]
    people, count = (int(text) for text in asked[:2]) if len(asked) > 1 else (PEOPLE, MEALS)
    with tempfile.TemporaryDirectory() as room:
        main(people, count, Path(asked[2]) if len(asked) > 2 else Path(room))
