"""A closed period stays as it was closed: whatever changes it later is told with a name, a desk and a cause."""

from datetime import date
from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import receipt
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation import closing, explaining
from app.reconciliation.adjustments import Adjustment, adjustments, scope_of, states
from app.reconciliation.balance_of import LedgerScope, balances
from app.reconciliation.closing import Closed
from app.reconciliation.explaining import Answer
from app.reconciliation.ledger import Scope
from app.reconciliation.periods import PeriodView, period
from app.reconciliation.records import Closing
from app.reconciliation.rules import Override
from app.reconciliation.rules.adjusting import changes, figures, unpacked
from app.reconciliation.rules.wording import change_words, effect_words, home_words
from app.registration import heads, people
from tests.handover.samples import issued
from tests.manifest.lists import DeskB
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_postings import next_day

WEEK = LedgerScope(date(2026, 1, 19), date(2026, 1, 25))


def later(office: Office, clock: FixedClock, days: int) -> None:
    for _day in range(days):
        next_day(office, clock)


def close_week(office: Office, override: Override | None = None) -> Closed:
    with office.write("reconciliation.close") as w:
        return closing.close_period(w, WEEK, override)


def close_ship(office: Office, quay: Quay) -> Closed:
    with office.write("reconciliation.close") as w:
        return closing.close(w, Scope(quay.batch_id))


def told(office: Office, closed: Closed) -> tuple[Adjustment, ...]:
    with office.read() as r:
        return adjustments(r, closed.id)


def seen(office: Office) -> PeriodView:
    with office.read() as r:
        return period(r, WEEK)


def week_over(office: Office, clock: FixedClock) -> tuple[Quay, list[str]]:
    """Four came, two went home and one is on the way; the ship is closed and the week is over."""
    quay, stays = four(office)
    quay.received(quay.handed_over(stays[:2]), Signing())
    quay.handed_over(stays[2:3])
    close_ship(office, quay)
    later(office, clock, 4)
    return quay, stays


