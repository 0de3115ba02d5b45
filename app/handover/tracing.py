"""Which papers carry given heads: what reconciliation compares with the heads themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.handover import rules, terms
from app.handover.papers import counted
from app.handover.records import Handover, HandoverHead
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class PaperFigures:
    """A printed paper in numbers: `stated` heads in its counts, and the stays its list names."""

    id: str
    number: str
    state: str
    kind: str
    stated: int
    stays: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Whether it is printed and not signed yet."""
        return self.state in rules.LIVE

    @property
    def to_immigration(self) -> bool:
        """Whether it hands foreigners over."""
        return rules.kind_of(self.kind).takes == "foreign"


def papers_of(r: Reading, stay_ids: Iterable[str]) -> tuple[PaperFigures, ...]:
    """The printed or signed papers that name any of these heads, with their whole lists; void ones are left out."""
    return _figures(r, {row.handover_id for row in _heads(r, "stay_id", stay_ids)})


def papers_waiting(r: Reading) -> tuple[PaperFigures, ...]:
    """The printed papers of the whole site that wait for their signature."""
    live = select(Handover.id).where(Handover.site_id == r.site_id, col(Handover.state).in_(rules.LIVE))
    return _figures(r, {row.id for row in r.rows(live)})


def _figures(r: Reading, papers: Iterable[str]) -> tuple[PaperFigures, ...]:
    listed: dict[str, list[str]] = {}
    for head in _heads(r, "handover_id", papers):
        listed.setdefault(head.handover_id, []).append(head.stay_id)
    states = (*rules.LIVE, *rules.HANDED, terms.SIGNATURE_REFUSED)
    counts = (Handover.site_id == r.site_id, col(Handover.state).in_(states))
    found: list[Handover] = []
    for some in chunks(sorted(listed)):
        found += r.all(select(Handover).where(*counts, col(Handover.id).in_(some)))
    return tuple(
        PaperFigures(
            row.id, row.number or "", row.state, row.variant, counted(row.values or {}).total, tuple(listed[row.id])
        )
        for row in sorted(found, key=lambda row: row.number or "")
    )


@dataclass(frozen=True)
class Way:
    """A paper heads are on the way with: who receives them, and by which telephone he is asked."""

    id: str
    number: str
    kind: str
    receiver: str
    phone: str
    signed_at: datetime | None


def ways(r: Reading, papers: Iterable[str]) -> dict[str, Way]:
    """The papers by their ids."""
    found: dict[str, Way] = {}
    for some in chunks(sorted(papers)):
        for row in r.all(select(Handover).where(Handover.site_id == r.site_id, col(Handover.id).in_(some))):
            to = row.receiver or {}
            called = to.get("institution") or to.get("name") or to.get("position") or ""
            found[row.id] = Way(row.id, row.number or "", row.variant, called, to.get("phone") or "", row.signed_at)
    return found


@dataclass(frozen=True)
class NotTaken:
    """Somebody whom the receiver of a paper did not take, when its answer was recorded; `void`: it was called off."""

    stay: str
    paper: str
    at: datetime
    void: bool = False


def not_taken(r: Reading, stay_ids: Iterable[str]) -> list[NotTaken]:
    """Those of these heads who did not arrive or were turned away, paper by paper, the earliest answer first."""
    # Who was not taken are few of all who ever stood on a paper: all of them are read sooner than those asked for.
    heads = select(HandoverHead.handover_id, HandoverHead.stay_id).where(
        HandoverHead.site_id == r.site_id,
        col(HandoverHead.void_reason).is_(None),
        col(HandoverHead.outcome).in_((terms.NOT_THERE, terms.TURNED_AWAY)),
    )
    wanted, answered = set(stay_ids), dict[str, list[str]]()
    for paper, stay in r.rows(heads) if wanted else ():
        if stay in wanted:
            answered.setdefault(paper, []).append(stay)
    found = []
    for papers in chunks(sorted(answered)):
        signed = select(Handover).where(Handover.site_id == r.site_id, col(Handover.id).in_(papers))
        for row in r.all(signed.where(col(Handover.signed_at).is_not(None))):
            at = _answered(row)
            found += [NotTaken(stay, row.id, at, row.state == terms.VOID) for stay in answered[row.id] if at]
    return sorted(found, key=lambda one: (one.at, one.paper, one.stay))


def _answered(row: Handover) -> datetime | None:
    """When the answer was recorded; receipts of before it was kept tell the signature only."""
    told = row.receipt if isinstance(row.receipt, dict) else {}
    try:
        return datetime.fromisoformat(str(told["at"])) if told.get("at") else row.signed_at
    except ValueError:
        return row.signed_at


def _heads(r: Reading, column: str, values: Iterable[str]) -> list[HandoverHead]:
    here = (HandoverHead.site_id == r.site_id, col(HandoverHead.void_reason).is_(None))
    found: list[HandoverHead] = []
    for some in chunks(sorted(values)):
        found += r.all(select(HandoverHead).where(*here, col(getattr(HandoverHead, column)).in_(some)))
    return found
