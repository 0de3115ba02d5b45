"""Whatever two health desks write and however sticks travel: the house hears exactly what the health vault says."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import select

from app.access.office import Office
from app.health import care, needs, page, referrals, screening, trail, voiding
from app.health.care import IsolationDraft, VisitDraft
from app.health.records import Isolation, Screening
from app.health.referrals import ReferralDraft, ReplyDraft
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from app.registration import exits, joins, people
from app.registration.counts import heads_at
from app.registration.people import needs_asked
from app.store.rebuild import content_digest
from app.sync.reading import open_inbox, read_bundle
from app.sync.writing import write_bundle
from tests.health.planting import dumped
from tests.helpers.office import landed
from tests.sync.desks import Site, send

TODAY = date(2026, 1, 23)
ACTS = (
    "screen", "screen", "screen", "visit", "isolate", "isolate", "release", "refer", "answer", "void", "unvoid",
    "satgas", "join", "part", "leave", "come_back", "carry", "carry",
)  # fmt: skip
VERDICTS = ("layak_jalan", "layak_dengan_pendamping", "tunda", "rujuk_rs", "isolasi")
TICKS = ("kursi_roda", "tandu", "menu_khusus", "kamar_sendiri")
SECRET = ("lesicanary", "cacar_mpox", "rujuk_rs", "layak_dengan_pendamping")
Entry = tuple[str, str]
"""(kind, id) as voiding takes them."""


@dataclass
class History:
    """Two nurses, a stick, and chance."""

    site: Site
    chance: Random
    desks: list[Office]
    stays: list[str]
    entries: list[Entry] = field(default_factory=list)
    sticks: list[tuple[int, list[Path]]] = field(default_factory=list)

    def step(self) -> None:
        """One act at one desk; what is refused did not happen."""
        self.site.clock.advance(seconds=self.chance.choice((5, 70, -40, 900)))
        with suppress(UserError):
            getattr(self, self.chance.choice(ACTS))(self.chance.randrange(2))

    def one(self) -> str:
        return self.chance.choice(self.stays)

    def entry(self, kind: str = "") -> Entry:
        return self.chance.choice([one for one in self.entries if kind in ("", one[0])] or [("screening", "none")])

    def general(self, at: int, use_case: Callable[..., Any], *arguments: Any) -> None:
        with self.desks[at].write("test") as w:
            w.actor = type(w.actor)(w.actor.user_id, w.actor.name, frozenset({"kepala"}))
            use_case(w, *arguments)

    def screen(self, at: int) -> None:
        ticked = frozenset(self.chance.sample(TICKS, self.chance.choice((0, 0, 1, 2))))
        draft = ScreeningDraft(self.one(), self.chance.choice(VERDICTS), findings=("cacar_mpox",), needs=ticked)
        self.entries.append(("screening", screening.screen(self.desks[at], draft).id))

    def visit(self, at: int) -> None:
        self.entries.append(("visit", care.visit(self.desks[at], VisitDraft(self.one(), "lesicanary"))))

    def isolate(self, at: int) -> None:
        draft = IsolationDraft(self.one(), TODAY, ("cacar_mpox",), "lesicanary")
        self.entries.append(("isolation", care.isolate(self.desks[at], draft)))

    def release(self, at: int) -> None:
        care.release(self.desks[at], self.entry("isolation")[1], TODAY, "lesicanary kering")

    def refer(self, at: int) -> None:
        draft = ReferralDraft(self.one(), "rs", "RSUD", "lesicanary")
        self.entries.append(("referral", referrals.refer(self.desks[at], draft)))

    def answer(self, at: int) -> None:
        draft = ReplyDraft("lesicanary", self.chance.choice(VERDICTS), TODAY)
        referrals.answer(self.desks[at], self.entry("referral")[1], draft)

    def void(self, at: int) -> None:
        voiding.take_back(self.desks[at], *self.entry(), "salah orang")

    def unvoid(self, at: int) -> None:
        voiding.put_back(self.desks[at], *self.entry())

    def satgas(self, at: int) -> None:
        self.general(at, people.set_need, self.one(), self.chance.choice(TICKS), self.chance.choice((True, False)))

    def join(self, at: int) -> None:
        self.general(at, joins.same_arrival, self.one(), self.one(), "terdaftar dua kali")

    def part(self, at: int) -> None:
        self.general(at, joins.undo_same_arrival, self.one(), self.one(), "dua orang")

    def leave(self, at: int) -> None:
        self.general(at, exits.leave, self.one(), self.chance.choice(("rumah_sakit", "pergi_tanpa_izin")), "uji")

    def come_back(self, at: int) -> None:
        self.general(at, exits.come_back, self.one(), "kembali")

    def carry(self, at: int) -> None:
        """Sticks are read late, twice, out of order, or never."""
        self.sticks.append((at, [one.path for one in write_bundle(self.desks[at], self.site.stick).files]))
        writer, files = self.chance.choice(self.sticks)
        for file in self.chance.sample(files, len(files)):
            read_bundle(self.desks[1 - writer], file)
        open_inbox(self.desks[1 - writer])

    def end(self) -> None:
        """Both have everything, and each nurse did something since."""
        for _round in range(3):
            for sender, receiver in (self.desks, self.desks[::-1]):
                send(sender, receiver, self.site.stick)
                open_inbox(receiver)
                needs.pass_on(receiver)


def asked_by_the_book(office: Office) -> set[tuple[str, str]]:
    """Of those here: whoever is isolated needs his own room, said again in other words than the rule's."""
    with office.read() as general:
        here, same = {head.stay_id for head in heads_at(general, ("hadir", "rumah_sakit"))}, joins.counted(general)
    with office.read("health") as r:
        rows = [row for row in r.all(select(Isolation)) if row.void_reason is None and row.ended is None]
    return {(stay, "kamar_sendiri") for row in rows for stay in [same.get(row.stay_id, row.stay_id)] if stay in here}


