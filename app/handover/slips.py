"""The receipt slip for an office without a computer: a code that says how many were not received, checked like any."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlmodel import select

from app.access.office import site_of
from app.access.rules import require
from app.handover import receipt, rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.judging import APPLIED, DIFFERS, SAME
from app.handover.papers import counted, letterhead
from app.handover.receipts_back import CODE, Applied
from app.handover.records import Handover, HandoverHead, PaperReceipt, ReceiptCode
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.printing.codes import check_character
from app.printing.ready import Sheet
from app.printing.values import State, Value
from app.store.work import Reading, Work

FORM, VERSION = "receipt-slip", 1
MOST_COUNTED = 12
"""So many that were not received have a code of their own; more are written by name."""
BODY, COUNT = 8, 2
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class CodeRead:
    """What a receipt code says: of which paper, and how many of its people were not received."""

    handover_id: str
    number: str
    receiver: str
    total: int
    missing: int
    state: str


def slip(w: Work, handover_id: str, paper: str = "A4") -> Sheet:
    """The slip to print for a numbered paper; its code is made once."""
    require(w.actor, "handover.issue")
    row = w.need(Handover, handover_id)
    if row.state not in (*rules.LIVE, terms.SIGNED):
        raise UserError(
            "slip.state",
            _("Lembar tanda terima hanya dicetak untuk surat yang sudah bernomor dan belum dijawab."),
        )
    fresh = ReceiptCode(id=derived_id("receipt_code", handover_id), handover_id=handover_id, code=_random())
    code = w.insert_once(fresh)[0].code
    site, total = site_of(w), counted(row.values or {}).total
    values: dict[str, Value] = {
        "letterhead": letterhead(site),
        "control_number": row.number or "",
        "office_number": row.office_number or "",
        "date": row.day or date.min,
        "giver": _called(row.giver),
        "receiver": _called(row.receiver),
        "total": total,
        "qr": whole(code, 0),
        "full": grouped(whole(code, 0)),
        "answers": _answers(code, min(total, MOST_COUNTED)),
        "place": "",
    }
    return Sheet(FORM, values, paper, VERSION, State())


def whole(body: str, missing: int) -> str:
    """The code for so many not received: body, two digits and a check character over both."""
    text = f"{body}{missing:0{COUNT}d}"
    return text + check_character(text)


def grouped(code: str) -> str:
    """“K7MP-3XQ9-00L”."""
    return "-".join((code[:4], code[4:8], code[8:]))


def read_code(r: Reading, typed: str) -> CodeRead:
    """What a code that was typed or scanned says; UserError slip.* for a mistyped or unknown one."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum() and sign.isascii())
    if len(code) != BODY + COUNT + 1 or not code[BODY:-1].isdigit() or check_character(code[:-1]) != code[-1]:
        raise UserError(
            "slip.mistyped",
            _("Kode tanda terima ini salah ketik atau salah dengar; belum ada yang dicatat."),
            _("Minta dibacakan sekali lagi: delapan tanda, dua angka, dan satu tanda terakhir."),
        )
    known = select(ReceiptCode).where(ReceiptCode.site_id == r.site_id, ReceiptCode.code == code[:BODY])
    rows = r.all(known)
    if not rows:
        raise UserError(
            "slip.unknown",
            _("Kode ini bukan kode surat yang dicetak di pos ini; belum ada yang dicatat."),
            _("Periksa nomor suratnya; bila dicetak di loket lain, sinkronkan dulu."),
        )
    row = r.need(Handover, rows[0].handover_id)
    total = counted(row.values or {}).total
    if int(code[BODY:-1]) > total:
        raise UserError(
            "slip.too_many",
            _("Kode ini menyatakan {n} orang, surat {number} hanya {total} orang; belum ada yang dicatat.").format(
                n=int(code[BODY:-1]), number=row.number, total=total
            ),
            _("Cocokkan nomor surat di lembarnya, lalu minta kodenya dibacakan sekali lagi."),
        )
    return CodeRead(row.id, row.number or "", _called(row.receiver), total, int(code[BODY:-1]), row.state)


def record(w: Work, typed: str, told: Signing, signed_by: str) -> Applied:
    """Record what a code says; `told` names exactly those who were not received. Again, it changes nothing."""
    require(w.actor, "handover.sign")
    read = read_code(w, typed)
    row, listed = w.need(Handover, read.handover_id), heads_of_paper(w, read.handover_id)
    withdrawn = {head.stay_id for head in listed if head.outcome == terms.WITHDRAWN}
    missing = len(withdrawn | {stay for stay, outcome in told.outcomes.items() if outcome != terms.TAKEN})
    earlier = w.get(PaperReceipt, _receipt_id(read))
    if earlier is not None:
        return _applied(read, SAME, row.state)
    open_still = row.state in (*rules.LIVE, terms.SIGNED)
    if open_still and missing != read.missing:
        raise UserError(
            "slip.count",
            _("Kode ini menyatakan {n} orang tidak diterima, yang ditandai {m}; belum ada yang dicatat.").format(
                n=read.missing, m=missing
            ),
            _("Tandai orangnya menurut lembar yang ditandatangani."),
        )
    if open_still:
        (receipt.receive if row.state == terms.SIGNED else receipt.sign)(w, row.id, told)
    state = APPLIED if open_still else _beside(row, listed, read.missing)
    content = {"missing": read.missing, "remarks": told.remarks}
    w.insert(
        PaperReceipt(
            id=_receipt_id(read), handover_id=row.id, source=CODE, from_name=read.receiver, content=content,
            state=state, signed_by=" ".join(signed_by.split()) or None, at=w.now(),
        )
    )  # fmt: skip
    return _applied(read, state, w.need(Handover, row.id).state)


def _beside(row: Handover, listed: Sequence[HandoverHead], missing: int) -> str:
    """A code that comes after the answer was recorded: does it say the same."""
    recorded = sum((head.outcome or terms.TAKEN) != terms.TAKEN for head in listed)
    return SAME if row.state != terms.VOID and recorded == missing else DIFFERS


def _applied(read: CodeRead, state: str, now: str) -> Applied:
    texts = {
        APPLIED: _("Surat {number}: {state}."),
        SAME: _("Surat {number}: kode ini sama dengan yang sudah dicatat ({state})."),
        DIFFERS: _("Surat {number} ({state}): kode menyatakan lain dari yang dicatat; putuskan di halaman surat."),
    }
    text = texts[state].format(number=read.number, state=_(terms.STATES[now]))
    return Applied(read.number, state, text, read.handover_id, now)


def _receipt_id(read: CodeRead) -> str:
    return derived_id("paper_receipt", read.handover_id, CODE, read.missing)


def _answers(code: str, most: int) -> list[dict[str, str]]:
    """Two columns of counts with their codes."""
    told = [(str(n), grouped(whole(code, n))) for n in range(1, most + 1)]
    half = (len(told) + 1) // 2
    right = [*told[half:], ("", "")]
    return [
        {"count": count, "code": said, "more": right[place][0], "mark": right[place][1]}
        for place, (count, said) in enumerate(told[:half])
    ]


def _called(party: object) -> str:
    given = cast(dict[str, str], party or {})
    return given.get("institution") or given.get("name") or given.get("position") or "-"


def _random() -> str:
    return "".join(secrets.choice(_LETTERS) for _sign in range(BODY))
