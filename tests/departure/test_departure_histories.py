"""Whatever desks do to people and ways home, however sticks travel: nobody on two ships unseen, or twice on paper."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.access.office import Office
from app.departure import boarding, escorts, fleet, handing, offices, outgoing, plan, travel_papers, travellers, voyages
from app.departure.escorts import EscortView
from app.departure.fleet import Ticket
from app.departure.records import OutgoingManifest
from app.departure.rules.gangway import ON_THE_WAY
from app.departure.rules.travel import FOREIGNER
from app.handover import drafts, service
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.registration import exits, heads, joins, people
from app.registration.counts import heads_at, heads_of
from app.registration.rules import PRESENT
from app.store.rebuild import content_digest
from app.store.work import Reading, Work
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.departure.quay import ask, bus_leg, come, do, family, planned, ship_leg
from tests.handover.samples import draft as paper_for
from tests.helpers.office import MORNING
from tests.shelter.counter import acting, opened
from tests.sync.conftest import site
from tests.sync.desks import Site, send

__all__ = ["site"]
GOING = (PRESENT, *ON_THE_WAY)
ACTS = (
    *("assign",) * 8, "drop", "seats", "seats", "seat", "seat", "ticket", "escort", "office", "delay", "cancel",
    "revive", "revive", *("board",) * 4, "extra", "unboard", "close", "reopen", "reopen", "leave", "die", "come_back",
    "come_back", "undo", "join", "join", "part", "foreign", "postpone", "paper", "bast", "void", "leg",
    "carry", "carry",
)  # fmt: skip


@dataclass
class People:
    """Desks, sticks, and chance; and what happens to people meanwhile."""

    site: Site
    chance: Random
    desks: list[Office]
    stays: list[str]
    ways: list[str]
    moves: list[tuple[int, str]] = field(default_factory=list)
    papers: list[tuple[int, str]] = field(default_factory=list)
    joined: list[tuple[int, str, str]] = field(default_factory=list)
    sticks: list[tuple[int, list[Path]]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        """One act at one desk; what is refused did not happen."""
        self.site.clock.advance(seconds=self.chance.choice((5, 70, 200)))
        act = self.chance.choice(ACTS)
        with suppress(UserError):
            getattr(self, act)(self.chance.randrange(len(self.desks)))
            self.done[act] += 1

    def do(self, at: int, act: Callable[..., Any], *given: Any) -> Any:
        return do(self.desks[at], act, *given)

    def one(self) -> str:
        return self.chance.choice(self.stays)

    def way(self) -> str:
        return self.chance.choice(self.ways)

    def leg_of(self, at: int) -> tuple[voyages.DepartureView, voyages.LegView]:
        view = ask(self.desks[at], voyages.departure, self.way())
        return view, self.chance.choice(view.legs)

    def leave(self, at: int) -> None:
        how = self.chance.choice(("rumah_sakit", "polisi", "pergi_tanpa_izin", "pulang_mandiri"))
        self.moves.append((at, self.do(at, exits.leave, self.one(), how, "uji").id))

    def die(self, at: int) -> None:
        if self.chance.random() < 0.3:
            self.moves.append((at, self.do(at, exits.leave, self.one(), "meninggal", "sakit").id))

    def come_back(self, at: int) -> None:
        self.do(at, exits.come_back, self.one(), "kembali")

    def undo(self, at: int) -> None:
        at, move = self.chance.choice(self.moves or [(at, "")])
        self.do(at, heads.take_back, move, "keliru")

    def join(self, at: int) -> None:
        one, other = self.chance.sample(self.stays, 2)
        self.do(at, joins.same_arrival, one, other, "terdaftar dua kali")
        self.joined.append((at, one, other))

    def part(self, at: int) -> None:
        at, one, other = self.chance.choice(self.joined or [(at, "", "")])
        self.do(at, joins.undo_same_arrival, one, other, "dua orang")

    def foreign(self, at: int) -> None:
        said = self.chance.choice(("wni", "wni", "wni", FOREIGNER))
        for head in ask(self.desks[at], heads_of, [self.one()]):
            self.do(at, people.set_nationality, head.person_id, said, "MY" if said == FOREIGNER else None, ())

    def postpone(self, at: int) -> None:
        self.do(at, people.set_need, self.one(), "tunda_berangkat", self.chance.random() < 0.4)

    def carry(self, at: int) -> None:
        """A stick is filled; sticks are read late, twice, out of order, or never."""
        self.sticks.append((at, [one.path for one in write_bundle(self.desks[at], self.site.stick).files]))
        writer, files = self.chance.choice(self.sticks)
        reader = self.desks[1 - writer]
        for file in self.chance.sample(files, len(files)):
            read_bundle(reader, file)

    def end(self) -> None:
        """Everybody has everything."""
        for _round in range(2):
            for sender in self.desks:
                for receiver in self.desks:
                    if sender is not receiver:
                        send(sender, receiver, self.site.stick)


class History(People):
    """What desks do to ways home."""

    def assign(self, at: int) -> None:
        some = self.chance.sample(self.stays, self.chance.choice((1, 2, 3)))
        self.do(at, travellers.assign, self.way(), some, self.chance.choice(("", "menyusul")))

    def drop(self, at: int) -> None:
        self.do(at, travellers.take_off, self.way(), [self.one()], "batal ikut")

    def seats(self, at: int) -> None:
        self.do(at, fleet.arrange, self.leg_of(at)[1].id, self.chance.random() < 0.3)

    def seat(self, at: int) -> None:
        view, leg = self.leg_of(at)
        listed = ask(self.desks[at], voyages.passenger_ids, view.id)
        vehicle, seat = self.chance.choice(leg.vehicles), self.chance.choice((None, 1, 2, 3))
        self.do(at, fleet.put, leg.id, [self.chance.choice(listed or [self.one()])], vehicle.id, seat)

    def ticket(self, at: int) -> None:
        self.do(at, fleet.set_ticket, self.leg_of(at)[1].id, [self.one()], Ticket("PLN", 350_000, "apbn"))

    def escort(self, at: int) -> None:
        way = self.way()
        made = self.do(at, escorts.put_escort, way, EscortView(self.chance.choice(("Rahma", "Yusuf"))))
        listed = ask(self.desks[at], voyages.passenger_ids, way)
        self.do(at, escorts.accompany, way, listed[:1], made)
        if self.chance.random() < 0.3:
            self.do(at, escorts.drop_escort, made)

    def office(self, at: int) -> None:
        way = self.way()
        listed = ask(self.desks[at], voyages.passenger_ids, way)
        self.do(at, offices.send_to, way, listed[:2], self.chance.choice(("", "Dinas Sosial Bone")))

    def delay(self, at: int) -> None:
        leg = self.leg_of(at)[1]
        later = leg.departs + timedelta(hours=1)
        self.do(at, plan.delay, leg.id, later, later + timedelta(hours=9), "ombak")

    def cancel(self, at: int) -> None:
        self.do(at, plan.cancel, self.way(), "rusak")

    def revive(self, at: int) -> None:
        self.do(at, plan.revive, self.way())

    def board(self, at: int) -> None:
        self.do(at, boarding.board, self.way(), f"A-{self.chance.randrange(len(self.stays)):04d}")

    def extra(self, at: int) -> None:
        self.do(at, boarding.board_head, self.way(), self.one(), "tempatnya kosong")

    def unboard(self, at: int) -> None:
        way = self.way()
        aboard = ask(self.desks[at], voyages.aboard_ids, way)
        self.do(at, boarding.unboard, way, self.chance.choice(aboard or [self.one()]))

    def close(self, at: int) -> None:
        self.do(at, boarding.close, self.way())

    def reopen(self, at: int) -> None:
        self.do(at, boarding.reopen, self.way(), "ada yang menyusul")

    def paper(self, at: int) -> None:
        self.do(at, outgoing.print_manifest, self.way())

    def bast(self, at: int) -> None:
        for offer in self.chance.sample(found := ask(self.desks[at], handing.offers), min(1, len(found))):
            made = self.do(at, drafts.draft, paper_for(list(offer.stay_ids), parting_reason="menyusul"))
            self.papers.append((at, self.do(at, service.issue, made).id))

    def void(self, at: int) -> None:
        at, paper = self.chance.choice(self.papers or [(at, "")])
        self.do(at, service.void, paper, "keliru")

    def leg(self, at: int) -> None:
        view, leg = self.leg_of(at)
        if len(view.legs) > 1 and self.chance.random() < 0.2:
            self.do(at, plan.drop_leg, leg.id, "tidak jadi")


def live_ways(r: Reading, history: History) -> list[voyages.DepartureView]:
    views = [voyages.departure(r, way) for way in history.ways]
    return [view for view in views if not view.cancelled]


def picture(r: Reading, history: History) -> Any:
    """What every desk must show alike."""
    found = []
    for line in voyages.departures(r):
        view, seen = line.view, boarding.standing(r, line.view.id)
        shared = [(share.office.name, [one.stay_id for one in share.people]) for share in offices.shares(r, view.id)]
        places = [sorted(fleet.places(r, leg.id).items()) for leg in view.legs]
        found.append((line, seen, shared, places, boarding.passengers(r, view.id), escorts.escort_of(r, view.id)))
    return found, [one.stay_id for one in travellers.waiting(r)], handing.offers(r)


def check_lists(r: Reading, history: History) -> None:
    """A head that counts is on one live departure, or said to be on another; who waits is on none."""
    ways = [view for view in live_ways(r, history) if view.open]
    on = {view.id: {one.stay_id for share in offices.shares(r, view.id) for one in share.people} for view in ways}
    times = Counter(stay for listed in on.values() for stay in listed)
    for view in ways:
        told = {
            one.stay_id: one.warnings for group in travellers.sorting(r, view.id) for one in group.people if one.listed
        }
        for stay in on[view.id]:
            others = [other.title for other in ways if other.id != view.id and stay in on[other.id]]
            assert not others or any(f"juga ada di {title}" in told[stay] for title in others)
    assert not set(times) & {one.stay_id for one in travellers.waiting(r)}


def check_gangway(r: Reading, history: History) -> None:
    """Who is aboard was on the list or is named as extra; aboard of two is said."""
    aboard: Counter[str] = Counter()
    for line in voyages.departures(r):
        seen, listed = boarding.standing(r, line.view.id), set(voyages.passenger_ids(r, line.view.id))
        inside = [head.stay_id for head in seen.aboard]
        assert len(inside) == len(set(inside))
        assert set(inside) <= listed | {head.stay_id for head in seen.extra}
        assert not {head.stay_id for head in seen.missing} & set(inside)
        assert line.aboard == len(voyages.aboard_ids(r, line.view.id))
        assert line.listed == len(listed)
        if not line.view.cancelled:
            aboard.update(inside)
    for view in live_ways(r, history):
        seen = boarding.standing(r, view.id)
        named = {name for name, _title in seen.twice}
        assert {head.display for head in seen.aboard if aboard[head.stay_id] > 1} == named


def check_seats(r: Reading, history: History) -> None:
    """A seat is one rider's, or marked; only who rides has one."""
    for view in live_ways(r, history):
        riders = {rider.id for rider in fleet.riders(r, view.id)}
        for leg in view.legs:
            places = fleet.places(r, leg.id)
            taken = Counter((one.vehicle_id, one.seat) for one in places.values() if one.seat)
            assert all(one.twice == (taken[one.vehicle_id, one.seat] > 1) for one in places.values() if one.seat)
            if view.open:
                assert {one for one, place in places.items() if place.vehicle_id} <= riders


