"""Where people went after the office that got them: told with its receipt, kept with the receipt at the sender.

An entry names a paper of that office (or of one after it: `by`), or an end that has no paper (`account`). No reason, no
place and no condition travels; who is in hospital there is only not home yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from app.handover import rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover, HandoverHead, PaperReceipt
from app.kernel.i18n import _
from app.reference.enumerations import name_of
from app.registration.counts import heads_of
from app.registration.rules import DIED, ON_THEIR_OWN, STAYS_LOCALLY, WITHOUT_LEAVE
from app.store.journal import chunks
from app.store.work import Reading

BY_BUNDLE = "berkas"
"""The source of receipts that tell it (a code tells a number only)."""
UNPAPERED = (ON_THEIR_OWN, STAYS_LOCALLY, WITHOUT_LEAVE, DIED)
"""Ends that are told without a paper."""
MOST_STEPS = 12
"""An office that passes on what others told it passes on so many steps of one head."""


@dataclass(frozen=True)
class Ending:
    """Where a head is by the word of another office: `account` as the post names it, "" while it is still there.

    `answered` says that the receiver of the paper signed for him; `through` is our own paper he went with.
    """

    stay: str
    account: str
    by: str
    number: str
    receiver: str
    day: date | None
    answered: bool
    through: str


def told(r: Reading, theirs: Mapping[str, str]) -> list[dict[str, Any]]:
    """What a receipt says of where these went on: our stay → the sender's stay; papers first, then what came later."""
    papers = _papers(r, theirs)
    own = [_entry(row, stays) for row, stays in papers]
    return [*own, *_passed_on(r, [row.id for row, _stays in papers], theirs), *_unpapered(r, theirs)]


def endings(r: Reading, stays: Iterable[str] = ()) -> dict[str, Ending]:
    """Stay → where he is by the latest receipts; of all heads another office took, if none are named.

    Only of those whom our own papers still say it took: a receipt nobody follows moves nobody.
    """
    wanted = set(stays)
    found: dict[str, Ending] = {}
    for row, paper in _latest(r):
        through = paper.number or ""
        ours = {head.stay_id for head in heads_of_paper(r, paper.id) if head.outcome in (None, terms.TAKEN)}
        for head in (row.content or {}).get("heads", ()):
            stay = head.get("stay", "")
            if head.get("outcome") == terms.TAKEN and stay in ours and (not wanted or stay in wanted):
                found[stay] = Ending(stay, "", row.from_name, "", "", None, False, through)
        for entry in (row.content or {}).get("onward", ()):
            for stay in entry.get("stays", ()):
                if stay in found and found[stay].through == through:
                    found[stay] = _ending(stay, entry, row.from_name, through)
    return found


def words(entry: Mapping[str, Any], office: str) -> str:
    """One entry in a sentence."""
    by = str(entry.get("by") or office)
    if entry.get("account"):
        return _("{office}: {account}").format(office=by, account=name_of("akun_orang", str(entry["account"])))
    return _("{office} menyerahkan kepada {receiver}").format(office=by, receiver=entry.get("receiver") or "–")


def checked(onward: Sequence[Mapping[str, Any]]) -> None:
    """ValueError for an entry that no office writes."""
    for entry in onward:
        texts = [entry.get(name, "") for name in ("number", "variant", "state", "day", "receiver", "by", "account")]
        stays = entry.get("stays")
        if not all(isinstance(text, str) for text in texts) or not isinstance(stays, list):
            raise ValueError("onward")
        if not all(isinstance(stay, str) for stay in stays) or not entry.keys() <= _KEYS:
            raise ValueError("onward")
        if entry.get("day"):
            date.fromisoformat(str(entry["day"]))
        known = entry.get("account") in UNPAPERED if entry.get("account") else entry.get("variant") in terms.KINDS
        if not known:
            raise ValueError("onward")


_KEYS = {"number", "variant", "state", "day", "receiver", "by", "account", "stays"}


