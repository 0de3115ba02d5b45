"""A closed ship: whoever came with it stays counted as it was closed, by whatever door a change comes in."""

from collections.abc import Callable
from typing import Any

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.manifest import letters, recheck
from app.manifest.recheck import Found
from app.registration import editing, exits, heads, joins, people, rerouting, rules
from app.registration.editing import Quick
from app.registration.heads import NewHead, Who
from app.registration.rerouting import Place
from app.store.work import Work
from tests.helpers.office import ship
from tests.manifest.lists import board_of, do

Change = Callable[[Work, str, list[str], str], Any]
RUSLI = Who(name="Rusli", sex="L")
CHANGES: dict[str, Change] = {
    "withdraw": lambda w, batch, stays, other: heads.withdraw(w, stays[0], "keliru"),
    "register": lambda w, batch, stays, other: people.register(w, NewHead(batch, "LD"), RUSLI),
    "nameless": lambda w, batch, stays, other: heads.nameless(w, NewHead(batch, "LD")),
    "card": lambda w, batch, stays, other: heads.hand_card(w, batch, "A090", "LD"),
    "refusal": lambda w, batch, stays, other: editing.register(
        w, Quick(sex="L", grown="D", ship=batch, refusal="takut")
    ),
    "same arrival": lambda w, batch, stays, other: joins.same_arrival(w, stays[0], stays[1], "satu orang"),
    "two arrivals": lambda w, batch, stays, other: heads.two_arrivals(w, stays[2], stays[3], "dua orang"),
    "away": lambda w, batch, stays, other: rerouting.change_ship(w, stays[0], Place(other, rerouting.MOVED)),
    "letter": lambda w, batch, stays, other: letters.count_only(w, batch, letters.Letter(stated_total=9)),
    "stated": lambda w, batch, stays, other: letters.edit_letter(
        w, letters.letters(w, batch)[0].id, letters.Letter(stated_total=9)
    ),
    "name": lambda w, batch, stays, other: letters.rename_batch(w, batch, letters.BatchDraft("KM Lain")),
}


@pytest.fixture
def stays(office: Office, batch_id: str, lines: list[str]) -> list[str]:
    """Four who came, the last two counted as one; then the ship was closed."""
    found = [do(office, recheck.confirm, line, Found("LD")).stay_id for line in lines[:5] if line != lines[3]]
    do(office, heads.same_arrival, found[2], found[3], "satu orang")
    with office.write("reconciliation.close") as w:
        letters.close_batch(w, batch_id)
    return found


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_its_heads_change_by_no_door_until_it_is_opened_again(
    office: Office, batch_id: str, stays: list[str], change: Change
) -> None:
    other = ship(office, "KM Mid East Express")
    before = board_of(office, batch_id).rechecked
    with pytest.raises(UserError) as caught:
        do(office, change, batch_id, stays, other)
    assert caught.value.code == "batch.closed"
    assert board_of(office, batch_id).rechecked == before
    with office.write("reconciliation.close") as w:
        letters.reopen_batch(w, batch_id)
    do(office, change, batch_id, stays, other)


def test_nobody_goes_over_to_it_from_another_ship(office: Office, batch_id: str, stays: list[str]) -> None:
    stray = do(office, heads.arrive, NewHead(ship(office, "KM Mid East Express"), "LD"), RUSLI).id
    with pytest.raises(UserError) as caught:
        do(office, rerouting.change_ship, stray, Place(batch_id, rerouting.MOVED))
    assert caught.value.code == "batch.closed"


def test_life_goes_on_for_those_who_came_with_it(office: Office, stays: list[str]) -> None:
    born = do(office, heads.born, stays[1], Who(sex="P"))
    do(office, heads.withdraw, born.id, "keliru")
    assert do(office, exits.leave, stays[0], rules.HOSPITAL, "demam").to_account == rules.HOSPITAL
