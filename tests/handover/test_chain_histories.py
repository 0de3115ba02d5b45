"""Random histories of the chain: two desks, a post between, two offices; papers, sticks lost and read twice, voids."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.access.office import Office
from app.access.partners import PartnerView
from app.desktop import courier
from app.handover import clashes, clashing, drafts, listing, onward, receipt, receipts_back, rules, service, terms
from app.handover.answering import incoming_papers
from app.handover.incoming import paper_of
from app.handover.requirements import REASONS
from app.handover.terms import DraftBast, Party, Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.manifest import recheck
from app.manifest.delivered import states
from app.reconciliation import homecoming
from app.reconciliation.balance_of import LedgerScope, balances
from app.reconciliation.postings import posting
from app.registration import exits, heads, joins
from app.registration.counts import heads_at
from app.registration.position import position
from app.store import derive
from app.store.rebuild import content_digest
from app.store.work import Reading
from tests.helpers.between import GIVER, SIGNED_BY, acquaint, receiving
from tests.helpers.office import landed, ship
from tests.manifest.lists import DeskB

ACTS = (
    *("hand",) * 6, *("meet",) * 3, *("send",) * 4, *("load",) * 5, *("check",) * 8, *("reply",) * 5, *("read",) * 6,
    "void", "void", "reissue", "receive", "correct", "exit", "back", "join", "settle", "onward", "onward", "onward",
)  # fmt: skip
KINDS = ("pos_lain", "kabkota", "kabkota", "keluarga", "penampungan")
ALWAYS = LedgerScope()


class Chain:
    """The places, the sticks under way, and chance."""

    def __init__(
        self, office: Office, desk_b: DeskB, offices: dict[str, Office], clock: FixedClock, stick: Path
    ) -> None:
        self.office, self.desk_b, self.offices, self.clock, self.stick = office, desk_b, offices, clock, stick
        self.knows: dict[tuple[str, str], PartnerView] = {}
        self.sticks: list[tuple[str, Path]] = []
        self.chance = random.Random(0)
        self.done: Counter[str] = Counter()

    def act(self, what: str) -> None:
        """One act somewhere; what is refused changes nothing."""
        self.clock.advance(seconds=self.chance.randint(20, 900))
        try:
            self.meet() if what == "meet" else getattr(self, f"_{what}")()
            self.done[what] += 1
        except UserError as error:
            self.done[error.code] += 1

    def desk(self) -> Any:
        """One of the two desks of Nunukan."""
        return self.chance.choice((self.office, self.desk_b))

    def meet(self) -> None:
        """The desks exchange everything."""
        self.desk_b.send()
        self.desk_b.receive(self.office.vault("general"))

    def both(self, look: Callable[[Reading], Any]) -> Any:
        """What both desks see, which is the same."""
        seen = []
        for desk in (self.office, self.desk_b):
            with desk.read() as r:
                seen.append(look(r))
        assert seen[0] == seen[1]
        return seen[0]

    def _hand(self) -> None:
        self._paper(self.desk(), self.chance.choice(KINDS), self.chance.choice(("PRE", "DSBONE")))

    def _onward(self) -> None:
        self._paper(self.offices["PRE"], self.chance.choice(("kabkota", "keluarga", "desa")), "DSWAJO")

    def _paper(self, desk: Any, kind: str, code: str) -> None:
        with desk.read() as r:
            here = [head.stay_id for head in heads_at(r, rules.PRESENT)]
        some = self.chance.sample(here, min(len(here), self.chance.randint(1, 4)))
        name = self.offices[code].site.name if kind in ("pos_lain", "kabkota") else "Desa Pompanua"
        to = Party("Penerima", institution=name, relation="saudara")
        given = DraftBast(
            kind, to, GIVER, tuple(some), parting_reason="jemputan lain", reasons=dict.fromkeys(REASONS, "uji")
        )
        with desk.write("handover.draft") as w:
            paper = drafts.draft(w, given)
        with desk.write("handover.issue") as w:
            service.issue(w, paper)
        if self.chance.random() < 0.85:
            with desk.write("handover.sign") as w:
                receipt.sign(w, paper, self._signing(some) if self.chance.random() < 0.25 else None)

    def _signing(self, stays: list[str]) -> Signing:
        return Signing({stay: self.chance.choice(terms.OUTCOMES) for stay in stays})

    def _some_paper(self, desk: Any) -> Any:
        with desk.read() as r:
            found = [line for line in listing.handovers(r) if line.number]
            return listing.handover(r, self.chance.choice(found).id) if found else None

    def _void(self) -> None:
        self._on_paper(lambda w, view: service.void(w, view.line.id, "uji batal surat"))

    def _reissue(self) -> None:
        def again(w: Any, view: Any) -> None:
            service.issue(w, service.reissue(w, view.line.id))

        self._on_paper(again)

    def _receive(self) -> None:
        self._on_paper(lambda w, view: receipt.receive(w, view.line.id, self._signing([h.stay_id for h in view.heads])))

    def _correct(self) -> None:
        self._on_paper(lambda w, view: receipt.correct(w, view.line.id, self._signing([h.stay_id for h in view.heads])))

    def _on_paper(self, act: Callable[[Any, Any], object]) -> None:
        desk = self.chance.choice((self.office, self.desk_b, self.offices["PRE"]))
        view = self._some_paper(desk)
        if view is not None:
            with desk.write("handover.act") as w:
                act(w, view)

    def _exit(self) -> None:
        desk = self.chance.choice((self.office, self.desk_b, self.offices["PRE"]))
        with desk.read() as r:
            here = heads_at(r, rules.PRESENT)
        if here:
            how = self.chance.choice(("pulang_mandiri", "pergi_tanpa_izin", "rumah_sakit"))
            with desk.write("registration.leave") as w:
                exits.leave(w, self.chance.choice(here).stay_id, how, "uji keluar")

    def _back(self) -> None:
        desk = self.desk()
        with desk.read() as r:
            away = heads_at(r, ("rumah_sakit", "pergi_tanpa_izin"))
        if away:
            with desk.write("registration.back") as w:
                exits.come_back(w, self.chance.choice(away).stay_id, "uji kembali")

    def _join(self) -> None:
        desk = self.desk()
        with desk.read() as r:
            known = [row.stay for row in r.rows(select(position.c.stay).where(position.c.site == r.site_id))]
        one, two = self.chance.sample(known, 2)
        with desk.write("registration.merge") as w:
            joins.same_arrival(w, one, two, "orang yang sama")

    def _settle(self) -> None:
        self.settle_one(self.desk())

    def settle_one(self, desk: Any) -> bool:
        """Decide one thing that waits at a desk; whether there was one."""
        with desk.read() as r:
            found, waiting = clashes.clashes(r), receipts_back.unsettled(r)
        for clash in found:
            ways = [paper for paper, _words in clashing.options(clash)]
            self.chance.shuffle(ways)
            for paper in ways:
                with suppress(UserError), desk.write("handover.settle") as w:
                    clashing.settle(w, clash.stay_id, paper, "uji keputusan")
                    return True
        for one in waiting:
            for follow in self.chance.sample((True, False), 2):
                with suppress(UserError), desk.write("handover.receipt") as w:
                    receipts_back.settle(w, one.id, follow, "uji keputusan")
                    return True
        return False

    def _send(self) -> None:
        giver, office, codes = self.chance.choice(
            (("NNK", self.office, ("PRE", "DSBONE")), ("PRE", self.offices["PRE"], ("DSWAJO", "DSBONE")))
        )
        view = self._some_paper(office)
        if view is not None:
            names = {self.offices[code].site.name: code for code in codes}
            code = names.get(view.line.receiver)
            if code:
                written = courier.send(office, [view.line.id], self.knows[giver, code].id, self.stick)
                self.sticks.append((code, written.path))

    def _load(self) -> None:
        mine = [(code, path) for code, path in self.sticks if code != "NNK" and "answer" not in path.stem]
        if mine:
            code, path = self.chance.choice(mine)
            courier.take(self.offices[code], path)

    def _read(self) -> None:
        back = [path for code, path in self.sticks if code == "NNK"]
        if back:
            courier.take(self.office, self.chance.choice(back))

    def _check(self) -> None:
        office = self.offices[self.chance.choice(("PRE", "PRE", "DSBONE", "DSWAJO"))]
        with office.read() as r:
            views = [view for view in incoming_papers(r) if view.waiting and not view.called_off]
            if not views:
                return
            manifest = paper_of(r, self.chance.choice(views).id).manifest_id
            lines = [one.line_id for one in states(r, manifest) if one.status == "belum_diperiksa"]
        for line in lines:
            with suppress(UserError), office.write("manifest.recheck") as w:
                if self.chance.random() < 0.2:
                    recheck.absent(w, line, "tidak_hadir_sakit", "dirawat di jalan")
                else:
                    recheck.confirm(w, line)

    def _reply(self) -> None:
        code = self.chance.choice(("PRE", "PRE", "DSBONE", "DSWAJO"))
        office = self.offices[code]
        with office.read() as r:
            ready = [view.id for view in incoming_papers(r) if not view.waiting]
            if not ready:
                return
            chosen = self.chance.choice(ready)
            sender = paper_of(r, chosen).from_code
        written = courier.reply(office, [chosen], SIGNED_BY, self.stick)
        self.sticks.append((sender, written.path))


@pytest.fixture
def chain(office: Office, clock: FixedClock, tmp_path: Path) -> Iterator[Chain]:
    """Everybody knows whom he hands people to."""
    stick = tmp_path / "stick"
    stick.mkdir()
    named = {
        "PRE": "Transit Parepare",
        "DSBONE": "Dinas Sosial Kabupaten Bone",
        "DSWAJO": "Dinas Sosial Kabupaten Wajo",
    }
    with ExitStack() as stack:
        offices = {
            code: stack.enter_context(receiving(tmp_path / code.lower(), clock, code, name))
            for code, name in named.items()
        }
        desk_b = DeskB.beside(office, tmp_path / "b.vault")
        stack.callback(desk_b.close)
        made = Chain(office, desk_b, offices, clock, stick)
        for giver, source, codes in (("NNK", office, ("PRE", "DSBONE")), ("PRE", offices["PRE"], ("DSBONE", "DSWAJO"))):
            for code in codes:
                made.knows[giver, code] = acquaint(source, offices[code], stick)
        landed(office, ship(office), 14)
        made.meet()
        yield made


def whole(r: Reading) -> Any:
    """The books of a site: every head that counts stands in one account, and nothing is missing."""
    seen = balances(r, ALWAYS)
    assert seen.equation.difference == 0
    assert all(line.closing >= 0 for line in seen.lines if line.account not in ("luar", "lahir"))
    counted = {
        row.stay: row.account
        for row in r.rows(select(position.c.stay, position.c.account).where(position.c.site == r.site_id))
    }
    for stay, account in counted.items():
        assert heads.standing(r, stay).account == account
    posted = {row.stay for row in r.rows(select(posting.c.stay).where(posting.c.site == r.site_id))}
    assert posted == {stay for stay, account in counted.items() if account != "luar"}
    return content_digest(r.connection, "general"), seen.lines, sorted(counted.items())


def papers_agree(r: Reading) -> None:
    """Who a signed paper says went has its movement and no other; who it refused has none; a void one moves nobody."""
    stands: dict[str, list[str]] = {}
    for line in listing.handovers(r):
        view = listing.handover(r, line.id)
        kind = rules.kind_of(line.kind)
        for head in view.heads:
            mine = [
                m for m in heads.movements(r, head.stay_id) if (m.document_kind, m.document_id) == ("bast", line.id)
            ]
            went = line.state in rules.HANDED and head.outcome in (None, terms.TAKEN) and kind.account is not None
            assert len(mine) == went, (line.number, line.state, head.outcome, len(mine))
            if went:
                stands.setdefault(joins.arrivals(r, head.stay_id)[0], []).append(line.number or "")
        if line.state == terms.VOID or line.number is None:
            continue
        assert line.state in rules.LIVE or any(head.outcome for head in view.heads) or line.state == terms.SIGNED
    assert all(len(set(numbers)) == 1 for numbers in stands.values()), stands


def away_agrees(r: Reading) -> None:
    """Whom others tell of went to another post by our books; nobody here is home by somebody else's word."""
    seen = homecoming.homecoming(r, ALWAYS)
    told = [stay for one in seen.beyond for stay in one.stays]
    assert len(told) == len(set(told)) == balances(r, ALWAYS).of("pindah_keluar").closing.total
    assert all(heads.standing(r, stay).account == "pindah_keluar" for stay in told)
    for stay, ending in onward.endings(r).items():
        assert heads.standing(r, stay).account in rules_of_exit(), (stay, ending)


