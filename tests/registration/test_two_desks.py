"""What two desks record of the same people before they meet: one family, one order of names, nothing counted twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.office import Office
from app.registration import families, heads
from app.registration.counts import heads_at
from app.registration.heads import Who
from app.registration.page import page
from app.registration.roll import roll
from app.registration.rules import PRESENT
from tests.helpers.offices import EVENING
from tests.manifest.lists import DeskB
from tests.registration.people_made import register, write


@pytest.fixture
def desks(office: Office, tmp_path: Path) -> Iterator[tuple[Office, DeskB]]:
    """Loket A, and loket B, which knows what A knew and nothing since."""
    other = DeskB.beside(office, tmp_path / "b.vault")
    yield office, other
    other.close()


def meet(desks: tuple[Office, DeskB]) -> None:
    """A stick goes to and fro."""
    office, other = desks
    other.receive(office.vault("general"))
    other.send()


def test_the_same_family_recorded_at_two_desks_is_one(desks: tuple[Office, DeskB]) -> None:
    office, other = desks
    husband, wife, child = register(office, "Baso"), register(office, "Siti", sex="P"), register(office, "Nur")
    other.receive(office.vault("general"))
    write(office, lambda w: families.link_to(w, wife.person_id, husband.person_id, "istri"))
    with other.write() as w:
        families.link_to(w, child.person_id, husband.person_id, "anak")
    meet(desks)
    for desk in desks:
        with desk.read() as r:
            found = families.family_of(r, husband.person_id)
            assert found is not None
            assert {each.name for each in families.view(r, found).members} == {"Baso", "Siti", "Nur"}


def test_whoever_is_in_two_families_is_in_the_same_one_at_every_desk(desks: tuple[Office, DeskB]) -> None:
    office, other = desks
    people = [register(office, f"Orang {number}") for number in range(8)]
    other.receive(office.vault("general"))
    for one, two in zip(people[::2], people[1::2], strict=True):
        with office.write("test") as w:
            families.link_to(w, one.person_id, two.person_id, "istri")
        with other.write() as w:
            families.link_to(w, two.person_id, one.person_id, "suami")
    meet(desks)
    shown = []
    for desk in desks:
        with desk.read() as r:
            of_page = [families.family_of(r, one.person_id) for one in people]
            assert of_page == [entry.family for entry in roll(r, [one.stay_id for one in people])]
            shown.append(of_page)
    assert shown[0] == shown[1]
    assert all(one == two for one, two in zip(shown[0][::2], shown[0][1::2], strict=True))


def test_a_child_is_not_alone_when_any_of_its_families_is_here(desks: tuple[Office, DeskB]) -> None:
    office, other = desks
    child, father = register(office, "Nur", age=7, birth_date=None), register(office, "Baso")
    friend = register(office, "Adik", age=9, birth_date=None)
    other.receive(office.vault("general"))
    for number in range(4):
        playmate = register(office, f"Teman {number}", age=8, birth_date=None)
        with office.write("test") as w:
            families.link_to(w, playmate.person_id, friend.person_id, "anak")
    write(office, lambda w: families.link_to(w, child.person_id, friend.person_id, "anak"))
    with other.write() as w:
        families.link_to(w, child.person_id, father.person_id, "anak")
    meet(desks)
    for desk in desks:
        with desk.read() as r:
            assert child.stay_id not in families.unaccompanied(r, heads_at(r, PRESENT))


def test_who_left_a_family_may_head_another(office: Office) -> None:
    head, wife, other = register(office, "Baso"), register(office, "Siti", sex="P"), register(office, "Ahmad")
    first = write(office, lambda w: families.link_to(w, wife.person_id, head.person_id, "istri"))
    with office.read() as r:
        mine = next(each for each in families.view(r, first).members if each.person_id == head.person_id)
    write(office, lambda w: families.unlink(w, mine.member_id, ""))
    second = write(office, lambda w: families.link_to(w, other.person_id, head.person_id, "anak"))
    with office.read() as r:
        assert {each.name for each in families.view(r, first).members} == {"Siti"}
        assert {each.name for each in families.view(r, second).members} == {"Baso", "Ahmad"}


def test_children_stand_in_the_same_order_at_every_desk(desks: tuple[Office, DeskB]) -> None:
    office, other = desks
    mother = register(office, "Siti", sex="P")
    other.receive(office.vault("general"))
    with other.write() as w:
        heads.born(w, mother.stay_id, Who(name="Kembar A", sex="L"))
    write(office, lambda w: heads.born(w, mother.stay_id, Who(name="Kembar B", sex="L")))
    meet(desks)
    shown = []
    for desk in desks:
        with desk.read() as r:
            found = page(r, mother.stay_id, EVENING.date())
            assert found is not None
            shown.append([child.name for child in found.children])
    assert shown[0] == shown[1]
