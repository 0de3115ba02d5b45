"""Rooms and places on a real vault: set up, fill, move, swap, undo, decide, leave; and two desks at once."""

from pathlib import Path

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, heads
from app.shelter import floors, placing, presence
from app.shelter.emergency import emergency_sheet
from app.shelter.floors import RoomDraft
from app.shelter.house import capacity
from app.shelter.placing import Target
from app.store import differing
from app.store.work import Actor
from tests.manifest.lists import DeskB
from tests.shelter.lodging import built, come, do, family, need, room, seen


def put(office: Office, stays: list[str], name: str, bed: str = "", reason: str = "") -> placing.Done:
    at = room(office, name)
    bed_id = next((one.id for one in at.beds if one.label == bed), "")
    done: placing.Done = do(office, placing.place, stays, Target(at.id, bed_id), reason)
    return done


def where(office: Office, stay: str) -> str:
    plan = seen(office)
    guest = plan.guest(stay)
    at = plan.room(guest.room_id) if guest else None
    return f"{at.name}/{guest.bed}" if at and guest else ""


def test_a_floor_is_set_up_in_one_go(office: Office) -> None:
    plan = built(office)
    assert [one.name for one in plan.rooms] == [
        "101", "102", "103", "104", "105", "106", "107", "108", "201", "202", "203",
    ]  # fmt: skip
    assert (plan.places, plan.free, plan.rooms[0].floor) == (42, 42, "Lantai 1")
    with office.read() as r:
        assert capacity(r) == 42


def test_setting_up_again_changes_nothing_that_is_there(office: Office) -> None:
    built(office)
    made: floors.Made = do(
        office, floors.set_up, RoomDraft("104-105, Aula", level=1, use="wanita", beds=20, kind="tikar")
    )
    assert (len(made.rooms), made.known) == (1, ("104", "105"))
    assert (room(office, "104").use, room(office, "Aula").places) == ("pria", 20)


def test_people_get_beds_in_order_and_may_choose_one(office: Office) -> None:
    built(office)
    one, other, third = come(office, "Basri"), come(office, "Amir"), come(office, "Cokro")
    put(office, [one], "101", "3")
    assert put(office, [other, third], "101").text == "2 orang di kamar 101."
    assert [where(office, stay) for stay in (one, other, third)] == ["101/3", "101/1", "101/2"]
    assert room(office, "101").free == 1


def test_an_infant_sleeps_beside_its_mother(office: Office) -> None:
    built(office)
    mother, baby = come(office, "Aminah", "P", 24), come(office, "Bayi Ny. Aminah", "L", 0)
    family(office, mother, baby)
    put(office, [mother, baby], "201")
    assert (where(office, baby), room(office, "201").taken) == ("201/", 1)


def test_a_decision_against_a_rule_is_kept_with_its_reason(office: Office) -> None:
    built(office)
    man, woman = come(office, "Basri"), come(office, "Rosmiati", "P")
    put(office, [woman], "105")
    with pytest.raises(UserError, match="lelaki dan perempuan") as refused:
        put(office, [man], "105")
    assert (refused.value.code, where(office, man)) == ("place.decide", "")
    put(office, [man], "105", reason="menunggu kamar, satu malam")
    at = room(office, "105")
    assert (at.troubles, at.decided) == ((), ("guna_kamar", "lawan_jenis"))
    assert next(guest.why for guest in at.guests if guest.id == man) == "menunggu kamar, satu malam"


def test_more_people_than_beds_is_a_decision(office: Office) -> None:
    built(office)
    five = [come(office, f"Orang {number}") for number in range(5)]
    with pytest.raises(UserError, match="tempat tidur tidak cukup"):
        put(office, five, "101")
    put(office, five, "101", reason="dua kapal sekaligus")
    at = room(office, "101")
    assert (at.free, at.decided, seen(office).free) == (-1, ("penuh",), 38)


