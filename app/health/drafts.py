"""What is typed and not saved yet, kept inside the health vault itself: nothing of it ever reaches the general one."""

import json

from app.access.office import Office
from app.access.roles import HEALTH
from app.health.trail import refuse_closed

Drafts = dict[str, dict[str, object]]
"""Stay → the values of the form about it."""


def kept(office: Office) -> Drafts:
    """The drafts of whoever is signed in."""
    refuse_closed(office)
    found = json.loads(office.vault(HEALTH).get_secret(_name(office)) or "{}")
    return found if isinstance(found, dict) else {}


def keep(office: Office, stay_id: str, values: dict[str, object] | None) -> None:
    """Keep the draft about a stay; None forgets it."""
    drafts = kept(office)
    before = dict(drafts)
    drafts.pop(stay_id, None)
    if values:
        drafts[stay_id] = values
    if drafts != before:
        office.vault(HEALTH).set_secret(_name(office), json.dumps(drafts))


def _name(office: Office) -> str:
    return f"health.drafts.{office.actor.user_id}"
