"""Around midnight and before the new day is opened: calendar dates stay calendar dates, and nobody is refused."""

from datetime import UTC, date, datetime

import pytest

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import exits, heads, people
from app.registration.exits import Death
from app.registration.heads import NewHead, Who
from app.registration.people import PaperEntry
from app.registration.records import Person, Stay
from tests.registration.people_made import SHIP, read, register, write

AFTER_MIDNIGHT = datetime(2026, 1, 23, 16, 30, tzinfo=UTC)  # 00.30 WITA on the 24th; the day in use is the 23rd
TODAY, YESTERDAY = date(2026, 1, 24), date(2026, 1, 23)


@pytest.fixture
def late(office: Office) -> Office:
    """The office after midnight, before anybody opened the new day."""
    clock = office.clock
    assert isinstance(clock, FixedClock)
    clock.advance(seconds=int((AFTER_MIDNIGHT - clock.now()).total_seconds()))
    return office


def test_a_child_is_born_on_the_date_of_the_calendar(late: Office) -> None:
    mother = register(late, "Siti", sex="P").stay_id
    child = write(late, lambda w: heads.born(w, mother, Who(sex="L")).id)
    with late.read() as r:
        stay = r.need(Stay, child)
        assert stay.day == YESTERDAY
        assert r.need(Person, stay.person_id or "").birth_date == TODAY
        found = people.warnings_of(r, stay.person_id or "", YESTERDAY)
    assert "birth.future" not in {finding.code for finding in found}


def test_what_is_dated_today_is_not_in_the_future(late: Office) -> None:
    known = Who(name="Bayi Siti", sex="L", birth_date=TODAY)
    made = write(late, lambda w: people.register(w, NewHead(SHIP, "AL"), known))
    write(late, lambda w: people.add_document(w, made.person_id, PaperEntry("splp", "XC1", issued=TODAY)))
    write(late, lambda w: people.update_person(w, made.person_id, {"birth_date": TODAY}))


def test_tomorrow_is_in_the_future(late: Office) -> None:
    known = Who(name="Bayi Siti", sex="L", birth_date=date(2026, 1, 25))
    with pytest.raises(UserError):
        write(late, lambda w: people.register(w, NewHead(SHIP, "AL"), known))


def test_a_death_after_midnight_has_its_own_date(late: Office) -> None:
    stay = register(late, "Baso").stay_id
    write(late, lambda w: exits.die(w, stay, Death(TODAY, "00.10", "RSUD Nunukan")))
    assert read(late, lambda r: exits.deaths(r, [stay]))[stay].day == TODAY


def test_a_birth_is_recorded_with_its_mother_only(office: Office) -> None:
    father, mother = register(office, "Baso").stay_id, register(office, "Siti", sex="P").stay_id
    write(office, lambda w: heads.withdraw(w, mother, "salah"))
    for parent, code in ((father, "born.father"), (mother, "head.void")):
        with pytest.raises(UserError) as refused:
            write(office, lambda w, parent=parent: heads.born(w, parent, Who(sex="L")))  # type: ignore[misc]
        assert refused.value.code == code
