"""An addendum to a BAST: facts of people on its list told anew, chosen line by line; list, counts and custody stay.

What may be told comes from comparing the frozen line with the record as it stands, and from a list that came late.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.days import today
from app.access.office import site_of
from app.access.rules import require
from app.handover import annex, rules, terms
from app.handover.freezing import heads_of_paper
from app.handover.papers import letterhead, party
from app.handover.records import BastAddendum, Handover, HandoverHead, PrintLog
from app.handover.service import DOCUMENT as SERIES
from app.handover.service import Issued
from app.handover.signed import ADDENDUM_FORM
from app.handover.terms import Party
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.manifest import joining
from app.printing.ready import Sheet
from app.printing.statement import Statement, name_list_digest, spaced
from app.printing.statement import sign as sign_statement
from app.printing.values import State, Value
from app.registration.roll import roll
from app.store.journal import tail
from app.store.work import Reading, Work

FORM, VERSION = ADDENDUM_FORM, 1
COLUMNS = {
    "name": "Nama",
    "sex": "L/P",
    "age": "Umur",
    "class": "Kelas",
    "document": "Dokumen dan nomor",
    "destination": "Daerah tujuan",
    "nationality": "Kebangsaan diduga",
    "evidence": "Dasar temuan",
}
"""Columns of the annex an addendum may tell anew, as the form prints them."""
CUSTODY = "custody"
LISTED = {CUSTODY: "Penyerahan", "father": "Nama ayah", "birth": "Tanggal lahir", "nik": "NIK", **COLUMNS}
"""The same with what only a list from the Perwakilan RI tells, and that a line counts no more."""
_NOTHING = "tidak ada"


@dataclass(frozen=True)
class Change:
    """One fact told anew; `line` is the number on the annex, `late` whether a late list says so."""

    stay_id: str
    column: str
    line: int
    name: str
    before: str
    after: str
    late: bool = False

    @property
    def key(self) -> str:
        """What tells changes apart."""
        return f"{self.stay_id}/{self.column}"

    @property
    def what(self) -> str:
        """The fact as the form calls it."""
        return LISTED[self.column]


@dataclass(frozen=True)
class AddendumDraft:
    """An addendum before it is printed: `keys` of the changes it tells, and why."""

    handover_id: str
    keys: tuple[str, ...]
    reason: str
    place: str = ""
    day: date | None = None
    paper: str = "A4"
    witnesses: tuple[Party, ...] = ()


@dataclass(frozen=True)
class AddendumLine:
    """An addendum as the page of its BAST shows it; `changes` in words."""

    id: str
    number: str
    state: str
    reason: str
    day: date
    copies: int
    short_code: str
    changes: tuple[str, ...]
    signed_at: datetime | None
    void_reason: str
    scan_digest: str

    @property
    def state_words(self) -> str:
        """The state as people call it."""
        return _(terms.STATES.get(self.state, self.state))


def changes(r: Reading, handover_id: str) -> list[Change]:
    """What could be told anew of the people on a paper, in the order of its list; told already is left out."""
    row = r.need(Handover, handover_id)
    listed = heads_of_paper(r, handover_id)
    stays = [head.stay_id for head in listed]
    found = {one.key: one for one in _corrected(r, row, listed)}
    found |= {one.key: one for one in _withdrawn(listed)}
    for one in _late(r, listed, stays):
        found.setdefault(one.key, one)
    told = [(one["stay_id"], one["column"], one["after"]) for row in _live(r, handover_id) for one in row.changes]
    by_list = {(stay, column) for stay, column, _after in told}
    fresh = [
        one
        for one in found.values()
        if (one.stay_id, one.column, one.after) not in told and not (one.late and (one.stay_id, one.column) in by_list)
    ]
    return sorted(fresh, key=lambda one: (one.line, list(LISTED).index(one.column)))


def preview(r: Reading, given: AddendumDraft) -> Sheet:
    """The paper as it would be printed, marked DRAF."""
    row = r.need(Handover, given.handover_id)
    told = _numbered(_chosen(changes(r, given.handover_id), given.keys))
    return Sheet(FORM, _thawed(_frozen(r, row, given, told), told), given.paper, VERSION, State("DRAF"))


def issue(w: Work, given: AddendumDraft) -> Issued:
    """Number, freeze and sign the addendum; the BAST it belongs to is not touched."""
    require(w.actor, "handover.issue")
    row = w.need(Handover, given.handover_id)
    rules.check_state("amend", row.state)
    chosen = _chosen(changes(w, given.handover_id), given.keys)
    _check(given, chosen)
    told = _numbered(chosen)
    counts = _people(w, given.handover_id, {one.stay_id for one in chosen})
    values = _frozen(w, row, given, told)
    number = w.next_number(SERIES)
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    giver = values["giver"].get("institution") or values["giver"].get("name") or "-"
    digest, moment = name_list_digest([annex.changed(one) for one in told]), int(w.now().timestamp())
    claim = Statement(FORM, number, w.site_id, w.device_id, moment, giver, row.number or "", counts, digest, chain)
    signed = sign_statement(claim, lambda data: bytes.fromhex(w.desk.sign(data)))
    values |= {"control_number": number, "qr": signed.text, "short_code": signed.short_code}
    made = BastAddendum(
        id=new_id(), handover_id=row.id, number=number, reason=given.reason.strip(), day=given.day or today(w),
        paper=given.paper, form_version=VERSION, changes=told, values=values, names_digest=digest,
        statement=signed.text, short_code=signed.short_code, printed_at=w.now(),
    )  # fmt: skip
    w.insert(made)
    _log(w, made)
    return Issued(made.id, number, signed.short_code, counts)


def sign(w: Work, addendum_id: str) -> None:
    """Both parties signed it; nobody's custody changes."""
    require(w.actor, "handover.sign")
    row = w.need(BastAddendum, addendum_id)
    if row.state != terms.PRINTED:
        raise UserError("addendum.sign", _("Tanda tangan adendum ini sudah dicatat, atau adendumnya sudah batal."))
    w.update(row, state=terms.SIGNED, signed_at=w.now())


