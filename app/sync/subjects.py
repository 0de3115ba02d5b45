"""Whom a row is about, in words, for people who look at differences: found by following the links rows carry."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack

from app.access.office import Office
from app.access.roles import GENERAL
from app.kernel.i18n import _
from app.store.base import Record, class_of, table_named
from app.store.work import Reading

LINKS = {
    "person_id": "person",
    "other_id": "person",
    "stay_id": "stay",
    "line_id": "manifest_line",
    "family_id": "family",
    "handover_id": "handover",
    "manifest_id": "manifest",
    "batch_id": "batch",
    "room_id": "room",
    "rider_id": "stay",
    "escort_id": "departure_escort",
    "vehicle_id": "departure_vehicle",
    "leg_id": "departure_leg",
    "departure_id": "departure",
}
"""Fields that name a row of another table, those that say most first; such rows lie in the general vault."""
MEANT = {
    **{field: (table,) for field, table in LINKS.items()},
    "place": ("bed", "room"),
    "rider_id": ("stay", "departure_escort"),
    "shown": ("departure_carrier",),
}
"""Field → the tables a value of it may name a row of."""

_NAMED_BY = ("name", "title", "label", "to_place", "letter_number", "number", "card_number")
"""Fields that name a row, the best first; a card's number names an arrival only while nobody's name is bound to it."""
_MOST_STEPS = 4

Place = tuple[str, str, str]
"""(vault, table, row id)"""


def subjects(office: Office, places: Iterable[Place]) -> dict[str, str]:
    """Row id → the name of the person, ship or paper the row is about; rows that are not open here are left out."""
    with ExitStack() as stack:
        readings = {vault: stack.enter_context(office.read(vault)) for vault in office.vaults}
        open_here = [place for place in places if place[0] in readings]
        found_last = sorted(open_here, key=lambda place: _row(readings, place) is not None)
        return {place[2]: _named(readings, place) for place in found_last}


def _named(readings: Mapping[str, Reading], place: Place) -> str:
    """The first name on the way from a row along its links."""
    seen = []
    for _step in range(_MOST_STEPS):
        row = _row(readings, place)
        if row is None:
            break
        seen.append(place[1])
        by = _NAMED_BY if getattr(row, "person_id", None) is None else _NAMED_BY[:-1]
        if name := next((str(name) for key in by if (name := getattr(row, key, None))), ""):
            room = getattr(row, "room_id", None)
            return f"{_named(readings, (GENERAL, 'room', room))}/{name}" if room else name
        linked = ((key, str(getattr(row, key))) for key in LINKS if getattr(row, key, None))
        ways = ((GENERAL, table, value) for key, value in linked for table in MEANT[key])
        onward = next((way for way in ways if way[1] not in seen and _row(readings, way) is not None), None)
        if onward is None:
            break
        place = onward
    return _("tanpa nama ({id})").format(id=place[2][-6:])


def _row(readings: Mapping[str, Reading], place: Place) -> Record | None:
    vault, table_name, row_id = place
    table, reading = table_named(table_name, vault), readings[vault]
    return reading.session.get(class_of(table), (reading.site_id, row_id)) if table is not None else None
