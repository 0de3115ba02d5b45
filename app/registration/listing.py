"""The list beside the person page: everyone, those here, those with open fields, children nobody accompanies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import coding, crosscheck, rules, unfinished, validation
from app.registration.counts import HeadLine, heads_where
from app.registration.index_words import Asked, asked, fits, name_words
from app.registration.position import position
from app.registration.search import search
from app.store.work import Reading

ALL, HERE, OPEN, LONE, FOREIGN, UNCODED = "all", "here", "open", "lone", "foreign", "uncoded"
SIMILAR = "similar"
Alike = Mapping[str, tuple[str, Sequence[str]]]
"""Person here → who may be the same, and why in words."""
MOST = 300
"""So many are listed of everybody; whoever seeks somebody of earlier years types a name."""


@dataclass(frozen=True)
class Row:
    """One line of the list; `why` tells how it fits what was typed, when the whole register was searched."""

    head: HeadLine
    open_fields: tuple[str, ...] = ()
    why: str = ""
    other: str = ""
    """Who may be the same person."""
    doubt: str = ""
    """What somebody to be checked is recorded as."""

    @property
    def lone_child(self) -> bool:
        """Whether a child here has nobody."""
        return unfinished.OpenHead(self.head, self.open_fields).lone_child


@dataclass(frozen=True)
class Listing:
    """The lines of one view and how many each view of those here has (codes HERE, OPEN, LONE, FOREIGN).

    `elsewhere` is how many of the whole register fit what was typed when nobody of the view does.
    """

    rows: tuple[Row, ...]
    counts: dict[str, int]
    elsewhere: int = 0
    uncoded: int = 0
    """How many of those here go to a place that has no code yet."""


def listing(r: Reading, which: str, text: str = "", alike: Alike = {}) -> Listing:  # noqa: B006 - never changed
    """The list for a view and what is typed above it; `alike` is what the look-out has found."""
    here = _here(r)
    views = {
        HERE: here,
        OPEN: [replace(row, why=_missing(row)) for row in here if row.open_fields],
        LONE: [row for row in here if row.lone_child],
        FOREIGN: _foreign(r, here),
        SIMILAR: _similar(r, here, alike),
    }
    counts = {code: len(rows) for code, rows in views.items()}
    uncoded = sum(len(told.people) for told in coding.texts([row.head for row in here]))
    if which != ALL:
        rows = tuple(_fitting(views[which], text))
        return Listing(rows, counts, len(search(r, text, MOST)) if text.strip() and not rows else 0, uncoded)
    return Listing(tuple(_everyone(r, text, {row.head.stay_id: row for row in here})), counts, uncoded=uncoded)


def waiting(r: Reading) -> dict[str, int]:
    """How many of those here wait: with open fields (OPEN), without a code (UNCODED), to be checked (FOREIGN)."""
    here = _here(r)
    return {
        OPEN: sum(bool(row.open_fields) for row in here),
        UNCODED: sum(len(told.people) for told in coding.texts([row.head for row in here])),
        FOREIGN: len(crosscheck.suspects(r, [row.head for row in here])),
    }


def _missing(row: Row) -> str:
    return ", ".join(validation.open_field_name(field) for field in row.open_fields)


def _foreign(r: Reading, here: list[Row]) -> list[Row]:
    """Those to check against their papers, with what they are recorded as."""
    found = {one.head.stay_id: one for one in crosscheck.suspects(r, [row.head for row in here])}
    listed = [(row, found[row.head.stay_id]) for row in here if row.head.stay_id in found]
    return [replace(row, why=_papers(one), doubt=crosscheck.status_words(one)) for row, one in listed]


def _papers(one: crosscheck.Suspect) -> str:
    return ", ".join(f"{name_of('dokumen', kind)} {number}".strip() for kind, number in one.papers)


def _similar(r: Reading, here: list[Row], alike: Alike) -> list[Row]:
    """Those who may have been here before, or twice now, with who that is."""
    found = [(row, *alike[row.head.person_id or ""]) for row in here if row.head.person_id in alike]
    heads = heads_where(r, position.c.person.in_({other for _row, other, _why in found})) if found else []
    latest = {head.person_id: head for head in sorted(heads, key=lambda head: head.arrived)}
    return [
        replace(row, other=other, why=_("mirip {name}: {why}").format(name=latest[other].display, why=" · ".join(why)))
        for row, other, why in found
        if other in latest
    ]


def _here(r: Reading) -> list[Row]:
    accounts = (rules.PRESENT, *rules.BODIES_HERE, *rules.TEMPORARY)
    heads = heads_where(r, position.c.account.in_(accounts))
    return [Row(each.head, each.fields) for each in unfinished.reviewed(r, heads)]


def _everyone(r: Reading, text: str, here: dict[str, Row]) -> list[Row]:
    if not text.strip():
        return [here.get(head.stay_id, Row(head)) for head in _latest(r)]
    return [
        Row(hit.head, here[hit.head.stay_id].open_fields if hit.head.stay_id in here else (), hit.why)
        for hit in search(r, text, MOST)
    ]


def _latest(r: Reading) -> list[HeadLine]:
    """The latest arrivals, the last day first."""
    order = (position.c.arrived.desc(), position.c.stay)
    latest = select(position.c.stay).where(position.c.site == r.site_id).order_by(*order).limit(MOST)
    return sorted(heads_where(r, position.c.stay.in_(latest)), key=lambda head: -head.arrived.toordinal())


def _fitting(rows: list[Row], text: str) -> list[Row]:
    if not text.strip():
        return rows
    wanted = asked(text)
    return [row for row in rows if _fits(row, wanted, text)]


def _fits(row: Row, wanted: Asked, text: str) -> bool:
    card = (row.head.card_number or "").casefold()
    if card and card.lstrip("0") == text.strip().casefold().lstrip("0"):
        return True
    return bool(wanted.words) and fits(frozenset(name_words(row.head.name, row.head.father)), wanted)