def test_a_child_never_sleeps_among_strangers(office: Office) -> None:
    built(office)
    child, man = come(office, "Anak Rahman", "L", 12), come(office, "Basri")
    put(office, [man], "101")
    with pytest.raises(UserError) as refused:
        put(office, [child], "101", reason="tidak ada kamar lain")
    assert refused.value.code == "place.never"


def test_closed_rooms_and_blocked_beds_take_nobody(office: Office) -> None:
    built(office)
    man = come(office, "Basri")
    at = room(office, "102")
    do(office, floors.block_bed, at.beds[0].id, "patah")
    put(office, [man], "102")
    assert where(office, man) == "102/2"
    with pytest.raises(UserError, match="sudah dipakai atau ditutup"):
        put(office, [man], "102", "1")
    with pytest.raises(UserError, match="masih dipakai"):
        do(office, floors.block_bed, at.beds[1].id, "patah")
    do(office, floors.close, room(office, "103").id, "atap bocor")
    with pytest.raises(UserError, match="kamar ini ditutup"):
        put(office, [man], "103", reason="darurat")
    assert seen(office).places == 42 - 1 - 4


def test_moving_swapping_and_undoing(office: Office) -> None:
    built(office)
    one, other = come(office, "Basri"), come(office, "Amir")
    put(office, [one], "101", "1")
    put(office, [other], "102", "4")
    moved = put(office, [one], "103", "2")
    do(office, placing.swap, one, other)
    assert (where(office, one), where(office, other)) == ("102/4", "103/2")
    with pytest.raises(UserError, match="tidak ada yang diurungkan"):
        do(office, placing.undo, moved.steps)
    out: placing.Done = do(office, placing.take_out, [one], "pindah ke saudara")
    assert (where(office, one), [guest.id for guest in seen(office).waiting]) == ("", [one])
    do(office, placing.undo, out.steps)
    assert where(office, one) == "102/4"


def test_undoing_puts_nobody_into_a_bed_somebody_has_by_now(office: Office) -> None:
    built(office)
    one, other = come(office, "Basri"), come(office, "Amir")
    put(office, [one], "101", "1")
    moved = put(office, [one], "102", "1")
    put(office, [other], "101", "1")
    with pytest.raises(UserError, match="sudah dipakai"):
        do(office, placing.undo, moved.steps)
    assert (where(office, one), where(office, other)) == ("102/1", "101/1")


def test_undoing_puts_nobody_where_he_may_not_be_any_more(office: Office) -> None:
    built(office)
    one = come(office, "Basri")
    put(office, [one], "101", "1")
    moved = put(office, [one], "102", "1")
    do(office, floors.close, room(office, "101").id, "atap bocor")
    with pytest.raises(UserError, match="kamar ini ditutup"):
        do(office, placing.undo, moved.steps)
    assert where(office, one) == "102/1"


def test_nobody_changes_places_with_himself(office: Office) -> None:
    built(office)
    one = come(office, "Basri")
    put(office, [one], "101", "1")
    with pytest.raises(UserError, match="dua orang yang berbeda"):
        do(office, placing.swap, one, one, "uji")


def test_who_leaves_frees_his_bed_and_who_is_in_hospital_keeps_it(office: Office) -> None:
    built(office)
    one, other = come(office, "Basri"), come(office, "Amir")
    put(office, [one, other], "101")
    with office.write("registration.exit") as w:
        exits.leave(w, one, "pulang_mandiri", "dijemput paman")
        exits.leave(w, other, "rumah_sakit", "rawat inap")
    at = room(office, "101")
    assert ([guest.id for guest in at.guests], at.free, at.guests[0].away) == ([other], 3, True)
    with pytest.raises(UserError, match=r"sudah tidak di sini \(Pulang mandiri\)"):
        put(office, [one], "101")
    with office.write("registration.exit") as w:
        exits.come_back(w, one, "batal pulang")
    assert where(office, one) == "101/1"


