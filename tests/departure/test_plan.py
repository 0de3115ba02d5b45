"""Planning, delay, names with their sources, cancelling: on a real vault, with the refusals a desk will meet."""

from datetime import timedelta
from typing import Any

import pytest

from app.access.office import Office
from app.access.records import Site
from app.departure import boarding, days, plan, travellers, voyages
from app.departure.plan import LegDraft, VehicleDraft
from app.departure.voyages import DepartureView, departure, departures
from app.kernel.clock import FixedClock, local
from app.kernel.errors import UserError
from tests.departure.quay import ask, assigned, bus_leg, come, do, planned, ship_leg
from tests.helpers.office import MORNING


def refused(office: Office, act: Any, *given: Any) -> UserError:
    """Why it was refused."""
    with pytest.raises(UserError) as caught:
        do(office, act, *given)
    return caught.value


def test_a_departure_has_its_legs_in_order_and_its_state(office: Office, clock: FixedClock) -> None:
    view = planned(office)
    assert [leg.kind for leg in view.legs] == ["penampungan_pelabuhan", "kapal"]
    assert view.main == view.legs[1]
    assert view.main is not None
    assert view.main.name == "KM Lambelu"
    assert view.state == voyages.PREPARED
    stay = come(office, "Sulaiman")
    assigned(office, view.id, [stay])
    do(office, boarding.board_head, view.id, stay)
    do(office, boarding.close, view.id)
    assert ask(office, departure, view.id).state == voyages.CLOSED
    clock.advance(hours=31)
    do(office, plan.record_times, view.main.id, clock.now() - timedelta(hours=1), None)
    assert ask(office, departure, view.id).state == voyages.MOVING
    clock.advance(hours=40)
    do(office, plan.record_times, view.legs[0].id, MORNING + timedelta(hours=26), MORNING + timedelta(hours=27))
    do(office, plan.record_times, view.main.id, MORNING + timedelta(hours=30), clock.now())
    assert ask(office, departure, view.id).state == voyages.ARRIVED


@pytest.mark.parametrize(
    ("leg", "code"),
    [
        (ship_leg(-3), "leg.past"),
        (ship_leg(30, arrives=MORNING + timedelta(hours=29)), "leg.arrival"),
        (LegDraft("roket", "A", "B", MORNING + timedelta(hours=3)), "leg.kind"),
        (LegDraft("kapal", " ", "", MORNING + timedelta(hours=3)), "leg.place"),
        (ship_leg(24 * 400), "leg.far"),
    ],
)
def test_a_leg_that_cannot_be_is_refused_and_nothing_is_kept(office: Office, leg: LegDraft, code: str) -> None:
    assert refused(office, plan.plan, "Pulang", (leg,)).code == code
    assert ask(office, departures) == []


def test_a_departure_needs_a_name_and_a_leg(office: Office) -> None:
    assert refused(office, plan.plan, "  ", (ship_leg(),)).code == "departure.title"
    assert refused(office, plan.plan, "Pulang", ()).code == "departure.no_leg"


def test_legs_may_not_overlap(office: Office) -> None:
    view = planned(office)
    assert refused(office, plan.add_leg, view.id, bus_leg(30)).code == "leg.before"
    assert refused(office, plan.change_leg, view.legs[0].id, bus_leg(30)).code == "leg.after"
    assert refused(office, plan.drop_leg, view.legs[0].id, " ").code == "reason.empty"
    do(office, plan.drop_leg, view.legs[0].id, "jalan kaki")
    assert len(ask(office, departure, view.id).legs) == 1
    assert refused(office, plan.drop_leg, view.legs[1].id, "x").code == "departure.no_leg"


def test_without_its_first_leg_a_departure_is_of_the_day_of_the_next(office: Office, clock: FixedClock) -> None:
    view = planned(office, "KM Lambelu", bus_leg(), ship_leg(52))
    do(office, plan.drop_leg, view.legs[0].id, "jalan kaki")
    assert ask(office, departure, view.id).day == view.day + timedelta(days=1)
    do(office, plan.change_leg, view.legs[1].id, ship_leg(76))
    assert ask(office, departure, view.id).day == view.day + timedelta(days=2)
    clock.advance(hours=77)
    do(office, plan.add_leg, view.id, LegDraft("bus", "Parepare", "Bone", ship_leg(120).departs))
    do(office, plan.record_times, view.legs[1].id, clock.now() - timedelta(minutes=5), None)
    assert refused(office, plan.drop_leg, view.legs[1].id, "keliru").code == "leg.gone"


