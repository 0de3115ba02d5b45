"""Heads of whom papers say otherwise than movements: on two signed papers, gone by a void one, refused and gone.

Two desks that worked apart make these; each is the same at every desk, and one act (app.handover.clashing) settles it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.handover import rules, terms
from app.handover.doubts import CUSTODY, paper_doubt
from app.handover.records import Handover, HandoverHead
from app.handover.service import DOCUMENT
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration import joins
from app.registration.counts import HeadLine, heads_of
from app.registration.documented import documented
from app.registration.position import in_suspense, position
from app.store.journal import chunks
from app.store.work import Reading

_PAPER = Handover.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
_HEAD = HandoverHead.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Claim:
    """One paper that names the head: as arrival `stay`, whether the paper says he went, and whether a movement does."""

    stay: str
    paper: str
    number: str
    kind: str
    state: str
    receiver: str
    outcome: str
    moved: bool

    @property
    def may_count(self) -> bool:
        """Whether the paper can be the one that counts: one called off never does again."""
        return self.state != terms.VOID


@dataclass(frozen=True)
class Clash:
    """A head whose papers do not agree; `account` is where he is counted meanwhile."""

    stay_id: str
    name: str
    account: str
    suspense: int
    claims: tuple[Claim, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The papers, each once."""
        return tuple(dict.fromkeys(claim.number for claim in self.claims))

    @property
    def words(self) -> str:
        """One sentence that names the papers and where he is counted now."""
        named = name_of("akun_orang", self.account)
        account = f"{named[:1].lower()}{named[1:]}"
        if len(self.numbers) > 1:
            text = _(
                "{name} tercatat di {papers}; dihitung sebagai {account} sampai diputuskan surat mana yang berlaku."
            )
            papers = _(" dan ").join(f"BAST {number}" for number in self.numbers)
            return text.format(name=self.name, papers=papers, account=account)
        text = _("{name}: BAST {number} dan catatan perpindahannya tidak sama; dihitung sebagai {account}.")
        return text.format(name=self.name, number=self.numbers[0], account=account)


def clashes(r: Reading) -> list[Clash]:
    """Every head of this site whose papers do not agree, by name."""
    return _among(r, _suspects(r))


def clash_of(r: Reading, stay_id: str) -> Clash | None:
    """What is to be settled about a head, under whichever of his arrivals."""
    return next(iter(_among(r, [stay_id])), None)


def of_paper(r: Reading, handover_id: str) -> list[Clash]:
    """What is to be settled about the heads of a paper."""
    return [clash for clash in clashes(r) if any(claim.paper == handover_id for claim in clash.claims)]


def _among(r: Reading, stays: Iterable[str]) -> list[Clash]:
    groups = {joins.arrivals(r, stay) for stay in sorted(stays)}
    counting = {head.stay_id: head for head in heads_of(r, [group[0] for group in groups])}
    claims = _claims(r, [stay for group in groups for stay in group])
    found = []
    for group in groups:
        head, mine = counting.get(group[0]), [claim for stay in group for claim in claims.get(stay, ())]
        if head is not None and mine and _disagree(head, mine):
            ordered = tuple(sorted(mine, key=lambda claim: (claim.number, claim.stay)))
            found.append(Clash(head.stay_id, head.display, head.account, head.suspense, ordered))
    return sorted(found, key=lambda clash: (clash.name, clash.stay_id))


def _suspects(r: Reading) -> set[str]:
    """Stays a paper and a movement say different things of, or whose movements wait."""
    doubtful = select(paper_doubt.c.stay).where(paper_doubt.c.site == r.site_id)
    waiting = select(position.c.stay).where(position.c.site == r.site_id, in_suspense())
    return {row[0] for query in (doubtful, waiting) for row in r.rows(query)}


def _claims(r: Reading, stays: Iterable[str]) -> dict[str, list[Claim]]:
    """Stay → the papers that say something of his custody, or whose movement is there."""
    moved, found = documented(DOCUMENT), dict[str, list[Claim]]()
    paper = and_(_PAPER.c.site_id == _HEAD.c.site_id, _PAPER.c.id == _HEAD.c.handover_id)
    same = and_(
        moved.c.site == _HEAD.c.site_id, moved.c.stay == _HEAD.c.stay_id, moved.c.document == _HEAD.c.handover_id
    )
    wanted = (_HEAD.c.stay_id, _PAPER.c.id, _PAPER.c.number, _PAPER.c.variant, _PAPER.c.state, _PAPER.c.receiver,
              _HEAD.c.outcome, moved.c.movement)  # fmt: skip
    says = or_(_PAPER.c.state.in_(rules.HANDED), moved.c.movement.is_not(None), _HEAD.c.outcome == terms.WITHDRAWN)
    here = and_(_HEAD.c.site_id == r.site_id, _HEAD.c.void_reason.is_(None), _PAPER.c.variant.in_(CUSTODY), says)
    query = select(*wanted).select_from(_HEAD.join(_PAPER, paper).outerjoin(moved, same)).where(here)
    for some in chunks(sorted(set(stays))):
        for claim in _read(r.rows(query.where(_HEAD.c.stay_id.in_(some)))):
            mine = found.setdefault(claim.stay, [])
            if claim not in mine:
                mine.append(claim)
    return found


def _read(rows: Sequence[tuple[object, ...]]) -> Iterator[Claim]:
    for stay, paper, number, kind, state, receiver, outcome, movement in rows:
        to = receiver if isinstance(receiver, dict) else {}
        called = to.get("institution") or to.get("name") or to.get("position") or "–"
        told = (str(stay), str(paper), str(number or ""), str(kind), str(state), str(called))
        yield Claim(*told, str(outcome or ""), movement is not None)


def _disagree(head: HeadLine, claims: Sequence[Claim]) -> bool:
    """Whether somebody has to decide: movements wait, or a paper says otherwise than the movements."""
    if head.suspense and any(claim.moved for claim in claims):
        return True
    if any(_went(claim) != claim.moved for claim in claims):
        return True
    dropped = [claim for claim in claims if claim.outcome == terms.WITHDRAWN]
    # Two desks each chose the other one's paper: nothing says any more where he is.
    return len(dropped) > 1 and not any(claim.moved for claim in claims) and head.account in _SOURCES


def _went(claim: Claim) -> bool:
    return claim.state in rules.HANDED and claim.outcome in ("", terms.TAKEN)


_SOURCES = (rules.PRESENT, rules.BODY, rules.DIED)