def _papers(r: Reading, theirs: Mapping[str, str]) -> list[tuple[Handover, list[str]]]:
    """The papers by which this office handed these people on, and whom each of them took, by the sender's stays."""
    ids: set[str] = set()
    for some in chunks(sorted(theirs)):
        query = select(HandoverHead).where(
            HandoverHead.site_id == r.site_id,
            col(HandoverHead.stay_id).in_(some),
            col(HandoverHead.void_reason).is_(None),
        )
        ids |= {head.handover_id for head in r.all(query)}
    rows = [row for paper in ids if (row := r.get(Handover, paper)) and row.state in rules.HANDED and row.number]
    found = [(row, _taken(r, row.id, theirs)) for row in sorted(rows, key=lambda row: row.number or "")]
    return [(row, stays) for row, stays in found if stays]


def _taken(r: Reading, paper: str, theirs: Mapping[str, str]) -> list[str]:
    heads = heads_of_paper(r, paper)
    taken = [head.stay_id for head in heads if head.outcome in (None, terms.TAKEN)]
    return sorted(theirs[stay] for stay in taken if stay in theirs)


def _entry(row: Handover, stays: list[str]) -> dict[str, Any]:
    receiver = row.receiver or {}
    return {
        "number": row.number,
        "variant": row.variant,
        "state": row.state,
        "day": row.day.isoformat() if row.day else "",
        "receiver": receiver.get("institution") or receiver.get("name") or "",
        "stays": stays,
    }


def _passed_on(r: Reading, papers: Sequence[str], theirs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What the offices after this one told of them."""
    wanted = set(papers)
    for row, paper in _latest(r):
        if paper.id not in wanted:
            continue
        for entry in list((row.content or {}).get("onward", ()))[:MOST_STEPS]:
            stays = sorted(theirs[stay] for stay in entry.get("stays", ()) if stay in theirs)
            if stays:
                yield {**entry, "stays": stays, "by": entry.get("by") or row.from_name}


def _unpapered(r: Reading, theirs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    gone: dict[str, list[str]] = {}
    for some in chunks(sorted(theirs)):
        for head in heads_of(r, some):
            if head.account in UNPAPERED:
                gone.setdefault(head.account, []).append(theirs[head.stay_id])
    for account, stays in sorted(gone.items()):
        yield {"number": "", "variant": "", "state": "", "day": "", "receiver": "", "account": account,
               "stays": sorted(stays)}  # fmt: skip


def _latest(r: Reading) -> list[tuple[PaperReceipt, Handover]]:
    """The last receipt of each office for each paper that counts."""
    query = (
        select(PaperReceipt)
        .where(PaperReceipt.site_id == r.site_id, PaperReceipt.source == BY_BUNDLE)
        .where(col(PaperReceipt.void_reason).is_(None))
    )
    last: dict[tuple[str, str | None], PaperReceipt] = {}
    for row in sorted(r.all(query), key=lambda row: (row.revision, row.at, row.id)):
        last[row.handover_id, row.from_site] = row
    found = []
    for (paper_id, _office), row in sorted(last.items(), key=lambda item: (item[1].at, item[1].id)):
        paper = r.get(Handover, paper_id)
        if paper is not None and paper.state in rules.HANDED:
            found.append((row, paper))
    return found


def _ending(stay: str, entry: Mapping[str, Any], office: str, through: str) -> Ending:
    day = date.fromisoformat(str(entry["day"])) if entry.get("day") else None
    by, number = str(entry.get("by") or office), str(entry.get("number") or "")
    if entry.get("account"):
        return Ending(stay, str(entry["account"]), by, number, "", day, True, through)
    kind = terms.KINDS.get(str(entry.get("variant")))
    account = (kind.account if kind else None) or ""
    answered = entry.get("state") in rules.ANSWERED
    return Ending(stay, account, by, number, str(entry.get("receiver") or ""), day, answered, through)
