"""The Berita Acara Rekonsiliasi of a closing: numbered, frozen and signed once, printed again as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from app.access.naming import user_cards
from app.access.office import site_of
from app.access.rules import require
from app.handover.signed import PAPERS, RECONCILED, Kept, SignedPaper
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import letters
from app.printing.ready import Sheet
from app.printing.statement import Signed, Statement, name_list_digest, sign
from app.printing.values import State
from app.reconciliation.adjustments import adjustments, scope_of
from app.reconciliation.balance_of import Balances, LedgerScope
from app.reconciliation.papers import (
    FORM,
    VERSION,
    Facts,
    ShipRow,
    adjustment_words,
    frozen,
    label_of,
    lines_of,
    period_words,
    thawed,
)
from app.reconciliation.records import Closing
from app.reconciliation.rules.adjusting import HeadState, figures, returned, unpacked
from app.reconciliation.rules.equation import CARE, DEAD, ELSEWHERE, HOMEWARD, equation
from app.reconciliation.rules.posting import SOURCES, TRANSIT
from app.reconciliation.standing import BATCH
from app.reconciliation.stood import at_closing, since
from app.reference.words import clock_time, long_date
from app.registration import chains
from app.store.journal import tail
from app.store.work import Reading, Work

SERIES = "rekonsiliasi"


@dataclass(frozen=True)
class Signers:
    """Who signs: the companion of the way home, and the head of the post who takes note; NIP and office where known."""

    companion: str
    head: str
    companion_nip: str = ""
    head_nip: str = ""
    companion_position: str = "Pendamping Pemulangan"
    head_position: str = "Kepala Pos"


def suggested(r: Reading, user_id: str) -> Signers:
    """Whoever is signed in as the companion, with what the post knows of him."""
    card = user_cards(r).get(user_id)
    if card is None:
        return Signers("", "")
    return Signers(card.name, "", card.nip, companion_position=card.title or "Pendamping Pemulangan")


def record(w: Work, closing_id: str, signers: Signers) -> Sheet:
    """The paper of a closing; the first time it gets its number and is frozen, afterwards it is the same."""
    require(w.actor, "reconciliation.close")
    row = w.need(Closing, closing_id)
    if row.number is None:
        _issue(w, row, signers)
    return sheet(w, closing_id)


def sheet(r: Reading, closing_id: str) -> Sheet:
    """The paper as it was frozen; marked when the closing was opened again."""
    row = r.need(Closing, closing_id)
    if row.number is None or row.paper_values is None:
        raise UserError("record.none", _("Penutupan ini belum punya berita acara."), _("Cetak berita acaranya dulu."))
    state = State("BATAL" if row.reopened_reason is not None else "", 1)
    return Sheet(FORM, thawed(row.paper_values, row.scope == BATCH), "A4", VERSION, state)


def find(r: Reading, number: str) -> Kept | None:
    """A closing's paper by its number; for whoever checks one."""
    for row in r.all(select(Closing).where(Closing.site_id == r.site_id, Closing.number == number)):
        lines = tuple(lines_of(row.paper_values or {}, row.states or ""))
        return Kept(row.statement or "", row.reopened_reason, lines)
    return None


SIGNED_PAPERS = {**PAPERS, RECONCILED: SignedPaper(PAPERS[RECONCILED].told, find)}
"""Every paper with a signed code up to this slice."""


def _issue(w: Work, row: Closing, signers: Signers) -> None:
    if not signers.companion.strip() or not signers.head.strip():
        raise UserError(
            "record.signers",
            _("Berita acara belum dicetak: nama Pendamping dan yang mengetahui belum lengkap."),
            _("Tulis keduanya; nomor belum terpakai."),
        )
    if row.reopened_reason is not None:
        raise UserError(
            "record.reopened",
            _("Penutupan ini sudah dibuka kembali; berita acaranya tidak dicetak lagi."),
            _("Tutup lagi, lalu cetak berita acara penutupan yang baru."),
        )
    if not row.states:
        raise UserError("record.old", _("Penutupan ini dibuat versi lama; berita acaranya tidak dapat dibuat."))
    values = frozen(site_of(w), _facts(w, row, signers))
    number = w.next_number(SERIES)
    signed = _signed(w, row, number, values)
    values |= {"control_number": number, "qr": signed.text, "short_code": signed.short_code}
    w.update(row, number=number, paper_values=values, statement=signed.text, short_code=signed.short_code)


