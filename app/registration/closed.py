"""Ships that nobody may be counted into or out of any more. Which they are, the part that knows ships says."""

from collections.abc import Callable

from app.registration.records import Stay
from app.store.work import Work

Refuse = Callable[[Work, str], object]
"""Raises the UserError for a ship that was closed; other ids pass."""
_asked: list[Refuse] = []


def ask(refuse: Refuse) -> None:
    """Have this asked before the heads of a ship change."""
    _asked.append(refuse)


def refuse_closed(w: Work, batch_id: str | None, origin: str) -> None:
    """Refuse to change the heads of a closed ship; the newborn of its mothers are no arrivals of it."""
    if batch_id and origin != "born":
        for refuse in _asked:
            refuse(w, batch_id)


def refuse_closed_head(w: Work, stay: Stay) -> None:
    """The same for a head that is here."""
    refuse_closed(w, stay.batch_id, stay.origin)