def test_a_period_closes_with_its_equation_and_nothing_to_adjust(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    closed = close_week(office)
    assert closed.words == "0 saldo awal + 4 tiba = 2 sampai di rumah + 1 dalam perjalanan + 1 masih di pos"
    assert told(office, closed) == ()
    assert home_words(seen(office).balances.equation) == (
        "4 orang tiba, 2 sampai di rumah. 2 lainnya: 1 dalam perjalanan, tanda terima belum kembali, 1 masih di pos."
    )
    with pytest.raises(UserError, match="tidak ditutup dua kali"):
        close_week(office)


def test_what_happens_after_the_period_is_no_adjustment(office: Office, clock: FixedClock) -> None:
    quay, stays = week_over(office, clock)
    closed = close_week(office)
    quay.leaves(stays[3], "pulang_mandiri")
    assert told(office, closed) == ()


def test_a_running_period_and_an_open_ship_stand_in_the_way(office: Office) -> None:
    four(office)
    with pytest.raises(UserError) as refused:
        close_week(office)
    assert "Masa ini belum lewat" in refused.value.text
    assert "KM Purnama Ekspres tiba dalam masa ini dan belum ditutup." in refused.value.text


def test_unknown_sex_is_refused_or_vouched_for_in_words(office: Office, clock: FixedClock) -> None:
    quay = Quay.at(office)
    quay.letter(Quay.counted(1), 1, 0, 0, 1)
    quay.confirm(quay.lines)
    with office.write("reconciliation.close") as w:
        closing.close(w, Scope(quay.batch_id), Override("Siti Aminah", "satu orang belum dapat ditanya"))
    later(office, clock, 4)
    with pytest.raises(UserError, match="1 orang belum diketahui jenis kelaminnya"):
        close_week(office)
    closed = close_week(office, Override("Siti Aminah", "masih tidak sadar di RSUD"))
    assert (closed.vouched_by, closed.reason) == ("Siti Aminah", "masih tidak sadar di RSUD")


def test_a_class_put_right_later_is_told_with_who_did_it(office: Office, clock: FixedClock) -> None:
    _quay, stays = week_over(office, clock)
    closed = close_week(office)
    with office.read() as r:
        person = heads.stay_of(r, stays[0]).person_id or ""
    with office.write("registration.edit") as w:
        people.update_person(w, person, {"sex": "P"})
    (one,) = told(office, closed)
    assert (one.stay_id, effect_words(one.change)) == (stays[0], "kelompok LD menjadi PD")
    assert [(cause.actor, cause.action) for cause in one.causes] == [("Siti Aminah", "registration.edit")]


@pytest.mark.parametrize(
    ("said", "effect"),
    [({"sex": "P"}, "kelompok LD menjadi PD"), ({"birth_date": date(2018, 5, 4)}, "kelompok LD menjadi AL")],
)
def test_what_is_typed_of_somebody_on_a_closed_ship_is_told_as_its_adjustment(
    office: Office, said: dict[str, object], effect: str
) -> None:
    quay, stays = four(office)
    closed = close_ship(office, quay)
    with office.read() as r:
        person = heads.stay_of(r, stays[0]).person_id or ""
    with office.write("registration.edit") as w:
        people.update_person(w, person, said)
    (one,) = told(office, closed)
    assert (one.stay_id, effect_words(one.change)) == (stays[0], effect)
    assert [(cause.actor, cause.action) for cause in one.causes] == [("Siti Aminah", "registration.edit")]


def test_a_bundle_that_comes_late_changes_a_closed_period_in_sight(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """Desk B recorded the receipt before the week was closed at desk A; its bundle comes after."""
    quay, stays = four(office)
    paper = issued(office, stays[:3])
    with office.write("handover.sign") as w:
        receipt.sign(w, paper.id)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    with desk_b.write("handover.receive") as w:
        receipt.receive(w, paper.id, Signing(outcomes={stays[2]: "tidak_hadir"}))
    clock.advance(minutes=1)
    ship = close_ship(office, quay)
    later(office, clock, 4)
    week = close_week(office)
    desk_b.send()
    for closed in (ship, week):
        found = {one.stay_id: one for one in told(office, closed)}
        assert set(found) == set(stays[:3])
        assert effect_words(found[stays[0]].change) == "dalam perjalanan −1, sampai di daerah tujuan +1"
        assert effect_words(found[stays[2]].change) == "belum masuk penampungan +1, dalam perjalanan −1"
        assert change_words(found[stays[2]].change) == (
            "semula belum masuk penampungan → dalam perjalanan (PD); sekarang belum masuk penampungan (PD)"
        )
        (cause,) = found[stays[0]].causes
        assert (cause.action, cause.desk[0]) == ("handover.receive", "B")
    desk_b.receive(office.vault("general"))
    with desk_b.read() as r:
        assert {one.stay_id for one in adjustments(r, week.id)} == set(stays[:3])
    desk_b.close()


def test_closed_figures_and_adjustments_are_the_figures_of_now(office: Office, clock: FixedClock) -> None:
    quay, stays = week_over(office, clock)
    closed = close_week(office)
    with office.write("reconciliation.close") as w:
        closing.reopen(w, quay.batch_id, "dua kartu satu orang")
    with office.write("registration.merge") as w:
        heads.same_arrival(w, stays[2], stays[3], "orang yang sama")
    with office.read() as r:
        row = r.need(Closing, closed.id)
        kept, now = unpacked(row.states or ""), states(r, scope_of(row))
        whole = balances(r, WEEK)
    totals: dict[object, list[int]] = {}
    for line in figures(kept.values()):
        totals[line.account, line.kind] = [line.opening, line.came, line.went]
    for change in changes(kept, now):
        for key, effect in change.effect.items():
            before = totals.get(key, [0, 0, 0])
            totals[key] = [had + more for had, more in zip(before, effect, strict=True)]
    shown = {(line.account, line.kind): [line.opening, line.came, line.went] for line in whole.lines}
    assert {key: numbers for key, numbers in totals.items() if any(numbers)} == shown
    assert quay.seen().difference == 0


def test_a_closed_period_is_opened_again_with_a_reason(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    closed = close_week(office)
    with pytest.raises(UserError, match="alasan"), office.write("reconciliation.close") as w:
        closing.reopen_closing(w, closed.id, " ")
    with office.write("reconciliation.close") as w:
        closing.reopen_closing(w, closed.id, "tanda terima dari Bone baru tiba")
    assert seen(office).closed == ""
    close_week(office)
    with office.read() as r:
        latest, first, *_ship = closing.closings(r)
    assert (latest.stands, first.reopened_reason) == (True, "tanda terima dari Bone baru tiba")


def test_a_difference_explained_by_a_person_stands_in_the_way_no_more(office: Office, clock: FixedClock) -> None:
    four(office)
    later(office, clock, 4)
    (check,) = seen(office).blocking
    with pytest.raises(UserError, match="belum dicatat"), office.write("reconciliation.explain") as w:
        explaining.explain(w, WEEK, check.finding, Answer("lainnya", " ", "Siti"))
    with office.write("reconciliation.explain") as w:
        said = Answer("lainnya", "kapal masih membongkar barang", "Rahma Wati")
        kept = explaining.explain(w, WEEK, check.finding, said)
    (check,) = (one for one in seen(office).checks if one.explained)
    assert check.explained == ("Alasan lain: kapal masih membongkar barang – Rahma Wati (dicatat Siti Aminah, loket A)")
    assert seen(office).blocking == ()
    with office.write("reconciliation.explain") as w:
        explaining.withdraw(w, kept, "keliru kapal")
    assert len(seen(office).blocking) == 1
