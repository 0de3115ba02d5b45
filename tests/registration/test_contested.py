"""One card given away at two desks: never a guess whose it is, one act that settles it at every desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import cards, contested, exits, heads, idcards, rules
from app.registration.contested import Contest
from app.store import differing
from app.store.work import Reading
from app.sync import differences
from tests.manifest.lists import DeskB
from tests.registration.people_made import LATER_SHIP, read, register, write

Desks = tuple[Office, DeskB]


@pytest.fixture
def desks(office: Office, tmp_path: Path) -> Iterator[Desks]:
    """Loket A, and loket B, which knows what A knew and nothing since."""
    other = DeskB.beside(office, tmp_path / "b.vault")
    yield office, other
    other.close()


def meet(desks: Desks) -> None:
    office, other = desks
    other.receive(office.vault("general"))
    other.send()


def give(desks: Desks, *pairs: tuple[str, str]) -> None:
    """Each desk gives a (card, head) of its own, and then they meet."""
    office, other = desks
    other.receive(office.vault("general"))
    number, stay = pairs[0]
    write(office, lambda w: cards.give(w, heads.stay_of(w, stay), number))
    with other.write() as w:
        cards.give(w, heads.stay_of(w, pairs[1][1]), pairs[1][0])
    meet(desks)


def refused(r: Reading, code: str) -> str:
    with pytest.raises(UserError) as caught:
        cards.look_up(r, code)
    return f"{caught.value.code}: {caught.value.text}"


def seen(desks: Desks, number: str) -> list[str | None]:
    """Whose this card is at either desk."""
    found = []
    for desk in desks:
        with desk.read() as r:
            card = cards.look_up(r, number)
            found.append(card.stay_id if card else None)
    return found


def open_contests(desks: Desks) -> list[Contest]:
    """The contests, which are the same at both desks."""
    shown = []
    for desk in desks:
        with desk.read() as r:
            shown.append(contested.contests(r))
    assert shown[0] == shown[1]
    return shown[0]


def agreed(desks: Desks) -> bool:
    """Whether stays and cards say the same at both desks, and nothing differs any more."""
    for desk in desks:
        with desk.read() as r:
            if differing.count(r) or contested.contests(r):
                return False
    return True


def test_a_card_two_desks_gave_to_two_people_is_nobodys_until_it_is_settled(desks: Desks) -> None:
    office, _other = desks
    ahmad, baso = (register(office, name).stay_id for name in ("Ahmad", "Baso"))
    give(desks, ("A001", ahmad), ("A001", baso))
    for desk in desks:
        with desk.read() as r:
            said = refused(r, "A001")
            assert said == "card.several: Kartu A001 tercatat pada Ahmad dan Baso; tidak ada yang dicatat."
    [contest] = open_contests(desks)
    assert (contest.numbers, [head.display for head in contest.heads]) == (("A001",), ["Ahmad", "Baso"])
    write(office, lambda w: contested.settle(w, "A001", ahmad))
    meet(desks)
    assert agreed(desks)
    assert seen(desks, "A001") == [ahmad, ahmad]
    assert read(office, lambda r: heads.stay_of(r, baso)).card_number is None


def test_a_card_settled_among_the_differences_is_asked_about_no_more(desks: Desks) -> None:
    office, _other = desks
    ahmad, baso = (register(office, name).stay_id for name in ("Ahmad", "Baso"))
    give(desks, ("A001", ahmad), ("A001", baso))
    with office.read() as r:
        [one] = differing.differences(r, "general")
    write(office, lambda w: differences.settle(w, one.table, one.row_id, one.field, baso))
    meet(desks)
    assert agreed(desks)
    assert seen(desks, "A001") == [baso, baso]
    with office.read() as r:
        assert [heads.stay_of(r, of).card_number for of in (ahmad, baso)] == [None, "A001"]


def test_a_printed_card_on_two_ships_is_one_card(desks: Desks) -> None:
    office, _other = desks
    [(number, token)] = write(office, lambda w: cards.mint(w, 1))
    ahmad, baso = register(office, "Ahmad").stay_id, register(office, "Baso", ship=LATER_SHIP).stay_id
    give(desks, (number, ahmad), (number, baso))
    with office.read() as r:
        assert refused(r, token).startswith("card.several")
        assert contested.contest_of(r, number) == contested.contests(r)[0]
    write(office, lambda w: contested.settle(w, number, baso))
    meet(desks)
    assert agreed(desks)
    assert seen(desks, token) == [baso, baso]
    face = write(office, lambda w: idcards.issue(w, [ahmad])).cards[0]
    assert face.number != number


def test_one_desk_gives_no_printed_card_that_somebody_of_another_ship_holds_here(office: Office) -> None:
    [(number, _token)] = write(office, lambda w: cards.mint(w, 1))
    ahmad, baso = register(office, "Ahmad").stay_id, register(office, "Baso", ship=LATER_SHIP).stay_id
    write(office, lambda w: cards.give(w, heads.stay_of(w, ahmad), number))
    with pytest.raises(UserError, match="dipakai"):
        write(office, lambda w: cards.give(w, heads.stay_of(w, baso), number))
    write(office, lambda w: exits.leave(w, ahmad, rules.WITHOUT_LEAVE, "tidak ada di kamar"))
    write(office, lambda w: cards.give(w, heads.stay_of(w, baso), number))


def test_a_number_written_on_two_ships_is_asked_about_and_nothing_is_wrong(office: Office) -> None:
    ahmad, baso = register(office, "Ahmad").stay_id, register(office, "Baso", ship=LATER_SHIP).stay_id
    for stay in (ahmad, baso):
        write(office, lambda w, stay=stay: cards.give(w, heads.stay_of(w, stay), "12"))  # type: ignore[misc]
    with office.read() as r:
        assert contested.contests(r) == []
        asked = contested.contest_of(r, "12")
        assert asked is not None
        assert (asked.settles, [head.stay_id for head in asked.heads]) == (False, [ahmad, baso])
        assert refused(r, "12").startswith("card.several")
    write(office, lambda w: exits.leave(w, ahmad, rules.WITHOUT_LEAVE, "tidak ada di kamar"))
    with office.read() as r:
        assert cards.look_up(r, "12") == cards.SeenCard("12", baso)


def test_two_cards_given_to_one_head_end_as_one(desks: Desks) -> None:
    office, _other = desks
    ahmad = register(office, "Ahmad").stay_id
    give(desks, ("A001", ahmad), ("A002", ahmad))
    [contest] = open_contests(desks)
    assert (contest.numbers, [head.display for head in contest.heads]) == (("A001", "A002"), ["Ahmad"])
    write(office, lambda w: contested.settle(w, "A002", ahmad))
    meet(desks)
    assert agreed(desks)
    assert (seen(desks, "A002"), seen(desks, "A001")) == ([ahmad, ahmad], [None, None])
    with pytest.raises(UserError, match="tidak lagi"):
        write(office, lambda w: contested.settle(w, "A001", ahmad))
