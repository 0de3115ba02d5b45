"""What was said in confidence and sealed for health, as in an incident of the house: opened for its holders alone.

It stays where it was sealed; nothing of it is written down again, and each look at it is noted like any other.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.access.holders import unsealed
from app.access.office import Office
from app.access.roles import HEALTH
from app.health.trail import looking, refuse_closed
from app.kernel.i18n import _
from app.registration import interview
from app.shelter.duty import incidents
from app.shelter.duty.incidents import IncidentView

TABLE = "confided"


@dataclass(frozen=True)
class Confidence:
    """One of them; `told` is empty where only another desk can open it, `incident` what it was written beside."""

    id: str
    at: datetime
    told: tuple[str, ...]
    incident: IncidentView | None = None


def confided_to_health(office: Office, stays: Sequence[str], screen: str = "person") -> list[Confidence]:
    """What was confided to health about one person, whose arrivals these are."""
    refuse_closed(office)
    with office.read() as general:
        rows = interview.confidences(general, stays, HEALTH)
    if not rows:
        return []
    with looking(office, screen) as look:
        for row in rows:
            look.seen(TABLE, row.stay_id)
    vault = office.vault(HEALTH)
    plain = [(row.id, unsealed(vault, row.sealed)) for row in rows]
    said = [(row_id, json.loads(text) if text is not None else {}) for row_id, text in plain]
    numbers = sorted({str(one["incident"]) for _row_id, one in said if one.get("incident")})
    with office.read() as general:
        known = incidents.numbered(general, numbers)
    return [_confidence(row_id, one, known) for row_id, one in said]


def _confidence(row_id: str, said: dict[str, str], known: dict[str, IncidentView]) -> Confidence:
    others = _("lainnya: {who}").format(who=said["outsiders"]) if said.get("outsiders") else ""
    done = _("tindakan: {what}").format(what=said["done"]) if said.get("done") else ""
    told = tuple(line for line in (said.get("note", ""), others, done) if line)
    at = datetime.fromisoformat(said["at"]) if said.get("at") else _made(row_id)
    return Confidence(row_id, at, told, known.get(said.get("incident", "")))


def _made(row_id: str) -> datetime:
    """When an id was made (UUIDv7: milliseconds in front), for what cannot be opened."""
    return datetime.fromtimestamp(int(row_id[:12], 16) / 1000, UTC)
