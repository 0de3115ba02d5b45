"""Whatever desks do to people, places, meals and rights, and however sticks travel: one house, each head in it once."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import select

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import exits, heads, joins
from app.registration.counts import heads_at
from app.registration.records import Stay
from app.registration.rules import PRESENT
from app.shelter import aid, meals, meals_planning, placing, presence, stock
from app.shelter.aid import Grant, Terms
from app.shelter.emergency import emergency
from app.shelter.house import house
from app.shelter.placing import Target
from app.shelter.records import AidIssue, MealPortion
from app.shelter.rules import rooms
from app.shelter.rules.stock import Place
from app.shelter.sleeping import HOUSED
from app.shelter.stock import Source
from app.store.rebuild import content_digest
from app.store.work import Reading
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.shelter.counter import MALAM, SIANG, acting, guest, opened, read, write
from tests.shelter.lodging import built
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
SOAP = "paket_mandi"
ACTS = (
    "place", "place", "place", "swap", "empty", "unplace", "out", "back", "leave", "come_back", "undo_leave", "join",
    "join", "part", "meal", "meal", "meal", "unmeal", "kit", "unkit", "carry", "carry",
)  # fmt: skip


@dataclass
class History:
    """Desks, sticks, and chance."""

    site: Site
    chance: Random
    desks: list[Office]
    stays: list[str]
    steps: list[tuple[int, Any]] = field(default_factory=list)
    moves: list[tuple[int, str]] = field(default_factory=list)
    receipts: list[tuple[int, str]] = field(default_factory=list)
    sticks: list[tuple[int, list[Path]]] = field(default_factory=list)

    def step(self) -> None:
        """One act at one desk; what is refused did not happen."""
        self.site.clock.advance(seconds=self.chance.choice((5, 70, -40, 900)))
        at = self.chance.randrange(len(self.desks))
        acting(self.desks[at], "kepala")
        with suppress(UserError):
            getattr(self, self.chance.choice(ACTS))(at)

    def do(self, at: int, use_case: Callable[..., Any], *arguments: Any) -> Any:
        return write(self.desks[at], lambda w: use_case(w, *arguments))

    def one(self) -> str:
        return self.chance.choice(self.stays)

    def place(self, at: int) -> None:
        room = self.chance.choice(read(self.desks[at], house).rooms)
        bed = self.chance.choice(["", *(bed.id for bed in room.beds)])
        done = self.do(at, placing.place, [self.one()], Target(room.id, bed), self.chance.choice(("", "sementara")))
        self.steps.append((at, done.steps))

    def swap(self, at: int) -> None:
        self.steps.append((at, self.do(at, placing.swap, self.one(), self.one(), "keluarga").steps))

    def empty(self, at: int) -> None:
        self.steps.append((at, self.do(at, placing.take_out, [self.one()], "pindah").steps))

    def unplace(self, at: int) -> None:
        at, steps = self.chance.choice(self.steps or [(at, ())])
        self.do(at, placing.undo, steps)

    def out(self, at: int) -> None:
        self.do(at, presence.record, self.one(), "keluar", "gerbang")

    def back(self, at: int) -> None:
        self.do(at, presence.record, self.one(), self.chance.choice(("masuk", "terlihat")), "gerbang")

    def leave(self, at: int) -> None:
        way = self.chance.choice(("rumah_sakit", "polisi", "pergi_tanpa_izin"))
        self.moves.append((at, self.do(at, exits.leave, self.one(), way, "uji").id))

    def come_back(self, at: int) -> None:
        self.do(at, exits.come_back, self.one(), "kembali")

    def undo_leave(self, at: int) -> None:
        at, move = self.chance.choice(self.moves or [(at, "")])
        self.do(at, heads.take_back, move, "keliru")

    def join(self, at: int) -> None:
        self.do(at, joins.same_arrival, self.one(), self.one(), "terdaftar dua kali")

    def part(self, at: int) -> None:
        for other in self.chance.sample(self.stays, len(self.stays)):
            with suppress(UserError):
                self.do(at, joins.undo_same_arrival, self.one(), other, "dua orang")
                return

    def meal(self, at: int) -> None:
        self.do(at, meals.scan, f"A-{self.chance.randrange(len(self.stays)):04d}", self.chance.choice((SIANG, MALAM)))

    def unmeal(self, at: int) -> None:
        day = self.site.clock.now().date()
        self.do(at, meals.take_back, self.one(), self.chance.choice((SIANG, MALAM)), day, "salah orang")

    def kit(self, at: int) -> None:
        terms = Terms("apbn", beyond=self.chance.choice(("", "", "hilang")))
        self.receipts.append((at, self.do(at, aid.issue, [Grant(self.one(), SOAP)], terms).receipt_id))

    def unkit(self, at: int) -> None:
        at, receipt = self.chance.choice(self.receipts or [(at, "")])
        self.do(at, aid.undo, receipt, "salah orang")

    def carry(self, at: int) -> None:
        """A stick is filled; sticks are read late, twice, out of order, or never."""
        self.sticks.append((at, [one.path for one in write_bundle(self.desks[at], self.site.stick).files]))
        writer, files = self.chance.choice(self.sticks)
        reader = self.chance.choice([desk for place, desk in enumerate(self.desks) if place != writer])
        for file in self.chance.sample(files, len(files)):
            read_bundle(reader, file)

    def end(self) -> None:
        """Everybody has everything."""
        for _round in range(2):
            for sender in self.desks:
                for receiver in self.desks:
                    if sender is not receiver:
                        send(sender, receiver, self.site.stick)


def live(r: Reading, model: Any) -> list[Any]:
    return [row for row in r.all(select(model)) if row.void_reason is None]


def picture(r: Reading, history: History) -> Any:
    """What every desk must show alike."""
    plan, now = house(r), history.site.clock.now()
    where = sorted((guest.id, guest.room_id, guest.bed) for guest in plan.guests)
    inside = sorted(one.head.stay_id for one in emergency(r, now).inside)
    out = {stay: state.inside for stay, state in presence.states(r, heads_at(r, PRESENT), now).items()}
    return where, inside, out, meals_planning.counted_meals(r)


def check_house(r: Reading) -> None:
    plan = house(r)
    everybody = Counter(guest.id for guest in plan.guests)
    counted = {head.stay_id for head in heads_at(r, HOUSED) if not head.body}
    assert everybody == Counter(dict.fromkeys(counted, 1))
    for room in plan.rooms:
        beds = [guest.bed_id for guest in room.guests if guest.bed_id]
        assert (len(beds) > len(set(beds))) == (rooms.TWO_IN_BED in room.troubles)


def check_meals(r: Reading) -> None:
    same = joins.counted(r)
    eaten = {(same.get(row.stay_id, row.stay_id), row.day, row.slot) for row in live(r, MealPortion)}
    assert meals_planning.counted_meals(r) == len(eaten)


def check_kits(r: Reading) -> None:
    """Whoever has a kit in his hands gets no second one by rule, under whichever arrival it was handed out."""
    same = joins.counted(r)
    holding = {same.get(row.stay_id, row.stay_id) for row in live(r, AidIssue)}
    here = [head.stay_id for head in heads_at(r, PRESENT)]
    answers = aid.check(r, [Grant(stay, SOAP) for stay in here], Terms("apbn"), "WITA")
    assert {answer.grant.stay_id for answer in answers if answer.problem == aid.ALREADY} == holding & set(here)


@pytest.mark.parametrize("seed", range(3))
def test_random_histories_of_desks_are_one_house(site: Site, seed: int, amount: Callable[[int, int], int]) -> None:
    desks = [site.first, site.second()]
    opened(site.first)
    built(site.first)
    stays = [guest(site.first, f"Orang {number}", f"A-{number:04d}", "LP"[number % 2]) for number in range(7)]
    place = Place(stock.first_store("barang"), SOAP)
    write(site.first, lambda w: stock.receive(w, place, 500, Source("", "apbn")))
    send(site.first, desks[1], site.stick)
    history = History(site, Random(seed), desks, stays)
    for _step in range(amount(120, 900)):
        history.step()
    history.end()
    assert len({read(desk, lambda r: content_digest(r.connection, "general")) for desk in desks}) == 1
    first, second = (read(desk, lambda r: picture(r, history)) for desk in desks)
    assert first == second
    for desk in desks:
        for check in (check_house, check_meals, check_kits):
            read(desk, check)
        handed = sum(row.quantity for row in read(desk, lambda r: live(r, AidIssue)))
        assert read(desk, lambda r: stock.on_hand(r, place)) == 500 - handed
        assert all(read(desk, lambda r, stay=stay: r.need(Stay, stay)) for stay in stays)  # type: ignore[misc]