def test_the_dead_and_the_withdrawn_get_no_place(office: Office) -> None:
    built(office)
    dead, mistake = come(office, "Basri"), come(office, "Amir")
    with office.write("registration.exit") as w:
        exits.leave(w, dead, "meninggal", "sakit")
        heads.withdraw(w, mistake, "salah orang")
    for stay, text in ((dead, "sudah tidak di sini"), (mistake, "sudah dibatalkan")):
        with pytest.raises(UserError, match=text):
            put(office, [stay], "101")


def test_needs_are_seen_in_a_room(office: Office) -> None:
    built(office)
    one = come(office, "Nenek Rosmiati", "P", 71)
    need(office, one, "kursi_roda")
    do(office, floors.set_up, RoomDraft("301", level=3, use="wanita", beds=2))
    with pytest.raises(UserError, match="perlu lantai bawah"):
        put(office, [one], "301")
    put(office, [one], "105")
    assert room(office, "105").troubles == ()


def test_two_desks_that_place_one_person_make_one_difference(office: Office, clock: FixedClock, tmp_path: Path) -> None:
    built(office)
    stay, other = come(office, "Basri"), come(office, "Amir")
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    put(office, [stay], "101", "1")
    put(office, [other], "102", "1")
    clock.advance(minutes=2)
    there = room(office, "102")
    with desk_b.write("shelter.place") as w:
        placing.place(w, [stay], Target(there.id, there.beds[0].id))
    desk_b.send()
    desk_b.receive(office.vault("general"))
    for reading in (office.read(), desk_b.read()):
        with reading as r:
            [found] = differing.differences(r, "general")
            assert (found.table, found.field, len(found.values)) == ("placement", "place", 2)
    assert where(office, stay) == "102/1"
    assert room(office, "102").troubles == ("dua_di_ranjang",)
    put(office, [stay], "101", "2")
    assert (where(office, stay), room(office, "102").troubles) == ("101/2", ())
    desk_b.close()


def test_two_desks_that_set_up_one_floor_have_it_once(office: Office, tmp_path: Path) -> None:
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    built(office)
    with desk_b.write("shelter.rooms") as w:
        floors.set_up(w, RoomDraft("101–104", level=1, use="pria", beds=4, near_staff=True))
    desk_b.send()
    assert len(seen(office).rooms) == 11
    assert room(office, "101").places == 4
    with office.read() as r:
        assert differing.count(r) == 0
    desk_b.close()


def test_a_room_is_changed_and_dropped(office: Office) -> None:
    built(office)
    man = come(office, "Basri")
    put(office, [man], "101", "4")
    at = room(office, "101").id
    with pytest.raises(UserError, match="masih dipakai"):
        do(office, floors.edit, at, RoomDraft("101", use="pria", beds=2))
    do(office, floors.edit, at, RoomDraft("101A", level=2, use="wanita", beds=6, kind="matras"))
    changed = room(office, "101A")
    assert (changed.floor, changed.use, changed.places, where(office, man)) == ("Lantai 2", "wanita", 6, "101A/4")
    with pytest.raises(UserError, match="Masih ada orang"):
        do(office, floors.drop, at, "salah ketik")
    do(office, placing.take_out, [man], "pindah")
    do(office, floors.drop, at, "salah ketik")
    assert "101A" not in [one.name for one in seen(office).rooms]


def test_a_nurse_sees_the_house_and_changes_nothing(office: Office) -> None:
    built(office)
    stay = come(office, "Basri")
    at = room(office, "101").id
    nurse = Actor("n" * 32, "Rahma", frozenset({"kesehatan"}))
    for act in (
        lambda w: placing.place(w, [stay], Target(at)),
        lambda w: floors.close(w, at, "x"),
        lambda w: presence.record(w, stay, "keluar"),
    ):
        with pytest.raises(UserError) as refused, office.vault("general").write(nurse, "shelter.test") as w:
            act(w)
        assert refused.value.code == "access.denied"
    with office.vault("general").write(nurse, "shelter.print") as w:
        assert emergency_sheet(w).form == "emergency-list"
