"""A shift hands over to the next: who is here, what is open, what lies in store and cash box; frozen with its number.

Who gives signs in and prints; who takes confirms by signing in himself, or on the paper. What was printed never
changes: a mistake is called off with a reason and handed over anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from app.access.days import today
from app.access.naming import user_cards
from app.access.office import site_of
from app.access.rules import may, require
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.printing.ready import Sheet
from app.printing.statement import Statement, name_list_digest, sign
from app.printing.values import State
from app.registration.live import live
from app.registration.wording import clean_text, required_reason
from app.shelter.counting import Counted, count_store
from app.shelter.duty.handing import Handing, facts_of
from app.shelter.duty.records import Turnover
from app.shelter.duty.shifts import PERMISSION, span_named, spans
from app.shelter.papers.turnover import FORM, VERSION, CountedLine, frozen, lines_of, present, thawed
from app.store.journal import tail
from app.store.work import Reading, Work

SERIES = "giliran"
STATEMENT = FORM
"""What the signed code calls this paper."""
PRINTED, TAKEN = "dicetak", "diterima"
BY_ACCOUNT, ON_PAPER = "akun", "kertas"
MOST_LISTED = 200


@dataclass(frozen=True)
class StoreDraft:
    """A storeroom or cash box as it was counted at the end of the shift."""

    store_id: str
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class TurnoverDraft:
    """A handover as entered. `taker_id` is a user, or empty for somebody who signs on paper (`taker` is his name).

    `nobody` says that somebody looked and the house is really empty.
    """

    shift: str
    to_shift: str
    taker: str
    taker_id: str = ""
    keys: tuple[str, ...] = ()
    remarks: str = ""
    stores: tuple[StoreDraft, ...] = ()
    nobody: bool = False


@dataclass(frozen=True)
class Issued:
    """A handover with its number; `short_code` is read out by telephone."""

    id: str
    number: str
    short_code: str
    present: HeadCount


@dataclass(frozen=True)
class TurnoverLine:
    """A handover in the list; `void` says why it was called off."""

    id: str
    number: str
    day: date
    shift: str
    to_shift: str
    giver: str
    giver_id: str
    taker: str
    taker_id: str
    state: str
    how: str
    present: int
    differences: int
    printed_at: datetime
    taken_at: datetime | None
    short_code: str
    void: str

    @property
    def waits(self) -> bool:
        """Whether the taker still has to confirm."""
        return self.state == PRINTED and not self.void


def issue(w: Work, draft: TurnoverDraft) -> Issued:
    """Count, number and freeze; the counts go into the book of the storeroom in the same act. All of it or nothing."""
    require(w.actor, PERMISSION)
    draft = _checked(w, draft)
    counted, missed = _count(w, draft.stores)
    values = frozen(site_of(w), facts_of(w, _handing(w, draft), counted, missed))
    here = present(values)
    if not here.total and not draft.nobody:
        raise UserError(
            "turnover.nobody",
            _("Tidak seorang pun tercatat hadir; serah terima belum dicetak."),
            _("Kalau rumahnya memang kosong, centang “Rumah memang kosong”. Kalau tidak, periksa dulu datanya."),
        )
    number = w.next_number(SERIES)
    digest = name_list_digest(lines_of(values))
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    moment = int(w.now().timestamp())
    parties = (values["giver"]["name"], values["receiver"]["name"])
    claim = Statement(FORM, number, w.site_id, w.device_id, moment, *parties, here, digest, chain)
    signed = sign(claim, lambda data: bytes.fromhex(w.desk.sign(data)))
    values |= {"control_number": number, "qr": signed.text, "short_code": signed.short_code}
    row = Turnover(
        id=new_id(), number=number, day=today(w), shift=draft.shift, to_shift=draft.to_shift,
        giver_id=w.actor.user_id, taker_id=draft.taker_id or None, taker=draft.taker, printed_at=w.now(),
        form_version=VERSION, values=values, lines_digest=digest, statement=signed.text, short_code=signed.short_code,
    )  # fmt: skip
    return Issued(w.insert(row).id, number, signed.short_code, here)


def take(w: Work, turnover_id: str) -> None:
    """Whoever is signed in takes the shift over; only the taker the paper names, and never the giver."""
    require(w.actor, PERMISSION)
    row = _waiting(w, turnover_id)
    if w.actor.user_id == row.giver_id or w.actor.user_id != (row.taker_id or w.actor.user_id):
        raise UserError(
            "turnover.not_you",
            _("Giliran ini diserahkan kepada {name}; belum diterima.").format(name=row.taker),
            _("{name} masuk dulu dengan kata sandi atau PIN-nya sendiri, lalu menerima.").format(name=row.taker),
        )
    w.update(row, state=TAKEN, how=BY_ACCOUNT, taken_at=w.now(), taker_id=w.actor.user_id)


def taken_on_paper(w: Work, turnover_id: str) -> None:
    """The taker signed the paper by hand."""
    require(w.actor, PERMISSION)
    w.update(_waiting(w, turnover_id), state=TAKEN, how=ON_PAPER, taken_at=w.now())


def void(w: Work, turnover_id: str, reason: str) -> None:
    """Call a handover off: by its giver until it is taken, later by a leader; number and counts stay as they were."""
    require(w.actor, PERMISSION)
    said, row = required_reason(reason), w.need(Turnover, turnover_id)
    if row.void_reason is not None:
        raise UserError("turnover.void", _("Serah terima ini sudah dibatalkan."))
    if row.state == TAKEN or row.giver_id != w.actor.user_id:
        require(w.actor, f"{PERMISSION}.void")
    w.void(row, said)


def reprint(w: Work, turnover_id: str) -> int:
    """Note a further print; the number of the copy."""
    require(w.actor, PERMISSION)
    row = w.need(Turnover, turnover_id)
    w.update(row, copies=row.copies + 1)
    return row.copies


def turnovers(r: Reading, day: date | None = None) -> list[TurnoverLine]:
    """The handovers of a day, or all, the latest first; those called off say why."""
    query = select(Turnover).where(col(Turnover.site_id) == r.site_id)
    if day is not None:
        query = query.where(Turnover.day == day)
    names = {span.code: span.name for span in spans(r)}
    return [_line(row, names) for row in r.all(query.order_by(col(Turnover.printed_at).desc()).limit(MOST_LISTED))]


def stays_of(r: Reading, turnover_id: str) -> list[str]:
    """The heads that were present when it was printed."""
    return list((r.need(Turnover, turnover_id).values or {}).get("stays", ()))


def paper(r: Reading, turnover_id: str, size: str = "A4", copy: int | None = None) -> Sheet:
    """The paper as it was frozen. Draw it away from the vault."""
    row = r.need(Turnover, turnover_id)
    values = row.values or {}
    if name_list_digest(lines_of(values)) != row.lines_digest:
        raise UserError(
            "turnover.changed",
            _("Isi serah terima {number} di laptop ini tidak lagi sama dengan yang dicetak.").format(number=row.number),
            _("Jangan dicetak ulang; periksa surat aslinya dan laporkan kepada kepala pos."),
        )
    state = State("BATAL" if row.void_reason else "", copy or row.copies)
    return Sheet(FORM, thawed(values), size, row.form_version, state)


def preview(r: Reading, draft: TurnoverDraft, giver: tuple[str, str], now: datetime, size: str = "A4") -> Sheet:
    """The paper as it would be, marked DRAF; what will be counted is not on it yet. `giver`: user id and name."""
    handing = Handing(today(r), now, draft.shift, draft.to_shift, giver, (draft.taker_id, draft.taker), draft.keys,
                      draft.remarks)  # fmt: skip
    values = frozen(site_of(r), facts_of(r, handing, (), ()))
    return Sheet(FORM, thawed(values), size, VERSION, State("DRAF"))


def find(r: Reading, number: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """(statement, why it was called off, its lines) of a handover by its number; for whoever checks a paper."""
    rows = r.all(select(Turnover).where(col(Turnover.site_id) == r.site_id, Turnover.number == number))
    return (rows[0].statement, rows[0].void_reason, tuple(lines_of(rows[0].values or {}))) if rows else None


def _checked(w: Work, draft: TurnoverDraft) -> TurnoverDraft:
    span_named(w, draft.shift)
    span_named(w, draft.to_shift)
    taker = clean_text(draft.taker) or ""
    user = user_cards(w).get(draft.taker_id)
    if draft.taker_id and (user is None or not user.active):
        raise UserError("turnover.taker", _("Akun penerima tidak ada atau sudah dinonaktifkan; pilih orang lain."))
    taker = user.name if user is not None else taker
    if not taker:
        raise UserError("turnover.taker", _("Pilih atau tulis siapa yang menerima giliran ini; belum dicetak."))
    if draft.taker_id == w.actor.user_id or taker.casefold() == w.actor.name.casefold():
        raise UserError("turnover.self", _("Giliran tidak dapat diserahkan kepada diri sendiri; belum dicetak."))
    mine = select(Turnover).where(live(w, Turnover), Turnover.day == today(w), Turnover.shift == draft.shift)
    for row in w.all(mine):
        raise UserError(
            "turnover.twice",
            _("Giliran ini sudah diserahkan dengan nomor {number}; belum dicetak lagi.").format(number=row.number),
            _("Cetak ulang yang itu, atau batalkan dengan alasan kalau keliru."),
        )
    keys = tuple(text for text in map(clean_text, draft.keys) if text)
    return TurnoverDraft(
        draft.shift, draft.to_shift, taker, draft.taker_id, keys, clean_text(draft.remarks) or "", draft.stores,
        draft.nobody,
    )  # fmt: skip


def _handing(w: Work, draft: TurnoverDraft) -> Handing:
    giver, taker = (w.actor.user_id, w.actor.name), (draft.taker_id, draft.taker)
    return Handing(today(w), w.now(), draft.shift, draft.to_shift, giver, taker, draft.keys, draft.remarks)


def _count(w: Work, stores: Sequence[StoreDraft]) -> tuple[list[CountedLine], list[str]]:
    """Keep the counts; refused while a difference has no reason. Also what nobody counted, in words."""
    if stores and not may(w.actor, "shelter.stock"):
        require(w.actor, "shelter.stock")
    lines: list[CountedLine] = []
    missed: list[str] = []
    for store in stores:
        reasons = {one.place: (clean_text(one.reason) or "") for one in store.counted}
        done = count_store(w, store.store_id, store.counted)
        for line in done.lines:
            if line.difference and not reasons[line.place]:
                raise UserError(
                    "turnover.reason",
                    _("{item}: dihitung {counted}, menurut catatan {booked}. Tulis alasannya; belum dicetak.").format(
                        item=line.name, counted=line.counted, booked=line.booked
                    ),
                    _("Hitung ulang, atau tulis apa yang diketahui tentang selisihnya."),
                )
            reason = reasons[line.place] if line.difference else ""
            lines.append(CountedLine(done.store, line.name, line.unit, line.booked, line.counted, reason))
        missed += [f"{done.store}: {one.name}, menurut catatan {one.booked} {one.unit}" for one in done.missed]
    return lines, missed


def _waiting(w: Work, turnover_id: str) -> Turnover:
    row = w.need(Turnover, turnover_id)
    if row.void_reason is not None or row.state != PRINTED:
        raise UserError("turnover.state", _("Serah terima ini sudah diterima atau dibatalkan; tidak ada yang diubah."))
    return row


def _line(row: Turnover, names: dict[str, str]) -> TurnoverLine:
    values = row.values or {}
    differences = sum(line["difference"] != "0" for line in values.get("goods", ()))
    return TurnoverLine(
        row.id, row.number, row.day, names.get(row.shift, row.shift), names.get(row.to_shift, row.to_shift),
        values.get("giver", {}).get("name", ""), row.giver_id, row.taker, row.taker_id or "", row.state, row.how or "",
        int(values.get("total", 0)), differences, row.printed_at, row.taken_at, row.short_code, row.void_reason or "",
    )  # fmt: skip
