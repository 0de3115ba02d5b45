"""Entries no honest desk writes: each is set aside or held with a reason, on both engines, and nothing breaks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.registration.records import Card, Person, Stay
from app.store import journal
from app.store.held import ASIDE, HELD, all_waiting
from app.store.journal import Change, Entry, from_line
from app.store.merge import Merged, merge
from app.store.rebuild import content_digest, rebuild
from app.store.vault import Vault, open_central_vault
from tests.helpers.postgres import postgres
from tests.store.desks import ANI, SITE, SampleDesk, sample_desk

__all__ = ["postgres"]

EVENING = datetime(2026, 1, 23, 13, 10, tzinfo=UTC)
Spoil = Callable[[Entry], Entry]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path, "A", FixedClock(EVENING))
    yield made
    made.vault.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path, "B", FixedClock(EVENING))
    yield made
    made.vault.close()


@pytest.fixture
def centre(postgres: str) -> Iterator[Vault]:
    made = open_central_vault(postgres, "general")
    yield made
    made.close()


def take(vault: Vault, *entries: Entry) -> Merged:
    return merge(vault, entries, lambda _entry: "good")


def content(vault: Vault) -> str:
    with vault.engine.connect() as connection:
        return content_digest(connection, vault.name)


def reasons(vault: Vault, state: str) -> list[str]:
    with vault.engine.connect() as connection:
        return [item.reason for item in all_waiting(connection, state)]


def add(desk: SampleDesk, **values: Any) -> str:
    with desk.vault.write(ANI, "person.add") as w:
        return w.insert(Person(id=new_id(), **values)).id


def sealed(entry: Entry) -> Entry:
    """The entry as its author would have signed it."""
    return replace(entry, digest=entry.computed_digest())


def with_change(entry: Entry, **changed: Any) -> Entry:
    return replace(entry, changes=(replace(entry.changes[0], **changed),))


def with_value(name: str, value: Any, table: str = "person") -> Spoil:
    return lambda entry: with_change(entry, table=table, set={**entry.changes[0].set, name: value})


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _level in range(depth):
        value = [value]
    return value


HEADERS = {
    "long actor": {"actor": "x" * 81},
    "long action": {"action": "x" * 81},
    "long epoch": {"epoch": "1-" + "x" * 40},
    "no moment": {"wall_time": "kemarin"},
    "a moment past every calendar": {"wall_time": "9999-12-31T23:59:59.000000Z"},
    "an offset of no place": {"utc_offset": 10**9},
    "a schema of endless steps": {"schema": -(10**15)},
    "a signature with spaces": {"sig": " ".join(["ab"] * 64)},
}
VALUES = {
    "NUL": with_value("name", "Siti\0"),
    "a lone surrogate": with_value("name", "Siti\ud800"),
    "deep nesting": with_value("aliases", nested(400)),
    "a number past 64 bits": with_value("age", 2**70),
    "a fraction": with_value("age", 3.5),
    "a date of no calendar": with_value("birth_date", "2026-02-30"),
    "an unknown field": with_value("no_such_field", "x"),
}


@pytest.mark.parametrize("changed", HEADERS.values(), ids=HEADERS)
def test_a_header_no_desk_writes_is_set_aside_on_both_engines(
    desk: SampleDesk, other: SampleDesk, centre: Vault, changed: dict[str, Any]
) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    spoiled = sealed(replace(entry, **changed))
    for vault in (other.vault, centre):
        assert take(vault, spoiled).aside == 1
        assert reasons(vault, ASIDE) == ["shape"]


@pytest.mark.parametrize("spoil", VALUES.values(), ids=VALUES)
def test_a_value_no_desk_writes_never_reaches_a_row(
    desk: SampleDesk, other: SampleDesk, centre: Vault, spoil: Spoil
) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    try:
        line = sealed(spoil(entry)).to_line()
        arrived = from_line(line)
    except (ValueError, RecursionError):
        return  # such a line is no entry at all: the bundle that carries it is refused whole
    for vault in (other.vault, centre):
        assert take(vault, arrived).aside == 1
        assert reasons(vault, ASIDE) == ["shape"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0044-03-15T00:00:00Z"])
def test_a_moment_outside_every_calendar_is_set_aside(
    desk: SampleDesk, other: SampleDesk, centre: Vault, moment: str
) -> None:
    with desk.vault.write(ANI, "arrive") as w:
        w.insert(Stay(id=new_id(), arrived_at=w.now(), day=EVENING.date()))
    (entry,) = desk.entries()
    spoiled = sealed(with_value("arrived_at", moment, "stay")(entry))
    for vault in (other.vault, centre):
        assert take(vault, spoiled).aside == 1


@pytest.mark.parametrize(
    "line",
    [
        b'"utc_offset":1e2',
        b'"utc_offset":NaN',
        b'"utc_offset":123456789012345678901234567890',
    ],
)
def test_a_line_with_a_number_of_no_row_is_no_entry(desk: SampleDesk, line: bytes) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    with pytest.raises(ValueError):
        from_line(entry.to_line().replace(b'"utc_offset":480', line))


@pytest.mark.parametrize("text", [b"\\u0000", b"\\ud800", b"a\\\\\\u0000"])
def test_a_line_with_a_sign_no_engine_keeps_is_no_entry(desk: SampleDesk, text: bytes) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    with pytest.raises(ValueError):
        from_line(entry.to_line().replace(b"Siti", text))


def test_a_backslash_somebody_typed_is_no_sign_of_harm(desk: SampleDesk) -> None:
    add(desk, name="C:\\u0000 dan \\ud800")
    (entry,) = desk.entries()
    assert from_line(entry.to_line()) == entry


def test_a_line_in_another_encoding_is_no_entry(desk: SampleDesk) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    with pytest.raises(ValueError):
        from_line(entry.to_line().decode().encode("utf-16"))


def test_what_was_not_verified_is_kept_whatever_it_says(desk: SampleDesk, centre: Vault) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    claims = replace(entry, device="d" * 50, epoch="e" * 50, digest="f" * 90, seq=2**62)
    assert merge(centre, [claims], lambda _entry: "device").aside == 1
    assert reasons(centre, ASIDE) == ["digest"]


WIDE = {
    "a nationality": ("person", "nationality", "x" * 300),
    "an age": ("person", "age", 2**40),
    "an origin": ("stay", "origin", "x" * 300),
    "a class": ("stay", "head_class", "KAPTEN"),
}


@pytest.mark.parametrize(("table", "name", "value"), WIDE.values(), ids=WIDE)
def test_a_value_both_engines_know_is_kept_alike(
    desk: SampleDesk, centre: Vault, table: str, name: str, value: Any
) -> None:
    row: Any = Person(id=new_id(), name="Siti") if table == "person" else None
    with desk.vault.write(ANI, "arrive") as w:
        row = row or Stay(id=new_id(), arrived_at=w.now(), day=EVENING.date())
        person = w.insert(Person(id=new_id(), name="Siti"))
        setattr(row if table == "stay" else person, name, value)
        if table == "stay":
            w.insert(row)
        else:
            setattr(row, name, value)
            w.insert(row)
            w.insert(Stay(id=new_id(), person_id=row.id, arrived_at=w.now(), day=EVENING.date()))
    assert take(centre, *desk.entries()).applied == 1
    assert content(centre) == desk.digest()


def test_a_number_too_long_for_an_index_is_refused_in_words_and_set_aside(
    desk: SampleDesk, other: SampleDesk, centre: Vault
) -> None:
    long = "".join(new_id() for _n in range(200))
    with pytest.raises(UserError) as refused, desk.vault.write(ANI, "card") as w:
        w.insert(Card(id=new_id(), number=long))
    assert refused.value.code == "value.long"
    with desk.vault.write(ANI, "card") as w:
        w.insert(Card(id=new_id(), number="A001"))
    (entry,) = desk.entries()
    spoiled = sealed(with_change(entry, set={**entry.changes[0].set, "number": long}))
    for vault in (other.vault, centre):
        assert take(vault, spoiled).aside == 1


# Whatever the order: the same rows.


def second_insert(desk: SampleDesk, first: Entry, **values: Any) -> Entry:
    """What another desk's insert of the same derived row would look like."""
    change = first.changes[0]
    fresh = Change(change.table, change.site, change.id, values, {"": []}, "0" * 32)
    write = f"{int(first.write[:16], 16) - 1:016x}{first.write[16:]}"
    return sealed(replace(first, device="b" * 32, write=write, changes=(fresh,)))


