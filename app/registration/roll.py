"""The people behind heads as lists that leave the desk name them: never a finding, a case or a medical reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from app.registration import families, rules
from app.registration.counts import HeadLine, heads_of
from app.registration.guardians import GuardianEntry, guarded
from app.registration.records import FamilyMember, Person, PersonDocument, Stay
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class Entry:
    """A head with what papers print of it; `papers` are (kind, number), `mother_stay_id` whom an infant came with.

    `family` is the same for people who travel together; empty when none is recorded. `country` and `evidence` tell
    of what nationality somebody is thought to be, and on what grounds (codes of `dasar_klaim_wni`, or words).
    `guardian` answers for a child; `alone` is a child here that has neither guardian nor family.
    """

    head: HeadLine
    aliases: tuple[str, ...] = ()
    age_months: int | None = None
    papers: tuple[tuple[str, str], ...] = ()
    mother_stay_id: str | None = None
    family: str = ""
    country: str = ""
    evidence: tuple[str, ...] = ()
    guardian: GuardianEntry | None = None
    alone: bool = False

    @property
    def name(self) -> str:
        """The name as papers write it: with the father's, and aliases after @."""
        called = self.head.display
        return " @ ".join((called, *self.aliases))

    @property
    def child(self) -> bool:
        """Whether the head counts as a child."""
        return self.head.head_class in ("AL", "AP")


_STAY = Stay.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_PERSON = Person.__table__  # type: ignore[attr-defined]
_PAPER = PersonDocument.__table__  # type: ignore[attr-defined]
_MEMBER = FamilyMember.__table__  # type: ignore[attr-defined]


def roll(r: Reading, stay_ids: Sequence[str]) -> list[Entry]:
    """These heads as papers name them, in the order asked for; those that count nowhere are left out."""
    return entries(r, heads_of(r, stay_ids))


def entries(r: Reading, heads: Sequence[HeadLine]) -> list[Entry]:
    """Heads already at hand with the rest of what papers print of them."""
    people = [head.person_id for head in heads if head.person_id]
    said = {row.id: row for row in _rows(r, _SAID, "id", people)}
    papers: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(r, _PAPERS, "person_id", people):
        papers.setdefault(row.person_id, []).append((row.kind, row.number or ""))
    kin = dict(_rows(r, _FAMILIES, "person_id", people))
    mothers = dict(_rows(r, _MOTHERS, "id", [head.stay_id for head in heads]))
    guardians = guarded(r, [head.stay_id for head in heads if head.head_class in rules.CHILDREN])
    alone = families.unaccompanied(r, list(heads))
    return [
        Entry(
            head,
            papers=tuple(sorted(papers.get(head.person_id or "", ()))),
            mother_stay_id=mothers.get(head.stay_id),
            family=kin.get(head.person_id or "", ""),
            guardian=guardians.get(head.stay_id),
            alone=head.stay_id in alone,
            **_said(said.get(head.person_id)),
        )
        for head in heads
    ]


_SAID = select(
    *(_PERSON.c[name] for name in ("id", "aliases", "age_months", "nationality_country", "nationality_basis"))
)
_PAPERS = select(_PAPER.c.person_id, _PAPER.c.kind, _PAPER.c.number)
_FAMILIES = select(_MEMBER.c.person_id, _MEMBER.c.family_id).order_by(_MEMBER.c.family_id.desc())
"""Of somebody whom two desks recorded in two families the last is kept, as families.family_of does."""
_MOTHERS = select(_STAY.c.id, _STAY.c.mother_stay_id)


def _said(row: Any) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "aliases": tuple(row.aliases or ()),
        "age_months": row.age_months,
        "country": row.nationality_country or "",
        "evidence": tuple(row.nationality_basis or ()),
    }


def _rows(r: Reading, query: Select[Any], column: str, values: Iterable[str]) -> Iterator[Any]:
    table = query.get_final_froms()[0]
    here = (table.c.site_id == r.site_id) & table.c.void_reason.is_(None)
    for some in chunks(values):
        yield from r.rows(query.where(here, table.c[column].in_(some)))
