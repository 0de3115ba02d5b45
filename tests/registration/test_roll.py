"""The people behind heads as papers name them."""

from app.access.office import Office
from app.registration import heads
from app.registration.heads import NewHead, Paper, Who, arrive
from app.registration.records import FamilyMember
from app.registration.roll import roll


def test_names_papers_and_who_came_with_whom(office: Office) -> None:
    with office.write("registration.arrive") as w:
        who = Who("Kamaria", father_name="Lamude", aliases=("Ria",), sex="P", age=25, papers=(Paper("splp", "XC 1"),))
        mother = arrive(w, NewHead(head_class="PD"), who)
        infant = heads.born(w, mother.id, Who(sex="L", age=0, age_months=3))
        card = arrive(w, NewHead(None, "LD", "A-0009"))
        w.insert(FamilyMember(id="f" * 32, family_id="keluarga", person_id=mother.person_id or "", relation="istri"))
    with office.read() as r:
        first, second, third = roll(r, [infant.id, mother.id, card.id])
    assert (first.name, first.age_months, first.mother_stay_id, first.child) == ("Bayi Ny. Kamaria", 3, mother.id, True)
    assert (second.name, second.papers, second.family) == (
        "Kamaria binti Lamude @ Ria",
        (("splp", "XC 1"),),
        "keluarga",
    )
    assert (third.name, third.papers, third.child) == ("Kartu A-0009", (), False)


def test_what_is_void_is_left_out(office: Office) -> None:
    with office.write("registration.arrive") as w:
        stay = arrive(w, NewHead(head_class="LD"), Who("Suparman", sex="L"))
        heads.withdraw(w, stay.id, "salah orang")
    with office.read() as r:
        assert roll(r, [stay.id, "0" * 32]) == []
