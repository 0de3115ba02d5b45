"""Going home: a BAST per receiving party, printed on A4 and F4, signed with what the receiver found."""

from collections.abc import Sequence
from typing import Any

from app.console.demo.stage import Stage
from app.departure import boarding
from app.handover import candidates, drafts, freezing, receipt, service, terms
from app.handover.requirements import EVIDENCE
from app.handover.terms import DraftBast, Party, Signing

KINDS = {"province": "provinsi", "immigration": "imigrasi"}
PAPERS = ("A4", "F4", "A4")
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
    return {"basts": [_hand_over(stage, place, given) for place, given in enumerate(stage.scene.handovers)]}


def _hand_over(stage: Stage, place: int, given: dict[str, Any]) -> dict[str, Any]:
    stage.later(minutes=20)
    kind = KINDS[given["kind"]]
    aboard = _aboard(stage) if place == 0 else chosen(stage, kind, given)
    receiver = Party(name=given["receiver"], position=given["position"], institution=given["party"])
    told = {EVIDENCE: FOUND_BY} if kind == KINDS["immigration"] else {}
    draft = DraftBast(kind, receiver, GIVER, tuple(aboard), PORT, paper=PAPERS[place], reasons=told)
    with stage.office.write("handover.draft") as w:
        handover_id = drafts.draft(w, draft)
    with stage.office.write("handover.issue") as w:
        issued = service.issue(w, handover_id)
    with stage.office.read() as r:
        paper = freezing.paper_of(r, handover_id)
    pdf = stage.folder("surat") / f"{issued.number}.pdf"
    pdf.write_bytes(paper.pdf())
    stage.papers.append(pdf)
    state = _sign(stage, place, handover_id, aboard)
    return {
        "number": issued.number,
        "receiver": given["party"],
        "counts": {**issued.counts.by_class(), "total": issued.counts.total},
        "short_code": issued.short_code,
        "paper": PAPERS[place],
        "state": state,
        "pdf": str(pdf.relative_to(stage.out)),
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


def _sign(stage: Stage, place: int, handover_id: str, stays: Sequence[str]) -> str:
    """The first paper's receipt comes back later, on the second somebody is missing, the third is taken whole."""
    stage.later(minutes=5)
    with stage.office.write("handover.sign") as w:
        if place == 0:
            receipt.sign(w, handover_id)
        elif place == 1:
            missing = stays[-1]
            notes = {missing: "sakit di ruang tunggu, ikut kapal berikutnya"}
            return receipt.sign(w, handover_id, Signing({missing: terms.NOT_THERE}, notes))
        else:
            return receipt.sign(w, handover_id, Signing())
    stage.later(hours=2)
    with stage.office.write("handover.receive") as w:
        return receipt.receive(w, handover_id, Signing(remarks="Diterima lengkap di Pelabuhan Parepare."))
