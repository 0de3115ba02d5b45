"""Who keeps watch, when nobody does, and the log of each shift."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.shelter.duty import guards, shifts
from app.shelter.rules.duty import Calendar, Span, Window, current, following, gaps
from tests.helpers.office import MORNING
from tests.shelter.counter import acting, opened, read, write

DAY = date(2026, 1, 23)
ZERO = datetime(2026, 1, 23, tzinfo=UTC)
SHIFTS = (Span("pagi", "Pagi", 420, 840), Span("siang", "Siang", 840, 1260), Span("malam", "Malam", 1260, 420))


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def hours(start: float, end: float) -> Window:
    return Window(ZERO + timedelta(hours=start), ZERO + timedelta(hours=end))


def gate(office: Office) -> str:
    return write(office, lambda w: guards.keep_post(w, Span("", "Gerbang utama", 0, 0)))


def keep(office: Office, post: str, window: Window, name: str = "Serka Ikhsan") -> str:
    return write(office, lambda w: guards.keep(w, guards.new_watch(post, name, "Satgas Pamtas", window)))


@given(st.lists(st.tuples(st.integers(0, 47), st.integers(1, 20)), max_size=8))
def test_every_moment_is_kept_or_in_a_gap(turns: list[tuple[int, int]]) -> None:
    kept = [hours(start / 2, start / 2 + long / 2) for start, long in turns]
    found = gaps(hours(0, 24), kept)
    for half in range(48):
        moment = ZERO + timedelta(minutes=30 * half)
        assert any(one.holds(moment) for one in kept) != any(gap.holds(moment) for gap in found)


def test_a_shift_goes_past_midnight_and_stays_in_its_operational_day() -> None:
    days = Calendar("WITA", 360)
    night = days.window(DAY, SHIFTS[2])
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2026-01-23T21:00:00+08:00",
        "2026-01-24T07:00:00+08:00",
    )
    late = days.window(
        DAY, Span("subuh", "Subuh", 120, 360)
    )  # before the day begins by the clock: the next calendar day
    assert late.start.isoformat() == "2026-01-24T02:00:00+08:00"


@pytest.mark.parametrize(
    ("minute", "code"), [(0, "malam"), (419, "malam"), (420, "pagi"), (839, "pagi"), (1300, "malam")]
)
def test_there_is_always_one_shift(minute: int, code: str) -> None:
    found = current(SHIFTS, minute)
    assert found is not None
    assert found.code == code


def test_shifts_follow_each_other() -> None:
    assert [one.code for code in ("pagi", "siang", "malam") if (one := following(SHIFTS, code))] == [
        "siang", "malam", "pagi",
    ]  # fmt: skip


def test_who_is_on_duty_and_when_nobody_is(office: Office, clock: FixedClock) -> None:
    post = gate(office)
    days = read(office, shifts.calendar).day(DAY)
    keep(office, post, Window(MORNING - timedelta(hours=2), MORNING + timedelta(hours=4)))
    found = read(office, lambda r: guards.guarding(r, DAY, clock.now()))
    assert [(one.name, one.unit, one.post) for one in found.on_duty] == [
        ("Serka Ikhsan", "Satgas Pamtas", "Gerbang utama")
    ]
    assert [gap.window for gap in found.gaps] == [
        Window(days.start, MORNING - timedelta(hours=2)), Window(MORNING + timedelta(hours=4), days.end),
    ]  # fmt: skip
    assert found.empty_at(MORNING) == []
    assert len(found.empty_at(MORNING + timedelta(hours=5))) == 1


@pytest.mark.parametrize(
    ("window", "name", "code"),
    [
        (Window(MORNING, MORNING - timedelta(hours=1)), "Ikhsan", "guard.order"),
        (Window(MORNING, MORNING), "Ikhsan", "guard.order"),
        (Window(MORNING, MORNING + timedelta(hours=25)), "Ikhsan", "guard.long"),
        (Window(MORNING + timedelta(days=90), MORNING + timedelta(days=90, hours=4)), "Ikhsan", "guard.far"),
        (Window(MORNING, MORNING + timedelta(hours=8)), "  ", "guard.name"),
    ],
)
def test_a_turn_that_cannot_be_is_refused(office: Office, window: Window, name: str, code: str) -> None:
    post = gate(office)
    with pytest.raises(UserError) as refused:
        keep(office, post, window, name)
    assert refused.value.code == code
    assert (
        read(office, lambda r: guards.watches(r, Window(MORNING - timedelta(days=1), MORNING + timedelta(days=99))))
        == []
    )


def test_nobody_stands_at_two_posts_at_once(office: Office) -> None:
    first = gate(office)
    second = write(office, lambda w: guards.keep_post(w, Span("", "Lantai 2", 0, 0)))
    keep(office, first, hours(0, 8))
    with pytest.raises(UserError, match="sudah berjaga di Gerbang utama"):
        keep(office, second, hours(7, 9), "serka ikhsan")
    keep(office, second, hours(8, 12))


def test_a_turn_written_twice_is_one(office: Office) -> None:
    post = gate(office)
    assert keep(office, post, hours(0, 8)) == keep(office, post, hours(0, 8))
    assert len(read(office, lambda r: guards.watches(r, hours(0, 24)))) == 1


def test_a_guard_leaves_early(office: Office) -> None:
    own = keep(office, gate(office), hours(0, 8))
    write(office, lambda w: guards.relieve(w, own, ZERO + timedelta(hours=5)))
    (one,) = read(office, lambda r: guards.watches(r, hours(0, 24)))
    assert one.window == hours(0, 5)
    with pytest.raises(UserError):
        write(office, lambda w: guards.relieve(w, own, ZERO + timedelta(hours=7)))


def test_the_log_is_kept_by_day_and_shift(office: Office, clock: FixedClock) -> None:
    write(office, lambda w: shifts.note(w, "Kran 203 bocor"))
    clock.advance(hours=15)  # past midnight, the day not closed yet
    write(office, lambda w: shifts.note(w, "Tenang"))
    assert [(one.shift, one.text) for one in read(office, lambda r: shifts.notes(r, DAY))] == [
        ("pagi", "Kran 203 bocor"), ("malam", "Tenang"),
    ]  # fmt: skip
    with pytest.raises(UserError, match="masih kosong"):
        write(office, lambda w: shifts.note(w, "  "))


def test_shifts_are_the_sites_own(office: Office) -> None:
    write(office, lambda w: shifts.keep_span(w, Span("siang", "Sore", 15 * 60, 22 * 60)))
    assert [(one.name, one.hours) for one in read(office, shifts.spans)][1] == ("Sore", "15.00–22.00")
    for code in ("pagi", "malam"):
        span = read(office, lambda r, code=code: shifts.span_named(r, code))  # type: ignore[misc]
        write(office, lambda w, s=span: shifts.keep_span(w, Span(s.code, s.name, s.starts, s.ends, active=False)))  # type: ignore[misc]
    with pytest.raises(UserError, match="Paling sedikit satu"):
        write(office, lambda w: shifts.keep_span(w, Span("siang", "Sore", 15 * 60, 22 * 60, active=False)))
    with pytest.raises(UserError, match="jam mulai dan selesai yang berbeda"):
        write(office, lambda w: shifts.keep_span(w, Span("", "Malam", 60, 60)))
    acting(office, "satgas")
    with pytest.raises(UserError, match="tidak berwenang"):
        write(office, lambda w: shifts.keep_span(w, Span("", "Baru", 60, 120)))
