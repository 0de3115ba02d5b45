"""Entries of several desks, in any order, end in the same rows and the same differences."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.kernel.ids import derived_id, new_id
from app.registration.records import Person, Stay
from app.store import held
from app.store.held import ASIDE, HELD, all_waiting
from app.store.journal import Entry
from app.store.merge import merge
from app.store.rebuild import rebuild
from app.store.streams import branches
from tests.store.desks import ANI, SampleDesk, sample_desk

Desks = tuple[SampleDesk, SampleDesk, SampleDesk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = (sample_desk(tmp_path, "A"), sample_desk(tmp_path, "B"), sample_desk(tmp_path, "C"))
    yield made
    for desk in made:
        desk.vault.close()


def add(desk: SampleDesk, row_id: str, **values: Any) -> None:
    with desk.vault.write(ANI, "person.add") as w:
        w.insert_once(Person(id=row_id, **values))


def edit(desk: SampleDesk, row_id: str, **values: Any) -> None:
    with desk.vault.write(ANI, "person.edit") as w:
        w.update(w.need(Person, row_id), **values)


def name_of(desk: SampleDesk, row_id: str) -> str:
    with desk.vault.read() as reading:
        return reading.need(Person, row_id).name


def waiting(desk: SampleDesk, state: str) -> list[str]:
    with desk.vault.engine.connect() as connection:
        return [item.reason for item in all_waiting(connection, state)]


def exchange(*desks: SampleDesk) -> None:
    everything = [entry for desk in desks for entry in desk.entries()]
    for desk in desks:
        desk.take(everything)


def test_reading_the_same_entries_again_changes_nothing(desks: Desks) -> None:
    a, b, _c = desks
    add(a, new_id(), name="Siti")
    assert b.take(a.entries()).applied == 1
    again = b.take(a.entries())
    assert (again.applied, again.known) == (0, 1)
    assert a.digest() == b.digest()


def test_different_fields_edited_apart_merge_without_a_difference(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(a, person, name="Siti Aminah")
    edit(b, person, sex="P")
    exchange(a, b)
    assert a.digest() == b.digest()
    assert a.differences() == []
    assert name_of(b, person) == "Siti Aminah"


def test_one_field_edited_apart_is_listed_with_both_and_settled_by_a_write(desks: Desks) -> None:
    a, b, c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(a, person, name="Siti Aminah")
    edit(b, person, name="Siti Amina")
    exchange(a, b)
    assert a.differences() == b.differences() == [("person", "name")]
    assert name_of(a, person) == name_of(b, person)
    edit(b, person, name="Siti Aminah")
    exchange(a, b, c)
    assert a.differences() == b.differences() == c.differences() == []
    assert name_of(c, person) == "Siti Aminah"
    assert a.digest() == b.digest() == c.digest()


def test_settling_on_the_value_shown_is_a_write_too(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(a, person, name="A")
    edit(b, person, name="B")
    exchange(a, b)
    edit(a, person, name=name_of(a, person))
    exchange(a, b)
    assert a.differences() == b.differences() == []


def test_equal_edits_are_no_difference(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(a, person, name="Siti A")
    edit(b, person, name="Siti A")
    exchange(a, b)
    assert a.differences() == []
    assert a.digest() == b.digest()


def test_two_desks_making_one_derived_row_make_one_row(desks: Desks) -> None:
    a, b, _c = desks
    person = derived_id("person", "line", "7")
    add(a, person, name="Siti", sex="P")
    add(b, person, name="Siti", sex="L")
    exchange(a, b)
    assert a.differences() == [("person", "sex")]
    assert a.digest() == b.digest()


def test_of_two_facts_the_first_stands_and_nothing_differs(desks: Desks) -> None:
    a, b, _c = desks
    stay = derived_id("stay", "line", "7")
    for desk, hour in ((a, 9), (b, 8)):
        with desk.vault.write(ANI, "arrive") as w:
            arrived = datetime(2026, 1, 23, hour, tzinfo=UTC)
            w.insert_once(Stay(id=stay, arrived_at=arrived, day=date(2026, 1, 23), desk=w.device_letter))
    exchange(a, b)
    with b.vault.read() as reading:
        assert reading.need(Stay, stay).desk == "A"
    assert a.differences() == []
    assert a.digest() == b.digest()


def test_a_void_that_met_an_edit_is_listed(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    with a.vault.write(ANI, "person.void") as w:
        w.void(w.need(Person, person), "salah ketik")
    edit(b, person, name="Siti Aminah")
    exchange(a, b)
    assert a.differences() == b.differences() == [("person", "void_reason")]


def test_a_void_alone_is_no_difference(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(b, person, name="Siti Aminah")
    a.take(b.entries())
    with a.vault.write(ANI, "person.void") as w:
        w.void(w.need(Person, person), "salah ketik")
    exchange(a, b)
    assert a.differences() == b.differences() == []


@pytest.mark.parametrize("seed", range(12))
def test_any_order_with_repeats_ends_alike(desks: Desks, seed: int) -> None:
    a, b, c = desks
    chance = random.Random(seed)
    people = [new_id() for _n in range(4)]
    for person in people:
        add(a, person, name="?")
    b.take(a.entries())
    for _n in range(25):
        desk = chance.choice((a, b))
        person = chance.choice(people)
        if chance.random() < 0.15:
            other = b if desk is a else a
            desk.take(other.entries())
        elif chance.random() < 0.2:
            with desk.vault.write(ANI, "person.void") as w:
                w.update(w.need(Person, person), void_reason=chance.choice([None, "batal"]))
        else:
            edit(desk, person, **{chance.choice(["name", "sex", "note"]): chance.choice(["L", "P", "x"])})
    exchange(a, b)
    everything = a.entries() + chance.sample(a.entries(), 10)
    chance.shuffle(everything)
    for start in range(0, len(everything), 4):
        c.take(everything[start : start + 4])
    assert a.digest() == b.digest() == c.digest()
    assert waiting(c, HELD) == waiting(c, ASIDE) == []
    rebuild(c.vault)
    assert c.digest() == a.digest()


def test_an_entry_before_its_cause_is_held_and_applied_later(desks: Desks) -> None:
    a, b, c = desks
    person = new_id()
    add(a, person, name="Siti")
    b.take(a.entries())
    edit(b, person, name="Siti Aminah")
    (by_b,) = [entry for entry in b.entries() if entry.device.startswith("b")]
    assert c.take([by_b]).held == 1
    assert waiting(c, HELD) == ["cause"]
    assert c.take(a.entries()).applied == 2
    assert waiting(c, HELD) == []
    assert c.digest() == b.digest()


def test_a_gap_is_held(desks: Desks) -> None:
    a, b, _c = desks
    for name in "ABC":
        add(a, new_id(), name=name)
    first, second, third = a.entries()
    b.take([first, third])
    assert waiting(b, HELD) == ["gap"]
    b.take([second])
    assert waiting(b, HELD) == []
    assert a.digest() == b.digest()


def tampered(entry: Entry) -> Entry:
    change = replace(entry.changes[0], set={**entry.changes[0].set, "name": "Palsu"})
    return replace(entry, changes=(change,))


def test_an_altered_entry_is_set_aside_and_the_genuine_one_still_applies(desks: Desks) -> None:
    a, b, _c = desks
    person = new_id()
    add(a, person, name="Siti")
    (genuine,) = a.entries()
    assert b.take([tampered(genuine)]).aside == 1
    assert waiting(b, ASIDE) == ["digest"]
    assert b.take([genuine]).applied == 1
    assert name_of(b, person) == "Siti"


def test_entries_of_an_unknown_desk_wait_until_it_is_known(desks: Desks) -> None:
    a, b, _c = desks
    add(a, new_id(), name="Siti")
    assert merge(b.vault, a.entries(), lambda entry: "device").held == 1
    assert b.take([]).applied == 1


def test_a_newer_schema_is_held(desks: Desks) -> None:
    a, b, _c = desks
    add(a, new_id(), name="Siti")
    (entry,) = a.entries()
    newer = replace(entry, schema=99)
    b.take([replace(newer, digest=newer.computed_digest())])
    assert waiting(b, HELD) == ["schema"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda change: replace(change, table="no_such_table"),
        lambda change: replace(change, set={"no_such_field": "x"}),
        lambda change: replace(change, set={"birth_date": "yesterday"}),
        lambda change: replace(change, site="9" * 32),
        lambda change: replace(change, base={"name": []}),
        lambda change: replace(change, salt="zz"),
    ],
)
def test_an_entry_no_desk_would_write_is_set_aside(desks: Desks, spoil: object) -> None:
    a, b, _c = desks
    add(a, new_id(), name="Siti")
    (entry,) = a.entries()
    spoiled = replace(entry, changes=(spoil(entry.changes[0]),))  # type: ignore[operator]
    try:
        spoiled = replace(spoiled, digest=spoiled.computed_digest())
    except ValueError:
        assert "zz" in spoiled.changes[0].salt
    assert b.take([spoiled]).aside == 1
    with b.vault.read() as reading:
        assert reading.rows(Person.__table__.select()) == []  # type: ignore[attr-defined]


def cloned(desk: SampleDesk, folder: Path, name: str) -> SampleDesk:
    """A copy of a laptop: same device, same epoch, same entries so far, going on by itself."""
    copy = sample_desk(folder, name)
    copy.take(desk.entries())
    copy.vault.author = desk.vault.author
    return copy


@pytest.mark.parametrize("original_first", [True, False])
def test_a_cloned_laptop_becomes_two_branches_both_applied(desks: Desks, tmp_path: Path, original_first: bool) -> None:
    a, _b, c = desks
    add(a, new_id(), name="Sebelum")
    clone = cloned(a, tmp_path, "K")
    for name in ("Asli 1", "Asli 2"):
        add(a, new_id(), name=name)
    for name in ("Salinan 1", "Salinan 2", "Salinan 3"):
        add(clone, new_id(), name=name)
    order = (a, clone) if original_first else (clone, a)
    for desk in order:
        c.take(desk.entries())
    exchange(a, clone)
    assert a.digest() == clone.digest() == c.digest()
    for desk in (a, clone, c):
        with desk.vault.engine.connect() as connection:
            found = branches(connection)
        assert len(found) == 2
        assert {stream.device for stream in found} == {"a" * 32}
    with a.vault.engine.connect() as first, c.vault.engine.connect() as second:
        assert branches(first) == branches(second)
    clone.vault.close()


def test_a_merge_that_fails_leaves_the_vault_as_it_was(desks: Desks) -> None:
    a, b, _c = desks
    for n in range(5):
        add(a, new_id(), name=f"Orang {n}")
    calls = iter(range(100))

    def judge(_entry: Entry) -> str:
        if next(calls) == 3:
            raise RuntimeError("cut")
        return "good"

    with pytest.raises(RuntimeError, match="cut"):
        merge(b.vault, a.entries(), judge)
    assert b.entries() == []
    assert b.take(a.entries()).applied == 5


def test_rebuilding_ends_equal(desks: Desks) -> None:
    a, _b, _c = desks
    person = new_id()
    add(a, person, name="Siti", aliases=["Neng"])
    edit(a, person, name="Siti Aminah", aliases=None)
    before = a.digest()
    rebuild(a.vault)
    assert a.digest() == before


def test_waiting_lines_are_named_by_their_bytes(desks: Desks) -> None:
    a, _b, _c = desks
    add(a, new_id(), name="Siti")
    (entry,) = a.entries()
    assert held.line_digest(entry) != held.line_digest(tampered(entry))
