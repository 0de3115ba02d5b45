"""What is written about the day: a shift handed over with its store counted, the daily report, the ship's report."""

from datetime import date
from typing import Any

from app.access.days import today
from app.console.demo.officers import BUDI, KEPALA, RAHMA, seat
from app.console.demo.stage import Stage
from app.reconciliation import closing, recording
from app.reconciliation.balance_of import LedgerScope, balances
from app.reports import daily, declaring, sending
from app.reports.declaring import Typed
from app.reports.meals import EATEN
from app.reports.periodic import Want
from app.reports.rules.declared import Given
from app.reports.rules.periods import BATCH, HALF, containing
from app.reports.table import TOTAL, Report
from app.shelter import counting, stock
from app.shelter.counting import Counted
from app.shelter.duty import turnover
from app.shelter.duty.turnover import StoreDraft, TurnoverDraft
from app.shelter.rules.stock import GOODS

AFTERNOON, NIGHT = "siang", "malam"
WORKS_BOOK = "Buku kerja pekerja sosial, Dinas Sosial Kabupaten Nunukan"


def hand_shift_over(stage: Stage) -> dict[str, Any]:
    """At nine in the evening logistics counts the store and hands over; the satgas officer signs in and takes."""
    stage.later(minutes=20)
    seat(stage, BUDI)
    store = stock.first_store(GOODS)
    with stage.office.read() as r:
        counted = tuple(Counted(line.place, line.booked) for line in counting.expected(r, store))
    draft = TurnoverDraft(
        AFTERNOON, NIGHT, RAHMA.person.name, keys=("Kunci gudang", "Kunci gerbang"),
        stores=(StoreDraft(store, counted),), remarks="Air minum galon datang pukul 22.00.",
    )  # fmt: skip
    with stage.office.write("shelter.turnover") as w:
        issued = turnover.issue(w, draft)
        paper = turnover.paper(w, issued.id)
    pdf = stage.keep(f"giliran-{issued.number}.pdf", paper.pdf())
    stage.later(minutes=5)
    seat(stage, RAHMA)
    with stage.office.write("shelter.turnover") as w:
        turnover.take(w, issued.id)
    with stage.office.read() as r:
        line = turnover.turnovers(r)[0]
    return {
        "number": issued.number, "giver": line.giver, "taker": line.taker, "taken": not line.waits,
        "present": issued.present.total, "counted": len(counted), "differences": line.differences, "pdf": pdf,
    }  # fmt: skip


def report_day(stage: Stage) -> dict[str, Any]:
    """In the morning the day that is over is reported on paper and as a workbook."""
    seat(stage, RAHMA)
    day: date = stage.outcomes["first_day"]
    with stage.office.write("reports.export") as w:
        paper, book = daily.paper(w, day), daily.file(w, day)
    return {
        "pdf": stage.keep(f"laporan-harian-{day}.pdf", paper.pdf()),
        "xlsx": stage.keep(f"laporan-harian-{day}.xlsx", book),
        **figures(stage, day),
    }


def figures(stage: Stage, day: date) -> dict[str, Any]:
    """A day as its report says, and beside it what the ledger of the day says."""
    with stage.office.read() as r:
        told = daily.report(r, day, stage.clock.now())
        ledger = balances(r, LedgerScope(day, day))
    equation = ledger.equation
    return {
        "day": day.isoformat(),
        "people": _people(told),
        "meals": {str(line.cells["label"].value): line.cells[EATEN].value for line in told.table("meals").lines},
        "ledger": {
            "opening": equation.opening, "arrived": equation.arrived, "born": equation.born, "care": equation.care,
        },
    }  # fmt: skip


def report_ship(stage: Stage) -> dict[str, Any]:
    """After the closing: its signed record, and the ship's report to whom it is due."""
    stage.later(minutes=20)
    seat(stage, KEPALA)
    with stage.office.read() as r:
        closed = closing.closings(r)[0]
        days = daily.days(r)
    signers = recording.Signers(RAHMA.person.name, KEPALA.person.name)
    with stage.office.write("reconciliation.record") as w:
        record = recording.record(w, closed.id, signers)
    with stage.office.write("reports.send") as w:
        sent = sending.send(w, Want(BATCH, stage.batch_id), sending.suggested(w, w.actor.user_id))
        paper = sending.sheet(w, sent.id)
    with stage.office.read() as r:
        number = closing.closings(r)[0].number
    return {
        "record": {"number": number, "pdf": stage.keep(f"rekonsiliasi-{number}.pdf", record.pdf())},
        "report": {
            "number": sent.number, "to": sent.addressee, "pdf": stage.keep(f"laporan-{sent.number}.pdf", paper.pdf()),
        },
        "half_year": declare_works(stage),
        "days": [figures(stage, day) for day in reversed(days)],
    }  # fmt: skip


def declare_works(stage: Stage) -> dict[str, Any]:
    """What the half-yearly report asks for and no ledger here knows, from the office's own book; the draft of it."""
    rows = {"stages.fasilitasi_akses": "158", "stages.asesmen": "21", "services.perlindungan_sosial": "158"}
    with stage.office.read() as r:
        day = today(r)
    period = containing(HALF, day)
    entries = [Typed(period.code, row, Given(number, WORKS_BOOK, day)) for row, number in rows.items()]
    with stage.office.write("reports.declare") as w:
        entered = declaring.declare(w, entries)
    with stage.office.write("reports.export") as w:
        paper = sending.draft(w, Want(HALF, period.code))
    return {"entered": entered, "pdf": stage.keep(f"laporan-semester-{period.code}-draf.pdf", paper.pdf())}


def _people(told: Report) -> dict[str, int]:
    """Each line of the equation of those present, by its label."""
    return {str(line.cells["label"].value): int(line.cells[TOTAL].value or 0) for line in told.table("people").lines}