def void(w: Work, addendum_id: str, reason: str) -> None:
    """Call an addendum off; its number stays taken, what it told may be told again."""
    require(w.actor, "handover.void")
    row = w.need(BastAddendum, addendum_id)
    if row.state == terms.VOID:
        raise UserError("addendum.void", _("Adendum ini sudah dibatalkan."))
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("bast.reason", _("Tulis alasan pembatalan; surat belum dibatalkan."))
    w.update(row, state=terms.VOID, void_reason=reason.strip())


def reprint(w: Work, addendum_id: str) -> int:
    """Note a further print; the number of the copy."""
    require(w.actor, "handover.issue")
    row = w.need(BastAddendum, addendum_id)
    w.update(row, copies=row.copies + 1)
    _log(w, row)
    return row.copies


def sheet(r: Reading, addendum_id: str, copy: int | None = None) -> Sheet:
    """The paper as it was frozen, with the mark of this copy. Draw it away from the vault."""
    row = r.need(BastAddendum, addendum_id)
    if name_list_digest([annex.changed(one) for one in row.changes]) != row.names_digest:
        raise UserError(
            "bast.list_changed",
            _("Isi adendum {number} di laptop ini tidak lagi sama dengan yang dicetak.").format(number=row.number),
            _("Jangan dicetak ulang; periksa surat aslinya dan laporkan kepada kepala pos."),
        )
    state = State("BATAL" if row.state == terms.VOID else "", copy or row.copies)
    return Sheet(FORM, _thawed(row.values, row.changes), row.paper, row.form_version, state)


def addenda(r: Reading, handover_id: str) -> list[AddendumLine]:
    """The addenda of a paper, the earliest first, called off or not."""
    query = select(BastAddendum).where(BastAddendum.site_id == r.site_id, BastAddendum.handover_id == handover_id)
    return [_line(row) for row in r.all(query.order_by(col(BastAddendum.id)))]


@dataclass(frozen=True)
class OfBast:
    """The paper an addendum belongs to."""

    id: str
    number: str


def addendum(r: Reading, addendum_id: str) -> tuple[AddendumLine, OfBast]:
    """One addendum, and the paper it belongs to."""
    row = r.need(BastAddendum, addendum_id)
    return _line(row), OfBast(row.handover_id, r.need(Handover, row.handover_id).number or "")


def _check(given: AddendumDraft, chosen: Sequence[Change]) -> None:
    if given.paper not in ("A4", "F4"):
        raise UserError("addendum.paper", _("Pilih kertas A4 atau F4."))
    if not chosen or len(chosen) != len(set(given.keys)):
        raise UserError(
            "addendum.empty",
            _("Belum ada keterangan yang dipilih, atau yang dipilih sudah berubah; adendum belum dicetak."),
            _("Pilih lagi dari daftar perbedaan."),
        )
    if len(given.reason.strip()) < rules.SHORTEST_REASON:
        raise UserError("addendum.reason", _("Tulis sebab adendum; belum dicetak."))


