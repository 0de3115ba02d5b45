"""The night and the morning after: families are tied, a name is found, a child is born, a copy is made."""

from datetime import UTC, timedelta
from typing import Any

from app.access.backup import back_up
from app.access.days import open_day, today
from app.console.demo.lodging import beds, with_the_mother
from app.console.demo.officers import RAHMA, seat
from app.console.demo.quay import BABY, MOTHER, NAMELESS
from app.console.demo.stage import Stage
from app.kernel.clock import operational_date
from app.manifest import board
from app.registration import families, heads, people
from app.registration.counts import HeadLine, heads_of, heads_of_batch
from app.registration.heads import Who
from app.registration.people import Destination

WHEELCHAIR_AGE = 60
UNTIL_MORNING = timedelta(hours=14)
"""From the ship's arrival in the afternoon to half past six."""
HEAD_OF_FAMILY = "Kepala keluarga"
RELATIONS = {"Istri": "istri", "Anak": "anak"}


def tie_families(stage: Stage) -> dict[str, Any]:
    """Before anybody is given a bed: who belongs together by the letters, and the child on no list with his mother."""
    known = stage.outcomes["heads"]
    tied = _families(stage)
    _tie(stage, _head(stage, known[BABY]), _head(stage, known[MOTHER]))
    return {"tied": tied + 1}


def first_night(stage: Stage) -> dict[str, Any]:
    """The boy says his name at last; a girl is born."""
    stage.later(hours=3)
    seat(stage, RAHMA)
    known = stage.outcomes["heads"]
    boy = _head(stage, known[NAMELESS])
    with stage.office.write("registration.edit") as w:
        people.update_person(w, boy.person_id or "", {"name": NAMELESS})
    with stage.office.read() as r:
        mother = next(head for head in heads_of_batch(r, stage.batch_id) if _may_give_birth(head))
    with stage.office.write("registration.born") as w:
        child = heads.born(w, mother.stay_id, Who(sex="P", destination_text=mother.destination_text))
    newborn = _head(stage, child.id)
    stage.outcomes["newborn"] = newborn.stay_id
    _tie(stage, newborn, mother)
    placed = with_the_mother(stage)
    return {"called_at_first": boy.name, "named": NAMELESS, "born": newborn.display, "placed": placed, **beds(stage)}


def next_morning(stage: Stage) -> dict[str, Any]:
    """The next day is opened; wheelchairs are noted for the old."""
    stage.clock.instant = stage.scene.arrived.astimezone(UTC) + UNTIL_MORNING
    seat(stage, RAHMA)
    site = stage.office.site
    with stage.office.write("access.day") as w:
        stage.outcomes["first_day"] = today(w)
        opened = open_day(w, operational_date(stage.clock.now(), site.zone, site.day_start_minutes))
    with stage.office.read() as r:
        old = [head for head in heads_of_batch(r, stage.batch_id) if (head.age or 0) >= WHEELCHAIR_AGE]
    for head in old[:2]:
        with stage.office.write("registration.needs") as w:
            people.set_need(w, head.stay_id, "kursi_roda", wanted=True)
    copy = back_up(stage.office, stage.folder("flashdisk"))
    return {"day": opened.day.isoformat(), "wheelchairs": len(old[:2]), "backup": copy.path.name}


def _families(stage: Stage) -> int:
    """Whoever the letters list under a head of family is tied to him; how many people that were."""
    with stage.office.read() as r:
        here = {head.stay_id: head.person_id for head in heads_of_batch(r, stage.batch_id)}
        lines = sorted(board.board(r, stage.batch_id).lines, key=lambda line: (line.letter, line.number))
    head, tied = "", 0
    for line in lines:
        person = here.get(line.stay_id or "") or ""
        if line.relation == HEAD_OF_FAMILY:
            head = person
        relation = RELATIONS.get(line.relation or "")
        if relation and head and person:
            with stage.office.write("registration.family") as w:
                families.link_to(w, person, head, relation)
            tied += 1
    return tied


def _tie(stage: Stage, child: HeadLine, mother: HeadLine) -> None:
    with stage.office.write("registration.family") as w:
        families.link_to(w, child.person_id or "", mother.person_id or "", "anak")
        people.set_destination(w, child.person_id or "", Destination(mother.destination_code, mother.destination_text))


def _may_give_birth(head: HeadLine) -> bool:
    here = head.head_class == "PD" and head.nationality == "wni" and "Lombok" in (head.destination_text or "")
    return here and 20 <= (head.age or 0) <= 38


def _head(stage: Stage, stay_id: str) -> HeadLine:
    with stage.office.read() as r:
        return heads_of(r, [stay_id])[0]
