"""A death in the shelter: the present count drops at once, and the body is the post's until the heirs sign."""

from datetime import date
from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import candidates, freezing, receipt, service
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation.accounts import BODIES
from app.reconciliation.ledger import BalanceView, Scope, view
from app.registration import exits, heads
from app.registration.counts import heads_of, present_count
from app.registration.exits import Death
from app.registration.page import page
from app.store.work import Reading
from tests.handover.samples import KIN, issued
from tests.helpers.office import landed
from tests.manifest.lists import DeskB

AT_NIGHT = Death(date(2026, 1, 23), "04.20", "RSUD Nunukan", "didampingi petugas")


def died(office: Office, stay: str, death: Death = AT_NIGHT) -> None:
    with office.write("registration.death") as w:
        exits.die(w, stay, death)


def numbers(r: Reading) -> dict[str, int]:
    seen: BalanceView = view(r, Scope())
    assert seen.difference == 0
    return {account.code: account.count.total for account in seen.accounts if account.count.total}


def accounts(r: Reading, stays: list[str]) -> list[str]:
    return [head.account for head in heads_of(r, stays)]


def test_from_death_to_the_signature_of_the_heirs(office: Office) -> None:
    stays = landed(office, None, 3)
    died(office, stays[0])
    with office.read() as r:
        assert present_count(r).total == 2
        assert numbers(r) == {"tiba": 3, "hadir": 2, "meninggal": 1}
        seen = view(r, Scope())
        assert [head.stay_id for head in seen.bodies] == [stays[0]]
        waiting = {check.finding.code: check for check in seen.checks}["bodies.waiting"]
        assert waiting.finding.text == "1 jenazah belum diserahkan kepada ahli waris."
        assert (waiting.finding.blocks, waiting.screen, waiting.target) == (False, "handover", "ahli_waris")
        assert [head.stay_id for head in waiting.heads] == [stays[0]]
        offered = [one.stay_id for group in candidates.candidates(r, None, "ahli_waris") for one in group.people]
        assert offered == [stays[0]]
        assert all(
            one.stay_id != stays[0] for group in candidates.candidates(r, None, "provinsi") for one in group.people
        )
    paper = issued(office, stays[:1], kind="ahli_waris", receiver=KIN)
    with office.read() as r:
        remarks = freezing.paper_of(r, paper.id).values["remarks"]
        assert isinstance(remarks, list)
        (told,) = [str(line) for line in remarks if "meninggal" in str(line)]
        assert told.endswith(
            "meninggal pada hari Jumat, dua puluh tiga Januari dua ribu dua puluh enam (23-01-2026), "
            "pukul 04.20, di RSUD Nunukan."
        )
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.read() as r:
        assert accounts(r, stays) == [BODIES[-1], "hadir", "hadir"]
        assert numbers(r) == {"tiba": 3, "hadir": 2, "meninggal": 1}
        seen = view(r, Scope())
        assert "bodies.waiting" not in {check.finding.code for check in seen.checks}
        assert [head.account for head in seen.bodies] == ["jenazah_diserahkan"]


def test_a_paper_of_the_heirs_called_off_leaves_the_body_here(office: Office) -> None:
    stays = landed(office, None, 1)
    died(office, stays[0])
    paper = issued(office, stays, kind="ahli_waris", receiver=KIN)
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    with office.write("handover.void") as w:
        service.void(w, paper.id, "salah nama ahli waris")
    with office.read() as r:
        assert accounts(r, stays) == ["meninggal"]
        assert "bodies.waiting" in {check.finding.code for check in view(r, Scope()).checks}


def test_a_death_is_told_on_the_page_with_day_time_and_place(office: Office) -> None:
    stays = landed(office, None, 1)
    died(office, stays[0])
    with office.read() as r:
        shown = page(r, stays[0], date(2026, 1, 23))
    assert shown is not None
    told = next(entry for entry in shown.timeline if entry.text == "Meninggal")
    assert told.detail == "23-01-2026 pukul 04.20 · RSUD Nunukan · didampingi petugas"


def test_undoing_a_death_brings_him_back_and_it_can_be_recorded_again(office: Office) -> None:
    stays = landed(office, None, 1)
    died(office, stays[0])
    with office.read() as r:
        last = heads.movements(r, stays[0])[-1].id
    with office.write("registration.unmove") as w:
        heads.take_back(w, last, "salah orang")
    with office.read() as r:
        assert numbers(r) == {"tiba": 1, "hadir": 1}
        assert view(r, Scope()).bodies == ()
    died(office, stays[0], Death(date(2026, 1, 23), "", "Rusunawa"))
    with office.read() as r:
        (death,) = exits.deaths(r, stays).values()
        assert (death.day, death.time, death.place) == (date(2026, 1, 23), "", "Rusunawa")


def test_one_death_recorded_at_two_desks_is_one(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    stays = landed(office, None, 2)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    died(office, stays[0])
    clock.advance(minutes=3)
    with desk_b.write("registration.death") as w:
        exits.die(w, stays[0], Death(date(2026, 1, 23), "04.35", "RSUD", ""))
    desk_b.send()
    desk_b.receive(office.vault("general"))
    for reading in (office.read(), desk_b.read()):
        with reading as r:
            assert [(head.account, head.suspense) for head in heads_of(r, stays)] == [("meninggal", 0), ("hadir", 0)]
            assert len(heads.movements(r, stays[0])) == 2
            assert exits.deaths(r, stays)[stays[0]] == AT_NIGHT
    desk_b.close()


@pytest.mark.parametrize(
    ("death", "code"),
    [
        (Death(date(2026, 1, 24), "", "RSUD"), "death.future"),
        (Death(date(2026, 1, 22), "", "RSUD"), "head.before_arrival"),
        (Death(date(2026, 1, 23), "25.00", "RSUD"), "death.time"),
        (Death(date(2026, 1, 23), "", " "), "death.place"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_moves(office: Office, death: Death, code: str) -> None:
    stays = landed(office, None, 1)
    with pytest.raises(UserError) as refused:
        died(office, stays[0], death)
    assert refused.value.code == code
    with office.read() as r:
        assert accounts(r, stays) == ["hadir"]


def test_a_death_already_recorded_is_not_recorded_twice(office: Office) -> None:
    stays = landed(office, None, 1)
    died(office, stays[0])
    with pytest.raises(UserError, match="dua kali"):
        died(office, stays[0])


def test_a_conflict_settled_for_the_death_keeps_when_and_where(office: Office, tmp_path: Path) -> None:
    stays = landed(office, None, 1)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    with desk_b.write("registration.leave") as w:
        exits.leave(w, stays[0], "rumah_sakit", "dirujuk")
    died(office, stays[0])
    desk_b.send()
    with office.read() as r:
        death = next(move.id for move in heads.movements(r, stays[0]) if move.to_account == "meninggal")
    with office.write("registration.settle") as w:
        exits.settle(w, stays[0], death, "menurut rumah sakit")
    with office.read() as r:
        assert exits.deaths(r, stays)[stays[0]] == AT_NIGHT
    desk_b.close()
