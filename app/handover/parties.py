"""Who signed before: the signatories of this post and parties of earlier papers, so that nobody types them twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.access.sites import SignatoryView, list_signatories
from app.handover.records import Handover
from app.handover.terms import Party
from app.store.work import Reading

_MOST_PAPERS = 400
_ACTING = ("a.n.", "u.b.", "Plt.", "Plh.")


@dataclass(frozen=True)
class KnownParty:
    """A party to propose; `kinds` are the receivers it stood for, empty for the post's own signatories."""

    party: Party
    kinds: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """How a list names it: the person, or the office where no person is known."""
        return self.party.name or self.party.institution or self.party.position

    @property
    def detail(self) -> str:
        """What tells namesakes apart."""
        other = (self.party.position, self.party.institution)
        return ", ".join(part for part in other if part and part != self.text)


def known_parties(r: Reading, kind: str = "") -> tuple[KnownParty, ...]:
    """Signatories first, then the parties of earlier papers, latest first; each once, those of `kind` before others."""
    found: dict[tuple[str, str, str], KnownParty] = {}
    for known in (*_signatories(r), *_of_papers(r)):
        key = (known.party.name.casefold(), known.party.position.casefold(), known.party.institution.casefold())
        earlier = found.get(key)
        found[key] = KnownParty(earlier.party, earlier.kinds | known.kinds) if earlier else known
    return tuple(sorted(found.values(), key=lambda known: bool(kind) and kind not in known.kinds))


def usual_giver(r: Reading) -> Party | None:
    """Who hands over here: whoever did so last, or the only signatory there is."""
    query = select(Handover).where(Handover.site_id == r.site_id, col(Handover.number).is_not(None))
    for row in r.all(query.order_by(col(Handover.id).desc()).limit(1)):
        return _party(row.giver)
    known = list(_signatories(r))
    return known[0].party if len(known) == 1 else None


def _signatories(r: Reading) -> Iterator[KnownParty]:
    for one in list_signatories(r):
        yield KnownParty(_party_of(one))


def _party_of(one: SignatoryView) -> Party:
    acting = one.capacity if one.capacity in _ACTING else ""
    return Party(
        one.name,
        nip=one.nip,
        rank=one.rank,
        position=one.position,
        acting=acting,
        superior=one.on_behalf_of if acting else "",
        institution=one.institution,
        address=one.address,
    )


def _of_papers(r: Reading) -> Iterator[KnownParty]:
    query = select(Handover).where(Handover.site_id == r.site_id, col(Handover.number).is_not(None))
    for row in r.all(query.order_by(col(Handover.id).desc()).limit(_MOST_PAPERS)):
        receiver = _party(row.receiver)
        if receiver:
            yield KnownParty(receiver, frozenset({row.variant}))
        for given in (row.giver, *(row.witnesses or ()), row.known_by):
            party = _party(given)
            if party:
                yield KnownParty(party)


def _party(given: Any) -> Party | None:
    party = Party(**given) if given else Party()
    return party if party.name or party.institution else None
