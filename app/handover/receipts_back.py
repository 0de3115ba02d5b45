"""Receipts that come back from receiving offices: applied once, held beside what is known, overriding nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from app.access.rules import require
from app.bundle.shapes import shaped
from app.handover import onward, receipt, rules, terms
from app.handover.extract import Place
from app.handover.freezing import heads_of_paper
from app.handover.judging import (
    APPLIED,
    DECIDED,
    DIFFERS,
    DONE,
    OLDER,
    SAME,
    PaperAnswer,
    changes,
    hindered,
    judged,
    misfit,
    remarks,
)
from app.handover.records import Handover, PaperReceipt
from app.handover.sending import sent
from app.handover.terms import Signing
from app.kernel.canonical import canonical_json, digest
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.kernel.ids import derived_id
from app.store.work import Reading, Work

FORMAT = "pulang-receipt-1"
BUNDLE, CODE = "berkas", "kode"


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
    _still_waits(row)
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
        if misfit(paper, listed, told) or paper.state == terms.VOID or hindered(w, paper, told):
            raise UserError(
                "receipt.cannot_follow",
                _("Tanda terima ini tidak dapat diikuti: daftar atau keadaan suratnya lain. Tidak ada yang diubah."),
                _("Tetap pakai yang dicatat, dan betulkan suratnya bila perlu."),
            )
        receipt.correct(w, paper.id, _signing(told))
    said = _("mengikuti tanda terima: {reason}") if follow else _("tetap pada catatan: {reason}")
    w.update(row, state=DECIDED, decision=said.format(reason=reason.strip()))
    return w.need(Handover, paper.id).state


def _still_waits(row: PaperReceipt) -> None:
    """Refuse what another desk decided meanwhile, and what a later receipt of that office replaced."""
    if row.state == OLDER:
        raise UserError(
            "receipt.replaced",
            _("Kantor penerima sudah mengirim tanda terima yang lebih baru; tidak ada yang diubah."),
            _("Buka kembali surat ini dan putuskan tanda terima yang terbaru."),
        )
    if row.state != DIFFERS:
        raise UserError(
            "receipt.settled",
            _("Perbedaan ini sudah diputuskan; tidak ada yang diubah."),
            _("Buka kembali surat ini untuk melihat keputusannya."),
        )


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
    row_id = _receipt_id(paper.id, office.id, told.revision)
    known = w.get(PaperReceipt, row_id)
    if known is not None and known.content != _plain(told):
        # Two desks of that office each wrote this revision before they met: neither may vanish.
        row_id = derived_id("paper_receipt", paper.id, office.id, told.revision, digest(canonical_json(_plain(told))))
        known = w.get(PaperReceipt, row_id)
    if known is not None:
        text = _("Tanda terima surat {number} sudah pernah dibaca; tidak ada yang berubah.")
        return Applied(told.number, SAME, text.format(number=told.number), paper.id, paper.state)
    state = judged(w, paper, _latest(w, paper.id, office.id), told)
    if state == APPLIED:
        _record(w, paper, told)
        state = DIFFERS if told.extras else APPLIED
    if state != OLDER:
        _supersede(w, paper, office, told.revision)
    _keep(w, (row_id, paper.id), office, told, state)
    return _told(w, paper.id, told, state)


def _supersede(w: Work, paper: Handover, office: Place, revision: int) -> None:
    """Earlier receipts of that office which wait to be decided about are outdated: it says something newer."""
    query = select(PaperReceipt).where(
        PaperReceipt.site_id == w.site_id, PaperReceipt.handover_id == paper.id, PaperReceipt.from_site == office.id
    )
    for row in w.all(query):
        if row.state == DIFFERS and row.revision < revision:
            w.update(row, state=OLDER, decision=_("digantikan tanda terima ke-{n}").format(n=revision))


def _record(w: Work, paper: Handover, told: PaperAnswer) -> None:
    signing = _signing(told)
    if paper.state == terms.SIGNED:
        receipt.receive(w, paper.id, signing)
    else:
        receipt.sign(w, paper.id, signing)


def _signing(told: PaperAnswer) -> Signing:
    outcomes = {head.stay: head.outcome for head in told.heads}
    notes = {head.stay: head.note for head in told.heads if head.note}
    for head in told.heads:
        if head.outcome == terms.TURNED_AWAY:
            notes.setdefault(head.stay, _("tanda terimanya tidak menyebut alasan"))
    return Signing(outcomes, notes, told.remarks)


def _receipt_id(handover_id: str, office_id: str, revision: int) -> str:
    return derived_id("paper_receipt", handover_id, office_id, revision)


def _latest(r: Reading, handover_id: str, office_id: str) -> PaperReceipt | None:
    query = select(PaperReceipt).where(
        PaperReceipt.site_id == r.site_id, PaperReceipt.handover_id == handover_id, PaperReceipt.from_site == office_id
    )
    return max(r.all(query), key=lambda row: (row.revision, row.at, row.id), default=None)


def _keep(w: Work, ids: tuple[str, str], office: Place, told: PaperAnswer, state: str) -> None:
    w.insert_once(
        PaperReceipt(
            id=ids[0], handover_id=ids[1], source=BUNDLE,
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
    said = misfit(paper, listed, told)
    if paper.state == terms.VOID:
        said.append(_("surat ini sudah dibatalkan: {reason}").format(reason=paper.void_reason or "–"))
    if told.extras:
        text = ngettext("{n} orang datang tanpa tercantum", "{n} orang datang tanpa tercantum", len(told.extras))
        said.append(text.format(n=len(told.extras)))
    said += changes(listed, told.heads) if paper.state in DONE else hindered(r, paper, told)
    if paper.state in DONE and remarks(paper) != told.remarks:
        said.append(
            _("catatan penerima: “{said}”, dicatat “{recorded}”").format(said=told.remarks, recorded=remarks(paper))
        )
    return said
