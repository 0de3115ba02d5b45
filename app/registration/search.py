"""Find a person while typing: by name, alias, NIK, paper or card; people who are here before those of earlier years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, select

from app.kernel.i18n import N_, _
from app.kernel.texts import sayable
from app.registration import rules
from app.registration.cards import claims, number_of
from app.registration.counts import HeadLine, heads_of
from app.registration.finding import KIND
from app.registration.index_words import Asked, asked, fits
from app.registration.position import position
from app.registration.records import Card, CardEnd
from app.store import textindex
from app.store.journal import chunks
from app.store.textindex import Term
from app.store.work import Reading

CARD, OLD_CARD, NUMBER, NAME, BEGINS, WORDS, SOUND = range(7)
_WHY = (
    N_("kartu"),
    N_("kartu lama"),
    N_("nomor"),
    N_("nama sama"),
    N_("awal nama"),
    N_("bagian nama"),
    N_("bunyi mirip"),
)
_LOOKED_AT = 200
"""So many hits of one kind are put in order; where there are more, those who are here come first."""
_LONGEST = 200
_PRINTED_DIGITS = 4
"""A printed card number has so many digits after its dash, or more."""
_SHORTEST_SOUND = 3
"""Shorter sounds, with their mark, begin too many names."""
_CARD = Card.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_END = CardEnd.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Hit:
    """A head that fits what was typed, by its latest arrival, and how it fits (CARD … SOUND, best first)."""

    head: HeadLine
    fit: int

    @property
    def why(self) -> str:
        """How it fits, in words."""
        return _(_WHY[self.fit])


def search(r: Reading, text: str, limit: int = 20) -> list[Hit]:
    """The people who fit best; within one kind of fit those who are here first, then the latest arrivals."""
    typed = sayable(text[:_LONGEST])
    wanted = asked(typed)
    found = dict.fromkeys(_by_old_card(r, typed), OLD_CARD)
    found |= dict.fromkeys(_by_card(r, typed), CARD)
    people: dict[str, int] = {}
    # A card in use is meant as a whole: its letter is nobody's initial.
    ways = _ways(wanted) if CARD not in found.values() or typed.isalpha() else _by_number(wanted)
    for fit, terms in ways:
        if len(people) >= limit:
            break
        hits = textindex.search(r.connection, KIND, terms, _LOOKED_AT)
        if len(hits) == _LOOKED_AT and fit in (BEGINS, WORDS):
            hits = [*_here(r, wanted), *hits]
        for _site, person in hits:
            people.setdefault(person, fit)
    return _ordered(r, found, people, limit)


def _by_number(wanted: Asked) -> Iterable[tuple[int, list[Term]]]:
    if wanted.number:
        yield NUMBER, [Term((wanted.number,))]


def _ways(wanted: Asked) -> Iterable[tuple[int, list[Term]]]:
    """The ways to read what was typed, the surest first."""
    yield from _by_number(wanted)
    if wanted.words:
        yield NAME, [Term(wanted.whole, whole=True)]
        yield BEGINS, [Term(wanted.whole)]
        yield WORDS, [Term(forms) for forms in wanted.words]
        if len(wanted.sounds) == len(wanted.words) and all(len(word[0]) > _SHORTEST_SOUND for word in wanted.sounds):
            yield SOUND, [Term(forms) for forms in wanted.sounds]


def _by_card(r: Reading, text: str) -> list[str]:
    """Stays whose card has this number (with or without leading zeros) or token."""
    key = "".join(text.split()).upper()
    if not key:
        return []
    numbers = {key, key.lstrip("0") or key, key.zfill(3), number_of(r, key), *_with_dash(key)}
    mine = (_CARD.c.site_id == r.site_id) & _CARD.c.void_reason.is_(None) & _CARD.c.stay_id.is_not(None)
    held = [row.stay_id for row in r.rows(select(_CARD.c.stay_id).where(mine, _CARD.c.number.in_(numbers)))]
    return [*held, *claims(r, number_of(r, key))]


def _with_dash(key: str) -> Iterator[str]:
    """A printed number typed without its dash: A0017 is A-0017."""
    for at in range(1, len(key) - _PRINTED_DIGITS + 1):
        if key.isalnum() and key[0].isalpha() and key[at:].isdigit():
            yield f"{key[:at]}-{key[at:]}"


def _by_old_card(r: Reading, text: str) -> list[str]:
    """Stays that had this card until it was lost or replaced."""
    key = "".join(text.split()).upper()
    mine = (_END.c.site_id == r.site_id) & _END.c.void_reason.is_(None) & (_END.c.number == number_of(r, key))
    return [row.stay_id for row in r.rows(select(_END.c.stay_id).where(mine))] if key else []


def _here(r: Reading, wanted: Asked) -> list[tuple[str, str]]:
    """The people present now who fit: they are never crowded out by namesakes of earlier years."""
    mine = (position.c.site == r.site_id) & (position.c.account == rules.PRESENT)
    present = [(r.site_id, row.person) for row in r.rows(select(position.c.person).where(mine)) if row.person]
    words = textindex.words_of(r.connection, KIND, present)
    return [key for key, said in words.items() if fits(frozenset(said.split()), wanted)]


def _ordered(r: Reading, stays: dict[str, int], people: dict[str, int], limit: int) -> list[Hit]:
    """One hit for each person, by the latest arrival; cards first."""
    found = [(stays[row.stay], row) for row in _standings(r, position.c.stay, list(stays))]
    found += [(people[row.person], row) for row in _standings(r, position.c.person, list(people))]
    found.sort(key=lambda one: (one[0], one[1].account != rules.PRESENT, -one[1].arrived.toordinal(), one[1].stay))
    best: dict[str, tuple[int, str]] = {}
    for fit, row in found:
        best.setdefault(row.person or row.stay, (fit, row.stay))
    fits_of = {stay: fit for fit, stay in list(best.values())[:limit]}
    return [Hit(head, fits_of[head.stay_id]) for head in heads_of(r, list(fits_of))]


def _standings(r: Reading, column: Column[Any], values: list[str]) -> Iterator[Any]:
    query = select(position.c.stay, position.c.person, position.c.account, position.c.arrived)
    for some in chunks(values):
        yield from r.rows(query.where(position.c.site == r.site_id, column.in_(some)))