@pytest.mark.parametrize("values", [{"birth_date": "kemarin"}, {"no_such_field": "x"}])
def test_a_value_that_would_not_even_show_is_judged_alike_in_every_order(
    desk: SampleDesk, other: SampleDesk, centre: Vault, values: dict[str, Any]
) -> None:
    add(desk, name="Siti", birth_date=EVENING.date())
    (entry,) = desk.entries()
    spoiled = second_insert(desk, entry, **values)
    take(other.vault, entry)
    take(other.vault, spoiled)
    take(centre, spoiled)
    take(centre, entry)
    assert reasons(other.vault, ASIDE) == reasons(centre, ASIDE) == ["shape"]
    assert content(centre) == other.digest()


def test_a_change_of_a_row_not_here_yet_waits_for_it(desk: SampleDesk, other: SampleDesk, centre: Vault) -> None:
    add(desk, name="Siti")
    add(desk, name="Aminah")
    first, second = desk.entries()
    of_second = replace(first.changes[0], id=second.changes[0].id, set={"name": "X"}, base={"name": [first.write]})
    write = f"{int(second.write[:16], 16) + 1:016x}{second.write[16:]}"
    odd = sealed(replace(first, device="b" * 32, write=write, changes=(of_second,)))
    take(other.vault, first, second)
    take(other.vault, odd)
    take(centre, first)
    take(centre, odd)
    assert reasons(centre, HELD) == ["cause"]
    take(centre, second)
    assert content(centre) == other.digest()


