"""Surat pernyataan: numbered, frozen and signed like a BAST; on signing, whoever goes his own way leaves the post.

One made good for people who have left already moves nobody.

A family that answers for somebody does not take him by its statement alone: it leads to a BAST to the family, which the
local government witnesses (Permen P2MI 32/2025 Ps. 13 huruf e). A refusal of rehabilitation moves nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import select

from app.access.days import today
from app.access.office import site_of
from app.access.rules import require
from app.handover import annex, declaring, rules, terms
from app.handover.declaring import Declaration
from app.handover.drafts import discard, draft
from app.handover.freezing import candidate
from app.handover.holding import papers_holding
from app.handover.papers import letterhead, party
from app.handover.records import ExitStatement, ExitStatementHead, Handover, PrintLog
from app.handover.service import DOCUMENT as SERIES
from app.handover.service import Issued
from app.handover.signed import STATEMENT_FORM
from app.handover.terms import DraftBast, Party
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.printing.ready import Sheet
from app.printing.statement import Statement
from app.printing.statement import sign as sign_statement
from app.printing.values import State, Value
from app.reference.enumerations import indonesian_of
from app.reference.words import long_date
from app.registration import families, heads
from app.registration.roll import Entry, roll
from app.store.journal import tail
from app.store.work import Reading, Work

FORM, VERSION = STATEMENT_FORM, 2
DOCUMENT = "pernyataan"
"""The kind of paper movements name as standing behind them."""


def preview(r: Reading, given: Declaration) -> Sheet:
    """The paper as it would be printed, marked DRAF, whoever may not stand on it still included."""
    people = annex.ordered(roll(r, given.stay_ids))
    values = _frozen(r, given, people)
    return Sheet(FORM, _thawed(values, _lines(people)), given.paper, VERSION, State("DRAF"))


def issue(w: Work, given: Declaration) -> Issued:
    """Number and freeze; UserError says who is in the way. Nobody moves before it is signed."""
    require(w.actor, "handover.issue")
    people = annex.ordered(roll(w, given.stay_ids))
    held = papers_holding(w, given.stay_ids)
    declaring.check(given, people, [candidate(entry, held) for entry in people])
    values, lines = _frozen(w, given, people), _lines(people)
    counts = HeadCount.of_classes(entry.head.head_class for entry in people)
    number = w.next_number(SERIES)
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    parties = (values["declarant"]["name"], indonesian_of("surat_pernyataan", given.variant))
    digest, moment = annex.digest_of(lines), int(w.now().timestamp())
    claim = Statement(FORM, number, w.site_id, w.device_id, moment, *parties, counts, digest, chain)
    signed = sign_statement(claim, lambda data: bytes.fromhex(w.desk.sign(data)))
    values |= {"control_number": number, "qr": signed.text, "short_code": signed.short_code}
    row = ExitStatement(
        id=new_id(), number=number, variant=given.variant, declarant=values["declarant"], day=given.day or today(w),
        paper=given.paper, form_version=VERSION, values=values, names_digest=digest, statement=signed.text,
        short_code=signed.short_code, printed_at=w.now(),
    )  # fmt: skip
    w.insert(row)
    w.bulk(ExitStatementHead, [_head(row.id, entry, line) for entry, line in zip(people, lines, strict=True)])
    _log(w, row)
    return Issued(row.id, number, signed.short_code, counts)


def sign(w: Work, statement_id: str) -> str:
    """The paper was signed; the id of the BAST draft it leads to, "" where it leads to none."""
    require(w.actor, "handover.sign")
    row = _in_state(w, statement_id, terms.PRINTED)
    listed = heads_of(w, statement_id)
    if row.values.get("left"):
        _check_gone(w, row, listed)
    elif row.variant in terms.OWN_WAY:
        _leave(w, row, listed)
    bast = _family_bast(w, row, listed) if row.variant == terms.GUARANTEE else ""
    w.update(row, state=terms.SIGNED, signed_at=w.now(), bast_id=bast or None)
    return bast


def reprint(w: Work, statement_id: str) -> int:
    """Note a further print; the number of the copy."""
    require(w.actor, "handover.issue")
    row = w.need(ExitStatement, statement_id)
    w.update(row, copies=row.copies + 1)
    _log(w, row)
    return row.copies


def void(w: Work, statement_id: str, reason: str) -> None:
    """Call a statement off: the number stays taken, who left by it is here again unless he has moved on since."""
    require(w.actor, "handover.void")
    row = w.need(ExitStatement, statement_id)
    if row.state == terms.VOID:
        raise UserError("statement.void", _("Surat pernyataan ini sudah dibatalkan."))
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("bast.reason", _("Tulis alasan pembatalan; surat belum dibatalkan."))
    for head in heads_of(w, statement_id):
        for movement in heads.movements(w, head.stay_id):
            if (movement.document_kind, movement.document_id) == (DOCUMENT, statement_id):
                heads.take_back(w, movement.id, reason)
    if row.bast_id:
        _call_off_bast(w, row.bast_id)
    w.update(row, state=terms.VOID, void_reason=reason.strip())


def sheet(r: Reading, statement_id: str, copy: int | None = None) -> Sheet:
    """The paper as it was frozen, with the mark of this copy. Draw it away from the vault."""
    row = r.need(ExitStatement, statement_id)
    lines = [head.line or {} for head in heads_of(r, statement_id)]
    if annex.digest_of(lines) != row.names_digest:
        raise UserError(
            "bast.list_changed",
            _("Daftar nama surat {number} di laptop ini tidak lagi sama dengan yang dicetak.").format(
                number=row.number
            ),
            _("Jangan dicetak ulang; periksa surat aslinya dan laporkan kepada kepala pos."),
        )
    state = State("BATAL" if row.state == terms.VOID else "", copy or row.copies)
    return Sheet(FORM, _thawed(row.values, lines), row.paper, row.form_version, state)


def heads_of(r: Reading, statement_id: str) -> list[ExitStatementHead]:
    """The heads on a statement, in the order of its list."""
    mine = select(ExitStatementHead).where(
        ExitStatementHead.site_id == r.site_id, ExitStatementHead.statement_id == statement_id
    )
    return sorted(r.all(mine), key=lambda head: head.position)


def _in_state(w: Work, statement_id: str, state: str) -> ExitStatement:
    row = w.need(ExitStatement, statement_id)
    if row.state != state:
        raise UserError("statement.sign", _("Tanda tangan surat ini sudah dicatat, atau suratnya sudah dibatalkan."))
    return row


def _leave(w: Work, row: ExitStatement, listed: Sequence[ExitStatementHead]) -> None:
    """Whoever signed goes with his people; who of the family stays is said in the movement, as for any exit."""
    going = {head.stay_id for head in listed}
    behind = [head for head in families.relatives(w, sorted(going)) if head.account == rules.PRESENT]
    why = row.values.get("reason") or _("pernyataan {number}").format(number=row.number)
    if behind:
        names = ", ".join(head.display for head in behind)
        why = _("{reason} – keluarganya tetap di sini: {names}").format(reason=why, names=names)
    for head in listed:
        if heads.standing(w, head.stay_id).account != rules.PRESENT:
            raise UserError(
                "bast.not_here",
                _("{who} tidak lagi tercatat di sini; tanda tangan belum dicatat.").format(
                    who=(head.line or {}).get("name", "")
                ),
                _("Batalkan surat ini dan buat yang baru tanpa orang itu."),
            )
        heads.move(w, head.stay_id, terms.OWN_WAY[row.variant], why, (DOCUMENT, row.id))


def _check_gone(r: Reading, row: ExitStatement, listed: Sequence[ExitStatementHead]) -> None:
    """A statement made good moves nobody, they left before; UserError for somebody who is not gone so any more."""
    for head in listed:
        if heads.standing(r, head.stay_id).account != terms.OWN_WAY[row.variant]:
            raise UserError(
                "statement.back",
                _("{who} tidak lagi tercatat keluar dengan cara itu; tanda tangan belum dicatat.").format(
                    who=(head.line or {}).get("name", "")
                ),
                _("Batalkan surat susulan ini dan buat yang baru menurut keadaan sekarang."),
            )


def _left(r: Reading, variant: str, people: Sequence[Entry]) -> str:
    """The days these people left on, where the statement is made good afterwards; "" while they are here."""
    if not declaring.late(variant, [entry.head.account for entry in people]):
        return ""
    days = {heads.movements(r, entry.head.stay_id)[-1].day for entry in people}
    return " dan ".join(long_date(day) for day in sorted(days))


def _family_bast(w: Work, row: ExitStatement, listed: Sequence[ExitStatementHead]) -> str:
    """The BAST to the family these people leave by; its draft is the same on every desk."""
    given = row.values
    told = f"Surat pernyataan penjemputan dan jaminan keluarga nomor {row.number} tanggal {long_date(row.day)}"
    plan = DraftBast(
        "keluarga", Party(**row.declarant), Party(**given["officer"]), tuple(head.stay_id for head in listed),
        place=given["place"], witnesses=tuple(Party(**one) for one in given["witnesses"]),
        known_by=Party(**given["acknowledged"]) if given["acknowledged"] else None, documents=(told,), paper=row.paper,
    )  # fmt: skip
    return draft(w, plan, row.id)


def _call_off_bast(w: Work, bast_id: str) -> None:
    """Throw away the draft a statement led to; refused once that has a number and counts."""
    bast = w.need(Handover, bast_id)
    if bast.number is not None and bast.state != terms.VOID:
        raise UserError(
            "statement.bast",
            _("Surat ini sudah menjadi dasar BAST {number}; tidak ada yang diubah.").format(number=bast.number),
            _("Batalkan dulu BAST itu dengan alasannya."),
        )
    if bast.state == terms.DRAFT:
        discard(w, bast_id)


def _frozen(r: Reading, given: Declaration, people: Sequence[Entry]) -> dict[str, Any]:
    """Everything the form prints but the people and what the number brings; plain JSON values."""
    site = site_of(r)
    return {
        "letterhead": letterhead(site),
        "variant": given.variant,
        "declarant": party(declaring.signed_as(given, people)),
        "total": len(people),
        "left": _left(r, given.variant, people),
        "transport": given.transport.strip(),
        "reason": "" if given.variant == terms.REFUSAL else given.reason.strip(),
        "officer": party(given.officer),
        "witnesses": [party(one) for one in given.witnesses],
        "acknowledged": party(given.known_by) if given.known_by else None,
        "place": given.place or site.address or site.name,
        "date": (given.day or today(r)).isoformat(),
        "control_number": "",
        "qr": "",
        "short_code": "",
    }


def _thawed(values: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Mapping[str, Value]:
    return {**values, "date": date.fromisoformat(values["date"]), "people": list(lines)}


def _lines(people: Sequence[Entry]) -> list[dict[str, Any]]:
    kind = rules.kind_of("keluarga")
    return [annex.line(entry, number, kind) for number, entry in enumerate(people, start=1)]


def _head(statement_id: str, entry: Entry, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": derived_id("exit_statement_head", statement_id, entry.head.stay_id),
        "statement_id": statement_id,
        "stay_id": entry.head.stay_id,
        "person_id": entry.head.person_id,
        "position": line["number"],
        "line": line,
    }


def _log(w: Work, row: ExitStatement) -> None:
    total = int(row.values["total"])
    w.insert(PrintLog(id=new_id(), form=FORM, subject_id=row.id, copy_number=row.copies, head_total=total))
