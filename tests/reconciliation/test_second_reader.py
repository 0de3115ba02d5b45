"""What a suspicious reader of the books looks for: days that do not join, heads said twice, closings that shift."""

from datetime import date
from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import service
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation import closing, explaining, recording, stating
from app.reconciliation.adjustments import Adjustment, adjustments
from app.reconciliation.balance_of import LedgerScope, balances
from app.reconciliation.explaining import Answer
from app.reconciliation.homecoming import ARRIVED, PROVINCE, behind, homecoming
from app.reconciliation.ledger import BalanceView, Scope, heads_behind, view
from app.reconciliation.periods import PeriodView, period
from app.reconciliation.recording import Signers
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override
from app.reconciliation.rules.adjusting import unpacked
from app.reconciliation.rules.wording import effect_words
from app.reconciliation.stating import Stated
from app.registration import exits, heads, joins, people
from app.registration.heads import Who
from app.registration.people import Destination
from tests.helpers.office import landed_one
from tests.manifest.lists import DeskB
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK, close_week, later, seen, week_over
from tests.reconciliation.test_postings import next_day

AFTER = date(2026, 1, 26)
"""The day after the week of these tests."""
VOUCHED = Override("Siti Aminah", "satu orang belum dapat ditanya")


def comes_back(office: Office, stay: str) -> None:
    with office.write("registration.back") as w:
        exits.come_back(w, stay, "diantar polisi kembali")


def site(office: Office, since: date | None = None) -> BalanceView:
    with office.read() as r:
        return view(r, Scope(since=since))


def told(seen_there: BalanceView) -> dict[str, int]:
    return {account.code: account.count.total for account in seen_there.accounts}


def of_days(office: Office, scope: LedgerScope) -> PeriodView:
    with office.read() as r:
        return period(r, scope)


def adjusted(office: Office, closing_id: str) -> tuple[Adjustment, ...]:
    with office.read() as r:
        return adjustments(r, closing_id)


def explain(office: Office, scope: LedgerScope, text: str) -> str:
    """The one finding whose sentence begins so is explained; the id of the explanation."""
    (check,) = (one for one in of_days(office, scope).checks if one.finding.text.startswith(text))
    with office.write("reconciliation.explain") as w:
        return explaining.explain(w, scope, check.finding, Answer("lainnya", "berita salah ketik", "Rahma Wati"))


def test_who_went_back_and_left_again_in_one_period_is_one_name_at_each_number(
    office: Office, clock: FixedClock
) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "pergi_tanpa_izin")
    day = next_day(office, clock)
    comes_back(office, stays[0])
    quay.leaves(stays[0], "pergi_tanpa_izin")
    scope = LedgerScope(day, day)
    with office.read() as r:
        row = homecoming(r, scope).whole
        named = {
            number: [head.stay_id for head in behind(r, scope, number)] for number in (ARRIVED, "pergi_tanpa_izin")
        }
    assert (row.equation.returned, row.equation.elsewhere) == (1, {"pergi_tanpa_izin": 1})
    assert sorted(named[ARRIVED]) == sorted(stays)
    assert named["pergi_tanpa_izin"] == [stays[0]]


def test_the_opening_of_a_day_is_the_closing_of_the_day_before(office: Office, clock: FixedClock) -> None:
    """Somebody gone yesterday who is brought back today comes in; he did not open the day."""
    quay, stays = four(office)
    quay.leaves(stays[0], "pergi_tanpa_izin")
    quay.leaves(stays[1], "rumah_sakit")
    before = told(site(office))
    today = next_day(office, clock)
    comes_back(office, stays[0])
    now = site(office, today)
    assert told(now) == {"saldo_awal": 3, "tiba": 0, "kembali": 1, "hadir": 3, "rumah_sakit": 1}
    assert before["hadir"] + before["rumah_sakit"] == told(now)["saldo_awal"]
    assert now.balance.text == "3 saldo awal + 0 tiba + 1 kembali = 3 hadir + 1 di rumah sakit"
    assert now.difference == 0
    with office.read() as r:
        named = {code: {head.stay_id for head in heads_behind(r, Scope(since=today), code)} for code in told(now)}
    assert {code: len(heads) for code, heads in named.items()} == told(now)
    assert named["kembali"] == {stays[0]}