def check_papers(w: Work, history: History) -> None:
    """The manifest names everybody once and nobody who cannot be on it; its numbers are its names."""
    for view in live_ways(w, history):
        if not boarding.passengers(w, view.id):
            continue
        outgoing.print_manifest(w, view.id)
        row = w.need(OutgoingManifest, outgoing.editions(w, view.id)[0].id)
        stays = [line["stay"] for line in row.lines or ()]
        assert sorted(stays) == sorted(boarding.passengers(w, view.id))
        counts = sum((HeadCount(*numbers) for numbers in (row.values or {})["counts"].values()), HeadCount())
        assert counts.total == len(stays) == sum(counts.by_class().values()) + counts.unknown
        assert Counter(line["class"] for line in row.lines or ()) == Counter(
            {name: number for name, number in counts.by_class().items() if number}
        )
        for head in heads_of(w, stays):
            assert head.account in GOING
            assert head.nationality != FOREIGNER or view.closed_at
        for leg in view.legs:
            with suppress(UserError):
                check_vehicles(travel_papers.vehicle_lists(w, leg.id, view.id), stays)


def check_vehicles(made: outgoing.Bundle, stays: list[str]) -> None:
    inside = [line["stay"] for sheet in made.sheets for line in sheet.values["people"]]  # type: ignore[union-attr,index]
    assert len(inside) == len(set(inside))
    assert set(inside) <= set(stays)


