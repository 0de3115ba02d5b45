"""The documents behind one head begin with where it comes from."""

from app.access.office import Office
from app.reconciliation.documents import chain
from app.registration.heads import Who
from tests.helpers.office import landed_one
from tests.reconciliation.quay import Quay


def test_a_child_born_here_is_no_extra_of_a_letter(office: Office) -> None:
    quay = Quay.at(office)
    child = quay.born(landed_one(office, Who("Siti Aminah", sex="P", age=24)))
    with office.read() as r:
        first, second = chain(r, child)
    assert (first.text, first.detail) == ("Lahir di sini", "Ibu: Siti Aminah")
    assert second.text == "Lahir di sini → Di penampungan"
