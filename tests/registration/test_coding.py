"""Places as they were told: grouped, proposed, coded for all who said it, and taken back."""

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import coding, heads, people
from app.registration.coding import Told
from app.registration.people import Destination
from app.registration.records import Person
from tests.registration.people_made import read, register, write

VILLAGE = "73.02.09.2009"


def going(office: Office, name: str, text: str | None, code: str | None = None, **facts: object) -> str:
    made = register(office, name, **facts)  # type: ignore[arg-type]
    write(office, lambda w: people.set_destination(w, made.person_id, Destination(code, text)))
    return made.person_id


def waiting(office: Office) -> list[Told]:
    return read(office, coding.uncoded)


def code_of(office: Office, person: str) -> str | None:
    return read(office, lambda r: r.need(Person, person).destination_code)


def test_the_same_words_are_one_text_however_they_are_written(office: Office) -> None:
    going(office, "Baso", "Manjalling, Ujung Loe")
    going(office, "Udin", "MANJALLING,  Ujung Loe")
    going(office, "Siti", "Desa Bulolohe")
    going(office, "Ani", "Bulukumba", "73.02")
    going(office, "Ina", None)
    assert [(told.text, len(told.people)) for told in waiting(office)] == [
        ("Manjalling, Ujung Loe", 2),
        ("Desa Bulolohe", 1),
    ]


def test_a_text_that_says_more_than_its_code_waits_within_that_region(office: Office) -> None:
    going(office, "Baso", "Manjalling, Ujung Loe, Bulukumba, Sulawesi Selatan", "73.02")
    told = waiting(office)[0]
    assert told.within == "73.02"
    assert coding.propose(told)[0][0] == VILLAGE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Manjalling Ujung Loe Bulukumba", VILLAGE),
        ("desa manjalling, kec. ujung loe, kab. bulukumba", VILLAGE),
        ("Gampong Blang Krueng, Aceh Besar", "11.06"),
        ("Kab. Lombok Timur", "52.03"),
        ("Distrik Merauke", "93.01"),
    ],
)
def test_what_is_proposed_lies_where_the_text_says(text: str, code: str) -> None:
    found = coding.propose(Told(text.casefold(), text, ()))
    assert found
    assert found[0][0].startswith(code)


def test_one_act_codes_everybody_who_said_it_and_is_taken_back(office: Office) -> None:
    one, two = going(office, "Baso", "Manjalling"), going(office, "Udin", "manjalling")
    ids = [someone.person_id for someone in waiting(office)[0].people]
    coded = write(office, lambda w: coding.code(w, ids, VILLAGE))
    assert len(coded.before) == 2
    assert waiting(office) == []
    assert code_of(office, one) == code_of(office, two) == VILLAGE
    write(office, lambda w: people.set_destination(w, two, Destination("52.03", "manjalling")))
    assert write(office, lambda w: coding.take_back(w, coded)) == 1
    assert (code_of(office, one), code_of(office, two)) == (None, "52.03")
    assert waiting(office)[0].text == "Manjalling"


def test_after_one_is_coded_the_others_are_named(office: Office) -> None:
    one = going(office, "Baso", "Manjalling", VILLAGE)
    going(office, "Udin", "Manjalling")
    told = read(office, lambda r: coding.same_text(r, one))
    assert told is not None
    assert [someone.name for someone in told.people] == ["Udin"]
    alone = going(office, "Siti", None)
    assert read(office, lambda r: coding.same_text(r, alone)) is None


def test_who_left_and_who_is_a_foreigner_does_not_wait(office: Office) -> None:
    gone = register(office, "Baso")
    write(office, lambda w: people.set_destination(w, gone.person_id, Destination(None, "Manjalling")))
    write(office, lambda w: heads.move(w, gone.stay_id, "diberangkatkan"))
    foreign = going(office, "Jose", "Zamboanga")
    write(office, lambda w: people.set_nationality(w, foreign, "wna", "Filipina", ()))
    assert waiting(office) == []


def test_an_unknown_code_changes_nobody(office: Office) -> None:
    person = going(office, "Baso", "Manjalling")
    with pytest.raises(UserError) as caught:
        write(office, lambda w: coding.code(w, [person], "99.99"))
    assert caught.value.code == "region.unknown"