def check_cancelled(r: Reading, history: History) -> None:
    """Nobody is held by a departure that does not go."""
    held: set[str] = set()
    for view in live_ways(r, history):
        held |= set(voyages.aboard_ids(r, view.id)) | (set(voyages.passenger_ids(r, view.id)) if view.open else set())
    here = {one.stay_id for one in travellers.choosable(r, heads_at(r, PRESENT)) if _free(one)}
    assert here - held == {one.stay_id for one in travellers.waiting(r)}


def _free(one: travellers.Choosable) -> bool:
    head = one.head
    held = head.body or head.suspense or head.nationality == FOREIGNER or "tunda_berangkat" in head.needs
    return not held


def started(site: Site) -> History:
    """Two desks, ten people with two families among them, and three ways home."""
    site.clock.instant = MORNING
    desks = [site.first, site.second()]
    for desk in desks:
        acting(desk, "kepala")
    opened(site.first)
    stays = [come(site.first, f"Orang {number}", "LP"[number % 2], card=f"A-{number:04d}") for number in range(10)]
    stays.append(come(site.first, "Bayi", "P", 0, card="A-0010"))
    family(site.first, stays[0], stays[1])
    family(site.first, stays[2], stays[3], stays[10])
    ways = []
    for title in ("KM Lambelu", "KM Thalia", "KM Bukit Siguntang"):
        view = planned(site.first, title, bus_leg(100), ship_leg(130))
        for leg in view.legs:
            do(site.first, plan.put_vehicles, leg.id, ("Bus 1", "Bus 2"), 6, 2)
        ways.append(view.id)
    send(site.first, desks[1], site.stick)
    return History(site, Random(), desks, stays, ways)


def checked(desk: Office, history: History) -> None:
    """Everything that must hold at one desk, whatever the other one does meanwhile."""
    for check in (check_lists, check_gangway, check_seats, check_cancelled):
        ask(desk, check, history)
    do(desk, check_papers, history)


@pytest.mark.parametrize("seed", range(3))
def test_random_ways_home_add_up_on_both_desks(site: Site, seed: int, amount: Callable[[int, int], int]) -> None:
    history = started(site)
    history.chance = Random(seed)
    for step in range(1, amount(121, 901)):
        history.step()
        if step % 30 == 0:
            checked(history.chance.choice(history.desks), history)
    history.end()
    assert len({ask(desk, lambda r: content_digest(r.connection, "general")) for desk in history.desks}) == 1
    first, second = (ask(desk, picture, history) for desk in history.desks)
    assert first == second
    checked(history.desks[0], history)