def test_a_plane_is_warned_about_and_never_blocked(office: Office) -> None:
    leg = LegDraft("pesawat", "Nunukan", "Makassar", MORNING + timedelta(hours=5))
    made = do(office, plan.plan, "Evakuasi", (leg,))
    view = ask(office, departure, made)
    assert "Ps. 11" in view.legs[0].warning
    do(office, plan.change_leg, view.legs[0].id, LegDraft(**{**vars(leg), "air_reason": "sakit berat"}))
    assert ask(office, departure, made).legs[0].warning == ""


def test_two_names_of_one_ship_stand_side_by_side(office: Office) -> None:
    view = planned(office)
    main = view.main
    assert main is not None
    second = do(office, plan.name_carrier, main.id, "KM Lambelu II", "tulisan di lambung")
    seen = ask(office, departure, view.id).leg(main.id)
    assert {(one.name, one.source) for one in seen.names} == {
        ("KM Lambelu", "tiket Pelni"),
        ("KM Lambelu II", "tulisan di lambung"),
    }
    assert seen.name == "KM Lambelu"
    do(office, plan.show_name, main.id, second)
    assert ask(office, departure, view.id).leg(main.id).name == "KM Lambelu II"
    assert refused(office, plan.show_name, view.legs[0].id, second).code == "carrier.other"
    assert refused(office, plan.name_carrier, main.id, " ", "x").code == "carrier.name"


def test_a_delay_keeps_the_plan_beside_it(office: Office) -> None:
    view = planned(office)
    main = view.main
    assert main is not None
    later = main.departs + timedelta(hours=9)
    assert refused(office, plan.delay, main.id, later, None, "").code == "reason.empty"
    assert refused(office, plan.delay, main.id, later, later, "ombak").code == "leg.arrival"
    do(office, plan.delay, main.id, later, later + timedelta(hours=40), "gelombang tinggi")
    do(office, plan.delay, main.id, later + timedelta(hours=1), None, "masih gelombang")
    seen = ask(office, departure, view.id).leg(main.id)
    assert (seen.planned, seen.departs, seen.delay) == (main.departs, later + timedelta(hours=1), "masih gelombang")


def test_what_has_not_happened_is_not_recorded(office: Office) -> None:
    view = planned(office)
    leg = view.legs[0]
    assert refused(office, plan.record_times, leg.id, MORNING + timedelta(hours=1), None).code == "leg.future"
    assert refused(office, plan.record_times, leg.id, None, MORNING).code == "leg.arrived"
    do(office, plan.record_times, leg.id, MORNING - timedelta(hours=1), None)
    assert refused(office, plan.change_leg, leg.id, bus_leg()).code == "leg.gone"
    assert refused(office, plan.delay, leg.id, MORNING + timedelta(hours=4), None, "x").code == "leg.gone"
    assert refused(office, plan.cancel, view.id, "ombak").code == "departure.gone"


def test_a_cancelled_departure_lets_its_people_wait_again(office: Office) -> None:
    view, stay = planned(office), come(office, "Sulaiman")
    assigned(office, view.id, [stay])
    assert ask(office, travellers.waiting) == []
    assert refused(office, plan.cancel, view.id, " ").code == "reason.empty"
    do(office, plan.cancel, view.id, "kapal rusak")
    assert [one.stay_id for one in ask(office, travellers.waiting)] == [stay]
    seen = ask(office, departure, view.id)
    assert (seen.state, seen.cancelled) == (voyages.CANCELLED, "kapal rusak")
    for act, given in (
        (travellers.assign, (view.id, [stay])),
        (boarding.board_head, (view.id, stay)),
        (plan.add_leg, (view.id, ship_leg(90))),
        (plan.put_vehicle, (seen.legs[0].id, 4, VehicleDraft("Bus 4", 30))),
    ):
        assert refused(office, act, *given).code == "departure.cancelled"
    other = planned(office, "KM Thalia")
    assigned(office, other.id, [stay])
    assert do(office, plan.revive, view.id) == ("Sulaiman",)
    assert refused(office, plan.revive, view.id).code == "departure.not_cancelled"
    assert "KM Thalia" in ask(office, _obstacle_on, view.id, stay)


