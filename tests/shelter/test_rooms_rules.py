"""Who may sleep with whom, in plain cases and for three hundred people at once."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shelter.rules import rooms
from app.shelter.rules.allocation import NO_ROOM, TOO_MANY, Proposal, propose
from app.shelter.rules.rooms import Room, Sleeper, breaches, places_needed

MAN, OTHER_MAN = Sleeper("man", "L", False, 34), Sleeper("other", "L", False, 51)
WOMAN = Sleeper("woman", "P", False, 30)
LONE_GIRL = Sleeper("girl", "P", True, 12)
MOTHER = Sleeper("mother", "P", False, 28, group="f")
FATHER = Sleeper("father", "L", False, 31, group="f")
BABY = Sleeper("baby", "L", True, 0, infant=True, group="f")
SON = Sleeper("son", "L", True, 11, group="f")


def room(use: str = rooms.FAMILIES, free: int = 6, inside: tuple[Sleeper, ...] = (), **kind: object) -> Room:
    made = Room("r", use, free=free, **kind)  # type: ignore[arg-type]
    made.take(inside)
    return made


@pytest.mark.parametrize(
    ("at", "people", "expected"),
    [
        (room(rooms.MEN), [MAN, OTHER_MAN], []),
        (room(rooms.MEN), [WOMAN], ["guna_kamar"]),
        (room(rooms.MEN, inside=(MAN,)), [WOMAN], ["lawan_jenis", "guna_kamar"]),
        (room(rooms.WOMEN, inside=(WOMAN,)), [LONE_GIRL], ["anak_sendiri"]),
        (room(rooms.CHILDREN), [LONE_GIRL], []),
        (room(), [MOTHER, FATHER, SON, BABY], []),
        (room(inside=(WOMAN,)), [MOTHER, FATHER], ["lawan_jenis", "keluarga_lain"]),
        (room(rooms.INFANTS), [MOTHER, BABY], []),
        (room(rooms.INFANTS), [MOTHER, BABY, SON], ["guna_kamar"]),
        (room(rooms.WOMEN, inside=(WOMAN,)), [MOTHER, BABY], []),
        (room(rooms.WOMEN, inside=(WOMAN,)), [MOTHER, SON], ["lawan_jenis", "guna_kamar"]),
        (room(rooms.MEN, free=1), [MAN, OTHER_MAN], ["penuh"]),
        (room(rooms.MEN, closed=True), [MAN], ["ditutup"]),
        (room(rooms.MEN, level=2), [Sleeper("w", "L", False, 70, needs=frozenset({"kursi_roda"}))], ["lantai"]),
        (room(rooms.MEN), [Sleeper("s", "L", False, 40, needs=frozenset({rooms.STAFF_NEED}))], ["jauh_petugas"]),
        (room(rooms.MEN, inside=(MAN,)), [Sleeper("p", "L", False, 40, needs=frozenset({rooms.ALONE_NEED}))],
         ["kamar_sendiri"]),
        (room(rooms.MEN, inside=(MAN,)), [Sleeper("x", None, False)], ["jenis_kelamin"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_room(at: Room, people: list[Sleeper], expected: list[str]) -> None:
    assert breaches(at, people) == expected


def test_an_infant_sleeps_beside_its_own() -> None:
    assert places_needed([MOTHER, BABY]) == 1
    assert places_needed([BABY]) == 1
    held = room(rooms.INFANTS, free=2, inside=(MOTHER,))
    held.take([BABY])
    assert held.free == 1


def house() -> list[Room]:
    return [
        Room("m1", rooms.MEN, free=4),
        Room("w1", rooms.WOMEN, free=4),
        Room("k1", rooms.FAMILIES, free=4),
        Room("b1", rooms.INFANTS, free=3),
        Room("a1", rooms.CHILDREN, free=3),
        Room("iso", rooms.ISOLATION, free=9),
    ]


def where(proposal: Proposal) -> dict[str, str]:
    return {one.id: placed.room_id for placed in proposal.placed for one in placed.people}


def test_everybody_gets_the_room_of_his_kind() -> None:
    mother = Sleeper("m", "P", False, 25, group="g")
    infant = Sleeper("i", "P", True, 0, infant=True, group="g")
    found = propose([MAN, WOMAN, LONE_GIRL, MOTHER, FATHER, SON, mother, infant], house())
    assert where(found) == {
        "man": "m1", "woman": "w1", "girl": "a1", "mother": "k1", "father": "k1", "son": "k1", "m": "b1", "i": "b1",
    }  # fmt: skip
    assert (found.count, found.left) == (8, ())


def reason(people: list[Sleeper], at: list[Room]) -> list[str]:
    return [left.why for left in propose(people, at).left]


def test_who_cannot_be_placed_is_told_why() -> None:
    crowd = [Sleeper(f"c{n}", "LP"[n % 2], False, 30, group="crowd") for n in range(5)]
    assert reason(crowd, house()) == [TOO_MANY]
    assert reason([MAN], [Room("w1", rooms.WOMEN, free=4)]) == [NO_ROOM]
    assert reason([Sleeper("x", None, False)], house()) == [rooms.UNKNOWN]
    needs = frozenset({"lantai_bawah"})
    assert reason([Sleeper("g", "L", False, 60, needs=needs)], [Room("m", rooms.MEN, level=2, free=3)]) == [rooms.LEVEL]
    assert reason([MAN, OTHER_MAN], [Room("m", rooms.MEN, free=1)]) == [rooms.FULL]
    assert reason([FATHER], [room(rooms.WOMEN, inside=(MOTHER,))]) == [rooms.APART]
    beside_a_stranger = Room("w1", rooms.WOMEN, free=3, inside=[WOMAN])
    assert reason([LONE_GIRL], [Room("a1", rooms.CHILDREN, free=0), beside_a_stranger]) == [rooms.CHILD]


def test_a_late_father_joins_his_family_or_nobody() -> None:
    home = room(inside=(MOTHER, SON))
    found = propose([FATHER], [Room("m1", rooms.MEN, free=9), home])
    assert where(found) == {"father": "r"}


def test_families_share_a_room_when_somebody_decided_so() -> None:
    other = [Sleeper("h", "L", False, 40, group="z"), Sleeper("w", "P", False, 39, group="z")]
    people = [MOTHER, FATHER, *other]
    assert len(propose(people, [room()]).left) == 1
    assert propose(people, [room()], families_share=True).left == ()
    assert len(propose([*people, LONE_GIRL, MAN], [room()], families_share=True).left) == 2


AGES = st.one_of(st.none(), st.integers(0, 80))
NEEDS = st.frozensets(
    st.sampled_from(["lantai_bawah", "kursi_roda", rooms.STAFF_NEED, rooms.ALONE_NEED, rooms.INFANT_NEED]), max_size=1
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Sleeper]:
    """People of every kind: alone, in families, children without anybody, sex not known."""
    found = []
    for number in range(draw(st.integers(0, 40))):
        age = draw(AGES)
        child = age is not None and age < 18
        group = draw(st.sampled_from(["", "", "", *(f"f{n}" for n in range(6))]))
        sex = draw(st.sampled_from(["L", "P", "L", "P", None]))
        found.append(Sleeper(f"p{number}", sex, child, age, age == 0, group, draw(NEEDS)))
    return found


@st.composite
def houses(draw: st.DrawFn) -> list[Room]:
    """Rooms of every use, some closed."""
    return [
        Room(f"r{number}", draw(st.sampled_from(rooms.USES)), draw(st.integers(1, 3)), draw(st.booleans()),
             draw(st.integers(0, 5)) == 0, draw(st.integers(0, 8)))
        for number in range(draw(st.integers(0, 12)))
    ]  # fmt: skip


def assert_hard_rules(proposal: Proposal, house: list[Room], before: dict[str, int]) -> None:
    """The rules said again, in other words than the code's."""
    rooms_of = {one.id: one for one in house}
    families: dict[str, set[str]] = {}
    for at in house:
        people = at.inside
        assert not (people and (at.closed or at.use == rooms.ISOLATION))
        assert places_needed(people) <= before[at.id]
        grown_groups = {one.company for one in people if not one.child}
        for one in people:
            if one.child:
                assert not grown_groups or one.company in grown_groups, "a child among strangers"
            if one.needs & {"lantai_bawah", "kursi_roda"}:
                assert at.level == 1
            assert rooms.STAFF_NEED not in one.needs or at.near_staff
            assert rooms.ALONE_NEED not in one.needs or len({other.company for other in people}) == 1
        for one, other in combinations(people, 2):
            if {one.sex, other.sex} == {"L", "P"} and one.company != other.company:
                assert any(each.small and each.company in grown_groups for each in (one, other)), "sexes are mixed"
    for placed in proposal.placed:
        for one in placed.people:
            families.setdefault(one.company, set()).add(placed.room_id)
            assert one in rooms_of[placed.room_id].inside
    assert all(len(at) == 1 for at in families.values()), "a family is apart"