def rules_of_exit() -> set[str]:
    """Accounts of papers."""
    return {kind.account for kind in terms.KINDS.values() if kind.account}


@pytest.mark.parametrize("seed", [2, 16, 22])
def test_no_head_is_lost_or_counted_twice_anywhere(chain: Chain, seed: int) -> None:
    chain.chance = random.Random(seed)
    for _step in range(110):
        chain.act(chain.chance.choice(ACTS))
    chain.meet()
    chain.meet()
    for _round in range(60):
        if not chain.settle_one(chain.desk()):
            break
        chain.meet()
    chain.meet()
    assert chain.both(lambda r: [one.words for one in clashes.clashes(r)]) == []
    before = chain.both(whole)
    chain.both(papers_agree)
    chain.both(away_agrees)
    for office in (chain.offices["PRE"], chain.offices["DSBONE"], chain.offices["DSWAJO"]):
        with office.read() as r:
            whole(r)
            papers_agree(r)
            people = [row.person for row in r.rows(select(position.c.person).where(position.c.site == r.site_id))]
            assert len(people) == len(set(people))
    for vault in (chain.office.vault("general"), chain.desk_b.vault):
        with vault.connect_writing() as connection:
            derive.rebuild_all(connection, "general")
    assert chain.both(whole) == before
