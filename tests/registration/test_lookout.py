"""Everybody here compared with everybody who ever was: who is found, who is not, and what is remembered."""

from datetime import date
from typing import Any

import pytest

from app.access.office import Office
from app.registration import heads, joins, likely, lookout
from app.registration.heads import Paper
from app.registration.lookout import Watched
from app.registration.people import Registered, update_person
from app.registration.resembling import Register
from app.store import textindex
from tests.registration.people_made import LATER_SHIP, read, register, write


def earlier(office: Office, name: str, **facts: Any) -> Registered:
    """Somebody who came on another ship and has left."""
    made = register(office, name, ship=LATER_SHIP, **facts)
    write(office, lambda w: heads.move(w, made.stay_id, "diberangkatkan"))
    return made


def found(office: Office) -> dict[str, list[str]]:
    """Person → who may be the same, of everybody here who has anybody."""

    def look(r: Any) -> dict[str, list[str]]:
        told = lookout.look(r, lookout.watched(r), Register())
        return {person: [one.person_id for one in others] for person, others in told.items() if others}

    return read(office, look)


@pytest.mark.parametrize(
    ("name", "facts", "again", "now"),
    [
        ("Moehammad Yoesoef", {"father_name": "Tahir"}, "Muhammad Yusuf", {"father_name": "Tahir"}),
        ("Kamaruddin", {"nik": "7302010607880001"}, "Kamarudin", {"nik": "7302010607880001"}),
        ("Siti Nurhaliza", {"birth_date": date(1991, 3, 7)}, "Siti Noerhaliza", {"birth_date": date(1991, 7, 3)}),
        ("La Ode Ndika", {"birth_date": None, "birth_year": 1985, "father_name": "Wuran"}, "Laode Ndika",
         {"birth_date": None, "age": 41, "age_on": date(2026, 1, 23), "father_name": "Wuran"}),
        ("Sulaiman Tua", {"papers": (Paper("splp", "XD481000"),)}, "Sulaiman Tua",
         {"papers": (Paper("splp", "XE990017"),)}),
        ("Harmin Josandin", {"birth_date": date(1988, 7, 31)}, "Harnin Jusandin", {"birth_date": date(1988, 7, 13)}),
    ],
    ids=["spelling", "nik", "day and month", "age", "a new paper", "the rarest word misheard"],
)  # fmt: skip
def test_who_came_before_is_found(
    office: Office, name: str, facts: dict[str, Any], again: str, now: dict[str, Any]
) -> None:
    before = earlier(office, name, **facts)
    register(office, "Orang Lain", birth_date=date(1970, 2, 2))
    here = register(office, again, **now)
    assert found(office) == {here.person_id: [before.person_id]}
    shown = read(office, lambda r: likely.of_stay(r, here.stay_id))
    assert shown is not None
    assert (shown[0], shown[1].head.person_id) == (here.person_id, before.person_id)


def test_who_only_shares_a_little_is_not_accused(office: Office) -> None:
    earlier(office, "Muhammad Yusuf", birth_date=date(1971, 4, 4), father_name="Hasan")
    earlier(office, "Nurul Hidayah", birth_date=date(1990, 5, 12), sex="P")
    register(office, "Muhammad Yusuf", birth_date=date(1999, 9, 19), father_name="Tahir")
    register(office, "Baso Rahman", birth_date=date(1990, 5, 12))
    write(office, lambda w: heads.hand_card(w, LATER_SHIP, "009", "LD"))
    assert found(office) == {}


def test_two_of_one_ship_are_found_from_both_sides(office: Office) -> None:
    one = register(office, "Andi Baso Mattola", papers=(Paper("splp", "XD481000"),))
    two = register(office, "Andi Baso Matola", papers=(Paper("splp", "XD481000"),))
    assert found(office) == {one.person_id: [two.person_id], two.person_id: [one.person_id]}


def test_a_version_changes_with_the_facts_and_verdicts_are_told(office: Office) -> None:
    before, here = earlier(office, "Kamaruddin"), register(office, "Kamarudin")

    def watched() -> list[Watched]:
        return read(office, lookout.watched)

    assert [one.person_id for one in watched()] == [here.person_id]
    version = watched()[0].version
    write(office, lambda w: update_person(w, here.person_id, {"birth_place": "Tawau"}))
    assert watched()[0].version != version
    assert read(office, lookout.settled) == frozenset()
    write(office, lambda w: joins.same_person(w, here.person_id, before.person_id, joins.DIFFERENT))
    pair = tuple(sorted((here.person_id, before.person_id)))
    assert read(office, lookout.settled) == {pair}
    write(office, lambda w: joins.undo_same_person(w, here.person_id, before.person_id, "keliru"))
    assert read(office, lookout.settled) == frozenset()


def test_a_word_is_counted_on_the_register(office: Office) -> None:
    for place in range(3):
        earlier(office, "Sulaiman Tua", birth_date=date(1960 + place, 1, 5))
    assert read(office, lambda r: textindex.count(r.connection, "SULAIMAN", 100)) == 3
    assert read(office, lambda r: textindex.count(r.connection, "SULAIMAN", 2)) == 2
    assert read(office, lambda r: textindex.count(r.connection, "ANDI", 100)) == 0
