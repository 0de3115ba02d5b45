"""What a report of a period is of: a ship or days, perhaps only some of its people, and in which language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.postings import posting
from app.reports.rules.periods import Period
from app.reports.table import Tongue

T = TypeVar("T")


@dataclass(frozen=True)
class Filters:
    """Only these people; None for everybody, "" for those of whom it is not known."""

    batch: str | None = None
    province: str | None = None
    head_class: str | None = None
    nationality: str | None = None

    def __bool__(self) -> bool:
        return any(part is not None for part in (self.batch, self.province, self.head_class, self.nationality))


@dataclass(frozen=True)
class Span(Tongue):
    """A period as seen today; `on_paper` speaks Indonesian, whatever the screen does.

    `regencies` when the level it is made for asks for them under their provinces.
    """

    period: Period
    today: date
    zone: str = "WIB"
    filters: Filters = field(default_factory=Filters)
    on_paper: bool = False
    regencies: bool = False
    _seen: dict[tuple[str, Period], Any] = field(default_factory=dict, compare=False, repr=False)
    """What was counted already while this report is made: several tables rest on the same figures."""

    def once(self, name: str, make: Callable[[], T]) -> T:
        """A figure of this period, counted at its first use; a span is of one look at the vault."""
        key = (name, self.period)
        if key not in self._seen:
            self._seen[key] = make()
        found: T = self._seen[key]
        return found

    @property
    def batch(self) -> str | None:
        """The one ship that is told of, if it is one."""
        return self.period.code if self.period.first is None else self.filters.batch

    @property
    def ledger(self) -> LedgerScope:
        """The same scope as the ledger knows it; it knows no class and no nationality."""
        return LedgerScope(self.period.first, self.period.last, self.batch, self.filters.province)

    def wanted(self) -> tuple[ColumnElement[bool], ...]:
        """The postings of the people told of, whenever they were."""
        chosen = (
            (posting.c.batch, self.batch),
            (posting.c.province, self.filters.province),
            (posting.c.head_class, self.filters.head_class),
            (posting.c.nationality, self.filters.nationality),
        )
        return tuple(column == value for column, value in chosen if value is not None)