def test_an_effect_dated_before_its_cause_is_set_aside(desk: SampleDesk, other: SampleDesk) -> None:
    person = add(desk, name="Siti")
    with desk.vault.write(ANI, "person.edit") as w:
        w.update(w.need(Person, person), name="Siti Aminah")
    first, second = desk.entries()
    odd = sealed(replace(second, write=f"{1:032x}"))
    take(other.vault, first, odd)
    assert reasons(other.vault, ASIDE) == ["shape"]
    before = other.digest()
    rebuild(other.vault)
    assert other.digest() == before


def test_a_courier_cannot_leave_a_change_out(desk: SampleDesk, other: SampleDesk) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    emptied = with_change(entry, erased=entry.changes[0].commitment().hex(), set={}, base={}, salt="")
    assert emptied.computed_digest() == entry.digest
    assert take(other.vault, emptied).applied == 0
    assert take(other.vault, entry).applied == 1
    assert other.digest() == desk.digest()


# Clocks gone mad.

MAD = f"{(2**64 - 1):016x}" + "0" * 16


def test_an_entry_from_the_end_of_time_waits_and_drags_no_clock(desk: SampleDesk, other: SampleDesk) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    assert take(other.vault, sealed(replace(entry, write=MAD))).held == 1
    assert reasons(other.vault, HELD) == ["clock"]
    add(other, name="Aminah")
    (own,) = other.entries()
    assert len(own.write) == 32
    assert own.write < f"{int(EVENING.timestamp() * 1000) + 60_000 << 16:016x}"


def test_a_desk_set_to_the_next_century_works_and_others_follow_it(tmp_path: Path, other: SampleDesk) -> None:
    far = sample_desk(tmp_path, "F", FixedClock(datetime(2107, 1, 1, tzinfo=UTC)))
    person = add(far, name="Siti")
    assert take(other.vault, *far.entries()).applied == 1
    with other.vault.write(ANI, "person.edit") as w:
        w.update(w.need(Person, person), name="Siti Aminah")
    assert far.take(other.entries()).applied == 1
    assert far.digest() == other.digest()
    far.vault.close()


@pytest.mark.parametrize("year", [1969, 2300, 9999])
def test_a_clock_outside_every_calendar_is_refused_in_words(tmp_path: Path, year: int) -> None:
    mad = sample_desk(tmp_path, "M", FixedClock(datetime(year, 6, 1, tzinfo=UTC)))
    with pytest.raises(UserError) as refused:
        add(mad, name="Siti")
    assert refused.value.code == "clock.impossible"
    assert mad.entries() == []
    mad.vault.close()


def test_whoever_follows_an_entry_at_the_edge_is_still_followed(desk: SampleDesk, other: SampleDesk) -> None:
    add(desk, name="Siti")
    (entry,) = desk.entries()
    edge = sealed(replace(entry, write=f"{journal.LATEST_CLOCK + journal.CLOCK_ROOM:016x}" + "0" * 16))
    assert take(other.vault, edge).applied == 1
    add(other, name="Aminah")
    everything = other.entries()
    third = sample_desk(Path(str(desk.vault.engine.url.database)).parent, "C", FixedClock(EVENING))
    assert take(third.vault, everything[1]).held == 1
    assert take(third.vault, everything[0]).applied == 2
    assert third.digest() == other.digest()
    third.vault.close()


def test_exceptions_of_the_engine_quote_nobody(desk: SampleDesk) -> None:
    person = add(desk, name="Siti Rahasia")
    with pytest.raises(Exception) as failed, desk.vault.write(ANI, "person.add") as w:
        w.insert(Person(id=person, name="Siti Rahasia"))
    assert "Rahasia" not in str(failed.value)
    assert SITE not in str(failed.value)