def _signed(w: Work, row: Closing, number: str, values: dict[str, object]) -> Signed:
    digest = name_list_digest(lines_of(values, row.states or ""))
    _seq, chain = tail(w.connection, w.device_id, w.desk.epoch)
    parties = (str(values["scope"]), "Pendamping Pemulangan")
    moment = int(w.now().timestamp())
    source = _as_closed(row).of(SOURCES[0])
    came = source.went - source.came
    claim = Statement(RECONCILED, number, w.site_id, w.device_id, moment, *parties, came, digest, chain)
    return sign(claim, lambda data: bytes.fromhex(w.desk.sign(data)))


def _as_closed(row: Closing) -> Balances:
    lines = figures(unpacked(row.states or "").values())
    return Balances(scope_of(row), tuple(line for line in lines if not line.kind.body))


def _facts(w: Work, row: Closing, signers: Signers) -> Facts:
    scope, seen = scope_of(row), _as_closed(row)
    ships = [] if row.scope == BATCH else list(_ships(w, row))
    return Facts(
        day=local(w.now(), w.zone).date(),
        time=clock_time(w.now(), w.zone),
        scope=_scope_words(w, row, scope),
        closed=_closed_words(w, row),
        companion=_party(signers.companion, signers.companion_nip, signers.companion_position),
        head=_party(signers.head, signers.head_nip, signers.head_position),
        equation=seen.equation.with_returned(returned(unpacked(row.states or "").values())),
        counts=dict(_counts(seen)),
        ships=ships,
        findings=at_closing(w, row, "findings"),
        waiting=at_closing(w, row, "waiting"),
        adjustments=[
            *(adjustment_words(one.name, one.change.by_account) for one in adjustments(w, row.id)),
            *since(w, row),
        ],
    )


def _party(name: str, nip: str, position: str) -> dict[str, str]:
    given = {"name": " ".join(name.split()), "nip": nip.strip(), "position": " ".join(position.split())}
    return {key: value for key, value in given.items() if value}


def _scope_words(r: Reading, row: Closing, scope: LedgerScope) -> str:
    if row.batch_id:
        batch = letters.batch(r, row.batch_id)
        return f"rombongan {batch.name}, tiba {long_date(batch.day)}"
    return period_words(scope.start, scope.end)


def _closed_words(w: Work, row: Closing) -> str:
    said = f"Penutupan dicatat pada {long_date(local(row.at, w.zone).date())} pukul {clock_time(row.at, w.zone)}."
    if row.vouched_by:
        said += f" Ditutup atas tanggung jawab {row.vouched_by}: {(row.reason or '').rstrip('.')}."
    return said


def _counts(seen: Balances) -> Iterator[tuple[str, HeadCount]]:
    """The equation by class, a label each; what holds nobody and is rare is left out."""

    def net(accounts: tuple[str, ...]) -> HeadCount:
        return sum((seen.of(account).came - seen.of(account).went for account in accounts), HeadCount())

    opening = sum((seen.of(account).opening for account in (*CARE, TRANSIT)), HeadCount())
    if opening.total:
        yield "Saldo awal", opening
    yield "Tiba", -net(SOURCES[:1])
    if net(SOURCES[1:]).total:
        yield "Lahir di sini", -net(SOURCES[1:])
    yield "Sampai di rumah", net(HOMEWARD)
    for account in ELSEWHERE:
        group = DEAD if account == DEAD[0] else (account,)
        if account != DEAD[1] and net(group).total:
            yield label_of(account), net(group)
    yield "Dalam perjalanan", seen.of(TRANSIT).closing
    yield "Masih di pos", sum((seen.of(account).closing for account in CARE), HeadCount())


def _ships(r: Reading, row: Closing) -> Iterator[ShipRow]:
    """The ships as they were when the period was closed; together they are the whole."""
    parts: dict[str, list[HeadState]] = {}
    kept = unpacked(row.states or "")
    ship_of = chains.ships(r, sorted(kept))
    for stay, state in kept.items():
        parts.setdefault(ship_of.get(stay, ""), []).append(state)
    named = {batch.id: batch for batch in letters.batches(r)}
    for ship in sorted(
        parts, key=lambda ship: (named[ship].day, named[ship].name) if ship in named else (date.max, "")
    ):
        told = equation(figures(parts[ship])).with_returned(returned(parts[ship]))
        batch = named.get(ship)
        yield ShipRow(f"{batch.name}, {batch.day:%d-%m-%Y}" if batch else "Tanpa rombongan", told)
