"""Counts and lists of heads, all made from the derived positions; never a query per person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.registration import rules
from app.registration.live import live
from app.registration.position import groups, joined, position
from app.registration.records import Need, Person, Stay
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class HeadLine:
    """One head as lists show it; `name` is empty while only a card stands for it."""

    stay_id: str
    person_id: str | None
    name: str
    father: str | None
    sex: str | None
    head_class: str | None
    age: int | None
    infant: bool
    body: bool
    card_number: str | None
    account: str
    batch_id: str | None
    nationality: str | None
    destination_code: str | None
    destination_text: str | None
    origin: str
    arrived: date
    suspense: int
    needs: tuple[str, ...] = ()
    category: str = "pmib"

    @property
    def display(self) -> str:
        """The name as screens show it; a card number stands for somebody not yet named."""
        return (
            rules.display_name(self.name, self.father, self.sex)
            if self.name
            else _("Kartu {number}").format(number=self.card_number or "?")
        )


_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_PERSON = Person.__table__  # type: ignore[attr-defined]
_NEED = Need.__table__  # type: ignore[attr-defined]
_COLUMNS = (
    position.c.stay,
    position.c.person,
    _PERSON.c.name,
    _PERSON.c.father_name,
    _PERSON.c.sex,
    position.c.head_class,
    position.c.age,
    position.c.infant,
    position.c.body,
    _STAY.c.card_number,
    position.c.account,
    position.c.batch,
    position.c.nationality,
    _PERSON.c.destination_code,
    _PERSON.c.destination_text,
    position.c.origin,
    position.c.arrived,
    position.c.suspense,
    _PERSON.c.category,
)

_FIELDS = (
    "stay_id", "person_id", "name", "father", "sex", "head_class", "age", "infant", "body", "card_number", "account",
    "batch_id", "nationality", "destination_code", "destination_text", "origin", "arrived", "suspense", "category",
)  # fmt: skip


def heads_of_batch(r: Reading, batch_id: str) -> list[HeadLine]:
    """Every head of a ship, wherever it is now."""
    return heads_where(r, position.c.batch == batch_id)


def heads_at(r: Reading, account: str | Sequence[str], batch_id: str | None = None) -> list[HeadLine]:
    """The heads an account (or several) holds, of one ship or of the whole site."""
    mine = position.c.account.in_([account] if isinstance(account, str) else account)
    return heads_where(r, mine & (position.c.batch == batch_id) if batch_id else mine)


def heads_of(r: Reading, stay_ids: Sequence[str]) -> list[HeadLine]:
    """These heads, in the order asked for."""
    found = {head.stay_id: head for head in heads_where(r, position.c.stay.in_(stay_ids))}
    return [found[stay_id] for stay_id in stay_ids if stay_id in found]


def heads_where(r: Reading, condition: ColumnElement[bool], limit: int | None = None) -> list[HeadLine]:
    """The heads of this site for which a condition on `position` holds, by name."""
    stays = (_STAY.c.site_id == position.c.site) & (_STAY.c.id == position.c.stay)
    people = (_PERSON.c.site_id == position.c.site) & (_PERSON.c.id == position.c.person)
    query = (
        select(*_COLUMNS)
        .select_from(position.join(_STAY, stays).outerjoin(_PERSON, people))
        .where(position.c.site == r.site_id, condition)
        .order_by(_PERSON.c.name, position.c.stay)
    )
    rows = r.rows(query.limit(limit) if limit else query)
    needs = needs_of(r, [row[0] for row in rows])
    return [_head(tuple(row), needs) for row in rows]


def _head(row: tuple[Any, ...], needs: dict[str, list[str]]) -> HeadLine:
    values = dict(zip(_FIELDS, row, strict=True))
    named = {"name": values["name"] or "", "category": values["category"] or "pmib"}
    return HeadLine(**{**values, **named, "needs": tuple(needs.get(values["stay_id"], ()))})


def needs_of(r: Reading, stay_ids: Sequence[str]) -> dict[str, list[str]]:
    """Stay → the neutral needs of these heads, those noted under an arrival that was joined to them too.

    What a vault asked under another arrival is not taken along: its officers reckon joined arrivals themselves.
    """
    own = {stay: {stay} for stay in stay_ids}
    for some in chunks(stay_ids):
        for group in groups(joined(r.connection, r.site_id, some)):
            own |= dict.fromkeys(group & own.keys(), group)
    noted: dict[str, list[tuple[str, bool]]] = {}
    for some in chunks({one for group in own.values() for one in group}):
        mine = live(r, Need) & _NEED.c.stay_id.in_(some)
        for need_id, stay, kind in r.rows(select(_NEED.c.id, _NEED.c.stay_id, _NEED.c.kind).where(mine)):
            noted.setdefault(stay, []).append((kind, need_id == derived_id("need", stay, kind)))
    found = {
        stay: sorted({kind for one in group for kind, plain in noted.get(one, ()) if plain or one == stay})
        for stay, group in own.items()
    }
    return {stay: kinds for stay, kinds in found.items() if kinds}


def count_by_account(r: Reading, batch_id: str | None = None) -> dict[str, HeadCount]:
    """Heads per account, by class; of one ship or of the whole site."""
    query = (
        select(position.c.account, position.c.head_class, func.count())
        .where(position.c.site == r.site_id)
        .group_by(position.c.account, position.c.head_class)
    )
    if batch_id:
        query = query.where(position.c.batch == batch_id)
    found: dict[str, HeadCount] = {}
    for account, head_class, number in r.rows(query):
        found[account] = found.get(account, HeadCount()) + so_many(head_class, number)
    return found


def so_many(head_class: str | None, number: int) -> HeadCount:
    """That many heads of one class (None: not known) as a count."""
    fields = {"LD": "adult_male", "PD": "adult_female", "AL": "boys", "AP": "girls"}
    return HeadCount(**{fields.get(head_class or "", "unknown"): number})


@dataclass(frozen=True)
class Tally:
    """So many heads alike; `before` those who came before the day asked about, `suspense` their open movements."""

    account: str
    head_class: str | None
    born: bool
    body: bool
    before: bool
    number: int
    suspense: int


def tallies(r: Reading, condition: ColumnElement[bool], day: date | None = None) -> list[Tally]:
    """The heads of this site for which a condition on `position` holds, counted by the database."""
    born = (position.c.origin == "born").label("born")
    before = (position.c.arrived < (day or date.min)).label("before")
    alike = (position.c.account, position.c.head_class, born, position.c.body, before)
    whole = select(*alike, func.count(), func.sum(position.c.suspense))
    query = whole.group_by(position.c.account, position.c.head_class, "born", position.c.body, "before")
    return [
        Tally(account, head_class, bool(born), bool(body), bool(before), number, int(suspense or 0))
        for account, head_class, born, body, before, number, suspense in r.rows(
            query.where(position.c.site == r.site_id, condition)
        )
    ]


def present_count(r: Reading, batch_id: str | None = None) -> HeadCount:
    """Who is here now; bodies are not among them."""
    return count_by_account(r, batch_id).get(rules.PRESENT, HeadCount())
