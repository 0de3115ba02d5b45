"""Whatever two desks hand out, take back, count and carry to each other: goods, cash and meals come out even."""

from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.shelter import aid, aid_given, meals, meals_planning, stock, stock_book
from app.shelter.aid import Grant, Terms
from app.shelter.records import StockCount, StockMove
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from app.store.rebuild import content_digest
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.shelter.counter import MALAM, PAGI, SIANG, acting, guest, opened, read, write
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
DAY = date(2026, 1, 23)
GOODS, CASH = stock.first_store("barang"), stock.first_store("kas")
PLACES = (Place(GOODS, "paket_mandi"), Place(GOODS, "selimut"), Place(CASH, "uang"))
ACTS = (
    "meal",
    "meal",
    "meal",
    "unmeal",
    "issue",
    "issue",
    "undo",
    "loan",
    "receive",
    "adjust",
    "count",
    "carry",
    "carry",
)


@dataclass
class Book:
    """What really happened, kept apart from the program: pieces by place, and who ate what at which desk."""

    there: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    plates: set[tuple[str, str, str]] = field(default_factory=set)
    """(desk, stay, slot)"""

    @property
    def eaten(self) -> set[tuple[str, str]]:
        return {(stay, slot) for _desk, stay, slot in self.plates}


@dataclass
class History:
    """Two desks, a stick, and chance."""

    site: Site
    chance: Random
    desks: list[Office]
    stays: list[str]
    book: Book = field(default_factory=Book)
    sticks: list[tuple[int, list[Path]]] = field(default_factory=list)
    receipts: dict[str, tuple[int, dict[Place, int]]] = field(default_factory=dict)
    """Receipt → the desk that wrote it, and what left where."""
    found: dict[tuple[Place, str], list[int]] = field(default_factory=dict)
    """(shelf, step of its counting) → what each desk found there."""

    def step(self) -> None:
        """One act at one desk; what the program refuses did not happen."""
        self.site.clock.advance(seconds=self.chance.choice((3, 40, -90, 600)))
        act = self.chance.choice(ACTS)
        at = self.chance.randrange(2)
        acting(self.desks[at], "kepala")
        with suppress(UserError):
            getattr(self, act)(at)

    def do(self, at: int, act: Callable[[Any], Any]) -> Any:
        return write(self.desks[at], act)

    def meal(self, at: int) -> None:
        stay, slot = self.chance.choice(self.stays), self.chance.choice((PAGI, SIANG, MALAM))
        if self.do(at, lambda w: meals.serve(w, stay, slot)).good:
            self.book.plates.add((self.desks[at].device.letter, stay, slot))

    def unmeal(self, at: int) -> None:
        """What is taken back are the portions this desk knows of."""
        stay, slot = self.chance.choice(self.stays), self.chance.choice((PAGI, SIANG, MALAM))
        known = read(self.desks[at], lambda r: meals_planning.portions_of(r, stay, DAY, slot))
        self.do(at, lambda w: meals.take_back(w, stay, slot, DAY, "salah orang"))
        self.book.plates -= {(desk, stay, slot) for desk in known}

    def issue(self, at: int) -> None:
        stay = self.chance.choice(self.stays)
        grants = [Grant(stay, "paket_mandi"), Grant(stay, "selimut"), Grant(stay, "bekal", quantity=50_000)]
        chosen = self.chance.sample(grants, self.chance.randint(1, 3))
        terms = Terms("apbn", beyond=self.chance.choice(("", "hilang")), short=self.chance.choice(("", "di tangan")))
        done = self.do(at, lambda w: aid.issue(w, chosen, terms))
        left = {Place(CASH, "uang") if one.item == "bekal" else Place(GOODS, one.item): one.quantity for one in chosen}
        self.receipts[done.receipt_id] = (at, left)
        for place, pieces in left.items():
            self.book.there[place] -= pieces

    def undo(self, at: int) -> None:
        own = [receipt for receipt, (desk, _left) in self.receipts.items() if desk == at]
        receipt = self.chance.choice(own or [""])
        self.do(at, lambda w: aid.undo(w, receipt, "salah orang"))
        for place, pieces in self.receipts.pop(receipt)[1].items():
            self.book.there[place] += pieces

    def loan(self, at: int) -> None:
        """A blanket comes back to the desk that lent it; two desks deciding otherwise is a difference of its own."""
        mine = [one for _head, one in read(self.desks[at], aid_given.loans) if one.desk == self.desks[at].device.letter]
        one = self.chance.choice(mine) if mine else None
        outcome = self.chance.choice(("kembali", "rusak", "hilang"))
        if one is not None:
            self.do(at, lambda w: aid_given.settle_loan(w, one.id, outcome, 1))
            self.book.there[Place(GOODS, "selimut")] += outcome == "kembali"

    def receive(self, at: int) -> None:
        place, number = self.chance.choice(PLACES), self.chance.randint(1, 9)
        number *= 10_000 if place.item == "uang" else 1
        self.do(at, lambda w: stock.receive(w, place, number, Source("", "apbd")))
        self.book.there[place] += number

    def adjust(self, at: int) -> None:
        place, change = self.chance.choice(PLACES), self.chance.choice((-3, -1, 2))
        self.do(at, lambda w: stock.adjust(w, place, change, "dihitung ulang"))
        self.book.there[place] += change

    def count(self, at: int) -> None:
        """What two desks that cannot see each other found at one shelf is one finding, that of one of them."""
        place, off = self.chance.choice(PLACES), self.chance.choice((0, 1, 4))
        row = self.do(at, lambda w: stock.count(w, place, max(0, stock.on_hand(w, place)) + off))
        change = row.counted - row.booked
        if change:
            self.do(at, lambda w: stock.settle(w, row.id, "hasil hitung"))
            step = read(self.desks[at], lambda r: r.need(StockCount, row.id).settled_as)
            self.found.setdefault((place, step), []).append(change)

    def carry(self, at: int) -> None:
        """A stick is filled; sticks are read late, twice, out of order, or never."""
        self.sticks.append((at, [one.path for one in write_bundle(self.desks[at], self.site.stick).files]))
        writer, files = self.chance.choice(self.sticks)
        for file in self.chance.sample(files, len(files)):
            read_bundle(self.desks[1 - writer], file)

    def end(self) -> None:
        """Both have everything."""
        for _round in range(2):
            send(self.desks[0], self.desks[1], self.site.stick)
            send(self.desks[1], self.desks[0], self.site.stick)


