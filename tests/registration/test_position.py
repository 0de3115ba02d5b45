"""The table every count is made from: after any acts it is what a rebuild would make, and nobody is lost in it."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlmodel import select as records

from app.access.office import Office
from app.kernel.errors import UserError
from app.kernel.ids import derived_id, new_id
from app.registration import counts, exits, heads, joins, people, rules
from app.registration.heads import NewHead, Who
from app.registration.page import page
from app.registration.position import position
from app.registration.records import Movement, SameArrival, Stay
from app.store import derive
from app.store.work import Reading, Work
from tests.registration.people_made import SHIP, read, register, write

DAY = date(2026, 1, 23)
ACTS = (
    "card arrive bind unbind withdraw leave come_back take_back conflict settle join part rename reclass paper".split()
)


@dataclass
class Crowd:
    """Stays made so far in one history, and what happens to them."""

    office: Office
    ship: str = field(default_factory=new_id)
    stays: list[str] = field(default_factory=list)

    def act(self, what: str, one: int, two: int) -> None:
        """Do one thing to one or two of the stays; a refusal is an outcome like any other."""
        if what == "card" or not self.stays:
            self.stays.append(write(self.office, lambda w: heads.hand_card(w, self.ship, new_id()[-6:], "LD").id))
        elif what == "arrive":
            self.stays.append(register(self.office, f"Baso {len(self.stays)}", ship=self.ship).stay_id)
        else:
            first, second = self.stays[one % len(self.stays)], self.stays[two % len(self.stays)]
            with suppress(UserError):
                write(self.office, lambda w: _do(w, what, first, second))

    def check(self, r: Reading) -> None:
        """Everyone not withdrawn counts, or is joined to somebody: as many groups as heads that count."""
        counted = {head.stay_id for head in counts.heads_of_batch(r, self.ship)}
        live = {stay for stay in self.stays if r.need(Stay, stay).void_reason is None}
        assert counted <= live
        for stay in live - counted:
            mine = records(SameArrival).where((SameArrival.stay_id == stay) | (SameArrival.other_id == stay))
            assert any(row.void_reason is None for row in r.all(mine))


def _do(w: Work, what: str, stay: str, other: str) -> object:
    moves = heads.movements(w, stay)
    person = heads.stay_of(w, stay).person_id
    if what == "bind":
        return heads.bind(w, stay, Who("Siti", sex="P", age=9))
    if what == "unbind":
        return heads.unbind(w, stay)
    if what == "withdraw":
        return heads.withdraw(w, stay, "keliru")
    if what == "leave":
        return exits.leave(w, stay, rules.UNSIGNED_EXITS[len(moves) % len(rules.UNSIGNED_EXITS)], "alasan")
    if what == "come_back":
        return exits.come_back(w, stay, "kembali")
    if what == "take_back" and moves:
        return heads.take_back(w, moves[-1].id, "keliru")
    if what == "conflict" and moves:
        return w.insert(_rival(w, moves[len(moves) // 2]))
    if what == "settle" and moves:
        return exits.settle(w, stay, moves[-1].id, "yang ini benar")
    if what == "join":
        return joins.same_arrival(w, stay, other, "dobel")
    if what == "part":
        joins.undo_same_arrival(w, stay, other, "bukan")
    elif what == "paper" and person:
        people.add_document(w, person, people.PaperEntry("splp", new_id()[-8:]))
    elif person:
        people.update_person(w, person, {"name": "Suryadi"} if what == "rename" else {"sex": "P", "age": 12})
    return None


def _rival(w: Work, after: Movement) -> Movement:
    """What another desk may have recorded after the same movement."""
    return Movement(
        id=new_id(),
        stay_id=after.stay_id,
        from_account=after.to_account,
        to_account=rules.POLICE,
        after=after.id,
        at=w.now(),
        day=DAY,
    )


def derived(office: Office) -> tuple[Any, Any]:
    """The derived tables as they stand."""

    def look(r: Reading) -> tuple[Any, Any]:
        words = r.rows(text("SELECT kind, site, row, words FROM text_index"))
        return sorted(map(repr, r.rows(select(position)))), sorted(map(repr, words))

    return read(office, look)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(0, 7)), min_size=6, max_size=20))
def test_after_any_acts_nobody_is_lost_and_a_rebuild_changes_nothing(
    office: Office, acts: list[tuple[str, int, int]]
) -> None:
    crowd = Crowd(office)
    for what, one, two in acts:
        crowd.act(what, one, two)
    read(office, crowd.check)
    before = derived(office)
    with office.vault("general").connect_writing() as connection:
        derive.rebuild_all(connection, "general")
    assert derived(office) == before


def test_a_correction_reaches_every_arrival_of_a_person(office: Office) -> None:
    """Also the earlier one, when a new arrival is touched in the same act."""
    made = register(office, "Suryadi")

    def again(w: Work) -> None:
        second = heads.arrive(w, NewHead(SHIP))
        w.update(second, person_id=made.person_id)
        people.update_person(w, made.person_id, {"sex": "P"})

    write(office, again)
    assert read(office, lambda r: counts.present_count(r).by_class()["PD"]) == 2


def test_joins_made_at_several_desks_in_a_circle_count_one(office: Office) -> None:
    """No desk allows it, but three desks together may say A–B, B–C and C–A."""
    stays = [register(office, name).stay_id for name in ("Baso", "Base", "Basso")]
    for kept, other in ((0, 1), (1, 2), (2, 0)):
        row = SameArrival(id=derived_id("test", str(kept)), stay_id=stays[kept], other_id=stays[other])
        write(office, lambda w, join=row: w.insert(join))  # type: ignore[misc]
        assert read(office, lambda r: counts.present_count(r).total) == max(1, 2 - kept)
    write(office, lambda w: heads.withdraw(w, min(stays), "keliru"))
    assert read(office, lambda r: counts.present_count(r).total) == 1


def test_a_movement_of_a_joined_head_waits_at_the_one_that_counts(office: Office) -> None:
    """Desk B handed the double over before it learnt that desk A had joined it."""
    one, two = register(office, "Baso").stay_id, register(office, "Base").stay_id
    write(office, lambda w: joins.same_arrival(w, one, two, "dobel"))
    write(office, lambda w: heads.move(w, two, "diberangkatkan"))
    assert [head.suspense for head in read(office, lambda r: counts.heads_of(r, [one]))] == [1]


def test_conflicting_movements_are_settled_by_a_person(office: Office) -> None:
    stay = register(office, "Baso").stay_id
    arrival = read(office, lambda r: heads.movements(r, stay)[0].id)
    early = write(office, lambda w: heads.move(w, stay, rules.HOSPITAL, "demam").id)
    late = write(office, lambda w: w.insert(_rival(w, w.need(Movement, arrival))).id)
    follows = write(office, lambda w: heads.move(w, stay, rules.DIED, "di RSUD").id)
    shown = read(office, lambda r: page(r, stay, DAY))
    assert shown is not None
    assert {each for each, _account in shown.stays[0].conflicts} == {early, late, follows}
    write(office, lambda w: exits.settle(w, stay, early, "surat rujukan dari RSUD"))
    assert read(office, lambda r: heads.standing(r, stay)) == rules.Standing(rules.DIED, follows, ())
    with pytest.raises(UserError):
        write(office, lambda w: exits.settle(w, stay, early, "sekali lagi"))


def test_a_movement_after_one_taken_back_elsewhere_can_be_kept(office: Office) -> None:
    stay = register(office, "Baso").stay_id
    first = write(office, lambda w: heads.move(w, stay, rules.HOSPITAL, "demam"))
    orphan = write(office, lambda w: w.insert(_rival(w, first)).id)
    write(office, lambda w: w.void(w.need(Movement, first.id), "keliru"))
    assert read(office, lambda r: heads.standing(r, stay)).suspense == (orphan,)
    kept = write(office, lambda w: exits.settle(w, stay, orphan, "benar dibawa polisi"))
    assert kept.settles == orphan
    assert read(office, lambda r: heads.standing(r, stay)) == rules.Standing(rules.POLICE, kept.id, ())
