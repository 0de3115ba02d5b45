"""The report of a half year in which 20,000 people came: `python -m tests.bench.reports [PEOPLE]`; at most 5 seconds.

As many came in the half year before it, with which it is compared. Measures the whole report with its comparison, what
is open, the names behind a number, the PDF and the workbook.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.access.office import site_of
from app.access.records import OperationalDay, Site
from app.handover.records import Handover, HandoverHead
from app.kernel.ids import new_id
from app.manifest.records import Batch
from app.printing.ready import Sheet
from app.registration.records import Movement, Person, Stay, Vulnerability
from app.reports import cube, periodic, sending
from app.reports.content import Signers, content, values
from app.reports.periodic import Want
from app.reports.workbook import workbook
from app.shelter.records import AidIssue, MealPortion, MealRate, Placement
from app.store.vault import Vault
from app.store.work import Reading
from tests.bench import ledger
from tests.bench.search import CLERK, make_vault

PEOPLE, BEGIN, DAYS = 20_000, date(2019, 7, 1), 360
HALF = Want("semester", "2020-S1")
NOW = datetime(2020, 7, 3, 2, tzinfo=UTC)
LIMIT_S = 5.0
ARRIVED = "orang/semua//tiba/total"


def fill(vault: Vault, people: int) -> None:
    """Two half years of ships, so many people in each, with meals, aid and grounds of vulnerability."""
    with vault.write(CLERK, "bench") as w:
        w.insert(Site(id=w.site_id, code="BNC", name="Pos", kind="entry", zone="WITA"))
        w.insert(OperationalDay(id=new_id(), day=date(2020, 7, 2), opened_at=NOW, opened_by="uji"))
        w.insert(MealRate(id=new_id(), year=2020, rupiah=45_000, fund="apbn"))
    ships = people * 2 // ledger.SHIP
    for first in range(0, ships, 20):
        rows: ledger.Rows = {Person: [], Stay: [], Movement: [], Placement: [], Handover: [], HandoverHead: []}
        batches: list[dict[str, Any]] = []
        for at in range(first, min(ships, first + 20)):
            day = BEGIN + timedelta(days=DAYS * at // ships)
            batches.append({"id": new_id(), "name": f"KM {at}", "day": day, "state": "closed"})
            ledger._ship(rows, batches[-1]["id"], day, ledger.SHIP)
        with vault.write(CLERK, "bench") as w:
            w.bulk(Batch, batches)
            for model, items in rows.items():
                w.bulk(model, items)
    extras(vault)


def extras(vault: Vault) -> None:
    """Meals, aid and grounds of those who came in the half year."""
    with vault.read() as r:
        want = periodic.span_of(r, HALF)
        stays = sorted(cube.weights(r, want, cube.ARRIVED))
    day = date(2020, 3, 2)
    meals = [{"id": new_id(), "stay_id": s, "day": day, "slot": "siang", "at": NOW, "meal_id": ""} for s in stays]
    aid = [
        {"id": new_id(), "claim_id": new_id(), "receipt_id": new_id(), "stay_id": s, "item": "paket_mandi",
         "value": 75_000, "fund": "apbd", "at": NOW, "day": day, "loan": False}
        for s in stays
    ]  # fmt: skip
    grounds = [{"id": new_id(), "stay_id": s, "kind": "disabilitas"} for s in stays[::20]]
    with vault.write(CLERK, "bench") as w:
        w.bulk(MealPortion, meals)
        w.bulk(AidIssue, aid)
        w.bulk(Vulnerability, grounds)


def spent(run: Callable[[], Any], times: int = 3) -> dict[str, float]:
    """Seconds of the processor and of the wall, the best of some runs."""
    taken = []
    for _each in range(times):
        wall, own = time.perf_counter(), time.process_time()
        run()
        taken.append((time.process_time() - own, time.perf_counter() - wall))
    return {"cpu_s": round(min(taken)[0], 2), "wall_s": round(min(one[1] for one in taken), 2)}


def measured(r: Reading) -> dict[str, Any]:
    """Every part of making a report."""
    found = periodic.whole(r, HALF, NOW, on_paper=True)
    said = content(found, site_of(r), Signers("Siti"), (), "")
    paper = Sheet("report-half-yearly", values(said, NOW.date(), ""))
    arrived = next(cell for cell in found.report.table("people").numbers() if cell.key == ARRIVED)
    return {
        "arrived": arrived.value,
        "report": spent(lambda: periodic.whole(r, HALF, NOW)),
        "open_differences": spent(lambda: sending.open_differences(r, HALF), 1),
        "names_behind": spent(lambda: periodic.behind(r, HALF, arrived.key), 1),
        "pdf": spent(paper.pdf, 1),
        "xlsx": spent(lambda: workbook(found.report), 1),
    }


def main(people: int = PEOPLE) -> None:
    """Fill, measure, print; a failure when the report takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        vault = make_vault(Path(folder))
        fill(vault, people)
        with vault.read() as r:
            told = {"people": people, **measured(r)}
        vault.close()
    print(json.dumps(told, indent=1))
    if told["report"]["cpu_s"] > LIMIT_S:
        raise SystemExit(f"the report took {told['report']['cpu_s']} s, the limit is {LIMIT_S} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
