"""Going home: a BAST per receiving party, printed on A4 and F4 and signed at the pier."""

from typing import Any

from app.console.demo.officers import KEPALA, seat
from app.console.demo.stage import Stage
from app.departure import boarding
from app.handover import candidates, drafts, freezing, receipt, service, terms
from app.handover.requirements import EVIDENCE
from app.handover.terms import DraftBast, Party, Signing

KINDS = {"province": "provinsi", "immigration": "imigrasi"}
PAPERS = ("A4", "F4", "A4")
BY_PAPER, BY_BUNDLE, AT_ONCE = range(3)
"""How the receipt of each of the three papers comes: later on paper, later from the office's laptop, at the counter."""
REMARKS = "Diterima lengkap di Pelabuhan Parepare."
PORT = "Pelabuhan Tunon Taka, Nunukan"
FOUND_BY = "pengakuan sendiri kepada petugas"
GIVER = Party(
    name="Siti Contoh Aminah",
    nip="19800101 200501 2 001",
    rank="Penata Tk. I (III/d)",
    position="Kepala Satgas Pemulangan PMI Debarkasi Nunukan",
    institution="Satgas Pemulangan PMI Kabupaten Nunukan",
)


def hand_over(stage: Stage) -> dict[str, Any]:
    """The three papers of the scene, issued, printed and signed."""
    stage.later(hours=1)
    seat(stage, KEPALA)
    stage.outcomes["basts"] = [_hand_over(stage, place, given) for place, given in enumerate(stage.scene.handovers)]
    return {"basts": stage.outcomes["basts"]}


def _hand_over(stage: Stage, place: int, given: dict[str, Any]) -> dict[str, Any]:
    stage.later(minutes=20)
    kind = KINDS[given["kind"]]
    aboard = _aboard(stage) if place == BY_PAPER else chosen(stage, kind, given)
    receiver = Party(name=given["receiver"], position=given["position"], institution=given["party"])
    told = {EVIDENCE: FOUND_BY} if kind == KINDS["immigration"] else {}
    draft = DraftBast(kind, receiver, GIVER, tuple(aboard), PORT, paper=PAPERS[place], reasons=told)
    with stage.office.write("handover.draft") as w:
        handover_id = drafts.draft(w, draft)
    with stage.office.write("handover.issue") as w:
        issued = service.issue(w, handover_id)
    with stage.office.read() as r:
        paper = freezing.paper_of(r, handover_id)
    pdf = stage.keep(f"{issued.number}.pdf", paper.pdf())
    stage.papers.append(stage.out / pdf)
    state = _sign(stage, place, handover_id)
    return {
        "id": handover_id,
        "number": issued.number,
        "receiver": given["party"],
        "counts": {**issued.counts.by_class(), "total": issued.counts.total},
        "short_code": issued.short_code,
        "paper": PAPERS[place],
        "state": state,
        "state_words": terms.STATES[state],
        "pdf": pdf,
    }


def _aboard(stage: Stage) -> tuple[str, ...]:
    """The first receiver gets who went aboard."""
    with stage.office.read() as r:
        return boarding.passengers(r, stage.outcomes["departure"])


def chosen(stage: Stage, kind: str, given: dict[str, Any]) -> list[str]:
    """Everybody this receiver may get: by province of destination, or everybody of foreign nationality."""
    with stage.office.read() as r:
        groups = candidates.candidates(r, stage.batch_id, kind)
    provinces = given.get("provinces")
    people = [one for group in groups if not provinces or group.province in provinces for one in group.people]
    return [one.stay_id for one in people if one.allowed]


def _sign(stage: Stage, place: int, handover_id: str) -> str:
    """Every receiver signs at the pier; who counted his people there has answered with it."""
    stage.later(minutes=5)
    with stage.office.write("handover.sign") as w:
        return receipt.sign(w, handover_id, Signing() if place == AT_ONCE else None)
