"""*Beda data*: fields on which desks differ, every value with who, where and when; and settling one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.access.naming import desk_names, user_names
from app.access.office import Office
from app.access.roles import GENERAL
from app.access.rules import require
from app.store import differing
from app.store.history import Writing
from app.store.streams import branches
from app.store.work import Work
from app.sync.labels import field_label, table_label


@dataclass(frozen=True)
class Said:
    """One value of a field: who wrote it, at which desk, when by that desk's clock; `shown` is in use now."""

    value: Any
    who: str
    desk: str
    at: datetime
    shown: bool


@dataclass(frozen=True)
class DifferenceView:
    """A field that differs. `is_void`: somebody voided the row while somebody else changed it."""

    vault: str
    table: str
    table_label: str
    row_id: str
    field: str
    field_label: str
    is_void: bool
    values: tuple[Said, ...]


@dataclass(frozen=True)
class Branch:
    """A desk whose epoch was continued twice: its laptop was cloned, or restored from a copy."""

    vault: str
    desk: str
    epoch: str
    branch: str


def differences(office: Office) -> list[DifferenceView]:
    """Every field that differs in the vaults that are open here."""
    names = _Names(office)
    found = []
    for vault in office.vaults:
        with office.read(vault) as r:
            found += [_view(vault, one, names) for one in differing.differences(r, vault)]
    return found


def count_differences(office: Office) -> int:
    """How many fields differ in the vaults that are open here."""
    total = 0
    for vault in office.vaults:
        with office.read(vault) as r:
            total += differing.count(r)
    return total


def settle(w: Work, table: str, row_id: str, field: str, value: Any) -> None:
    """Decide which value holds; every value there was stays in the journal. UserError row.missing."""
    require(w.actor, "sync.settle")
    differing.settle(w, table, row_id, field, value)


def cloned(office: Office) -> list[Branch]:
    """Desks that were found writing one epoch twice; both sides count, a *kepala* should look into it."""
    names = _Names(office)
    found = []
    for vault in office.vaults:
        with office.read(vault) as r:
            found += [Branch(vault, names.desk(one.device), one.epoch, one.branch) for one in branches(r.connection)]
    return found


class _Names:
    """What people and desks are called."""

    def __init__(self, office: Office) -> None:
        with office.read(GENERAL) as r:
            self._desks, self._people = desk_names(r), user_names(r)

    def desk(self, device: str) -> str:
        return self._desks.get(device, device[:8])

    def person(self, user: str) -> str:
        return self._people.get(user, user)


def _view(vault: str, one: differing.Difference, names: _Names) -> DifferenceView:
    values = tuple(_said(value.value, value.writing, value.shown, names) for value in one.values)
    labels = (one.table, table_label(one.table), one.row_id, one.field, field_label(one.field, one.table))
    return DifferenceView(vault, *labels, one.field == "void_reason", values)


def _said(value: Any, writing: Writing, shown: bool, names: _Names) -> Said:
    at = datetime.fromisoformat(writing.wall_time)
    return Said(value, names.person(writing.actor), names.desk(writing.device), at, shown)