def _obstacle_on(r: Any, departure_id: str, stay_id: str) -> str:
    people = [one for group in travellers.sorting(r, departure_id) for one in group.people]
    listed, _aboard = voyages.elsewhere(r, [stay_id], departure_id)
    assert any(one.stay_id == stay_id and one.listed for one in people)
    return listed[stay_id]


def test_vehicles_have_a_size(office: Office) -> None:
    view = planned(office)
    leg = view.legs[0]
    assert [one.label for one in leg.vehicles] == ["Bus 1", "Bus 2", "Bus 3"]
    for labels, seats, per_row in ((("Bus",), 0, 4), ((), 40, 4), (("Bus",), 40, 13), (("Bus",), -4, 0)):
        assert refused(office, plan.put_vehicles, leg.id, labels, seats, per_row).code == "vehicle.size"
    do(office, plan.put_vehicle, leg.id, 2, VehicleDraft("Bus besar", 55, 5, "KU 7 N", "Baharuddin"))
    seen = ask(office, departure, view.id).leg(leg.id).vehicles[1]
    assert (seen.label, seen.seats, seen.plate) == ("Bus besar", 55, "KU 7 N")


def past_midnight(office: Office, day_start: int = 0) -> DepartureView:
    """A bus an hour before a ship that leaves at 23.00, at a post whose day begins so many minutes after midnight."""
    with office.write("access.site") as w:
        w.update(w.need(Site, w.site_id), day_start_minutes=day_start)
    ship = local(MORNING, office.site.zone).replace(hour=23, minute=0) + timedelta(days=1)
    bus = LegDraft("bus", "Rusunawa", "Tunon Taka", ship - timedelta(hours=2), ship - timedelta(hours=1))
    return planned(office, "Malam", bus, LegDraft("kapal", "Tunon Taka", "Parepare", ship, name="KM Lambelu"))


def test_a_departure_delayed_past_midnight_is_of_the_next_day(office: Office, clock: FixedClock) -> None:
    view = past_midnight(office)
    bus, ship = view.legs
    do(office, plan.delay, ship.id, ship.departs + timedelta(hours=5), None, "ombak")
    assert ask(office, departure, view.id).day == view.day
    do(office, plan.delay, bus.id, bus.departs + timedelta(hours=4), None, "ban pecah")
    assert ask(office, departure, view.id).day == view.day + timedelta(days=1)
    clock.advance(hours=60)
    do(office, plan.record_times, bus.id, bus.departs + timedelta(hours=1), None)
    assert ask(office, departure, view.id).day == view.day


def test_before_the_day_of_counting_begins_it_is_still_the_day_before(office: Office) -> None:
    view = past_midnight(office, 360)
    bus = view.legs[0]
    for hours, later in ((4, 0), (10, 1)):
        do(office, plan.delay, bus.id, bus.departs + timedelta(hours=hours), None, "ban pecah")
        assert ask(office, departure, view.id).day == view.day + timedelta(days=later)


def test_a_bus_that_arrives_after_its_ship_left_is_told(office: Office, clock: FixedClock) -> None:
    view = past_midnight(office)
    bus, ship = view.legs
    assert days.missed(view) == ()
    do(office, plan.delay, bus.id, bus.departs + timedelta(hours=1, minutes=30), None, "ban pecah")
    (said,) = days.missed(ask(office, departure, view.id))
    assert "Rusunawa" in said
    assert "KM Lambelu" in said
    do(office, plan.delay, ship.id, ship.departs + timedelta(hours=4), None, "menunggu bus")
    assert days.missed(ask(office, departure, view.id)) == ()
    clock.advance(hours=60)
    do(office, plan.record_times, ship.id, ship.departs, None)
    assert days.missed(ask(office, departure, view.id)) != ()
    do(office, plan.record_times, ship.id, ship.departs, ship.departs + timedelta(hours=9))
    assert days.missed(ask(office, departure, view.id)) == ()
