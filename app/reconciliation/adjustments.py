"""Adjustments: what changed a closed period after it was closed, who recorded it where, and by how much."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from app.access.naming import desk_names, user_names
from app.handover import passing
from app.kernel.i18n import _
from app.reconciliation.balance_of import LedgerScope, in_scope, opening_of
from app.reconciliation.postings import DIMENSIONS, posting
from app.reconciliation.records import Closing
from app.reconciliation.rules.adjusting import Change, HeadState, States, changes, unpacked
from app.reconciliation.rules.equation import OPEN, Kind
from app.reconciliation.standing import BATCH, SITE
from app.registration import chains
from app.registration.counts import heads_of
from app.shelter import entering
from app.store.base import Record, instant_text
from app.store.have import have_of
from app.store.history import Writing, changes_of_rows
from app.store.work import Reading


@dataclass(frozen=True)
class Cause:
    """An entry that came after the closing: who recorded it, at which desk, when by its clock, what; and its id."""

    actor: str
    desk: str
    wall_time: str
    action: str
    write: str


@dataclass(frozen=True)
class Adjustment:
    """A head that a closed period counts otherwise now; `was` and `now` in accounts, `causes` earliest first."""

    name: str
    person_id: str | None
    change: Change
    causes: tuple[Cause, ...]

    @property
    def stay_id(self) -> str:
        """The head."""
        return self.change.stay


def scope_of(row: Closing) -> LedgerScope:
    """What a closing closed."""
    if row.scope == BATCH:
        return LedgerScope(batch_id=row.batch_id, until=instant_text(row.at))
    if row.scope == SITE:
        return LedgerScope(row.day, row.day)
    return LedgerScope(row.first_day, row.last_day)


def states(r: Reading, scope: LedgerScope) -> States:
    """Every head of a scope: where it was when the period began, if anywhere still open, and its steps in it."""
    keys = (posting.c.stay, *(posting.c[name] for name in DIMENSIONS))
    opened: dict[str, tuple[Kind, str]] = {}
    if scope.start is not None:
        for stay, *kind, account in r.rows(select(*keys, posting.c.account).where(*opening_of(r, scope, OPEN))):
            opened[stay] = (_kind(kind), account)
    steps: dict[str, list[tuple[str, str]]] = {}
    kinds = {stay: kind for stay, (kind, _account) in opened.items()}
    query = select(*keys, posting.c.source, posting.c.account).where(*in_scope(r, scope))
    for stay, *row in r.rows(query.order_by(posting.c.stay, posting.c.step)):
        *kind, source, account = row
        kinds[stay] = _kind(kind)
        steps.setdefault(stay, []).append((source, account))
    none = (Kind(), "")
    return {
        stay: HeadState(stay, kind, opened.get(stay, none)[1], tuple(steps.get(stay, ())))
        for stay, kind in kinds.items()
    }


def _kind(row: Sequence[Any]) -> Kind:
    head_class, infant, body, nationality, province = row
    return Kind(head_class, bool(infant), bool(body), nationality, province)


def changed(r: Reading, row: Closing) -> tuple[Change, ...]:
    """The heads of which a closed period says otherwise now; none for closings of before states were kept."""
    return changes(unpacked(row.states), states(r, scope_of(row))) if row.states else ()


def adjustments(r: Reading, closing_id: str) -> tuple[Adjustment, ...]:
    """What changed a closed period since, by name."""
    row = r.need(Closing, closing_id)
    found = changed(r, row)
    stays = [change.stay for change in found]
    named = {head.stay_id: head for head in heads_of(r, stays)}
    whose = chains.names(r, stays)
    causes = causes_of(r, stays, row.have or [])
    made = []
    for change in found:
        head = named.get(change.stay)
        person, name = whose.get(change.stay, (None, ""))
        said = head.display if head else name or _("Tanpa nama")
        made.append(Adjustment(said, person, change, causes.get(change.stay, ())))
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.stay_id)))


def stated_have(r: Reading) -> list[dict[str, Any]]:
    """What this replica has, as a closing keeps it."""
    return [asdict(have) for have in have_of(r.connection)]


def causes_of(r: Reading, stays: Sequence[str], have: Sequence[Any]) -> dict[str, tuple[Cause, ...]]:
    """Stay → the entries about it that a `have` vector did not hold; else those about arrivals joined to it."""
    found = _causes(r, stays, have)
    for stay in stays:
        if stay not in found:
            others = _causes(r, sorted(chains.relatives(r, stay)), have)
            told = {cause.write: cause for causes in others.values() for cause in causes}
            found[stay] = tuple(told[write] for write in sorted(told))
    return found


def _causes(r: Reading, stays: Sequence[str], have: Sequence[Any]) -> dict[str, tuple[Cause, ...]]:
    about: dict[tuple[str, str], set[str]] = {}
    rows: list[Record] = []
    for source in (chains.rows_of, entering.rows_of, passing.rows_of):
        for row, mine in source(r, stays):
            about.setdefault((str(row.__tablename__), row.id), set()).update(mine)
            rows.append(row)
    people, desks = user_names(r), desk_names(r)
    found: dict[str, dict[str, Cause]] = {}
    for change in changes_of_rows(r, rows):
        said = change.writing
        if not seen_by(have, said):
            where = (people.get(said.actor, ""), desks.get(said.device, ""))
            cause = Cause(*where, said.wall_time, said.action, said.write)
            for stay in about[change.table, change.row_id]:
                found.setdefault(stay, {})[said.write] = cause
    return {stay: tuple(mine[write] for write in sorted(mine)) for stay, mine in found.items()}


def seen_by(have: Sequence[Any], writing: Writing) -> bool:
    """Whether an entry is inside a `have` vector."""
    return any(
        one["up_to"] >= writing.seq and not any(first <= writing.seq <= last for first, last in one["gaps"])
        for one in _streams(have)
        if (one["vault"], one["device"], one["epoch"]) == ("general", writing.device, writing.epoch)
    )


def _streams(have: Sequence[Any]) -> Iterator[dict[str, Any]]:
    return (one for one in have if isinstance(one, dict))