def check(office: Office) -> None:
    with office.read() as general:
        here = [head.stay_id for head in heads_at(general, ("hadir", "rumah_sakit"))]
        same, standing = joins.counted(general), needs_asked(general, here, "health")
    with office.read("health") as r:
        reckoned = needs.reckoned(r, here, same)
        screened = {same.get(row.stay_id, row.stay_id) for row in r.all(select(Screening)) if row.void_reason is None}
    assert standing == {(stay, kind) for stay, kinds in reckoned.items() for kind in kinds}
    assert asked_by_the_book(office) <= standing
    lines = {line.head.stay_id: line for line in screening.queue(office).lines}
    assert set(lines) >= set(here)
    assert {stay for stay in here if not lines[stay].waits} == screened & set(here)
    for stay in here:
        page.page(office, stay)
        assert trail.noted(office, stay)
    said = dumped(office.vault("general"))
    assert [word for word in SECRET if word in said] == []


@pytest.mark.parametrize("seed", range(2))
def test_random_histories_of_two_health_desks(site: Site, seed: int, amount: Callable[[int, int], int]) -> None:
    second = site.second()
    stays = landed(site.first, None, 5)
    send(site.first, second, site.stick)
    one, two = site.nurse(site.first), site.nurse(second)
    send(two, one, site.stick)
    send(one, two, site.stick)
    two = site.again(two, "rahma")
    history = History(site, Random(seed), [one, two], stays)
    for _step in range(amount(70, 600)):
        history.step()
    site.clock.instant += timedelta(minutes=30)
    history.end()
    digests = [content_of(desk) for desk in history.desks]
    assert digests[0] == digests[1]
    for desk in history.desks:
        check(desk)


def content_of(office: Office) -> list[str]:
    found = []
    for vault in ("general", "health"):
        with office.read(vault) as r:
            found.append(content_digest(r.connection, vault))
    return found
