"""The centre's engine keeps the same ledger as a desk's file: postings, months, balances, rows, and after a rebuild."""

from typing import Any

from sqlalchemy import select

from app.access.office import Office
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.balance_of import LedgerScope, balances, stays_behind
from app.reconciliation.homecoming import GROUPS, homecoming
from app.reconciliation.postings import posting, posting_month
from app.store import derive
from app.store.vault import open_central_vault
from app.store.work import Reading
from tests.helpers.postgres import postgres
from tests.manifest.lists import carry
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK

__all__ = ["postgres"]


def said(r: Reading) -> list[Any]:
    """Everything the ledger answers."""
    tables = [sorted(map(repr, r.rows(select(table)))) for table in (posting, posting_month)]
    told = [balances(r, scope).lines for scope in (LedgerScope(), WEEK)]
    rows = [repr(homecoming(r, WEEK, group)) for group in GROUPS]
    return [*tables, *told, *rows, sorted(stays_behind(r, WEEK, "sampai"))]


def test_a_desk_and_the_centre_say_the_same(office: Office, clock: FixedClock, postgres: str) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "rumah_sakit")
    quay.received(quay.handed_over(stays[1:3]), Signing())
    centre = open_central_vault(postgres, "general", clock)
    centre.author = office.vault("general").author
    carry(office.vault("general"), centre)
    with office.read() as r, centre.read() as c:
        here = said(r)
        assert said(c) == here
    with centre.connect_writing() as connection:
        derive.rebuild_all(connection, "general")
    with centre.read() as c:
        assert said(c) == here
    centre.close()
