"""Three days in a full house: 550 people, three meals a day at two counters that see each other only by stick."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from app.access.days import open_day
from app.access.office import Office
from app.registration.heads import NewHead, Who, arrive
from app.shelter import aid, meals, meals_planning, stock, stock_book
from app.shelter.aid import Grant, Terms
from app.shelter.rules.stock import Place
from app.shelter.stock import Source
from app.store.rebuild import content_digest
from app.store.work import Actor
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.sync.desks import Site, send

FIRST = date(2026, 1, 23)
SLOTS = ("pagi", "siang", "malam")
KITS, CASH = Place(stock.first_store("barang"), "paket_mandi"), Place(stock.first_store("kas"), "uang")
ALLOWANCE = 250_000


@dataclass
class House:
    """The people by card, who queued where, and what a clerk with a pencil would have written."""

    desks: list[Office]
    stays: dict[str, str]
    plates: Counter[tuple[str, date, str]] = field(default_factory=Counter)
    """(stay, day, slot) → portions that went over a counter."""
    sticks: list[tuple[int, list[Path]]] = field(default_factory=list)

    def queue(self, at: int, cards: list[str], day: date, slot: str) -> None:
        """Everybody in the queue holds his card under the scanner once."""
        for card in cards:
            with self.desks[at].write("shelter.meal") as w:
                if meals.scan(w, card, slot).good:
                    self.plates[self.stays[card], day, slot] += 1

    def fill(self, at: int, folder: Path) -> None:
        """A stick for the other desk."""
        self.sticks.append((at, [one.path for one in write_bundle(self.desks[at], folder).files]))

    def read(self, place: int) -> None:
        """The other desk reads a stick."""
        writer, files = self.sticks[place]
        for file in files:
            read_bundle(self.desks[1 - writer], file)


def settled(site: Site, people: int) -> House:
    """The house on its first day: everybody registered with a card, known at both counters, goods and cash received."""
    first, second = site.first, site.second()
    with first.write("day.open") as w:
        open_day(w, FIRST)
    with first.write("registration.arrive") as w:
        cards = {f"A-{number:04d}": Who(f"Orang {number}", sex="LP"[number % 2], age=20) for number in range(people)}
        stays = {card: arrive(w, NewHead(head_class="LD", card_number=card), who).id for card, who in cards.items()}
    with first.write("shelter.receive") as w:
        stock.receive(w, KITS, people, Source("BAST 1", "apbn"))
        stock.receive(w, CASH, people * ALLOWANCE, Source("SP2D 4", "apbn"))
    send(first, second, site.stick)
    return House([first, second], stays)


def three_days(house: House, site: Site, chance: Random) -> None:
    """Overlapping queues; on the second day a clock runs a day behind; sticks come late, twice or out of order."""
    cards = list(house.stays)
    for number in range(3):
        day = FIRST + timedelta(days=number)
        for office in house.desks:
            with office.write("day.open") as w:
                open_day(w, day)
        for slot in SLOTS:
            site.clock.advance(hours=5, days=-1 if (number, slot) == (1, "siang") else 0)
            if (number, slot) == (1, "malam"):
                site.clock.advance(days=1)  # somebody set it right again
            half = len(cards) // 2
            chance.shuffle(cards)
            for part in (slice(0, half // 2), slice(half // 2, half)):
                house.queue(0, cards[part] + chance.sample(cards, 3), day, slot)
                house.queue(1, cards[half:][part] + chance.sample(cards, 3), day, slot)
            house.queue(1, cards[-7:], day, slot)  # a second helping is tried
            for at in (0, 1):
                house.fill(at, site.stick)
            if chance.random() < 0.7:
                for place in chance.sample(range(len(house.sticks)), 2):
                    house.read(place)


def handed_out(house: House) -> dict[Place, int]:
    """Kits and cash for everybody, each desk its half and some of the other's; what left the shelves."""
    left: dict[Place, int] = Counter()
    stays = list(house.stays.values())
    half, more = len(stays) // 2, 5
    for office, mine in zip(house.desks, (stays[: half + more], stays[half:]), strict=True):
        office.actor = Actor(office.actor.user_id, office.actor.name, frozenset({"logistik"}))
        grants = [Grant(stay, "paket_mandi") for stay in mine]
        grants += [Grant(stay, "bekal", quantity=ALLOWANCE) for stay in mine]
        with office.write("shelter.aid") as w:
            done = aid.issue(w, grants, Terms("apbn"))
        left[KITS] += done.pieces
        left[CASH] += done.rupiah
    return left


def test_meals_are_distinct_and_goods_and_cash_come_out_even(site: Site, amount: Callable[[int, int], int]) -> None:
    people = amount(40, 550)
    house = settled(site, people)
    three_days(house, site, Random(23))
    left = handed_out(house)
    for _round in range(2):
        send(house.desks[0], house.desks[1], site.stick)
        send(house.desks[1], house.desks[0], site.stick)
    for place in range(len(house.sticks)):  # every stick again, long after
        house.read(place)
    assert len({digest_of(office) for office in house.desks}) == 1
    twice = sum(portions - 1 for portions in house.plates.values())
    assert twice > 0  # the desks really overlapped
    for office in house.desks:
        assert outstanding(office).held == 0
        with office.read() as r:
            days = meals_planning.costs(r, FIRST, FIRST + timedelta(days=2))
            assert meals_planning.counted_meals(r) == sum(day.meals for day in days) == len(house.plates)
            assert len(house.plates) == people * 3 * 3
            assert [day.people for day in days] == [people] * 3
            assert sum(day.portions for day in days) == house.plates.total()
            doubled = [one for day in days for one in meals_planning.doubles(r, day.day)]
            assert len(doubled) == twice
            assert stock.on_hand(r, KITS) == people - left[KITS] == -5
            assert stock.on_hand(r, CASH) == people * ALLOWANCE - left[CASH]
            kinds = Counter(one.kind for one in stock_book.differences(r))
            assert kinds == {"minus": 2, "double": 10}  # five people were given kit and cash at both counters


def digest_of(office: Office) -> str:
    with office.read() as r:
        return content_digest(r.connection, "general")
