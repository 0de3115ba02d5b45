"""What a receipt is to what is recorded of its paper: to be applied, the same, outdated, or for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.handover import rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover, HandoverHead, PaperReceipt
from app.kernel.i18n import _
from app.registration.counts import heads_of as heads_at_present
from app.store.work import Reading

APPLIED, SAME, DIFFERS, OLDER, DECIDED = "diterapkan", "sama", "beda", "lama", "diputuskan"
DONE = (terms.RECEIVED, terms.RECEIVED_IN_PART, terms.RECEIVED_WITH_REMARKS, terms.SIGNATURE_REFUSED)
"""States of papers whose receiver's answer is recorded."""


@dataclass(frozen=True)
class HeadTold:
    """What a receipt says of one head; `stay` and `person` are ours, `here` his person at that office."""

    stay: str
    outcome: str
    note: str
    person: str
    here: str


@dataclass(frozen=True)
class PaperAnswer:
    """A receipt for one paper."""

    paper: str
    number: str
    names_digest: str
    heads: tuple[HeadTold, ...]
    extras: tuple[dict[str, str], ...]
    onward: tuple[dict[str, Any], ...]
    remarks: str
    signed_by: str
    position: str
    revision: int
    at: str


def judged(r: Reading, paper: Handover, last: PaperReceipt | None, told: PaperAnswer) -> str:
    """What the receipt is to what is recorded; `last` is the one of that office before it.

    What a person decided about the one before is not asked again while the office says nothing else.
    """
    listed = heads_of_paper(r, paper.id)
    if last is not None and last.revision > told.revision:
        return OLDER
    if misfit(paper, listed, told) or paper.state == terms.VOID:
        return DIFFERS
    if paper.state in (*rules.LIVE, terms.SIGNED):
        return DIFFERS if hindered(r, paper, told) else APPLIED
    if last is not None and said_alike(last, told):
        return DIFFERS if last.state == DIFFERS else SAME
    fresh = bool(told.extras) and (last is None or list((last.content or {}).get("extras", ())) != list(told.extras))
    return DIFFERS if changes(listed, told.heads) or remarks(paper) != told.remarks or fresh else SAME


def said_alike(last: PaperReceipt, told: PaperAnswer) -> bool:
    """Whether an office says the same of the list as before, whatever it tells of where people went on."""
    said = last.content or {}
    then = [(one.get("stay"), one.get("outcome")) for one in said.get("heads", ())]
    now = [(head.stay, head.outcome) for head in told.heads]
    return then == now and said.get("remarks") == told.remarks and list(said.get("extras", ())) == list(told.extras)


def hindered(r: Reading, paper: Handover, told: PaperAnswer) -> list[str]:
    """Heads that have moved on since, so that what the receipt says of them cannot be recorded any more; in words."""
    kind, outcomes = rules.kind_of(paper.variant), {head.stay: head.outcome for head in told.heads}
    found = [
        _("{name} sudah dihitung dengan surat lain").format(name=(head.line or {}).get("name", ""))
        for head in heads_of_paper(r, paper.id)
        if head.outcome == terms.WITHDRAWN and outcomes.get(head.stay_id) == terms.TAKEN
    ]
    outcomes = {head.stay_id: outcomes[head.stay_id] for head in heads_of_paper(r, paper.id)
                if head.outcome != terms.WITHDRAWN and head.stay_id in outcomes}  # fmt: skip
    for head in heads_at_present(r, list(outcomes)):
        if paper.state in rules.LIVE or head.account in rules.sources_of(kind):
            wrong = outcomes[head.stay_id] == terms.TAKEN and head.account not in rules.sources_of(kind)
        else:
            wrong = outcomes[head.stay_id] != terms.TAKEN and kind.account not in (None, head.account)
        if wrong:
            found.append(_("{name} sudah tercatat berpindah lagi di sini").format(name=head.display))
    return found


def misfit(paper: Handover, listed: Sequence[HandoverHead], told: PaperAnswer) -> list[str]:
    """Where the receipt's list is not the paper's, in words; empty when it is."""
    ours, theirs = [head.stay_id for head in listed], [head.stay for head in told.heads]
    said = []
    if len(theirs) != len(ours):
        text = _("tanda terima menyebut {n} orang, surat ini {m} orang")
        said.append(text.format(n=len(theirs), m=len(ours)))
    elif set(theirs) != set(ours) or len(set(theirs)) != len(theirs):
        said.append(_("orang di tanda terima bukan orang di surat ini"))
    elif told.names_digest and paper.names_digest and told.names_digest != paper.names_digest:
        said.append(_("daftar nama di tanda terima bukan daftar surat ini"))
    return said


def changes(listed: Sequence[HandoverHead], heads: Sequence[HeadTold]) -> list[str]:
    """Heads of whom the receipt says otherwise, in words."""
    told = {head.stay: head for head in heads}
    found = []
    for head in listed:
        said = told.get(head.stay_id)
        recorded = head.outcome or terms.TAKEN
        away = recorded == terms.WITHDRAWN and said is not None and said.outcome != terms.TAKEN
        if said is not None and said.outcome != recorded and not away:
            name = str((head.line or {}).get("name", ""))
            text = _("{name}: dicatat {recorded}, menurut tanda terima {said}")
            found.append(text.format(name=name, recorded=_word(recorded), said=_word(said.outcome)))
    return found


def remarks(paper: Handover) -> str:
    """The receiver's remarks as they are recorded."""
    return str((paper.receipt or {}).get("remarks") or "")


def _word(outcome: str) -> str:
    return {
        terms.TAKEN: _("diterima"), terms.TURNED_AWAY: _("ditolak"), terms.NOT_THERE: _("tidak hadir"),
        terms.WITHDRAWN: _("dihitung dengan surat lain"),
    }[outcome]  # fmt: skip
