"""Signing and receiving: an answer for every head; who was taken leaves this post's custody, who was refused stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.departure import afterwards
from app.departure.rules.gangway import ON_THE_WAY
from app.handover import rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover, HandoverHead
from app.handover.service import DOCUMENT, give_back
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration import heads
from app.registration.counts import heads_of
from app.store.work import Work

_REFUSED = (terms.TURNED_AWAY, terms.NOT_THERE)


def sign(w: Work, handover_id: str, signing: Signing | None = None) -> str:
    """The paper was signed; the state it is in now.

    Without a `signing` the receiver has signed for all and his receipt is still to come; with one he answered.
    """
    require(w.actor, "handover.sign")
    row = w.need(Handover, handover_id)
    rules.check_state("sign", row.state)
    rules.check_refusals(signing or Signing())
    listed = heads_of_paper(w, handover_id)
    answers = _answers(listed, signing)
    _pass_custody(w, row, [head for head in listed if answers[head.stay_id] == terms.TAKEN])
    state = terms.SIGNED if signing is None else _keep_answers(w, row, listed, answers, signing)
    w.update(row, state=state, signed_at=w.now(), **_receipt(w, signing, state))
    return state


def receive(w: Work, handover_id: str, signing: Signing) -> str:
    """The receipt came back, on paper or by bundle; heads the receiver did not take come back into custody."""
    require(w.actor, "handover.sign")
    row = w.need(Handover, handover_id)
    rules.check_state("receive", row.state)
    rules.check_refusals(signing)
    listed = heads_of_paper(w, handover_id)
    answers = _answers(listed, signing)
    for head in listed:
        if answers[head.stay_id] != terms.TAKEN:
            give_back(w, head, signing.notes.get(head.stay_id) or _("tidak diterima menurut tanda terima"))
    state = _keep_answers(w, row, listed, answers, signing)
    w.update(row, state=state, **_receipt(w, signing, state))
    return state


def correct(w: Work, handover_id: str, signing: Signing) -> str:
    """What was recorded of an answer is put right: custody follows, and the state of the paper."""
    require(w.actor, "handover.sign")
    row = w.need(Handover, handover_id)
    rules.check_state("correct", row.state)
    listed = heads_of_paper(w, handover_id)
    answers = _answers(listed, signing)
    before = {head.stay_id: head.outcome or terms.TAKEN for head in listed}
    held = row.state in rules.LIVE
    changed = [head for head in listed if held or before[head.stay_id] != answers[head.stay_id]]
    for head in changed:
        if not held and answers[head.stay_id] != terms.TAKEN:
            give_back(w, head, signing.notes.get(head.stay_id) or _("tidak diterima menurut tanda terima"))
    _pass_custody(w, row, [head for head in changed if answers[head.stay_id] == terms.TAKEN])
    state = _keep_answers(w, row, listed, answers, signing)
    told = replace(signing, **_still_refused(row, before, signing))
    w.update(row, state=state, signed_at=row.signed_at or w.now(), **_receipt(w, told, state))
    return state


def _answers(listed: Sequence[HandoverHead], signing: Signing | None) -> dict[str, str]:
    given = signing.outcomes if signing else {}
    stays = [head.stay_id for head in listed]
    rules.check_outcomes(given, stays)
    withdrawn = {head.stay_id: head for head in listed if head.outcome == terms.WITHDRAWN}
    back = [str((withdrawn[stay].line or {}).get("name", "")) for stay in withdrawn if given.get(stay) == terms.TAKEN]
    if back:
        raise UserError(
            "bast.withdrawn",
            _("{who} sudah dihitung dengan surat lain; tidak ada yang dicatat.").format(who=rules.some_of(back)),
            _("Buka surat yang berlaku untuk orang itu, dan catat jawabannya di sana."),
        )
    return {stay: terms.WITHDRAWN if stay in withdrawn else given.get(stay, terms.TAKEN) for stay in stays}


def _keep_answers(
    w: Work, row: Handover, listed: Sequence[HandoverHead], answers: Mapping[str, str], signing: Signing
) -> str:
    if rules.kind_of(row.variant).account in ON_THE_WAY:
        _tell_departures(w, {head.stay_id: head.outcome in _REFUSED for head in listed}, answers)
    for head in listed:
        if answers[head.stay_id] != terms.WITHDRAWN:
            w.update(head, outcome=answers[head.stay_id], note=signing.notes.get(head.stay_id))
    return rules.state_after(answers.values(), signing.remarks)


def _tell_departures(w: Work, refused: Mapping[str, bool], answers: Mapping[str, str]) -> None:
    """Who is not taken may go with another ship; `refused` are those who were not taken before already."""
    now = {stay: answer in _REFUSED for stay, answer in answers.items()}
    afterwards.not_taken(w, [stay for stay, away in now.items() if away and not refused[stay]])
    afterwards.taken_after_all(w, [stay for stay, away in now.items() if refused[stay] and not away])


def _still_refused(row: Handover, before: Mapping[str, str], signing: Signing) -> dict[str, Any]:
    """Why people were refused and who saw it outlasts an answer that refuses them still and does not tell it anew."""
    refused = {stay for stay, outcome in signing.outcomes.items() if outcome == terms.TURNED_AWAY}
    if signing.refusal or not refused or any(before.get(stay) != terms.TURNED_AWAY for stay in refused):
        return {}
    return {name: str((row.receipt or {}).get(name) or "") for name in ("refusal", "witnesses")}


def _receipt(w: Work, signing: Signing | None, state: str) -> dict[str, object]:
    """The receiver's remarks, kept apart from those that were printed, and what his answer came to."""
    if signing is None:
        return {}
    when = {"at": w.now().isoformat(), "day": today(w).isoformat()}
    refused = {"refusal": signing.refusal.strip(), "witnesses": signing.witnesses.strip()} if signing.refusal else {}
    return {"receipt": {"remarks": signing.remarks, **refused, **when, "by": w.actor.name, "state": state}}


def _pass_custody(w: Work, row: Handover, taken: Sequence[HandoverHead]) -> None:
    kind = rules.kind_of(row.variant)
    sources = rules.sources_of(kind)
    gone = {head.stay_id: head.account for head in heads_of(w, [head.stay_id for head in taken])}
    away = [str((head.line or {}).get("name", "")) for head in taken if gone.get(head.stay_id) not in sources]
    if away:
        raise UserError(
            "bast.not_here",
            _("{who} tidak lagi tercatat di sini; tanda tangan belum dicatat.").format(who=rules.some_of(away)),
            _("Tandai orang itu tidak hadir, atau periksa catatan keluarnya."),
        )
    if kind.account:
        for head in taken:
            heads.move(w, head.stay_id, kind.account, document=(DOCUMENT, row.id))
