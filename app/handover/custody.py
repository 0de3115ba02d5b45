"""In whose hands somebody was: each office and paper on the way, and what came back of it, across sites."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.handover.judging import DIFFERS
from app.handover.onward import words
from app.handover.receipts_back import BUNDLE
from app.handover.records import (
    Handover,
    HandoverHead,
    IncomingHead,
    IncomingPaper,
    PaperReceipt,
    SentPaper,
    WrittenAnswer,
)
from app.handover.rules import HANDED
from app.handover.terms import NOT_THERE, STATES, TAKEN, TURNED_AWAY
from app.kernel.i18n import _
from app.manifest import delivered
from app.reference.enumerations import name_of
from app.registration.timeline import Entry, Subject
from app.store.journal import chunks
from app.store.work import Reading


@dataclass(frozen=True)
class Link:
    """One step of the chain: when it was noted here, what happened and on which paper; `tone` as widgets know it."""

    at: datetime
    text: str
    detail: str
    row_id: str
    glyph: str = "handshake"
    tone: str = ""


def chain(r: Reading, stay_ids: Sequence[str]) -> tuple[Link, ...]:
    """Every office and paper somebody passed, the earliest first, as far as it is known at this site."""
    links = [*_came_by(r, stay_ids), *_went_by(r, stay_ids)]
    return tuple(sorted(links, key=lambda link: link.at))


def left_by(r: Reading, stay_id: str) -> str:
    """The last signed paper by which somebody left, to whom, and what came back; "" where there is none."""
    on = {head.handover_id for head in _rows(r, HandoverHead, "stay_id", [stay_id]) if head.outcome in (None, TAKEN)}
    papers = [row for row in _rows(r, Handover, "id", on) if row.state in HANDED and row.signed_at]
    if not papers:
        return ""
    last = max(papers, key=lambda row: row.signed_at)
    party = last.receiver or {}
    receiver = party.get("institution") or party.get("name") or "–"
    text = _("BAST {number} kepada {receiver}: {state}")
    return text.format(number=last.number, receiver=receiver, state=_(STATES[last.state]))


def story(r: Reading, subject: Subject) -> Iterator[Entry]:
    """A provider of the timeline: what the papers of other offices say of this person."""
    for place, link in enumerate(chain(r, subject.stay_ids)):
        yield Entry(
            link.at, link.text, link.detail, "", link.glyph, link.tone, link.row_id, f"{link.row_id}/{place:03d}"
        )


def _came_by(r: Reading, stay_ids: Sequence[str]) -> Iterator[Link]:
    """The papers of other sites he came with, and what this office answered."""
    origins = delivered.origins(r, stay_ids)
    heads = _rows(r, IncomingHead, "stay", {stay for _site, stay in origins})
    for head in heads:
        paper = r.get(IncomingPaper, head.incoming_id)
        if paper is None or (paper.from_site, head.stay) not in origins:
            continue
        text = _("Diserahkan oleh {site}").format(site=paper.from_name)
        yield Link(paper.at, text, _paper(paper.number, paper.variant, paper.day), paper.id, "bus")
        for row in _rows(r, WrittenAnswer, "incoming_id", {paper.id}):
            said = [one["outcome"] for one in (row.content or {}).get("heads", ()) if one.get("stay") == head.stay]
            if said:
                told = _("Tanda terima untuk {site}: {outcome}")
                text = told.format(site=paper.from_name, outcome=outcome_words(said[0]))
                yield Link(row.at, text, paper.number, row.id, "circle-check", "good")


def _went_by(r: Reading, stay_ids: Sequence[str]) -> Iterator[Link]:
    """The bundles his papers went with, the receipts that came back, and where he was handed on."""
    on_paper: dict[str, set[str]] = {}
    for head in _rows(r, HandoverHead, "stay_id", stay_ids):
        on_paper.setdefault(head.handover_id, set()).add(head.stay_id)
    numbers = _numbers(r, on_paper)
    for sent in _rows(r, SentPaper, "handover_id", on_paper):
        text = _("Berkas dikirim ke {office}").format(office=sent.partner_name)
        yield Link(sent.at, text, numbers.get(sent.handover_id, ""), sent.id, "usb")
    known: set[str] = set()
    for row in sorted(_rows(r, PaperReceipt, "handover_id", on_paper), key=lambda row: (row.at, row.revision)):
        yield from _receipt(row, numbers.get(row.handover_id, ""), on_paper[row.handover_id])
        yield from _handed_on(row, on_paper[row.handover_id], known)


def _numbers(r: Reading, papers: Iterable[str]) -> dict[str, str]:
    """Paper → its number, and why it was called off where it was: what happened with it happened all the same."""
    found: dict[str, str] = {}
    for some in chunks(sorted(papers)):
        for row in r.all(select(Handover).where(Handover.site_id == r.site_id, col(Handover.id).in_(some))):
            void = _("dibatalkan: {reason}").format(reason=row.void_reason) if row.void_reason else ""
            found[row.id] = " · ".join(part for part in (row.number, void) if part)
    return found


def _receipt(row: PaperReceipt, number: str, stays: set[str]) -> Iterator[Link]:
    content = row.content or {}
    heads = [one for one in content.get("heads", ()) if one.get("stay") in stays]
    if row.source != BUNDLE or heads:
        said = outcome_words(heads[0]["outcome"]) if heads else _("kode dari lembar tanda terima")
        text = _("Tanda terima {office}: {outcome}").format(office=row.from_name, outcome=said)
        note = heads[0].get("note", "") if heads else ""
        open_still = _("berbeda dari catatan, menunggu keputusan") if row.state == DIFFERS else ""
        tone = "warn" if open_still or (heads and heads[0]["outcome"] != TAKEN) else "good"
        detail = " · ".join(part for part in (number, note, row.signed_by or "", open_still) if part)
        yield Link(row.at, text, detail, row.id, "circle-check", tone)


def _handed_on(row: PaperReceipt, stays: set[str], known: set[str]) -> Iterator[Link]:
    """Where that office took him on; every later revision of its receipt tells it again, so what is `known` is not."""
    for onward in (row.content or {}).get("onward", ()):
        key = str(onward.get("number") or onward.get("account") or "")
        if stays & set(onward.get("stays", ())) and key not in known:
            known.add(key)
            day = date.fromisoformat(onward["day"]) if onward.get("day") else None
            paper = _paper(onward["number"], onward["variant"], day) if onward.get("number") else ""
            yield Link(row.at, words(onward, row.from_name), paper, f"{row.id}/2")


def outcome_words(outcome: str) -> str:
    """What became of a head, in a word."""
    return {TAKEN: _("diterima"), TURNED_AWAY: _("ditolak"), NOT_THERE: _("tidak hadir")}.get(outcome, outcome)


def _paper(number: str, variant: str, day: date | None) -> str:
    return " · ".join((f"BAST {number}", name_of("penerima", variant), f"{day:%d-%m-%Y}" if day else "–"))


def _rows(r: Reading, model: Any, column: str, values: Iterable[str]) -> list[Any]:
    found: list[Any] = []
    here = (model.site_id == r.site_id) & col(model.void_reason).is_(None)
    for some in chunks(sorted(values)):
        found += r.all(select(model).where(here, col(getattr(model, column)).in_(some)))
    return found
