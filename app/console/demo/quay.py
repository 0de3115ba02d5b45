"""The evening at the quay: letters in, ship at the pier, cards and tally, and the recheck of everyone who came off."""

from collections import Counter
from dataclasses import replace
from typing import Any

from app.access.holders import sealer
from app.console.demo.officers import KEPALA, seat
from app.console.demo.scene import Arrival, demo_file
from app.console.demo.stage import Stage
from app.console.lists import letter_of
from app.manifest import board, finding, intake, letters, recheck, rules, tally, unlisted
from app.manifest.letters import BatchDraft
from app.manifest.reading.reader import read_file
from app.manifest.recheck import Found
from app.matching.score import decide
from app.registration.heads import Paper, Who

NAMELESS = "Hamkalu"
"""The boy who says no name on the first evening."""
BABY = "Bayi Ny. Yuliantri"
MOTHER = "Yuliantri Wungo Lela"
LOOKS_UP = 112
"""So many are checked when the pictures of the evening are taken."""


def import_letters(stage: Stage) -> dict[str, Any]:
    """Both letters of the ship come by messenger before it ties up."""
    facts = stage.scene.facts["arrival"]
    with stage.office.write("manifest.batch") as w:
        draft = BatchDraft(facts["ship"], ship=facts["ship"], port_from=facts["from_port"], escort="KRI Tawau")
        stage.batch_id = letters.open_batch(w, draft).id
    taken = {}
    for stated in stage.scene.letters:
        stage.later(minutes=10)
        file = demo_file(stated["file"])
        reading = read_file(file, today=stage.clock.now().date())
        letter = replace(letter_of(reading.letter), depot=stated["depot"], scheme=stated["scheme"])
        source = intake.Source(file.name, file.read_bytes())
        with stage.office.write("manifest.import") as w:
            kept = intake.take(w, stage.batch_id, intake.Incoming(reading, source, letter), sealer(w))
        stage.lines |= {
            (file.name, line.row): intake.line_id(kept.manifest_id, line.sheet, line.row) for line in reading.lines
        }
        taken[file.name] = {
            "lines": kept.lines, "set_aside": kept.set_aside, "problems": kept.problems, "sealed": kept.sealed,
        }  # fmt: skip
    return taken


def receive_ship(stage: Stage) -> dict[str, Any]:
    """The ship ties up: a card for every head that comes down, and the officer's tally beside it."""
    stage.clock.instant = stage.scene.arrived
    with stage.office.write("manifest.batch") as w:
        letters.arrive_now(w, stage.batch_id)
    for arrival in stage.scene.arrivals:
        stage.later(seconds=6)
        with stage.office.write("manifest.tally") as w:
            tally.click(w, stage.batch_id, arrival.head_class)
        if arrival.written not in (NAMELESS, BABY):
            with stage.office.write("manifest.card") as w:
                infant = arrival.who.age == 0
                unlisted.hand_card(w, stage.batch_id, arrival.card, arrival.head_class, infant)
    with stage.office.read() as r:
        counted = tally.tallied(r, stage.batch_id)
    return {"gangway": counted.by_class() if counted else {}, "total": counted.total if counted else 0}


def recheck_first(stage: Stage) -> dict[str, Any]:
    """Two thirds of the arrivals in turn, until the officer looks up."""
    stage.outcomes["officer"] = officer = _Officer(stage)
    waiting = [arrival for arrival in stage.scene.arrivals if arrival.written == BABY]
    stage.outcomes["queue"] = [one for one in stage.scene.arrivals if one not in waiting] + waiting
    for arrival in stage.outcomes["queue"][:LOOKS_UP]:
        officer.meets(arrival)
    return {"met": LOOKS_UP}


def recheck_rest(stage: Stage) -> dict[str, Any]:
    """The others; then whoever did not come is marked with his reason."""
    seat(stage, KEPALA)
    officer: _Officer = stage.outcomes["officer"]
    for arrival in stage.outcomes["queue"][LOOKS_UP:]:
        officer.meets(arrival)
    for key, reason in stage.scene.absent.items():
        with stage.office.write("manifest.recheck") as w:
            recheck.absent(w, stage.lines[key], f"tidak_hadir_{reason}")
    stage.outcomes["heads"] = officer.heads
    with stage.office.read() as r:
        seen = board.board(r, stage.batch_id)
    return {
        "by_matcher": dict(officer.decided),
        "wrong_automatic": officer.wrong,
        "by_status": seen.by_status(),
        "remaining": len(seen.remaining),
        "rechecked": seen.rechecked.by_class(),
        "words": seen.words,
    }


class _Officer:
    """Siti at the table: she believes a sure match, and asks where the matcher only proposes."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.decided: Counter[str] = Counter()
        self.wrong = 0
        self.heads: dict[str, str] = {}
        with stage.office.read() as r:
            self.finder = finding.finder(r, [stage.batch_id])
            self.foreign = {
                line.id: line.nationality
                for line in board.board(r, stage.batch_id).lines
                if rules.nationality(line.nationality) == "wna"
            }

    def meets(self, arrival: Arrival) -> None:
        """One person at the table: a sure match is confirmed, a doubtful one decided, an extra written down."""
        self.stage.later(seconds=18)
        found = self.finder.like(arrival.who)
        decision = decide([candidate.evidence for _line, _batch, candidate in found])
        self.decided[decision.kind] += 1
        truly = [self.stage.lines[key] for key in arrival.lines]
        if decision.kind == "match" and decision.index is not None and found[decision.index][0] not in truly:
            self.wrong += 1
        if truly:
            self._is_listed(arrival, truly)
        else:
            self._is_extra(arrival)

    def _is_listed(self, arrival: Arrival, lines: list[str]) -> None:
        first, *others = lines
        seen = Found(arrival.head_class, arrival.card)
        with self.stage.office.write("manifest.recheck") as w:
            if first in self.foreign:
                kept = recheck.foreigner(w, first, seen, self.foreign[first])
            else:
                kept = recheck.confirm(w, first, seen)
        for other in others:
            with self.stage.office.write("manifest.recheck") as w:
                recheck.duplicate(w, other, first)
        self.heads[arrival.written] = kept.stay_id or ""

    def _is_extra(self, arrival: Arrival) -> None:
        who, mother = written_down(arrival), self.heads.get(MOTHER) if arrival.written == BABY else None
        seen = Found(arrival.head_class, arrival.card, infant=arrival.who.age == 0, mother_stay_id=mother)
        with self.stage.office.write("manifest.extra") as w:
            self.heads[arrival.written] = unlisted.add(w, self.stage.batch_id, who, seen).stay_id


def written_down(arrival: Arrival) -> Who:
    """Somebody on no list as the officer writes him down; the boy who says no name has none."""
    who = arrival.who
    return Who(
        name="" if arrival.written == NAMELESS else who.name,
        father_name=who.father or None,
        sex=who.sex or None,
        age=who.age,
        origin_text=who.regency or None,
        destination_text=who.regency or None,
        papers=tuple(Paper(paper.kind, paper.number) for paper in who.documents),
    )
