"""What somebody needs stands by the arrival that counts, whichever of his arrivals it was noted under."""

from app.access.office import Office
from app.registration import joins, people
from app.registration.carrying import carried
from app.registration.counts import heads_at, heads_of
from app.registration.page import page
from tests.registration.people_made import read, register, write
from tests.registration.test_services import DAY, page_of

STAIRS, CHAIR = "lantai_bawah", "kursi_roda"


def twice(office: Office) -> tuple[str, str]:
    """One man who was registered twice: the stay that counts, the other one."""
    one, two = register(office, "Sulaiman").stay_id, register(office, "Suleman").stay_id
    kept = write(office, lambda w: joins.same_arrival(w, one, two, "orang yang sama"))
    return kept, one if kept == two else two


def noted(office: Office, stay: str, kind: str, wanted: bool = True) -> None:
    write(office, lambda w: people.set_need(w, stay, kind, wanted))


def shown(office: Office, stay: str) -> tuple[str, ...]:
    return read(office, lambda r: heads_of(r, [stay]))[0].needs


def test_a_need_of_the_other_arrival_is_shown_everywhere(office: Office) -> None:
    kept, other = twice(office)
    noted(office, other, STAIRS)
    noted(office, kept, CHAIR)
    assert shown(office, kept) == (CHAIR, STAIRS)
    assert page_of(office, kept).needs == (CHAIR, STAIRS)
    (listed,) = [head for head in read(office, lambda r: heads_at(r, "hadir")) if head.stay_id == kept]
    assert listed.needs == (CHAIR, STAIRS)
    assert read(office, lambda r: carried(r, [kept]))[kept].needs == (CHAIR, STAIRS)


def test_taking_it_away_takes_it_from_both(office: Office) -> None:
    kept, other = twice(office)
    noted(office, other, STAIRS)
    noted(office, kept, STAIRS)
    noted(office, kept, STAIRS, wanted=False)
    assert shown(office, kept) == ()


def test_parted_again_each_has_his_own(office: Office) -> None:
    kept, other = twice(office)
    noted(office, other, STAIRS)
    noted(office, kept, CHAIR)
    write(office, lambda w: joins.undo_same_arrival(w, kept, other, "ternyata dua orang"))
    assert (shown(office, kept), shown(office, other)) == ((CHAIR,), (STAIRS,))


def test_what_health_asked_under_another_arrival_is_reckoned_by_health(office: Office) -> None:
    kept, other = twice(office)
    write(office, lambda w: people.ask_need(w, other, STAIRS, True, "health"))
    assert shown(office, kept) == ()
    write(office, lambda w: people.ask_need(w, kept, STAIRS, True, "health"))
    assert shown(office, kept) == (STAIRS,)


def test_whoever_was_never_joined_keeps_what_was_noted(office: Office) -> None:
    stay = register(office, "Basri").stay_id
    noted(office, stay, CHAIR)
    assert shown(office, stay) == (CHAIR,)
    found = read(office, lambda r: page(r, stay, DAY))
    assert found is not None
    assert found.needs == (CHAIR,)
