"""The way home of the first receiver's people: planned, boarded card by card, and the manifest printed."""

from datetime import timedelta
from typing import Any

from app.access.office import Office
from app.console.demo.leaving import chosen
from app.console.demo.officers import KEPALA, seat
from app.console.demo.stage import Stage
from app.departure import boarding, offices, outgoing, plan, travellers
from app.departure.plan import LegDraft
from app.registration.counts import heads_of

TITLE = "KM Lambelu ke Parepare"
WAIT, SAIL = timedelta(hours=6), timedelta(hours=40)
PARTING = "keluarganya menuju provinsi lain"


def board_ship(stage: Stage) -> dict[str, Any]:
    """A ship is planned for the first receiver's people; each goes aboard by card, and the gangway is closed."""
    seat(stage, KEPALA)
    given = stage.scene.handovers[0]
    stays = chosen(stage, "provinsi", given)
    departs = stage.clock.now() + WAIT
    leg = LegDraft("kapal", "Pelabuhan Tunon Taka", "Parepare", departs, departs + SAIL, "KM Lambelu", "tiket Pelni")
    with stage.office.write("departure.plan") as w:
        way = plan.plan(w, TITLE, (leg,))
        for province in given["provinces"]:
            offices.put_office(w, way, province, offices.Office(given["party"]))
        travellers.assign(w, way, stays, PARTING)
    scanned = _scan(stage.office, way, stays)
    with stage.office.write("departure.board") as w:
        boarding.close(w, way)
    with stage.office.write("departure.print") as w:
        made = outgoing.print_manifest(w, way)
        [edition] = outgoing.editions(w, way)
    pdf = stage.keep(f"manifes-{edition.number}.pdf", made.pdf())
    stage.outcomes["departure"] = way
    return {
        "title": TITLE, "listed": len(stays), "scanned": scanned, "aboard": edition.total,
        "manifest": edition.number, "pdf": pdf,
    }  # fmt: skip


def _scan(office: Office, way: str, stays: list[str]) -> int:
    """Everybody goes aboard, by card who has one; how many cards were read."""
    with office.read() as r:
        cards = {head.stay_id: head.card_number for head in heads_of(r, stays)}
    for stay, card in cards.items():
        with office.write("departure.board") as w:
            boarding.board(w, way, card) if card else boarding.board_head(w, way, stay)
    return sum(card is not None for card in cards.values())
