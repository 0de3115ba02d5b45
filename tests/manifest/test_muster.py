"""Hitung kepala on a real vault: who is missing, who came too much, two desks at one count, and what is kept of it."""

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.headcount import HeadCount
from app.manifest import muster, results
from app.registration import cards, exits, heads, joins, rules
from app.registration.heads import NewHead, Who
from tests.helpers.office import landed, landed_one, ship
from tests.manifest.lists import DeskB, do


@pytest.fixture
def stays(office: Office, batch_id: str) -> list[str]:
    """Five people off the ship."""
    return landed(office, batch_id, 5)


def begun(office: Office, title: str = "Semua yang hadir") -> str:
    with office.read() as r:
        group = next(one for one in muster.groups(r) if one.title == title)
    started: str = do(office, muster.start, group, " Apel pagi ")
    return started


def seen(office: Office, muster_id: str) -> muster.MusterView:
    with office.read() as r:
        return muster.view(r, muster_id)


def test_the_groups_are_everybody_here_and_each_ship(office: Office, batch_id: str, stays: list[str]) -> None:
    other = ship(office, "KM Mid East Express")
    landed(office, other, 2, seed=9)
    with office.write("registration.move") as w:
        heads.move(w, stays[0], "pulang")
    with office.read() as r:
        found = {group.title: len(group.stay_ids) for group in muster.groups(r)}
    assert found == {"Semua yang hadir": 6, "KM Purnama Ekspres": 4, "KM Mid East Express": 2}


def test_who_is_not_seen_is_missing(office: Office, stays: list[str], clock: FixedClock) -> None:
    count = begun(office)
    for stay in stays[:3]:
        assert do(office, muster.see, count, stay)
    assert not do(office, muster.see, count, stays[0])
    shown = seen(office, count)
    assert {head.stay_id for head in shown.missing} == set(stays[3:])
    assert (shown.place, shown.officer, shown.expected, shown.open) == ("Apel pagi", "Siti Aminah", 5, True)
    assert shown.counts["Terlihat"] + shown.counts["Belum terlihat"] == shown.counts["Seharusnya"]
    clock.advance(minutes=4)
    do(office, muster.finish, count, "dua masih di Puskesmas")
    with office.read() as r:
        [line] = muster.musters(r)
    assert (line.words, line.ended_at) == ("3 dari 5, kurang 2", clock.now())


def test_who_left_meanwhile_is_told_apart_in_plain_words(office: Office, stays: list[str], clock: FixedClock) -> None:
    count = begun(office)
    clock.advance(minutes=1)
    do(office, exits.leave, stays[0], rules.HOSPITAL, "demam tinggi")
    do(office, muster.see, count, stays[1])
    shown = seen(office, count)
    assert [head.stay_id for head in shown.left] == [stays[0]]
    assert ({head.stay_id for head in shown.missing}, shown.expected) == (set(stays[2:]), 4)
    assert shown.counts["Sudah keluar"].total == 1
    clock.advance(minutes=4)
    do(office, muster.finish, count)
    clock.advance(hours=9)
    do(office, exits.leave, stays[2], rules.WITHOUT_LEAVE, "tidak kembali")
    assert {head.stay_id for head in seen(office, count).missing} == set(stays[2:])  # he was missed then
    with office.read() as r:
        assert muster.musters(r)[0].words == "1 dari 4, kurang 3"
    sheet = do(office, results.head_count_sheet, count)
    assert "Di rumah sakit" in sheet.values["note"]
    assert "rumah_sakit" not in str(sheet.values)
    assert "pergi_tanpa_izin" not in str(sheet.values)


def test_seen_by_mistake_is_taken_back_and_may_be_seen_again(office: Office, stays: list[str]) -> None:
    count = begun(office)
    do(office, muster.see, count, stays[0])
    do(office, muster.unsee, count, stays[0])
    assert len(seen(office, count).missing) == 5
    assert do(office, muster.see, count, stays[0])
    assert len(seen(office, count).missing) == 4


def test_somebody_nobody_expected_is_told_apart(office: Office, stays: list[str]) -> None:
    count = begun(office)
    late = landed_one(office, Who("Basri", sex="L", age=30), NewHead(head_class="LD"))
    do(office, muster.see, count, late)
    shown = seen(office, count)
    assert ([head.name for head in shown.beyond], len(shown.missing)) == (["Basri"], 5)
    assert shown.counts["Di luar daftar"] == HeadCount(1)
    with office.read() as r:
        assert muster.musters(r)[0].words == "0 dari 5, kurang 5, 1 di luar daftar"


def test_a_finished_count_changes_only_when_it_is_resumed(office: Office, stays: list[str]) -> None:
    count = begun(office)
    do(office, muster.finish, count)
    with pytest.raises(UserError) as caught:
        do(office, muster.see, count, stays[0])
    assert caught.value.code == "muster.ended"
    do(office, muster.resume, count)
    assert do(office, muster.see, count, stays[0])


def test_an_arrival_taken_back_is_missed_no_more(office: Office, stays: list[str]) -> None:
    count = begun(office)
    with office.write("registration.withdraw") as w:
        heads.withdraw(w, stays[0], "salah catat")
    assert seen(office, count).expected == 4


def test_two_desks_count_the_same_people(office: Office, stays: list[str], desk_b: DeskB) -> None:
    count = begun(office)
    desk_b.receive(office.vault("general"))
    do(office, muster.see, count, stays[0])
    do(office, muster.see, count, stays[1])
    with desk_b.write() as w:
        assert muster.see(w, count, stays[1])
        assert muster.see(w, count, stays[2])
    desk_b.send()
    assert {head.stay_id for head in seen(office, count).missing} == set(stays[3:])
    desk_b.close()


def test_nobody_is_counted_where_nobody_is(office: Office) -> None:
    with pytest.raises(UserError) as caught:
        do(office, muster.start, muster.Group("Bus 1", ()), "Bus")
    assert caught.value.code == "muster.nobody"


def test_two_heads_that_are_one_arrival_are_seen_once(office: Office, stays: list[str]) -> None:
    count = begun(office)
    do(office, muster.see, count, stays[1])
    do(office, joins.same_arrival, stays[0], stays[1], "dua kali di dermaga")
    found = seen(office, count)
    assert ([head.stay_id for head in found.seen], len(found.missing)) == ([stays[0]], 3)
    with office.read() as r:
        assert muster.musters(r)[0].words == "1 dari 4, kurang 3"
        assert set(muster.last_seen(r, found.started_at)) == {stays[0]}
        assert joins.counted(r) == {stays[1]: stays[0]}
    assert not do(office, muster.see, count, stays[0])
    do(office, muster.unsee, count, stays[0])
    assert not seen(office, count).seen


def test_the_card_of_a_joined_head_still_counts_its_owner(office: Office, stays: list[str]) -> None:
    do(office, joins.same_arrival, stays[0], stays[1], "dua kali di dermaga")
    count = begun(office)
    with office.read() as r:
        held = cards.look_up(r, "A-0002")
    assert held is not None
    assert do(office, muster.see, count, held.stay_id)
    assert not do(office, muster.see, count, stays[0])
    assert len(seen(office, count).seen) == 1


def test_whoever_was_taken_back_is_not_missing_in_the_list_of_counts(office: Office, stays: list[str]) -> None:
    count = begun(office)
    do(office, heads.withdraw, stays[0], "salah")
    with office.read() as r:
        assert muster.musters(r)[0].missing == len(seen(office, count).missing) == 4