@pytest.mark.parametrize("seed", range(3))
def test_random_histories_of_two_desks_balance_to_nothing(
    site: Site, seed: int, amount: Callable[[int, int], int]
) -> None:
    second = site.second()
    opened(site.first)
    stays = [guest(site.first, f"Orang {number}") for number in range(6)]
    for place, number in zip(PLACES, (4, 3, 200_000), strict=True):
        write(site.first, lambda w, p=place, n=number: stock.receive(w, p, n, Source("", "apbn")))  # type: ignore[misc]
    history = History(site, Random(seed), [site.first, second], stays)
    history.book.there.update(dict(zip(PLACES, (4, 3, 200_000), strict=True)))
    send(site.first, second, site.stick)
    for _step in range(amount(90, 900)):
        history.step()
    history.end()
    assert len({read(desk, lambda r: content_digest(r.connection, "general")) for desk in history.desks}) == 1
    for desk in history.desks:
        told = {place: read(desk, lambda r, p=place: stock.on_hand(r, p)) for place in PLACES}  # type: ignore[misc]
        settled = Counter[Place]()
        for (place, step), changes in history.found.items():
            quantity = read(desk, lambda r, s=step: r.need(StockMove, s).quantity)  # type: ignore[misc]
            assert quantity in changes
            settled[place] += quantity
        assert told == {place: history.book.there[place] + settled[place] for place in PLACES}
        differences = read(desk, stock_book.differences)
        assert {one.kind for one in differences} <= {"minus", "double", "counts"}
        assert {one.place for one in differences if one.kind == "minus"} == {
            place for place, there in told.items() if there < 0
        }
        assert read(desk, meals_planning.counted_meals) == len(history.book.eaten)
        (day,) = read(desk, lambda r: meals_planning.costs(r, DAY, DAY))
        assert (day.meals, day.portions) == (len(history.book.eaten), len(history.book.plates))