def test_a_sex_unknown_since_before_the_period_is_still_unknown_in_it(office: Office, clock: FixedClock) -> None:
    quay = Quay.at(office)
    quay.letter(Quay.counted(1), 1, 0, 0, 1)
    stays = quay.confirm(quay.lines)
    with office.write("reconciliation.close") as w:
        closing.close(w, Scope(quay.batch_id), VOUCHED)
    later(office, clock, 4)
    after = LedgerScope(AFTER, AFTER)
    later(office, clock, 1)
    (check,) = (one for one in of_days(office, after).checks if one.finding.code == "balance.unknown")
    assert [head.stay_id for head in check.heads] == [stays[1]]
    with pytest.raises(UserError, match="belum diketahui jenis kelaminnya"), office.write("close") as w:
        closing.close_period(w, after)


def test_a_body_nobody_could_name_does_not_hold_a_period_open(office: Office, clock: FixedClock) -> None:
    quay, _stays = four(office)
    with office.write("registration.arrive") as w:
        heads.arrive(w, heads.NewHead(quay.batch_id, None, body=True))
    later(office, clock, 4)
    assert "balance.unknown" not in [check.finding.code for check in seen(office).checks]


def test_the_day_of_the_site_is_closed_once_and_opened_again(office: Office) -> None:
    for _again in range(2):
        with office.write("reconciliation.close") as w:
            closed = closing.close(w, Scope())
        with pytest.raises(UserError, match="Hari ini sudah ditutup"), office.write("reconciliation.close") as w:
            closing.close(w, Scope())
        with office.write("reconciliation.close") as w:
            closing.reopen_closing(w, closed.id, "satu orang datang malam hari")
    with office.read() as r:
        assert [one.stands for one in closing.closings(r)] == [False, False]


