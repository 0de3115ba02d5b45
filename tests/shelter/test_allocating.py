"""A whole batch gets its places: proposed, looked at, written as one act, and quickly."""

import time

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.shelter import allocating, placing
from app.shelter.allocating import Plan
from app.shelter.floors import RoomDraft
from app.shelter.placing import Target
from app.shelter.rules import rooms
from tests.helpers.office import landed, ship
from tests.shelter.lodging import built, come, do, family, need, room, seen


def proposed(office: Office, share: bool = False) -> Plan:
    with office.read() as r:
        return allocating.propose(r, families_share=share)


def by_room(plan: Plan) -> dict[str, list[str]]:
    return {offer.room.name: sorted(guest.head.name for guest in offer.guests) for offer in plan.offers}


def test_a_batch_is_proposed_and_written_as_one_act(office: Office) -> None:
    built(office)
    father, mother, son = come(office, "Andi"), come(office, "Aminah", "P"), come(office, "Ahmad", "L", 9)
    family(office, father, mother, son)
    woman, baby = come(office, "Rosmiati", "P", 22), come(office, "Bayi Rosmiati", "P", 0)
    family(office, woman, baby)
    come(office, "Anak Sendiri", "P", 14)
    old = come(office, "Zulkifli", "L", 70)
    need(office, old, "dekat_petugas_kesehatan")
    come(office, "Tanpa Kelamin", "", None)
    plan = proposed(office)
    assert by_room(plan) == {
        "101": ["Zulkifli"], "107": ["Ahmad", "Aminah", "Andi"], "201": ["Bayi Rosmiati", "Rosmiati"],
        "202": ["Anak Sendiri"],
    }  # fmt: skip
    assert [(each.why, each.guests[0].head.name) for each in plan.left] == [(rooms.UNKNOWN, "Tanpa Kelamin")]
    assert (plan.count, plan.left_count, seen(office).taken) == (7, 1, 0)
    done: placing.Done = do(office, allocating.confirm, plan)
    assert (done.text, seen(office).taken, len(seen(office).waiting)) == ("7 orang mendapat tempat.", 6, 1)
    assert do(office, placing.undo, done.steps) == 7
    assert seen(office).taken == 0


def test_a_proposal_that_no_longer_fits_is_refused_whole(office: Office) -> None:
    built(office, [RoomDraft("101", use="pria", beds=2), RoomDraft("102", use="wanita", beds=2)])
    one, other = come(office, "Amir"), come(office, "Basri")
    come(office, "Rosmiati", "P")
    plan = proposed(office)
    late = come(office, "Cokro")
    do(office, placing.place, [late], Target(room(office, "101").id))
    with pytest.raises(UserError, match="Isi kamar berubah"):
        do(office, allocating.confirm, plan)
    assert {guest.id for guest in seen(office).waiting} >= {one, other}
    assert room(office, "102").taken == 0


def test_550_people_in_400_beds(office: Office) -> None:
    built(office, [
        RoomDraft("101-130", level=1, use="pria", beds=6), RoomDraft("201-220", level=2, use="wanita", beds=6),
        RoomDraft("301-315", level=3, use="keluarga", beds=6), RoomDraft("401-402", level=4, use="anak", beds=5),
    ])  # fmt: skip
    landed(office, ship(office), 550)
    began = time.process_time()
    plan = proposed(office)
    looked = time.process_time()
    do(office, allocating.confirm, plan)
    written = time.process_time()
    assert plan.count + plan.left_count == 550
    assert {each.why for each in plan.left} <= {rooms.FULL, rooms.CHILD}
    assert looked - began < 1.0
    assert written - looked < 4.0
    house = seen(office)
    assert (house.taken, len(house.waiting)) == (plan.count, plan.left_count)
    assert [one.troubles for one in house.rooms if one.troubles] == []
