"""Families that a paper parts: who goes, who of them stays here, and why; kept with the paper, not printed on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import col, select

from app.handover import rules
from app.handover.holding import papers_holding
from app.handover.papers import KEPT_ASIDE
from app.handover.records import Handover, HandoverHead
from app.handover.terms import DraftBast
from app.kernel.i18n import _
from app.registration import families
from app.registration.counts import heads_at
from app.registration.roll import entries
from app.registration.timeline import Entry, Subject
from app.store.journal import chunks
from app.store.work import Reading

KEY = KEPT_ASIDE
"""Where a frozen paper keeps it: {reason, parted: [[stay, name, [[stay, name] left behind]]]}."""


def check(r: Reading, draft: DraftBast, handover_id: str = "") -> dict[str, Any]:
    """What the frozen values keep of the families this list parts; UserError when nobody said why."""
    here = entries(r, heads_at(r, rules.sources_of(rules.kind_of(draft.kind))))
    kin = {entry.head.stay_id: entry.family or entry.mother_stay_id or "" for entry in here}
    names = {entry.head.stay_id: entry.name for entry in here}
    chosen = set(draft.stay_ids)
    held = papers_holding(r, [stay for stay in kin if stay not in chosen], handover_id)
    parted = rules.parted(kin, chosen, held)
    rules.check_parting([names[stay] for stay in parted], draft.parting_reason)
    if not parted:
        return {}
    told = [[stay, names[stay], [[one, names[one]] for one in left]] for stay, left in parted.items()]
    return {KEY: {"reason": draft.parting_reason.strip(), "parted": told}}


def told(values: Mapping[str, Any]) -> str:
    """What the page of a paper says of the families it parted; "" for none."""
    kept = values.get(KEY)
    if not kept:
        return ""
    gone = [name for _stay, name, _left in kept["parted"]]
    left = list(dict.fromkeys(name for _stay, _name, behind in kept["parted"] for _one, name in behind))
    text = _("Keluarga dipisahkan: {gone} pergi, {left} tetap di sini. Alasan: {reason}")
    return text.format(gone=", ".join(gone), left=", ".join(left), reason=kept["reason"])


def story(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: the papers that parted this person from his family, whether he went or stayed."""
    kin = [head.stay_id for head in families.relatives(r, subject.stay_ids)] if subject.stay_ids else []
    for paper in _papers(r, [*subject.stay_ids, *kin]):
        for stay, name, left in (paper.values or {}).get(KEY, {}).get("parted", ()):
            behind = ", ".join(each for _one, each in left)
            went = stay in subject.stay_ids
            if not went and not any(one in subject.stay_ids for one, _each in left):
                continue
            text = _("Pergi tanpa keluarganya: {names}") if went else _("Ditinggal keluarganya: {names}")
            void = _("dibatalkan: {reason}").format(reason=paper.void_reason) if paper.void_reason else ""
            said = " · ".join(part for part in ((paper.values or {})[KEY]["reason"], paper.number, void) if part)
            if paper.printed_at:
                names = text.format(names=behind if went else name)
                yield Entry(paper.printed_at, names, said, "", "users", "warn", paper.id, f"{paper.number}/0{stay}")


def _papers(r: Reading, stays: list[str]) -> list[Handover]:
    found: dict[str, Handover] = {}
    for some in chunks(stays):
        mine = select(HandoverHead.handover_id).where(
            HandoverHead.site_id == r.site_id, col(HandoverHead.stay_id).in_(some)
        )
        rows = r.all(select(Handover).where(Handover.site_id == r.site_id, col(Handover.id).in_(mine)))
        found |= {row.id: row for row in rows if (row.values or {}).get(KEY)}
    return list(found.values())
