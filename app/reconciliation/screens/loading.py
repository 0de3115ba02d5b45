"""What the screen reads in one go: the balance of the chosen ship or day, the ships to choose from, the closings."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.access.days import current_day
from app.manifest import letters
from app.manifest.letters import BatchView
from app.reconciliation.adjustments import Adjustment, adjustments
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.closing import Closed, closings, with_changes
from app.reconciliation.ledger import BalanceView, Scope, view
from app.reconciliation.standing import SITE
from app.reconciliation.stating import Stated, stated

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
    adjusted: tuple[Adjustment, ...] = ()
    stated: tuple[Stated, ...] = ()

    @property
    def standing(self) -> str:
        """The latest closing of this ship, or of the site's day of today, that was not opened again; "" if none."""
        mine = (one for one in self.closings if one.stands and (self.view.ship is not None or self._of_today(one)))
        return next((one.id for one in mine), "")

    @property
    def open(self) -> bool:
        """Whether this can be closed now: an open ship, or the site's day that nobody has closed yet."""
        if self.view.ship is not None:
            return self.view.ship.open
        return not self.standing

    def _of_today(self, one: Closed) -> bool:
        return one.scope == SITE and one.day == self.day


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
    history = with_changes(r, found if scope.batch_id else of_site)
    loaded = Loaded(picked, scope, view(r, scope), ships, history, today)
    about = ledger_scope(loaded)
    adjusted = adjustments(r, loaded.standing) if loaded.standing and not loaded.open else ()
    return replace(loaded, adjusted=adjusted, stated=stated(r, about) if about and scope.batch_id else ())
