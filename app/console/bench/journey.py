"""The outgoing manifest of 550 people: frozen in the vault, drawn as PDF, written as XLSX."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.console.bench.measuring import Figure, milliseconds
from app.console.bench.office import EVENING, measured_office
from app.departure import outgoing, plan, travellers, voyages, workbook
from app.departure.plan import LegDraft, VehicleDraft
from app.printing import fonts
from app.registration.heads import NewHead, Paper, Who, arrive

PEOPLE, MOST_MS = 550, 1_000.0
VILLAGES = ("73.08.18.1001", "73.02.09.2009", "53.06.10.2006", "64.71.01.1001")


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """Two figures, in processor time."""
    with measured_office(folder) as office:
        with office.write("registration.arrive") as w:
            stays = [arrive(w, NewHead(None, "LD", f"A{number:04}"), _who(number)).id for number in range(PEOPLE)]
        with office.write("departure.plan") as w:
            leg = LegDraft("kapal", "Nunukan", "Parepare", EVENING + timedelta(days=1), name="KM Lambelu")
            made = plan.plan(w, "KM Lambelu", (leg,))
            travellers.assign(w, made, stays)
        with office.read() as r:
            main = voyages.departure(r, made).legs[0].id
        with office.write("departure.plan") as w:
            plan.put_vehicle(w, main, 1, VehicleDraft("KM Lambelu", 900))

        def pdf() -> None:
            with office.write("departure.print") as w:
                sheets = outgoing.print_manifest(w, made)
            sheets.pdf()

        def xlsx() -> None:
            with office.write("departure.export") as w:
                given = workbook.export(w, made, "agen")
            workbook.workbook(given)

        fonts.register()
        pdf()
        on_paper, as_file = milliseconds(runs, pdf, xlsx, clock=time.process_time)
    yield Figure(f"manifest of {PEOPLE} people, PDF, processor", on_paper, "ms", MOST_MS)
    yield Figure(f"manifest of {PEOPLE} people, XLSX, processor", as_file, "ms", MOST_MS)


def _who(number: int) -> Who:
    village = VILLAGES[number % len(VILLAGES)]
    papers = (Paper("splp", f"XC{number:06}"),)
    return Who(f"Sulaiman {number}", "Abdullah", sex="L", age=34, destination_code=village, papers=papers)
