"""Who did not come back: one list, three ways on, and no head that is lost between them."""

from datetime import date, timedelta

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, rules
from app.registration.counts import heads_at
from app.shelter import absences, meals, presence
from app.shelter.absences import Chased, Leaving
from tests.shelter.counter import SIANG, acting, guest, opened, read, write

SEEN = Leaving(date(2026, 1, 23), "tidak kembali dari pasar", "Sertu Anwar, penjaga gerbang", "pasar Inhutani")


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def out_for(office: Office, clock: FixedClock, hours: float, name: str = "Sulaiman") -> str:
    """Somebody who went out so many hours ago."""
    stay = guest(office, name)
    write(office, lambda w: presence.record(w, stay, "keluar", "gerbang depan"))
    clock.advance(hours=hours)
    return stay


def chased(office: Office) -> list[Chased]:
    return read(office, lambda r: absences.chase(r, office.clock.now(), "WITA"))


def present(office: Office) -> list[str]:
    return [head.stay_id for head in read(office, lambda r: heads_at(r, rules.PRESENT))]


def test_who_went_out_long_ago_is_on_the_list_and_still_counts(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    (one,) = chased(office)
    assert (one.head.stay_id, one.overdue.why, one.overdue.place, one.due) == (
        stay,
        "belum_kembali",
        "gerbang depan",
        True,
    )
    assert present(office) == [stay]


def test_back_again_he_is_off_the_list(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    write(office, lambda w: absences.came_back(w, stay))
    assert chased(office) == []


def test_still_outside_he_goes_to_the_end_of_the_list_for_a_while(office: Office, clock: FixedClock) -> None:
    asked = out_for(office, clock, 1, "Abdul Rahman")
    out_for(office, clock, 5)
    write(office, lambda w: absences.still_out(w, asked, "di rumah pamannya, kembali besok"))
    last = chased(office)[-1]
    assert (last.head.stay_id, last.due) == (asked, False)
    assert last.asked is not None
    assert (last.asked.note, last.asked.officer) == ("di rumah pamannya, kembali besok", "Siti Aminah")
    clock.advance(hours=4)
    assert next(one.head.stay_id for one in chased(office) if one.due) == asked
    assert len(present(office)) == 2


def test_gone_without_leave_is_a_named_exit(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    write(office, lambda w: absences.gone(w, stay, SEEN))
    assert present(office) == []
    assert chased(office) == []
    (line,) = read(office, absences.left)
    assert (line.head.stay_id, line.leaving, line.officer) == (stay, SEEN, "Siti Aminah")
    assert line.head.account == rules.WITHOUT_LEAVE


def test_whoever_comes_back_after_all_is_present_again(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    write(office, lambda w: absences.gone(w, stay, SEEN))
    write(office, lambda w: exits.come_back(w, stay, "dijemput polisi"))
    assert present(office) == [stay]
    assert read(office, absences.left) == []


@pytest.mark.parametrize(
    ("leaving", "why"),
    [
        (Leaving(SEEN.since, "", SEEN.seen_by), "alasan"),
        (Leaving(SEEN.since, "kabur", "  "), "terakhir melihatnya"),
        (Leaving(date(2026, 1, 24), "kabur", "satpam"), "hari esok"),
        (Leaving(date(2026, 1, 22), "kabur", "satpam"), "sebelum kedatangannya"),
    ],
)
def test_half_a_story_is_refused(office: Office, clock: FixedClock, leaving: Leaving, why: str) -> None:
    stay = out_for(office, clock, 5)
    with pytest.raises(UserError, match=f"(?i){why}"):
        write(office, lambda w: absences.gone(w, stay, leaving))
    assert present(office) == [stay]


def test_gone_twice_is_one_exit(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    write(office, lambda w: absences.gone(w, stay, SEEN))
    with pytest.raises(UserError, match="tidak tercatat hadir"):
        write(office, lambda w: absences.gone(w, stay, SEEN))


def test_who_takes_his_meal_was_seen(office: Office, clock: FixedClock) -> None:
    stay = guest(office, "Sulaiman")
    clock.advance(hours=40)
    assert [one.overdue.why for one in chased(office)] == ["tidak_terlihat"]
    write(office, lambda w: meals.serve(w, stay, SIANG))
    assert chased(office) == []
    clock.advance(hours=25)
    (one,) = chased(office)
    assert office.clock.now() - one.overdue.since == timedelta(hours=25)


def test_a_meal_written_down_late_was_eaten_then(office: Office, clock: FixedClock) -> None:
    stay = guest(office, "Sulaiman")
    clock.advance(hours=1)
    eaten = clock.now()
    clock.advance(hours=39)
    late = meals.Late(eaten, "listrik padam")
    write(office, lambda w: meals.serve(w, stay, SIANG, late))
    assert [one.overdue.why for one in chased(office)] == ["tidak_terlihat"]


def test_a_nurse_does_not_write_somebody_off(office: Office, clock: FixedClock) -> None:
    stay = out_for(office, clock, 5)
    acting(office, "kesehatan")
    with pytest.raises(UserError):
        write(office, lambda w: absences.gone(w, stay, SEEN))
    with pytest.raises(UserError):
        write(office, lambda w: absences.still_out(w, stay, "di pasar"))
