"""Where somebody is on his way, leg by leg, as far as anybody wrote it down."""

from datetime import UTC, datetime

import pytest

from app.departure.rules.whereabouts import BEHIND, ON, OVER, STAYING, WAITING, Stage, Whereabouts, whereabouts


def hour(number: int) -> datetime:
    return datetime(2026, 11, 14, number, tzinfo=UTC)


def way(*times: tuple[int | None, int | None]) -> list[Stage]:
    """Bus, ship, a night at Parepare, bus; each with the hours it left and arrived."""
    legs = (("bus", False), ("kapal", False), ("singgah", True), ("bus lanjutan", False))
    given = [*times, *[(None, None)] * (len(legs) - len(times))]
    return [
        Stage(leg, stop, hour(left) if left else None, hour(arrived) if arrived else None)
        for (leg, stop), (left, arrived) in zip(legs, given, strict=True)
    ]


@pytest.mark.parametrize(
    ("times", "kind", "leg", "since"),
    [
        ([], WAITING, "bus", None),
        ([(1, None)], ON, "bus", 1),
        ([(1, 2)], WAITING, "kapal", 2),
        ([(1, 2), (3, None)], ON, "kapal", 3),
        ([(None, None), (3, None)], ON, "kapal", 3),
        ([(1, None), (3, 9)], STAYING, "singgah", 9),
        ([(1, 2), (3, 9), (9, None)], STAYING, "singgah", 9),
        ([(1, 2), (3, 9), (9, 15)], WAITING, "bus lanjutan", 15),
        ([(1, 2), (3, 9), (None, None), (16, None)], ON, "bus lanjutan", 16),
        ([(1, 2), (3, 9), (9, 15), (16, 20)], OVER, "bus lanjutan", 20),
    ],
)
def test_the_last_leg_that_left_tells(
    times: list[tuple[int | None, int | None]], kind: str, leg: str, since: int | None
) -> None:
    assert whereabouts(way(*times), {}) == Whereabouts(kind, leg, hour(since) if since else None)


def test_who_does_not_travel_a_leg_stays_where_it_begins() -> None:
    whole = way((1, 2), (3, 9), (9, 15), (16, 20))
    assert whereabouts(whole, {"bus lanjutan": hour(17)}) == Whereabouts(BEHIND, "bus lanjutan", hour(15))
    assert whereabouts(whole, {"bus": hour(2)}) == Whereabouts(BEHIND, "bus", hour(2))
    assert whereabouts(whole, {"singgah": hour(10)}) == Whereabouts(BEHIND, "singgah", hour(9))
    still = way((1, 2), (3, None))
    assert whereabouts(still, {"bus lanjutan": hour(4)}) == Whereabouts(ON, "kapal", hour(3))
    assert whereabouts(way((1, 2)), {"bus lanjutan": hour(4)}) == Whereabouts(WAITING, "kapal", hour(2))
    at_the_stop = way((1, 2), (3, 9), (9, None))
    assert whereabouts(at_the_stop, {"bus lanjutan": hour(10)}) == Whereabouts(BEHIND, "bus lanjutan", hour(9))


def test_an_earlier_moment_is_told_as_it_was_then() -> None:
    whole = way((1, 2), (3, 9), (9, 15), (16, 20))
    told = [whereabouts(whole, {"bus lanjutan": hour(17)}, hour(at)) for at in (1, 2, 5, 9, 16, 17)]
    assert [(one.kind, one.leg) for one in told if one] == [
        (ON, "bus"), (WAITING, "kapal"), (ON, "kapal"), (STAYING, "singgah"),
        (ON, "bus lanjutan"), (BEHIND, "bus lanjutan"),
    ]  # fmt: skip


def test_a_way_without_legs_tells_nothing() -> None:
    assert whereabouts([], {}) is None
