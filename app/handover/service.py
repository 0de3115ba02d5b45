"""The life of a BAST from its number on: issue, print again, void and replace; what was printed is never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.access.days import today
from app.access.rules import require
from app.handover import annex, rules, terms
from app.handover.drafts import draft_of
from app.handover.freezing import check, heads_of_paper, statement, written_out
from app.handover.papers import ASKED, FORM, VERSION
from app.handover.parting import KEY
from app.handover.parting import check as check_parting
from app.handover.records import Handover, HandoverHead, PrintLog
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.registration import heads
from app.registration.roll import Entry
from app.store.work import Work

DOCUMENT = "bast"
"""The kind of paper movements name as standing behind them, and the series its numbers come from."""


@dataclass(frozen=True)
class Issued:
    """A numbered paper; `short_code` is read out by telephone."""

    id: str
    number: str
    short_code: str
    counts: HeadCount


def issue(w: Work, handover_id: str) -> Issued:
    """Give a draft its number and freeze it: values, list, signed statement; UserError says who is in the way."""
    require(w.actor, "handover.issue")
    row = w.need(Handover, handover_id)
    rules.check_state("issue", row.state)
    draft = draft_of(row)
    people = check(w, draft, handover_id)
    parting = check_parting(w, draft, handover_id)
    lines, values = written_out(w, draft, people)
    number = w.next_number(DOCUMENT)
    signed = statement(w, number, values, annex.digest_of(lines))
    values |= {"control_number": number, "qr": signed.text, "short_code": signed.short_code, **parting}
    keep_list(w, handover_id, people, lines)
    fixed = {"form": FORM, "form_version": VERSION, "copies": 1, "values": values, "printed_at": w.now()}
    proof = {"names_digest": signed.statement.names_digest, "statement": signed.text, "short_code": signed.short_code}
    w.update(row, number=number, state=terms.PRINTED, **fixed, **proof)
    log_print(w, row, len(lines), first=True)
    return Issued(handover_id, number, signed.short_code, signed.statement.counts)


def keep_list(w: Work, handover_id: str, people: Sequence[Entry], lines: Sequence[dict[str, Any]]) -> None:
    """Keep each head of a paper with its frozen line."""
    items = [
        {
            "id": derived_id("handover_head", handover_id, entry.head.stay_id),
            "handover_id": handover_id,
            "stay_id": entry.head.stay_id,
            "person_id": entry.head.person_id,
            "position": line["number"],
            "line": line,
        }
        for entry, line in zip(people, lines, strict=True)
    ]
    w.bulk(HandoverHead, items)


def reprint(w: Work, handover_id: str, purpose: str = "") -> int:
    """Note a further print; the number of the copy. After a failed print the same copy is made again."""
    require(w.actor, "handover.issue")
    row = w.need(Handover, handover_id)
    rules.check_state("reprint", row.state)
    failed = row.state == terms.PRINT_FAILED
    w.update(row, copies=row.copies + (not failed), state=terms.PRINTED if failed else row.state)
    log_print(w, row, (row.values or {}).get("total", 0), purpose)
    return row.copies


def print_failed(w: Work, handover_id: str) -> None:
    """The printer let us down; the number stays, the paper is printed again."""
    require(w.actor, "handover.issue")
    row = w.need(Handover, handover_id)
    rules.check_state("print_failed", row.state)
    w.update(row, state=terms.PRINT_FAILED)


def void(w: Work, handover_id: str, reason: str) -> None:
    """Call a paper off: the number stays taken, custody comes back; refused for somebody who has moved on since.

    One whose receipt is recorded only *kepala* calls off; what the receiver answered stays on record.
    """
    require(w.actor, "handover.void")
    row = w.need(Handover, handover_id)
    rules.check_state("void", row.state)
    if row.state in rules.ANSWERED:
        require(w.actor, "handover.void.received")
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("bast.reason", _("Tulis alasan pembatalan; surat belum dibatalkan."))
    for head in heads_of_paper(w, handover_id):
        give_back(w, head, reason)
    w.update(row, state=terms.VOID, void_reason=reason.strip())


def give_back(w: Work, head: HandoverHead, reason: str) -> None:
    """Undo what this paper did to the custody of one head; UserError names somebody who has moved on since."""
    for movement in heads.movements(w, head.stay_id):
        if (movement.document_kind, movement.document_id) == (DOCUMENT, head.handover_id):
            try:
                heads.take_back(w, movement.id, reason)
            except UserError as error:
                raise _moved_on(head) from error


def _moved_on(head: HandoverHead) -> UserError:
    name = (head.line or {}).get("name", "")
    return UserError(
        "bast.moved_on",
        _("{name} sudah tercatat berpindah lagi sesudah surat ini; tidak ada yang diubah.").format(name=name),
        _("Batalkan dulu catatan terakhir orang itu, lalu ulangi."),
    )


def reissue(w: Work, handover_id: str) -> str:
    """A new draft with the same people and parties in place of a voided paper; its id."""
    require(w.actor, "handover.draft")
    old = w.need(Handover, handover_id)
    rules.check_state("reissue", old.state)
    if old.number is None:
        raise UserError("bast.reissue", _("Draf yang dibuang tidak punya pengganti; buat draf baru."))
    same = ("variant", "receiver", "giver", "witnesses", "known_by", "place", "to_account", "paper", "remarks")
    printed = old.values or {}
    values = {name: printed.get(name, []) for name in ("basis", "documents", "goods")}
    values |= {"sets": printed.get("copies", 2), "time": "", "unknown_reason": ""}
    values["parting_reason"] = printed.get(KEY, {}).get("reason", "")
    values |= printed.get(ASKED, {})
    values["remarks"] = (old.remarks or "").splitlines()
    values["stay_ids"] = [head.stay_id for head in heads_of_paper(w, handover_id)]
    kept = {name: getattr(old, name) for name in same}
    return w.insert(Handover(id=new_id(), **kept, day=today(w), values=values, replaces=handover_id)).id


def note_office_number(w: Work, handover_id: str, office_number: str) -> None:
    """Record the office's own Nomor surat, also after signing; what was printed stays as it is."""
    require(w.actor, "handover.draft")
    row = w.need(Handover, handover_id)
    rules.check_state("office_number", row.state)
    w.update(row, office_number=" ".join(office_number.split()) or None)


def log_print(w: Work, row: Handover, total: int, purpose: str = "", first: bool = False) -> None:
    """Note that a paper left the printer: which copy, how many names were on it, and at `first` under which number."""
    copy, why = row.copies, purpose or None
    number, code = (row.number, row.statement) if first else (None, None)
    w.insert(
        PrintLog(
            id=new_id(), form=FORM, subject_id=row.id, copy_number=copy, head_total=total, purpose=why, number=number,
            statement=code,
        )
    )  # fmt: skip
