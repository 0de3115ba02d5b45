"""What Beranda asks to be looked at: children alone by one truth, and people like somebody of earlier years."""

from pathlib import Path

from sqlmodel import select

from app.access.office import Office
from app.desktop.home import Review
from app.desktop.home_view import home_view
from app.registration import guardians, joins
from app.registration.guardians import GuardianEntry
from app.registration.heads import NewHead, Who, stay_of
from app.registration.records import SamePerson
from app.registration.screens.screen import TO_ALONE, TO_COMPARE
from tests.helpers.office import clock, landed_one, office
from tests.manifest.lists import DeskB

__all__ = ["clock", "office"]


def reviews(office: Office, alike: int = 0) -> dict[str, Review]:
    """The reviews that lead into Orang, by target."""
    return {each.target: each for each in home_view(office, alike).reviews if each.screen == "people"}


def test_a_guarded_child_is_not_counted_alone(office: Office) -> None:
    child = landed_one(office, Who("Mahsun", sex="L", age=9), NewHead(head_class="AL"))
    landed_one(office, Who("Nurul", sex="P", age=8), NewHead(head_class="AP"))
    assert reviews(office)[TO_ALONE].count == 2
    with office.write("registration.guardian") as w:
        guardians.entrust(w, child, GuardianEntry("lembaga", "Panti Asuhan Ruhama"))
    assert reviews(office)[TO_ALONE].count == 1


def test_people_like_somebody_of_earlier_years_lead_to_their_list(office: Office) -> None:
    assert TO_COMPARE not in reviews(office)
    found = reviews(office, alike=3)[TO_COMPARE]
    assert (found.count, found.text) == (3, "mirip orang lain: bandingkan")


def test_two_desks_that_decide_alike_keep_one_row(office: Office, tmp_path: Path) -> None:
    stays = [landed_one(office, Who(name, sex="L", age=40)) for name in ("Kamaruddin", "Kamarudin")]
    with office.read() as r:
        one, other = (str(stay_of(r, stay).person_id) for stay in stays)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    with office.write("registration.same") as w:
        joins.same_person(w, one, other)
    with desk_b.write("registration.same") as w:
        joins.same_person(w, other, one)
    desk_b.send()
    desk_b.receive(office.vault("general"))
    with office.read() as r:
        rows = r.all(select(SamePerson))
    assert [(row.verdict, row.void_reason) for row in rows] == [("same", None)]
    desk_b.close()
