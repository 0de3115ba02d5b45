"""Names that show nothing, or turn the line they stand in: no name is lost, no screen is turned around."""

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import people
from app.registration.counts import HeadLine, heads_of
from tests.registration.people_made import read, register, write


def shown_of(office: Office, stay: str) -> HeadLine:
    [head] = read(office, lambda r: heads_of(r, [stay]))
    return head


@pytest.mark.parametrize("name", ["", "   ", "\u00a0", "\u200b\u200b", "\u3164"])
def test_a_name_is_never_overwritten_with_nothing(office: Office, name: str) -> None:
    made = register(office, "Suryadi")
    with pytest.raises(UserError, match="Namanya kosong; nama yang tercatat tetap"):
        write(office, lambda w: people.update_person(w, made.person_id, {"name": name}))
    shown = shown_of(office, made.stay_id)
    assert shown.name == "Suryadi"


def test_a_name_that_shows_nothing_is_no_name(office: Office) -> None:
    made = register(office, "\u200b\u3164")
    shown = shown_of(office, made.stay_id)
    assert shown.name == "Tanpa nama 01"


def test_a_name_turns_no_line_around_and_stays_as_it_was_written(office: Office) -> None:
    made = register(office, "Siti\u202eidayruS")
    shown = shown_of(office, made.stay_id)
    assert (shown.name, shown.display) == ("Siti\u202eidayruS", "SitiidayruS")
