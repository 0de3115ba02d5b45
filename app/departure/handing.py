"""What a departure offers to be handed over: the people of each receiving office, those aboard once it left."""

from dataclasses import dataclass
from datetime import date

from app.departure import voyages
from app.departure.lines import on_list
from app.departure.offices import shares
from app.kernel.headcount import HeadCount
from app.registration.rules import PRESENT
from app.store.work import Reading

MOST = 30
"""Departures looked at: the next and the latest."""


@dataclass(frozen=True)
class Offer:
    """The people of one office on one departure who are still this post's; `aboard` once its gangway is closed."""

    departure_id: str
    title: str
    day: date
    office: str
    aboard: bool
    stay_ids: tuple[str, ...]
    count: HeadCount


def offers(r: Reading) -> list[Offer]:
    """What could be handed over now, departure by departure and office by office."""
    found: list[Offer] = []
    for line in voyages.departures(r, MOST):
        view = line.view
        if view.cancelled:
            continue
        returned = voyages.returned_ids(r, view.id)
        for share in shares(r, view.id, on_list(view, r)):
            here = [one for one in share.people if one.head.account == PRESENT and one.stay_id not in returned]
            if here:
                stays = tuple(one.stay_id for one in here)
                count = HeadCount.of_classes(one.head.head_class for one in here)
                aboard = view.closed_at is not None
                found.append(Offer(view.id, view.title, view.day, share.office.name, aboard, stays, count))
    return found
