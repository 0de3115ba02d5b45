"""What the screen reads in one go: the balance of the chosen ship or day, the ships to choose from, the closings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.access.days import current_day
from app.manifest import letters
from app.manifest.letters import BatchView
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.closing import Closed, closings
from app.reconciliation.ledger import BalanceView, Scope, view

WHOLE, TODAY = "", "today"


@dataclass(frozen=True)
class Loaded:
    """One state of the screen; `chosen` is WHOLE, TODAY or the id of a ship."""

    chosen: str
    scope: Scope
    view: BalanceView
    ships: tuple[BatchView, ...]
    closings: tuple[Closed, ...]
    day: date | None

    @property
    def open(self) -> bool:
        """Whether this can be closed now: an open ship, or the site's day that nobody has closed yet."""
        if self.view.ship is not None:
            return self.view.ship.open
        return not any(one.scope == "site" and one.day == self.day and one.stands for one in self.closings)


def ledger_scope(loaded: Loaded | None) -> LedgerScope | None:
    """What explanations are about: the ship, or the day."""
    if loaded is None:
        return None
    if loaded.scope.batch_id:
        return LedgerScope(batch_id=loaded.scope.batch_id)
    return LedgerScope(loaded.day, loaded.day) if loaded.day else None


def load(r: Any, chosen: str) -> Loaded:
    """The screen's state for a choice; a ship that is not here any more falls back to the whole site."""
    ships = tuple(sorted(letters.batches(r), key=lambda ship: not ship.open))
    known = {ship.id for ship in ships}
    day = current_day(r)
    today = day.day if day else None
    picked = chosen if chosen in known or chosen == TODAY else WHOLE
    since = today if picked == TODAY else None
    scope = Scope(picked if picked in known else None, since)
    found = closings(r, scope.batch_id)
    of_site = [one for one in found if one.batch_id is None]
    return Loaded(picked, scope, view(r, scope), ships, tuple(found if scope.batch_id else of_site), today)
