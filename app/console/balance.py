"""The verb that says whether everybody is accounted for."""

from datetime import date
from typing import Annotated, Any

import typer

from app.console.frame import HomeOption, JsonOption, LoginOption, PassphraseOption, home_of, verb
from app.console.signing_in import signed_in
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import letters
from app.reconciliation.balance_of import Balances, LedgerScope, balances, expected
from app.reconciliation.ledger import BalanceView, Scope, heads_behind, view
from app.reconciliation.legs import LegRow, leg_rows
from app.reconciliation.rules.wording import equation_words, home_words
from app.registration.counts import HeadLine
from app.store.work import Reading


@verb
def reconcile(
    batch: Annotated[str, typer.Option("--batch", help="Kapal atau rombongan; seluruh pos bila dikosongkan")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Rekap orang: yang datang, yang ada, yang keluar, dan nama di balik tiap angka."""
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as reading:
        scope = Scope(_batch_id(letters.batches(reading), batch) if batch else None)
        return balance_json(reading, view(reading, scope))


@verb
def ledger(
    start: Annotated[str, typer.Option("--from", help="Hari pertama (2026-01-01); sejak awal bila dikosongkan")] = "",
    end: Annotated[str, typer.Option("--to", help="Hari terakhir (2026-06-30); sampai sekarang bila dikosongkan")] = "",
    batch: Annotated[str, typer.Option("--batch", help="Kapal atau rombongan")] = "",
    province: Annotated[str, typer.Option("--province", help="Kode provinsi tujuan, misalnya 73")] = "",
    home: HomeOption = None,
    login: LoginOption = "",
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Neraca orang sebuah masa: tiap akun dengan saldo awal, masuk, keluar, dan saldo akhir."""
    days = _day(start), _day(end)
    with signed_in(home_of(home), login, passphrase_file) as office, office.read() as reading:
        ship = _batch_id(letters.batches(reading), batch) if batch else None
        waiting = {name: len(lines) for name, lines in expected(reading).items() if ship in (None, name)}
        told = ledger_json(balances(reading, LedgerScope(*days, ship, province or None)))
        return told | {"expected": sum(waiting.values())}


def ledger_json(seen: Balances) -> dict[str, Any]:
    """A ledger as plain values: the sentence of arrivals and homes, the equation, every account."""
    told = seen.equation
    return {
        "sentence": home_words(told),
        "equation": equation_words(told),
        "difference": told.difference,
        "came": told.came,
        "home": told.home,
        "accounts": [
            {
                "account": code,
                "opening": counts(total.opening),
                "in": counts(total.came),
                "out": counts(total.went),
                "closing": counts(total.closing),
            }
            for code, total in seen.totals.items()
        ],
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(
            "ledger.day", _("“{text}” bukan tanggal.").format(text=text), _("Tulis seperti 2026-01-31.")
        ) from None


def balance_json(r: Reading, seen: BalanceView) -> dict[str, Any]:
    """A balance as plain values, with the names behind each number."""
    return {
        "on_the_way": [_leg(row) for row in leg_rows(r, LedgerScope(batch_id=seen.scope.batch_id))],
        "difference": seen.difference,
        "balanced": not seen.difference and not seen.balance.blocking,
        "equation": seen.balance.text,
        "accounts": [
            {
                "account": account.code,
                "count": counts(account.count),
                "people": [_person(head) for head in heads_behind(r, seen.scope, account.code)],
            }
            for account in seen.accounts
        ],
        "bodies": len(seen.bodies),
        "sentences": list(seen.sentences),
        "findings": [
            {"code": found.code, "text": found.text, "blocks": found.blocks, "amount": found.amount}
            for found in seen.findings
        ],
    }


def _leg(row: LegRow) -> dict[str, Any]:
    """A leg of the way: who is on it and not received, by the papers they go with; who of its departure was."""
    departure, kind, leg = row.key
    return {
        "leg": row.title,
        "departure": row.departure,
        "departure_id": departure or None,
        "leg_id": leg or None,
        "state": kind or "tanpa_rencana",
        "since": row.since.isoformat() if row.since else None,
        "count": counts(row.count),
        "people": list(row.stays),
        "receivers": [
            {"paper": one.number, "receiver": one.name, "phone": one.phone, "people": list(one.stays)}
            for one in row.receivers
        ],
        "received": list(row.received),
        "not_received": list(row.missed),
    }


def _person(head: HeadLine) -> dict[str, str | None]:
    return {"stay": head.stay_id, "name": head.display, "card": head.card_number}


def counts(count: HeadCount) -> dict[str, int]:
    """LD, PD, AL, AP and the total."""
    return {**count.by_class(), "total": count.total, **({"?": count.unknown} if count.unknown else {})}


def _batch_id(known: list[letters.BatchView], name: str) -> str:
    for batch in known:
        if name in (batch.id, batch.name, batch.ship):
            return batch.id
    raise UserError(
        "batch.unknown",
        _("Rombongan “{name}” tidak ada.").format(name=name),
        _("Yang ada: {names}.").format(names=", ".join(batch.name for batch in known) or "-"),
    )