def _corrected(r: Reading, row: Handover, listed: Sequence[HandoverHead]) -> Iterator[Change]:
    """Where the record stands otherwise now than the frozen line."""
    kind = rules.kind_of(row.variant)
    now = {entry.head.stay_id: annex.line(entry, 0, kind) for entry in roll(r, [head.stay_id for head in listed])}
    for head in listed:
        before, after = head.line or {}, now.get(head.stay_id, {})
        for column in COLUMNS:
            old, new = str(before.get(column) or ""), str(after.get(column) or "")
            if after and column in before and old != new:
                yield Change(head.stay_id, column, head.position, _name(head), old or _NOTHING, new or _NOTHING)


def _withdrawn(listed: Sequence[HandoverHead]) -> Iterator[Change]:
    """Who is on the list and counts with another paper."""
    for head in listed:
        if head.outcome == terms.WITHDRAWN:
            after = (
                f"tidak diserahkan dengan surat ini; {head.note}" if head.note else "tidak diserahkan dengan surat ini"
            )
            yield Change(head.stay_id, CUSTODY, head.position, _name(head), "diserahkan", after)


def _late(r: Reading, listed: Sequence[HandoverHead], stays: Sequence[str]) -> Iterator[Change]:
    """Where a list that came late says otherwise than the record."""
    heads = {head.stay_id: head for head in listed}
    for note in joining.notes_of(r, stays):
        head = heads[note.stay_id]
        for one in note.differences:
            if one.field in LISTED:
                yield Change(head.stay_id, one.field, head.position, _name(head), one.recorded, one.listed, True)


def _chosen(found: Sequence[Change], keys: Collection[str]) -> list[Change]:
    return [one for one in found if one.key in keys]


def _numbered(chosen: Sequence[Change]) -> list[dict[str, Any]]:
    return [
        {
            "stay_id": one.stay_id, "column": one.column, "number": number, "line": str(one.line), "name": one.name,
            "what": one.what, "before": one.before, "after": one.after,
        }
        for number, one in enumerate(chosen, start=1)
    ]  # fmt: skip


def _frozen(r: Reading, row: Handover, given: AddendumDraft, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    site, printed = site_of(r), row.values or {}
    return {
        "letterhead": letterhead(site),
        "office_number": "",
        "date": (given.day or today(r)).isoformat(),
        "place": given.place or site.address or site.name,
        "giver": printed.get("giver", {}),
        "receiver": printed.get("receiver", {}),
        "bast_number": row.number or "",
        "bast_office_number": row.office_number or "",
        "bast_date": (row.day or today(r)).isoformat(),
        "reason": given.reason.strip(),
        "total": len(told),
        "witnesses": [party(one) for one in given.witnesses],
        "control_number": "",
        "qr": "",
        "short_code": "",
    }


def _thawed(values: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> Mapping[str, Value]:
    days = {name: date.fromisoformat(values[name]) for name in ("date", "bast_date")}
    shown = ("number", "line", "name", "what", "before", "after")
    return {**values, **days, "changes": [{name: one[name] for name in shown} for one in told]}


def _people(r: Reading, handover_id: str, stays: Collection[str]) -> HeadCount:
    """Those it tells of, by the class the paper gave them."""
    heads = [head for head in heads_of_paper(r, handover_id) if head.stay_id in stays]
    classes = [str((head.line or {}).get("class")) for head in heads]
    return HeadCount.of_classes(None if one in ("?", "None") else one for one in classes)


def _live(r: Reading, handover_id: str) -> list[BastAddendum]:
    query = select(BastAddendum).where(BastAddendum.site_id == r.site_id, BastAddendum.handover_id == handover_id)
    return r.all(query.where(BastAddendum.state != terms.VOID))


def _name(head: HandoverHead) -> str:
    return str((head.line or {}).get("name", ""))


def _line(row: BastAddendum) -> AddendumLine:
    told = tuple(
        f"{one['line']} {one['name']} – {one['what']}: {one['before']} → {one['after']}" for one in row.changes
    )
    return AddendumLine(
        row.id, row.number, row.state, row.reason, row.day, row.copies, spaced(row.short_code), told, row.signed_at,
        row.void_reason or "", row.scan_digest or "",
    )  # fmt: skip


def _log(w: Work, row: BastAddendum) -> None:
    total = len(row.changes)
    w.insert(PrintLog(id=new_id(), form=FORM, subject_id=row.id, copy_number=row.copies, head_total=total))