def test_a_period_closed_at_two_desks_is_opened_again_at_both(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    week_over(office, clock)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    first = close_week(office)
    with desk_b.write("reconciliation.close") as w:
        second = closing.close_period(w, WEEK)
    desk_b.send()
    with office.write("reconciliation.reopen") as w:
        closing.reopen_closing(w, first.id, "tanda terima dari Bone baru tiba")
    assert seen(office).closed == ""
    desk_b.receive(office.vault("general"))
    with desk_b.read() as r:
        assert period(r, WEEK).closed == ""
        assert {one.id for one in closing.closings(r) if not one.stands} == {first.id, second.id}
    desk_b.close()


def test_one_explanation_answers_for_one_finding_only(office: Office, clock: FixedClock) -> None:
    """Two offices whose parts miss their totals by the same number are two things to answer for."""
    four(office)
    later(office, clock, 4)
    for source in ("KJRI", "Kemlu"):
        with office.write("reconciliation.explain") as w:
            stating.state(w, WEEK, Stated(source, 4, {"deportasi": 3}, kind="kasus"))
    explain(office, WEEK, "Rincian menurut kasus (KJRI)")
    left = [check.finding.text for check in seen(office).blocking]
    assert "Rincian menurut kasus (Kemlu) berjumlah 3 dari 4: selisih 1 belum dijelaskan." in left
    assert not any("(KJRI)" in text for text in left)


def test_an_explanation_is_of_its_ship_and_no_other(office: Office, clock: FixedClock) -> None:
    ships = []
    for name, men in (("KM Purnama Ekspres", 2), ("KM Mid East", 4)):
        quay = Quay.at(office, name)
        quay.letter(Quay.counted(men), men)
        quay.confirm(quay.lines[:-1])
        ships.append(quay)
    later(office, clock, 4)
    explain(office, WEEK, "KM Purnama Ekspres: 1 nama")
    ships[0].confirm(ships[0].lines[-1:])
    left = [check.finding.text for check in seen(office).blocking]
    assert "KM Mid East: 1 nama di daftar belum diperiksa." in left


def test_that_a_period_is_not_over_is_explained_by_nobody(office: Office) -> None:
    four(office)
    with pytest.raises(UserError, match="tunggu sampai lewat"):
        explain(office, WEEK, "Masa ini belum lewat")


def test_what_a_closing_rests_on_is_not_taken_away_under_it(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    with office.write("reconciliation.explain") as w:
        number = stating.state(w, WEEK, Stated("Imigrasi", 5, {}))
    said = explain(office, WEEK, "Jumlah orang berbeda")
    closed = close_week(office)
    for withdraw, kept in ((explaining.withdraw, said), (stating.withdraw, number)):
        with pytest.raises(UserError) as refused, office.write("reconciliation.explain") as w:
            withdraw(w, kept, "salah ketik")
        assert refused.value.text == "Ini sudah ditutup dengan catatan itu; tidak ada yang dicabut."
    with office.write("reconciliation.reopen") as w:
        closing.reopen_closing(w, closed.id, "angka Imigrasi salah ketik")
    for withdraw, kept in ((explaining.withdraw, said), (stating.withdraw, number)):
        with office.write("reconciliation.explain") as w:
            withdraw(w, kept, "salah ketik")
        with pytest.raises(UserError, match="sudah dicabut"), office.write("reconciliation.explain") as w:
            withdraw(w, kept, "sekali lagi")


def test_a_closing_opened_again_gets_no_paper_any_more(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    closed = close_week(office)
    with office.write("reconciliation.reopen") as w:
        closing.reopen_closing(w, closed.id, "satu orang ditemukan")
    with pytest.raises(UserError, match="tidak dicetak lagi"), office.write("reconciliation.record") as w:
        recording.record(w, closed.id, Signers("Rahma Wati", "Drs. Amiruddin"))


def test_provinces_add_up_to_the_whole_with_a_line_for_destinations_without_a_code(
    office: Office, clock: FixedClock
) -> None:
    quay, stays = four(office)
    with office.write("registration.edit") as w:
        for stay, code in ((stays[0], "7308"), (stays[1], "7308"), (stays[2], "5309")):
            people.set_destination(w, heads.stay_of(w, stay).person_id or "", Destination(code=code))
        last = heads.stay_of(w, stays[3]).person_id or ""
        people.set_destination(w, last, Destination(text="kampung Lamakera"))
    quay.leaves(stays[3], "pulang_mandiri")
    day = next_day(office, clock)
    quay.leaves(stays[0], "rumah_sakit")
    for scope in (LedgerScope(), LedgerScope(day, day), LedgerScope(end=day)):
        with office.read() as r:
            told_by = homecoming(r, scope, PROVINCE)
            parts = balances(r, scope).by_province()
            whole = balances(r, scope)
            uncoded = [row for row in told_by.rows if row.title == "Tujuan belum dikode"]
            named = {head.stay_id for row in uncoded for head in behind(r, row.scope, ARRIVED)}
        for number in ("came", "home", "exits", "transit", "care", "opening", "arrived"):
            assert sum(getattr(row.equation, number) for row in told_by.rows) == getattr(told_by.whole.equation, number)
        for account, total in whole.totals.items():
            sums = [part.of(account) for part in parts.values()]
            assert sum(one.opening.total for one in sums) == total.opening.total
            assert sum(one.closing.total for one in sums) == total.closing.total
            assert all(one.opening + one.came - one.went == one.closing for one in sums)
        assert named == (set() if scope.start else {stays[3]})


def test_a_newborn_who_dies_is_born_and_dead_and_no_ships(office: Office, clock: FixedClock) -> None:
    quay, _stays = four(office)
    mother = landed_one(office, Who("Aminah", sex="P", age=24))
    child = quay.born(mother)
    quay.leaves(child, "meninggal")
    later(office, clock, 4)
    with office.read() as r:
        row = homecoming(r, WEEK).whole.equation
        assert (row.born, row.elsewhere, row.difference) == (1, {"meninggal": 1}, 0)
        assert [head.stay_id for head in behind(r, WEEK, "meninggal")] == [child]
    following = LedgerScope(AFTER, AFTER)
    assert of_days(office, following).balances.equation.opening == row.care


def test_a_clock_put_back_before_the_closing_leaves_nobody_out_of_its_paper(office: Office, clock: FixedClock) -> None:
    quay, _stays = four(office)
    clock.advance(hours=-2)
    with office.write("reconciliation.close") as w:
        closed = closing.close(w, Scope(quay.batch_id))
    with office.read() as r:
        row = r.need(Closing, closed.id)
        assert len(unpacked(row.states or "")) == 4
        assert adjustments(r, closed.id) == ()
    with office.write("reconciliation.record") as w:
        paper = recording.record(w, closed.id, Signers("Rahma Wati", "Drs. Amiruddin"))
    assert paper.values["came"] == 4


def test_who_comes_back_off_the_way_did_not_open_the_day(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    quay.handed_over(stays[:2])
    here = told(site(office))["hadir"]
    today = next_day(office, clock)
    with office.write("registration.move") as w:
        heads.move(w, stays[0], "hadir", "kapalnya batal")
    now = told(site(office, today))
    assert (now["saldo_awal"], now["kembali"], now["hadir"]) == (here, 1, 3)


def test_who_died_before_the_day_neither_opens_it_nor_leaves_in_it(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "meninggal")
    today = next_day(office, clock)
    now = site(office, today)
    assert told(now) == {"saldo_awal": 3, "tiba": 0, "hadir": 3}
    assert [head.stay_id for head in now.bodies] == [stays[0]]


def test_what_later_changes_a_closed_week_is_told_and_gone_when_it_is_undone(office: Office, clock: FixedClock) -> None:
    """Two arrivals joined, a paper called off, a citizenship found out: each an adjustment, undone without trace."""
    quay, stays = four(office)
    paper = quay.handed_over(stays[:1])
    with office.write("reconciliation.close") as w:
        closing.close(w, Scope(quay.batch_id))
    later(office, clock, 4)
    closed = close_week(office)
    with office.write("reconciliation.reopen") as w:
        closing.reopen(w, quay.batch_id, "dua kartu satu orang")
    with office.write("registration.merge") as w:
        joins.same_arrival(w, stays[2], stays[3], "orang yang sama")
    (one,) = adjusted(office, closed.id)
    assert {one.stay_id} <= set(stays[2:])
    assert one.change.by_account["dermaga"] == -1
    with office.write("registration.merge") as w:
        joins.undo_same_arrival(w, stays[2], stays[3], "bukan")
    assert adjusted(office, closed.id) == ()
    with office.write("registration.edit") as w:
        person = heads.stay_of(w, stays[1]).person_id or ""
        people.set_nationality(w, person, "wna", "Malaysia", ("paspor",))
    (one,) = adjusted(office, closed.id)
    assert effect_words(one.change) == "kewarganegaraan WNI menjadi WNA"
    with office.write("registration.edit") as w:
        people.set_nationality(w, person, "wni", None, ("wawancara",))
    with office.write("handover.void") as w:
        service.void(w, paper, "salah penerima")
    (one,) = adjusted(office, closed.id)
    assert (one.stay_id, one.change.by_account) == (stays[0], {"dermaga": 1, "perjalanan": -1})


def test_who_is_brought_back_after_a_closed_week_does_not_change_it(office: Office, clock: FixedClock) -> None:
    quay, stays = four(office)
    quay.leaves(stays[0], "pergi_tanpa_izin")
    with office.write("reconciliation.close") as w:
        closing.close(w, Scope(quay.batch_id))
    later(office, clock, 4)
    closed = close_week(office)
    comes_back(office, stays[0])
    assert adjusted(office, closed.id) == ()
    with office.read() as r:
        following = homecoming(r, LedgerScope(AFTER, date(2026, 1, 31))).whole.equation
    assert (following.opening, following.returned, following.care, following.difference) == (3, 1, 4, 0)


def test_closed_again_with_more_known_it_says_what_is_so_then(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """What another desk brought between two closings is an adjustment of the first and none of the second."""
    _quay, stays = week_over(office, clock)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    first = close_week(office)
    with desk_b.write("registration.edit") as w:
        people.update_person(w, heads.stay_of(w, stays[0]).person_id or "", {"sex": "P"})
    desk_b.send()
    desk_b.close()
    assert [one.stay_id for one in adjusted(office, first.id)] == [stays[0]]
    with office.write("reconciliation.reopen") as w:
        closing.reopen_closing(w, first.id, "jenis kelamin dibetulkan loket B")
    second = close_week(office)
    assert adjusted(office, second.id) == ()
    with office.read() as r:
        assert r.need(Closing, first.id).have != r.need(Closing, second.id).have
