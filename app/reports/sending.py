"""A report is frozen when it is sent: number, digest, signed code; what changes later is told as differences to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from app.access.naming import user_cards
from app.access.office import site_of
from app.access.rules import require
from app.handover.signed import Kept, Papers, SignedPaper
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.headcount import CLASSES, HeadCount
from app.kernel.i18n import N_, _
from app.kernel.ids import new_id
from app.printing.ready import Sheet
from app.printing.statement import Signed, Statement, sign
from app.printing.values import State
from app.reconciliation.adjustments import stated_have
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.ledger import Scope, view
from app.reconciliation.periods import period
from app.reconciliation.recording import SIGNED_PAPERS as LOWER
from app.reconciliation.rules import Override
from app.reports import declared
from app.reports.content import Difference, Signers, content, differences, digest_of, thawed, values
from app.reports.drafting import NOTHING
from app.reports.kinds import kind
from app.reports.periodic import Want, Whole, need_made, period_of, span_of, whole
from app.reports.records import SentReport
from app.reports.table import UNKNOWN, Report
from app.reports.workbook import workbook
from app.store.journal import tail
from app.store.work import Reading, Work

SEND, PRINT = "reports.send", "reports.print"
SERIES, REPORTED = "laporan", "report"
SHORTEST = 5
RUNNING = "period.running"


@dataclass(frozen=True)
class Sent:
    """A sent report as lists show it; `void_reason` is set when it was called off or replaced."""

    id: str
    number: str
    edition: int
    kind: str
    period: str
    name: str
    addressee: str
    day: date
    at: datetime
    officer: str
    short_code: str
    reason: str | None
    vouched_by: str | None
    void_reason: str | None

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.void_reason is None


def draft(w: Work, want: Want, size: str = "A4") -> Sheet:
    """The report as it stands, marked as a draft; nothing is numbered."""
    require(w.actor, PRINT)
    found = whole(w, want, w.now(), on_paper=True)
    said = content(found, site_of(w), suggested(w, w.actor.user_id), open_differences(w, want), "")
    return Sheet(found.kind.form, values(said, local(w.now(), w.zone).date(), ""), size, state=State("DRAF"))


def file(w: Work, want: Want) -> bytes:
    """The report as a workbook: what it says and its tables, without the names behind the figures."""
    require(w.actor, PRINT)
    return workbook(_as_report(whole(w, want, w.now(), on_paper=True)))


def suggested(r: Reading, user_id: str) -> Signers:
    """Whoever is signed in as the one who reports."""
    card = user_cards(r).get(user_id)
    return Signers(card.name, card.nip, card.title) if card else Signers("")


def open_differences(r: Reading, want: Want) -> tuple[str, ...]:
    """What is still open in a period, a sentence each: nothing of it is hidden from whoever reads the report."""
    when = period_of(r, want)
    if when.first is None or when.last is None:
        return tuple(check.finding.text for check in view(r, Scope(when.code)).blocking)
    seen = period(r, LedgerScope(when.first, when.last))
    return tuple(check.finding.text for check in seen.blocking if check.finding.code != RUNNING)


def send(w: Work, want: Want, signers: Signers, override: Override | None = None) -> Sent:
    """Freeze a report and sign it. UserError while its period runs, or while something is open nobody vouches for."""
    require(w.actor, SEND)
    _refuse_second(w, want)
    return _keep(w, want, signers, override, _Number(w.next_number, 1))


def replace_sent(w: Work, sent_id: str, signers: Signers, reason: str, override: Override | None = None) -> Sent:
    """Send the report anew under the same number; the former one stays on record, void, with the reason."""
    require(w.actor, SEND)
    row = _standing(w, sent_id)
    why = _reason(reason, _("Tulis mengapa laporan ini diganti; yang lama masih berlaku."))
    number = row.number
    w.void(row, why)
    want = Want(row.kind, row.period, row.level)
    return _keep(w, want, signers, override, _Number(lambda _series: number, row.edition + 1))


def void(w: Work, sent_id: str, reason: str) -> None:
    """Call a sent report off; its number is used up and stays with it."""
    require(w.actor, SEND)
    row = _standing(w, sent_id)
    w.void(row, _reason(reason, _("Tulis mengapa laporan ini dibatalkan; laporan masih berlaku.")))


def sheet(r: Reading, sent_id: str, size: str = "A4") -> Sheet:
    """The paper of a sent report, the same every time; marked when it does not count any more."""
    row = r.need(SentReport, sent_id)
    printed = values(row.content, row.day, shown_number(row.number, row.edition), row.edition)
    printed |= {"qr": row.statement or "", "short_code": row.short_code or ""}
    return Sheet(row.form, printed, size, row.form_version, State("BATAL" if row.void_reason else ""))


def sent_file(r: Reading, sent_id: str) -> bytes:
    """The workbook of a sent report, as it was frozen."""
    said = r.need(SentReport, sent_id).content
    return workbook(Report(said["title"], said["site"], said["period"], said["made"], tuple(thawed(said))))


def sent_reports(r: Reading, code: str = "", at: str = "") -> list[Sent]:
    """The reports that were sent, the latest first; of a kind and a period, or all."""
    query = select(SentReport).where(col(SentReport.site_id) == r.site_id)
    if code:
        query = query.where(SentReport.kind == code)
    if at:
        query = query.where(SentReport.period == at)
    return [_sent(row) for row in r.all(query.order_by(col(SentReport.at).desc(), col(SentReport.id).desc()))]


def changed(r: Reading, sent_id: str, now: datetime) -> list[Difference]:
    """The figures that are otherwise now than the sent report says; the report itself never changes."""
    row = r.need(SentReport, sent_id)
    present = whole(r, Want(row.kind, row.period, row.level), now, on_paper=True)
    found = differences(thawed(row.content), present.report.tables)
    return [replace(one, table=_(one.table), line=_(one.line), column=_(one.column)) for one in found]


def shown_number(number: str, edition: int) -> str:
    """A number as it is printed and signed: “NNK-A-26-000003”, and “NNK-A-26-000003/2” when it was replaced once."""
    return number if edition == 1 else f"{number}/{edition}"


def find(r: Reading, number: str) -> Kept | None:
    """A sent report by its printed number, for whoever checks the paper."""
    plain, _mark, edition = number.partition("/")
    wanted = int(edition) if edition.isdecimal() else 1
    mine = select(SentReport).where(col(SentReport.site_id) == r.site_id, SentReport.number == plain)
    for row in r.all(mine.where(SentReport.edition == wanted)):
        return Kept(row.statement or "", row.void_reason)
    return None


SIGNED_PAPERS: Papers = {
    **LOWER,
    REPORTED: SignedPaper(
        N_(
            "{giver} {number}, {when}, {site} ({desk}): kepada {receiver}, {total} orang yang dipertanggungjawabkan "
            "({counts}), kode pendek {code}. Cocokkan dengan yang tertulis di kertas."
        ),
        find,
    ),
}
"""Every paper with a signed code, the reports among them."""


@dataclass(frozen=True)
class _Number:
    take: Any
    edition: int


def _keep(w: Work, want: Want, signers: Signers, override: Override | None, numbered: _Number) -> Sent:
    need_made(w, want.kind)
    found = whole(w, replace(want, filters=type(want.filters)()), w.now(), on_paper=True)
    _refuse(found, signers)
    _refuse_undecided(w, want)
    marks = open_differences(w, want)
    vouched = _vouched(marks, override)
    said = content(found, site_of(w), signers, marks, vouched)
    digest = digest_of(said)
    number = numbered.take(SERIES)
    signed = _signed(w, shown_number(number, numbered.edition), digest, found)
    kept: dict[str, Any] = {"content": said, "digest": digest, "have": stated_have(w)}
    kept |= {"statement": signed.text, "short_code": signed.short_code, "edition": numbered.edition}
    kept |= {"day": local(w.now(), w.zone).date(), "at": w.now(), "officer": w.actor.name}
    if marks and override is not None:
        kept |= {"reason": override.reason.strip(), "vouched_by": override.by.strip()}
    row = SentReport(
        id=new_id(), number=number, kind=want.kind, period=want.code, level=found.route.level,
        form=found.kind.form, **kept,
    )  # fmt: skip
    return _sent(w.insert(row))


def _refuse(found: Whole, signers: Signers) -> None:
    if found.running:
        raise UserError(
            "report.running",
            _("Masa ini belum lewat; laporannya belum dapat dikirim."),
            _("Cetak sebagai draf, atau tunggu sampai {day}.").format(day=f"{found.period.last:%d-%m-%Y}"),
        )
    if not signers.name.strip():
        raise UserError("report.signer", _("Tulis siapa yang melaporkan; nomor belum terpakai."))
    for part in kind(found.want.kind).written:
        if part.code in found.parts and found.parts[part.code].others:
            raise UserError(
                "report.two_texts",
                _("Bagian “{part}” ditulis di dua loket; laporan belum dikirim.").format(part=part.title),
                _("Baca keduanya, simpan satu, lalu kirim."),
            )


def _refuse_undecided(w: Work, want: Want) -> None:
    rows = declared.undecided(w, span_of(w, want))
    if rows:
        raise UserError(
            "report.two_figures",
            _("Isian kantor “{rows}” berbeda di dua loket; laporan belum dikirim.").format(rows="”, “".join(rows)),
            _("Buka isiannya, pilih satu, lalu kirim."),
        )


def _vouched(marks: Sequence[str], override: Override | None) -> str:
    """Who answers for what is open, as the report says it; UserError when nobody does."""
    if not marks:
        return ""
    if override is None or len(override.reason.strip()) < SHORTEST or not override.by.strip():
        raise UserError(
            "report.open",
            _("Laporan belum dikirim karena masih ada yang terbuka: {what}").format(what=" ".join(marks)),
            _("Selesaikan di Rekonsiliasi, atau tulis alasan dan nama penanggung jawab."),
        )
    reason = override.reason.strip().rstrip(".")
    return f"Dikirim atas tanggung jawab {override.by.strip()}: {reason}."


def _refuse_second(w: Work, want: Want) -> None:
    standing = [one for one in sent_reports(w, want.kind, want.code) if one.stands]
    if standing:
        raise UserError(
            "report.twice",
            _("Laporan ini sudah dikirim dengan nomor {number}.").format(number=standing[0].number),
            _("Ganti laporan itu bila ada yang berubah; nomornya tetap."),
        )


def _standing(w: Work, sent_id: str) -> SentReport:
    row = w.need(SentReport, sent_id)
    if row.void_reason is not None:
        raise UserError("report.void", _("Laporan ini sudah tidak berlaku; tidak ada yang diubah."))
    return row


def _reason(text: str, problem: str) -> str:
    reason = " ".join(text.split())
    if len(reason) < SHORTEST:
        raise UserError("report.reason", problem)
    return reason


def _signed(w: Work, number: str, digest: str, found: Whole) -> Signed:
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    parties = (found.report.title, found.route.to)
    moment = int(w.now().timestamp())
    claim = Statement(REPORTED, number, w.site_id, w.device_id, moment, *parties, _came(found), digest, chain)
    return sign(claim, lambda data: bytes.fromhex(w.desk.sign(data)))


def _came(found: Whole) -> HeadCount:
    """Those the period has to account for, by class."""
    line = next(line for line in found.report.table("people").lines if line.sum)
    numbers = [line.cells[name].value for name in (*CLASSES, UNKNOWN)]
    return HeadCount(*(int(number or 0) for number in numbers))


def _as_report(found: Whole) -> Report:
    written = [(part.title, found.parts.get(part.code, NOTHING).text) for part in found.kind.written]
    notes = [f"{title}: {' '.join(text.split())}" for title, text in written if text]
    return replace(found.report, notes=(*found.report.notes, *notes))


def _sent(row: SentReport) -> Sent:
    names = ("id", "number", "edition", "kind", "period", "day", "at", "officer", "reason", "vouched_by", "void_reason")
    told = {name: getattr(row, name) for name in names}
    said = row.content
    return Sent(**told, name=said["period"], addressee=said["addressee"], short_code=row.short_code or "")
