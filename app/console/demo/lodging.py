"""The house at night: its rooms, everybody off the ship in a bed by rule, and who could not be placed and why."""

from collections import Counter
from typing import Any

from app.console.demo.officers import BUDI, seat
from app.console.demo.stage import Stage
from app.reference.enumerations import indonesian_of
from app.registration.counts import heads_at
from app.registration.rules import PRESENT
from app.shelter import allocating, floors
from app.shelter.allocating import Plan
from app.shelter.floors import RoomDraft
from app.shelter.house import house
from app.shelter.wording import why

ROOMS = (
    RoomDraft("101–109", level=1, use="pria", beds=6, near_staff=True),
    RoomDraft("110", level=1, use="isolasi", beds=4, near_staff=True),
    RoomDraft("111", level=1, use="ibu_bayi", beds=4, near_staff=True),
    RoomDraft("112–115", level=1, use="wanita", beds=6),
    RoomDraft("201–206", level=2, use="pria", beds=6),
    RoomDraft("207–209", level=2, use="wanita", beds=6),
    RoomDraft("210–217", level=2, use="keluarga", beds=5),
    RoomDraft("218–219", level=2, use="anak", beds=6),
)
"""The house in Nunukan as the demo has it: two floors, a few beds too few."""


def move_in(stage: Stage) -> dict[str, Any]:
    """The logistics officer sets the rooms up and has the whole ship placed by rule."""
    stage.later(minutes=20)
    seat(stage, BUDI)
    with stage.office.write("shelter.rooms") as w:
        for draft in ROOMS:
            floors.set_up(w, draft)
    with stage.office.read() as r:
        proposed = allocating.propose(r)
    with stage.office.write("shelter.allocate") as w:
        done = allocating.confirm(w, proposed)
    return {"rooms": dict(_rooms(stage)), "said": done.text, "unplaced": _left(proposed), **beds(stage)}


def beds(stage: Stage) -> dict[str, int]:
    """How many beds there are, who sleeps in the house, and who has no place."""
    with stage.office.read() as r:
        now, here = house(r), len(heads_at(r, PRESENT))
    placed = sum(len(room.guests) for room in now.rooms)
    return {"places": now.places, "people": here, "placed": placed, "without": len(now.waiting)}


def with_the_mother(stage: Stage) -> int:
    """Whoever came since, as a newborn, is placed by rule; how many were."""
    with stage.office.read() as r:
        proposed = allocating.propose(r)
    if proposed.count:
        with stage.office.write("shelter.allocate") as w:
            allocating.confirm(w, proposed)
    return proposed.count


def _left(proposed: Plan) -> list[dict[str, Any]]:
    """Who could not be placed, together as they belong, and why."""
    return [{"people": [guest.head.display for guest in one.guests], "why": why(one.why)} for one in proposed.left]


def _rooms(stage: Stage) -> Counter[str]:
    """How many rooms there are of each use, in words."""
    with stage.office.read() as r:
        return Counter(indonesian_of("guna_kamar", room.use) for room in house(r).rooms)
