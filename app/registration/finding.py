"""The search index over people: names, fathers, aliases, documents and NIK; derived from their rows.

Cards are looked up by their own table: a card may be handed out before anybody is bound to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from app.registration.index_words import birth_words, name_words, number_words
from app.registration.records import Person, PersonDocument
from app.store import derive, textindex
from app.store.direct import Direct
from app.store.rows import Key

KIND = "person"

_PERSON = Person.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_DOCUMENT = PersonDocument.__table__  # type: ignore[attr-defined]
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SITE: BindParameter[Any] = bindparam("site")
_INDEXED = "id void_reason name father_name aliases nik family_card birth_date birth_year age age_on".split()
_NAMES = Direct(
    select(*(_PERSON.c[name] for name in _INDEXED)).where(_PERSON.c.site_id == _SITE, _PERSON.c.id.in_(_IDS))
)
_NUMBERS = Direct(
    select(_DOCUMENT.c.person_id, _DOCUMENT.c.number_key).where(
        _DOCUMENT.c.site_id == _SITE, _DOCUMENT.c.person_id.in_(_IDS), _DOCUMENT.c.void_reason.is_(None)
    )
)


def _update(connection: Connection, touched: derive.Touched) -> None:
    people = set(touched.get("person", ()))
    documents = touched.get("person_document", {})
    people |= {(site, row["person_id"]) for (site, _id), row in documents.items()}
    _index(connection, people, touched.get("person", {}))


def _index(connection: Connection, people: Iterable[Key], at_hand: Mapping[Key, Mapping[str, Any]]) -> None:
    for site, ids in derive.by_site(people):
        said: dict[Key, list[str] | None] = {(site, row): None for row in ids}
        rows = [at_hand[site, row] for row in ids if (site, row) in at_hand]
        away = [row for row in ids if (site, row) not in at_hand]
        rows += [row._asdict() for row in _NAMES.all(connection, {"site": site, "ids": away})] if away else []
        said |= {(site, row["id"]): _words(row) for row in rows if row["void_reason"] is None}
        for owner, number in _NUMBERS.all(connection, {"site": site, "ids": ids}):
            known = said.get((site, owner))
            if known is not None and number:
                known.extend(number_words(number))
        words_of = {key: None if parts is None else " ".join(dict.fromkeys(parts)) for key, parts in said.items()}
        textindex.replace(connection, KIND, words_of)


def _words(row: Mapping[str, Any]) -> list[str]:
    words = name_words(row["name"], row["father_name"], row["aliases"] or ())
    words += birth_words(row["birth_date"], row["birth_year"], row["age"], row["age_on"])
    return [*words, *number_words(row["nik"] or ""), *number_words(row["family_card"] or "")]


def _rebuild(connection: Connection) -> None:
    textindex.clear(connection, KIND)
    everyone = connection.execute(select(_PERSON.c.site_id, _PERSON.c.id)).all()
    _index(connection, [(row.site_id, row.id) for row in everyone], {})


derive.register(
    derive.Derivation(
        name="person_words",
        vault="general",
        sources=frozenset({"person", "person_document"}),
        update=_update,
        rebuild=_rebuild,
    )
)
