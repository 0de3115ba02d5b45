"""The search index over people: names, fathers, aliases, documents, NIK and cards; derived from their rows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from app.registration.records import Card, Person, PersonDocument, Stay
from app.store import derive, textindex
from app.store.rows import Key

KIND = "person"

_PERSON = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_DOCUMENT = PersonDocument.__table__  # type: ignore[attr-defined]
_STAY = Stay.__table__  # type: ignore[attr-defined]
_CARD = Card.__table__  # type: ignore[attr-defined]


def _update(connection: Connection, touched: derive.Touched) -> None:
    people = set(touched.get("person", ()))
    for table, name in ((_DOCUMENT, "person_document"), (_STAY, "stay")):
        people |= _people_of(connection, table, touched.get(name, ()))
    stays = _referred(connection, _CARD, touched.get("card", ()), _CARD.c.stay_id)
    people |= _people_of(connection, _STAY, stays)
    _index(connection, people)


def _people_of(connection: Connection, table: Any, keys: Iterable[Key]) -> set[Key]:
    return _referred(connection, table, keys, table.c.person_id)


def _referred(connection: Connection, table: Any, keys: Iterable[Key], column: Any) -> set[Key]:
    found: set[Key] = set()
    for site, row in keys:
        query = select(column).where(table.c.site_id == site, table.c.id == row, column.is_not(None))
        found |= {(site, value) for value in connection.execute(query).scalars()}
    return found


def _index(connection: Connection, people: Iterable[Key]) -> None:
    for site, ids in derive.by_site(people):
        said: dict[Key, list[str] | None] = {(site, row): None for row in ids}
        query = select(_PERSON).where(_PERSON.c.site_id == site, _PERSON.c.id.in_(ids), _PERSON.c.void_reason.is_(None))
        for row in connection.execute(query):
            parts = [row.name, row.father_name, *(row.aliases or ()), row.nik, row.family_card]
            said[site, row.id] = [part for part in parts if part]
        for owner, words in _more_words(connection, site, ids):
            known = said.get((site, owner))
            if known is not None and words:
                known.append(words)
        words_of = {key: None if parts is None else " ".join(parts) for key, parts in said.items()}
        textindex.replace(connection, KIND, words_of)


def _more_words(connection: Connection, site: str, ids: list[str]) -> Iterable[tuple[str, str | None]]:
    numbers = select(_DOCUMENT.c.person_id, _DOCUMENT.c.number_key).where(
        _DOCUMENT.c.site_id == site, _DOCUMENT.c.person_id.in_(ids), _DOCUMENT.c.void_reason.is_(None)
    )
    cards = select(_STAY.c.person_id, _STAY.c.card_number).where(
        _STAY.c.site_id == site, _STAY.c.person_id.in_(ids), _STAY.c.void_reason.is_(None)
    )
    for query in (numbers, cards):
        yield from ((row[0], row[1]) for row in connection.execute(query))


def _rebuild(connection: Connection) -> None:
    textindex.clear(connection, KIND)
    everyone = connection.execute(select(_PERSON.c.site_id, _PERSON.c.id)).all()
    _index(connection, [(row.site_id, row.id) for row in everyone])


derive.register(
    derive.Derivation(
        name="person_words",
        vault="general",
        sources=frozenset({"person", "person_document", "stay", "card"}),
        update=_update,
        rebuild=_rebuild,
    )
)
