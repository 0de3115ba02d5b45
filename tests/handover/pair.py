"""Two desks of Nunukan that work apart and meet; what both have to see alike."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from app.access.office import Office
from app.handover import clashing, drafts, receipt, service, terms
from app.handover.service import Issued
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation.balance_of import LedgerScope, balances
from app.store.rebuild import content_digest
from app.store.work import Reading, Work
from tests.handover.samples import draft
from tests.helpers.office import landed, ship
from tests.manifest.lists import DeskB


class Pair:
    """Two desks that work apart and meet."""

    def __init__(self, office: Office, desk_b: DeskB, clock: FixedClock) -> None:
        self.desks: tuple[Any, Any] = (office, desk_b)
        self.office, self.desk_b, self.clock = office, desk_b, clock

    def write(self, desk: int, action: str) -> AbstractContextManager[Work]:
        """One act at a desk; a minute goes by."""
        self.clock.advance(minutes=1)
        made: AbstractContextManager[Work] = self.desks[desk].write(action)
        return made

    def paper(self, desk: int, stays: list[str], sign: bool = True, signing: Signing | None = None) -> Issued:
        """A paper of that desk, signed unless asked otherwise."""
        with self.write(desk, "handover.draft") as w:
            paper_id = drafts.draft(w, draft(stays))
        with self.write(desk, "handover.issue") as w:
            made = service.issue(w, paper_id)
        if sign:
            with self.write(desk, "handover.sign") as w:
                receipt.sign(w, made.id, signing)
        return made

    def numbered_at_both(self, stays: list[str]) -> tuple[Issued, Issued]:
        """One draft that both desks number before they meet again."""
        with self.write(0, "handover.draft") as w:
            paper_id = drafts.draft(w, draft(stays))
        self.meet()
        made = []
        for desk in (0, 1):
            with self.write(desk, "handover.issue") as w:
                made.append(service.issue(w, paper_id))
        return made[0], made[1]

    def signed_here_refused_there(self, stays: list[str]) -> Issued:
        """A paper the first desk records as signed, while the second records that the last head was refused."""
        paper = self.paper(0, stays, sign=False)
        self.meet()
        with self.write(0, "handover.sign") as w:
            receipt.sign(w, paper.id)
        with self.write(1, "handover.sign") as w:
            receipt.sign(w, paper.id, Signing({stays[-1]: terms.TURNED_AWAY}, refusal="bukan warga kami"))
        return paper

    def meet(self) -> None:
        """Both take in everything of each other, twice, in both orders."""
        for _round in range(2):
            self.desk_b.send()
            self.desk_b.receive(self.office.vault("general"))

    def read(self, look: Any) -> Any:
        """What both see; it has to be the same."""
        seen = []
        for desk in self.desks:
            with desk.read() as r:
                seen.append(look(r))
        assert seen[0] == seen[1]
        return seen[0]

    def settle(self, desk: int, stay: str, paper: str, reason: str = "menurut tanda tangan di kertas") -> None:
        """The one act."""
        with self.write(desk, "handover.settle") as w:
            clashing.settle(w, stay, paper, reason)


@pytest.fixture
def pair(office: Office, clock: FixedClock, tmp_path: Path) -> Iterator[Pair]:
    """Two desks of Nunukan."""
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    yield Pair(office, desk_b, clock)
    desk_b.close()


def ledger(r: Reading) -> Any:
    """The books and the whole content, to be alike at both desks."""
    seen = balances(r, LedgerScope())
    assert seen.equation.difference == 0
    return content_digest(r.connection, "general"), seen.lines


def landed_both(pair: Pair, count: int) -> list[str]:
    """People both desks know."""
    stays = landed(pair.office, ship(pair.office), count)
    pair.meet()
    return stays