@settings(max_examples=300, deadline=None)
@given(crowds(), houses())
def test_no_proposal_ever_breaks_a_hard_rule(people: list[Sleeper], house: list[Room]) -> None:
    before = {one.id: one.free for one in house}
    proposal = propose(people, house)
    assert_hard_rules(proposal, house, before)
    told = [one for placed in proposal.placed for one in placed.people]
    told += [one for left in proposal.left for one in left.people]
    assert sorted(one.id for one in told) == sorted(one.id for one in people)
    assert all(left.why for left in proposal.left)


def batch_of_300(seed: int = 3) -> tuple[list[Sleeper], list[Room]]:
    """Three hundred people with families, as off two ferries, and a house of seventy rooms."""
    chance = random.Random(seed)
    people: list[Sleeper] = []
    while len(people) < 300:
        group = f"f{len(people)}" if chance.random() < 0.35 else ""
        for _member in range(chance.randint(2, 5) if group else 1):
            age = chance.choice((0, 3, 8, 14, 22, 31, 40, 55)) if group else chance.choice((16, 22, 31, 40, 55, 70))
            needs = frozenset({"lantai_bawah"}) if chance.random() < 0.05 else frozenset()
            people.append(Sleeper(f"p{len(people)}", chance.choice("LLP"), age < 18, age, age == 0, group, needs))
    uses = (rooms.MEN, rooms.FAMILIES, rooms.WOMEN, rooms.FAMILIES, rooms.INFANTS, rooms.MEN, rooms.CHILDREN)
    return people, [Room(f"r{n}", uses[n % 7], 1 + n // 24, n % 5 == 0, free=6) for n in range(70)]


def test_three_hundred_people_with_families_within_a_second() -> None:
    people, house = batch_of_300()
    before = {one.id: one.free for one in house}
    began = time.process_time()
    proposal = propose(people, house)
    assert time.process_time() - began < 1.0
    assert_hard_rules(proposal, house, before)
    assert proposal.count > 200
