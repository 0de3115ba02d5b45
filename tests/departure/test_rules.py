"""Who may travel, times, seats and the gangway, by literals."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.departure.rules import gangway, seating, travel
from app.departure.rules.gangway import Comer, judge
from app.departure.rules.seating import Coach, Rider, companies, distribute, seat, seats_of
from app.departure.rules.times import Stretch, air_warning, check_actual, check_plan
from app.departure.rules.travel import Traveller, obstacle
from app.kernel.errors import UserError

NOW = datetime(2026, 1, 23, 2, tzinfo=UTC)
BUS = Coach("bus", "Bus 1", 12, 4)


def hours(number: float) -> datetime:
    return NOW + timedelta(hours=number)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (Traveller("A"), ""),
        (
            Traveller("A", account="pulang_mandiri", account_name="Pulang mandiri"),
            "tidak hadir di sini: pulang mandiri",
        ),
        (Traveller("A", account="meninggal", account_name="Meninggal"), "jenazah"),
        (Traveller("A", body=True), "jenazah"),
        (Traveller("A", nationality="wna"), "Imigrasi"),
        (Traveller("A", nationality="diragukan"), ""),
        (Traveller("A", suspense=1), "dua catatan perpindahan"),
        (Traveller("A", listed="KM Lambelu"), "sudah ada di KM Lambelu"),
        (Traveller("A", aboard="KM Lambelu"), "sudah naik di KM Lambelu"),
        (Traveller("A", needs=("tunda_berangkat",)), "ditunda berangkat"),
        (Traveller("A", needs=("kursi_roda", "dampingi")), ""),
    ],
)
def test_an_obstacle_is_one_sentence(head: Traveller, says: str) -> None:
    assert says in obstacle(head)
    assert bool(obstacle(head)) == bool(says)


def test_a_refusal_names_a_few_and_counts_the_rest() -> None:
    with pytest.raises(UserError) as refused:
        travel.refuse(Traveller(f"Orang {number}", nationality="wna") for number in range(7))
    assert "7 orang" in refused.value.text
    assert "Orang 0" in refused.value.text
    assert "dan 3 lainnya" in refused.value.text


def test_companies_are_parted_only_from_those_who_could_go() -> None:
    company = {"mother": "x", "child": "x", "ill": "x", "other": "y"}
    assert travel.parted(company, {"mother"}, {"mother", "child"}) == {"mother": ["child"]}
    assert travel.parted(company, {"mother", "child"}, {"mother", "child"}) == {}
    travel.check_parting([], "")
    with pytest.raises(UserError, match="mother"):
        travel.check_parting(["mother"], "  ")


@pytest.mark.parametrize(
    ("leg", "before", "after", "code"),
    [
        (Stretch(hours(-1), hours(5)), None, None, "leg.past"),
        (Stretch(hours(5), hours(5)), None, None, "leg.arrival"),
        (Stretch(hours(5), hours(4)), None, None, "leg.arrival"),
        (Stretch(hours(5)), Stretch(hours(1), hours(6)), None, "leg.before"),
        (Stretch(hours(5), hours(9)), None, Stretch(hours(8)), "leg.after"),
        (Stretch(hours(9000), hours(9001)), None, None, "leg.far"),
    ],
)
def test_times_that_cannot_be_are_refused(
    leg: Stretch, before: Stretch | None, after: Stretch | None, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        check_plan(leg, NOW, before, after)
    assert refused.value.code == code


def test_times_that_can_be_pass() -> None:
    check_plan(Stretch(hours(5), hours(9)), NOW, Stretch(hours(1), hours(5)), Stretch(hours(9)))
    check_actual(hours(-9), hours(-1), NOW)
    for left, arrived in ((hours(1), None), (None, hours(-1)), (hours(-1), hours(-2))):
        with pytest.raises(UserError):
            check_actual(left, arrived, NOW)


def test_flying_is_warned_about_and_nothing_else() -> None:
    assert "Ps. 11" in air_warning("udara")
    assert air_warning("laut") == ""


def riders(*groups: int) -> list[Rider]:
    """Companies of so many people each."""
    return [Rider(f"{at}.{one}", f"c{at}") for at, many in enumerate(groups) for one in range(many)]


def test_no_company_is_parted_over_vehicles() -> None:
    people = riders(5, 5, 5, 3, 2, 3)
    coaches = [Coach(f"b{number}", f"Bus {number}", 8, 4) for number in range(3)]
    placed = distribute(people, coaches)
    assert set(placed) == {rider.id for rider in people}
    for group in companies(people):
        assert len({placed[rider.id] for rider in group}) == 1
    for coach in coaches:
        assert sum(into == coach.id for into in placed.values()) <= coach.seats


@pytest.mark.parametrize(
    ("people", "coaches", "code"),
    [
        (riders(2), [], "seat.no_vehicle"),
        (riders(1) * 13, [BUS], "seat.too_few"),
        (riders(5), [Coach("a", "A", 3), Coach("b", "B", 3)], "seat.company"),
    ],
)
def test_what_does_not_fit_is_said(people: list[Rider], coaches: Sequence[Coach], code: str) -> None:
    with pytest.raises(UserError) as refused:
        distribute(people, coaches)
    assert refused.value.code == code


def test_families_sit_together_wheelchairs_at_the_door_infants_on_a_lap() -> None:
    people = [
        Rider("alone"),
        Rider("mother", "m"), Rider("child", "m"), Rider("baby", "m", infant=True),
        Rider("chair", "k", near_door=True), Rider("daughter", "k"),
        Rider("f1", "f"), Rider("f2", "f"), Rider("f3", "f"),
    ]  # fmt: skip
    places = seat(people, BUS)
    assert places["chair"] == 1
    assert places["daughter"] == 2
    assert places["baby"] is None
    assert abs((places["mother"] or 0) - (places["child"] or 0)) == 1
    assert [(places[one] or 0) - (places["f1"] or 0) for one in ("f1", "f2", "f3")] == [0, 1, 2]
    rows = {((places[one] or 0) - 1) // 4 for one in ("f1", "f2", "f3")}
    assert len(rows) == 1


def test_what_was_given_by_hand_stays() -> None:
    places = seat(riders(2, 1), BUS, {"1.0": 1})
    assert places["1.0"] == 1
    assert {places["0.0"], places["0.1"]} == {2, 3}


def test_places_without_numbers_have_none() -> None:
    assert set(seat(riders(3), Coach("ship", "KM Lambelu", 500)).values()) == {None}


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=30),
    st.integers(2, 6),
    st.randoms(use_true_random=False),
)
def test_nobody_sits_on_somebody(groups: list[int], per_row: int, chance: object) -> None:
    people = [
        Rider(one.id, one.company, infant=index % 7 == 3, near_door=index % 11 == 5)
        for index, one in enumerate(riders(*groups))
    ]
    coach = Coach("ship", "Kapal", sum(groups), per_row)
    places = seat(people, coach)
    numbers = [place for place in places.values() if place is not None]
    assert len(numbers) == len(set(numbers)) == seats_of(people)
    assert all(1 <= number <= coach.seats for number in numbers)
    assert set(distribute(people, [coach])) == set(places)
    assert seating.seats_of(people) == sum(not one.infant for one in people)


HERE = Comer("Siti", "hadir", "Hadir", listed_here=True)


@pytest.mark.parametrize(
    ("comer", "kind", "says"),
    [
        (HERE, gangway.ABOARD, "Siti: naik"),
        (Comer("Siti", "hadir", "Hadir"), gangway.EXTRA, "tidak ada di daftar"),
        (Comer("Siti", "hadir", "Hadir", listed="KM Thalia"), gangway.EXTRA, "KM Thalia"),
        (Comer("Siti", "hadir", "Hadir", True, True), gangway.ALREADY, "sudah tercatat naik"),
        (Comer("Siti", "hadir", "Hadir", True, aboard="KM Thalia"), gangway.AGAIN, "sudah naik di KM Thalia"),
        (Comer("Siti", "hadir", "Hadir", True, True, aboard="KM Thalia"), gangway.AGAIN, "sudah naik di KM Thalia"),
        (Comer("Siti", "diberangkatkan", "X", True, aboard="KM Thalia"), gangway.REFUSED, "sudah naik di KM Thalia"),
        (Comer("Siti", "hadir", "X", aboard="KM Thalia", foreigner=True), gangway.REFUSED, "asing"),
        (Comer("Siti", "pulang_mandiri", "Pulang mandiri", True), gangway.REFUSED, "pulang mandiri"),
        (Comer("Siti", "diserahkan_keluarga", "Diserahkan ke keluarga"), gangway.REFUSED, "keluarga"),
        (Comer("Siti", "diberangkatkan", "Diberangkatkan", True), gangway.ABOARD, "naik"),
        (Comer("Siti", "diberangkatkan", "Diberangkatkan"), gangway.REFUSED, "tidak di sini lagi"),
        (Comer("Siti", "meninggal", "Meninggal", True), gangway.REFUSED, "meninggal"),
        (Comer("Siti", "hadir", "Hadir", foreigner=True), gangway.REFUSED, "asing"),
        (Comer("Siti", "hadir", "Hadir", True, postponed=True), gangway.REFUSED, "ditunda"),
    ],
)
def test_the_gangway_says_one_sentence(comer: Comer, kind: str, says: str) -> None:
    said = judge(comer)
    assert said.kind == kind
    assert says in said.text
    assert said.hint or kind == gangway.ABOARD
