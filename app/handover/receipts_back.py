"""Receipts that come back from receiving offices: applied once, held beside what is known, overriding nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.bundle.shapes import shaped
from app.handover import onward, receipt, rules, terms
from app.handover.extract import Place
from app.handover.freezing import heads_of_paper
from app.handover.records import Handover, HandoverHead, PaperReceipt
from app.handover.sending import sent
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.ids import derived_id
from app.registration.counts import heads_of as heads_at_present
from app.store.work import Reading, Work

FORMAT = "pulang-receipt-1"
BUNDLE, CODE = "berkas", "kode"
APPLIED, SAME, DIFFERS, OLDER, DECIDED = "diterapkan", "sama", "beda", "lama", "diputuskan"
_DONE = (terms.RECEIVED, terms.RECEIVED_IN_PART, terms.RECEIVED_WITH_REMARKS, terms.SIGNATURE_REFUSED)


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


@dataclass(frozen=True)
class Answer:
    """Everything one receipt bundle says."""

    format: str
    sender: Place
    to: str
    papers: tuple[PaperAnswer, ...]


@dataclass(frozen=True)
class Applied:
    """What became of the receipt for one paper. `state`: diterapkan, sama, beda, lama or ditolak (nothing was kept)."""

    number: str
    state: str
    text: str
    handover_id: str = ""
    paper_state: str = ""


@dataclass(frozen=True)
class ReceiptView:
    """A receipt as kept; `differences` tell in words where it says otherwise than what is recorded."""

    id: str
    handover_id: str
    number: str
    source: str
    from_name: str
    revision: int
    state: str
    signed_by: str
    answered_at: datetime | None
    at: datetime
    remarks: str
    differences: tuple[str, ...]
    extras: tuple[str, ...]
    decision: str


def answer_of(content: object) -> Answer:
    """The receipt in a JSON value; UserError receipt.bad."""
    try:
        found = shaped(Answer, content)
        if found.format != FORMAT or not found.papers:
            raise ValueError(FORMAT)
        for paper in found.papers:
            if paper.revision < 1 or {head.outcome for head in paper.heads} - set(terms.OUTCOMES):
                raise ValueError(paper.number)
            onward.checked(paper.onward)
            if datetime.fromisoformat(paper.at).tzinfo is None:
                raise ValueError(paper.at)
    except ValueError as error:
        raise UserError(
            "receipt.bad",
            _("Isi tanda terima ini tidak lengkap atau tidak dikenal; tidak ada yang dicatat."),
            _("Minta kantor penerima menulisnya kembali."),
        ) from error
    return found


def apply(w: Work, answer: Answer) -> tuple[Applied, ...]:
    """Record what a receiving office answered; reading it again changes nothing."""
    require(w.actor, "handover.sign")
    if answer.to != w.site_id:
        raise UserError(
            "receipt.other_site",
            _("Tanda terima ini untuk pos lain, bukan pos ini; tidak ada yang dicatat."),
            _("Bacalah di pos yang menulis suratnya."),
        )
    return tuple(_apply(w, answer.sender, paper) for paper in answer.papers)


def receipts(r: Reading, handover_id: str = "") -> list[ReceiptView]:
    """The receipts of a paper (of all, if none is named), latest first."""
    query = select(PaperReceipt).where(PaperReceipt.site_id == r.site_id, col(PaperReceipt.void_reason).is_(None))
    if handover_id:
        query = query.where(PaperReceipt.handover_id == handover_id)
    return [_view(r, row) for row in sorted(r.all(query), key=lambda row: (row.at, row.revision), reverse=True)]


def unsettled(r: Reading) -> list[ReceiptView]:
    """The receipts that say otherwise than what is recorded, and wait for a person."""
    return [one for one in receipts(r) if one.state == DIFFERS]


def settle(w: Work, receipt_id: str, follow: bool, reason: str) -> str:
    """Decide about a receipt that differs: follow it, or stay with what is recorded; the state of the paper then."""
    require(w.actor, "handover.sign")
    row = w.need(PaperReceipt, receipt_id)
    if row.state != DIFFERS:
        raise UserError("receipt.settled", _("Perbedaan ini sudah diputuskan; tidak ada yang diubah."))
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("receipt.reason", _("Tulis alasan keputusan ini."))
    paper = w.need(Handover, row.handover_id)
    if follow and row.source == CODE:
        raise UserError(
            "receipt.cannot_follow",
            _("Kode tidak menyebut nama; tidak ada yang diubah."),
            _("Catat hasil per orang dari lembar yang ditandatangani, atau tetap pakai yang dicatat."),
        )
    if follow:
        told = shaped(PaperAnswer, row.content)
        listed = heads_of_paper(w, paper.id)
        if _misfit(listed, told) or paper.state == terms.VOID or _hindered(w, paper, told):
            raise UserError(
                "receipt.cannot_follow",
                _("Tanda terima ini tidak dapat diikuti: daftar atau keadaan suratnya lain. Tidak ada yang diubah."),
                _("Tetap pakai yang dicatat, dan betulkan suratnya bila perlu."),
            )
        receipt.correct(w, paper.id, _signing(told))
    said = _("mengikuti tanda terima: {reason}") if follow else _("tetap pada catatan: {reason}")
    w.update(row, state=DECIDED, decision=said.format(reason=reason.strip()))
    return w.need(Handover, paper.id).state


def _apply(w: Work, office: Place, told: PaperAnswer) -> Applied:
    paper = w.get(Handover, told.paper)
    if paper is None or paper.number != told.number:
        text = _("Surat {number} tidak ada di laptop ini; tanda terimanya belum dicatat. Sinkronkan dulu loket lain.")
        return Applied(told.number, "ditolak", text.format(number=told.number))
    went = sent(w, [paper.id])
    if went and office.id not in {one.partner_id for one in went}:
        text = _("Surat {number} dikirim ke {right}, bukan ke {name}; tanda terimanya tidak dicatat.")
        said = text.format(number=told.number, right=went[0].partner_name, name=office.name)
        return Applied(told.number, "ditolak", said, paper.id, paper.state)
    known = w.get(PaperReceipt, _receipt_id(paper.id, office.id, told.revision))
    if known is not None:
        text = _("Tanda terima surat {number} sudah pernah dibaca; tidak ada yang berubah.")
        return Applied(told.number, SAME, text.format(number=told.number), paper.id, paper.state)
    state = _judged(w, paper, office, told)
    if state == APPLIED:
        _record(w, paper, told)
        state = DIFFERS if told.extras else APPLIED
    _keep(w, paper, office, told, state)
    return _told(w, paper.id, told, state)


def _judged(w: Work, paper: Handover, office: Place, told: PaperAnswer) -> str:
    """What the receipt is to what is recorded."""
    listed = heads_of_paper(w, paper.id)
    last = _latest(w, paper.id, office.id)
    if last is not None and last.revision > told.revision:
        return OLDER
    if _misfit(listed, told) or paper.state == terms.VOID:
        return DIFFERS
    if paper.state in (*rules.LIVE, terms.SIGNED):
        return DIFFERS if _hindered(w, paper, told) else APPLIED
    changed = _changes(listed, told.heads) or _remarks(paper) != told.remarks or told.extras
    return DIFFERS if changed else SAME


def _hindered(r: Reading, paper: Handover, told: PaperAnswer) -> list[str]:
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


def _record(w: Work, paper: Handover, told: PaperAnswer) -> None:
    signing = _signing(told)
    if paper.state == terms.SIGNED:
        receipt.receive(w, paper.id, signing)
    else:
        receipt.sign(w, paper.id, signing)


def _signing(told: PaperAnswer) -> Signing:
    outcomes = {head.stay: head.outcome for head in told.heads}
    notes = {head.stay: head.note for head in told.heads if head.note}
    return Signing(outcomes, notes, told.remarks)


def _misfit(listed: Sequence[HandoverHead], told: PaperAnswer) -> list[str]:
    """Where the receipt's list is not the paper's, in words; empty when it is."""
    ours, theirs = [head.stay_id for head in listed], [head.stay for head in told.heads]
    said = []
    if len(theirs) != len(ours):
        text = _("tanda terima menyebut {n} orang, surat ini {m} orang")
        said.append(text.format(n=len(theirs), m=len(ours)))
    elif set(theirs) != set(ours) or len(set(theirs)) != len(theirs):
        said.append(_("orang di tanda terima bukan orang di surat ini"))
    return said


def _changes(listed: Sequence[HandoverHead], heads: Sequence[HeadTold]) -> list[str]:
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


def _word(outcome: str) -> str:
    return {
        terms.TAKEN: _("diterima"), terms.TURNED_AWAY: _("ditolak"), terms.NOT_THERE: _("tidak hadir"),
        terms.WITHDRAWN: _("dihitung dengan surat lain"),
    }[outcome]  # fmt: skip


def _remarks(paper: Handover) -> str:
    return str((paper.receipt or {}).get("remarks") or "")


def _receipt_id(handover_id: str, office_id: str, revision: int) -> str:
    return derived_id("paper_receipt", handover_id, office_id, revision)


def _latest(r: Reading, handover_id: str, office_id: str) -> PaperReceipt | None:
    query = select(PaperReceipt).where(
        PaperReceipt.site_id == r.site_id, PaperReceipt.handover_id == handover_id, PaperReceipt.from_site == office_id
    )
    return max(r.all(query), key=lambda row: row.revision, default=None)


def _keep(w: Work, paper: Handover, office: Place, told: PaperAnswer, state: str) -> None:
    w.insert_once(
        PaperReceipt(
            id=_receipt_id(paper.id, office.id, told.revision), handover_id=paper.id, source=BUNDLE,
            from_site=office.id, from_name=office.name, revision=told.revision, content=_plain(told), state=state,
            signed_by=told.signed_by, answered_at=datetime.fromisoformat(told.at), at=w.now(),
        )
    )  # fmt: skip


def _plain(told: PaperAnswer) -> dict[str, Any]:
    lists = {"heads": [vars(head).copy() for head in told.heads], "extras": [*told.extras], "onward": [*told.onward]}
    return {**vars(told), **lists}


def _told(w: Work, handover_id: str, told: PaperAnswer, state: str) -> Applied:
    now = w.need(Handover, handover_id).state
    counts = [sum(head.outcome == outcome for head in told.heads) for outcome in terms.OUTCOMES]
    named: Mapping[str, Any] = {"number": told.number, "state": _(terms.STATES[now])}
    figures = {"taken": counts[0], "refused": counts[1], "away": counts[2]}
    texts = {
        APPLIED: _("Surat {number}: {state}. Diterima {taken}, ditolak {refused}, tidak hadir {away}."),
        SAME: _("Surat {number}: tanda terima sama dengan yang sudah dicatat ({state})."),
        OLDER: _("Surat {number}: tanda terima ini lebih lama daripada yang sudah dicatat; keadaannya tetap {state}."),
        DIFFERS: _("Surat {number} ({state}): tanda terima berisi perbedaan yang menunggu keputusan di halaman surat."),
    }
    return Applied(told.number, state, texts[state].format(**named, **figures), handover_id, now)


def _view(r: Reading, row: PaperReceipt) -> ReceiptView:
    paper = r.need(Handover, row.handover_id)
    told = shaped(PaperAnswer, row.content) if row.source == BUNDLE else None
    differences: list[str] = []
    extras: tuple[str, ...] = ()
    if told is None:
        differences = _counted_otherwise(r, paper, int((row.content or {}).get("missing", 0)))
    else:
        extras = tuple(f"{one.get('name', '')} ({one.get('class', '?')})" for one in told.extras)
        differences = _differences(r, paper, told)
    return ReceiptView(
        row.id, row.handover_id, paper.number or "", row.source, row.from_name, row.revision, row.state,
        row.signed_by or "", row.answered_at, row.at, str((row.content or {}).get("remarks", "")),
        tuple(differences) if row.state == DIFFERS else (), extras, row.decision or "",
    )  # fmt: skip


def _counted_otherwise(r: Reading, paper: Handover, missing: int) -> list[str]:
    recorded = sum((head.outcome or terms.TAKEN) != terms.TAKEN for head in heads_of_paper(r, paper.id))
    text = _("kode menyatakan {n} orang tidak diterima, dicatat {m}").format(n=missing, m=recorded)
    if paper.state == terms.VOID:
        text = _("surat ini sudah dibatalkan: {reason}").format(reason=paper.void_reason or "–")
    return [text]


def _differences(r: Reading, paper: Handover, told: PaperAnswer) -> list[str]:
    listed = heads_of_paper(r, paper.id)
    said = _misfit(listed, told)
    if paper.state == terms.VOID:
        said.append(_("surat ini sudah dibatalkan: {reason}").format(reason=paper.void_reason or "–"))
    if told.extras:
        text = ngettext("{n} orang datang tanpa tercantum", "{n} orang datang tanpa tercantum", len(told.extras))
        said.append(text.format(n=len(told.extras)))
    said += _changes(listed, told.heads) if paper.state in _DONE else _hindered(r, paper, told)
    if paper.state in _DONE and _remarks(paper) != told.remarks:
        said.append(
            _("catatan penerima: “{said}”, dicatat “{recorded}”").format(said=told.remarks, recorded=_remarks(paper))
        )
    return said
