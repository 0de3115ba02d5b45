"""One user action: kept whole with its signed entry, or not at all."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from nacl.exceptions import BadSignatureError
from sqlalchemy import event

from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.registration.records import Movement, Person
from app.store import journal
from app.store.guard import BypassError
from app.store.history import changes_of_rows, writings_of
from tests.store.desks import ANI, SampleDesk, sample_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SampleDesk]:
    made = sample_desk(tmp_path, "A", FixedClock(datetime(2026, 1, 23, 13, 10, tzinfo=UTC)))
    yield made
    made.vault.close()


def insert(desk: SampleDesk, **values: Any) -> str:
    with desk.vault.write(ANI, "registration.add") as w:
        return w.insert(Person(id=new_id(), **values)).id


def cut_short(desk: SampleDesk) -> None:
    with desk.vault.write(ANI, "registration.add") as w:
        w.insert(Person(id=new_id(), name="Hilang"))
        w.next_number("bast")
        raise RuntimeError("power")


def test_an_action_is_one_entry_signed_by_the_desk(desk: SampleDesk) -> None:
    person = insert(desk, name="Siti", sex="P", birth_date=date(1990, 5, 12))
    (entry,) = desk.entries()
    assert (entry.seq, entry.prev, entry.action, entry.actor) == (1, "", "registration.add", ANI.user_id)
    assert entry.wall_time == "2026-01-23T13:10:00.000000Z"
    assert entry.utc_offset == 480
    assert entry.changes[0].id == person
    assert entry.changes[0].set["birth_date"] == "1990-05-12"
    assert entry.computed_digest() == entry.digest
    desk.key.verify_key.verify(bytes.fromhex(entry.digest), bytes.fromhex(entry.sig))
    with pytest.raises(BadSignatureError):
        desk.key.verify_key.verify(bytes.fromhex(entry.prev or "00" * 32), bytes.fromhex(entry.sig))


def test_entries_chain_without_gaps(desk: SampleDesk) -> None:
    for name in ("A", "B", "C"):
        insert(desk, name=name)
    first, second, third = desk.entries()
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert second.prev == first.digest
    assert third.prev == second.digest
    assert first.write < second.write < third.write


def test_a_failed_action_leaves_nothing(desk: SampleDesk) -> None:
    insert(desk, name="Ada")
    with pytest.raises(RuntimeError, match="power"):
        cut_short(desk)
    insert(desk, name="Sesudah")
    assert [entry.seq for entry in desk.entries()] == [1, 2]
    assert b"Hilang" not in b"".join(entry.to_line() for entry in desk.entries())


def test_an_action_that_changes_nothing_writes_no_entry(desk: SampleDesk) -> None:
    person = insert(desk, name="Siti")
    with desk.vault.write(ANI, "registration.edit") as w:
        w.update(w.need(Person, person), name="Siti")
    assert len(desk.entries()) == 1


def test_only_what_changed_is_journalled_and_names_what_it_replaces(desk: SampleDesk) -> None:
    person = insert(desk, name="Siti", sex="P")
    with desk.vault.write(ANI, "registration.edit") as w:
        row = w.update(w.need(Person, person), name="Siti Aminah", sex="P")
        assert w.need(Person, person).name == row.name == "Siti Aminah"
    first, second = desk.entries()
    assert second.changes[0].set == {"name": "Siti Aminah"}
    assert second.changes[0].base == {"name": [first.write]}


def test_two_steps_on_one_row_are_one_change(desk: SampleDesk) -> None:
    with desk.vault.write(ANI, "registration.add") as w:
        row = w.insert(Person(id=new_id(), name="Siti"))
        w.update(row, name="Siti A", sex="P")
        w.update(row, sex=None)
    (change,) = desk.entries()[0].changes
    assert change.set["name"] == "Siti A"
    assert change.set["sex"] is None
    assert change.base == {"": []}


def test_a_row_changed_behind_the_works_back_is_a_defect(desk: SampleDesk) -> None:
    person = insert(desk, name="Siti")
    with pytest.raises(RuntimeError, match=r"outside w\.update"), desk.vault.write(ANI, "registration.edit") as w:
        w.need(Person, person).name = "Lain"


BYPASSES = (
    "DELETE FROM person",
    "update person set name = ''",
    "DROP TABLE person",
    "with gone as (select 1) delete from person",
    "WITH x AS (SELECT 1)\nINSERT INTO person (site_id, id) SELECT 'a', 'b'",
    "PRAGMA writable_schema = on",
)


@pytest.mark.parametrize("statement", BYPASSES)
def test_statements_around_the_journal_are_refused(desk: SampleDesk, statement: str) -> None:
    with desk.vault.read() as reading, pytest.raises(BypassError):
        reading.connection.exec_driver_sql(statement)


@pytest.mark.parametrize("name", ["Si\0ti", "Siti \ud800"])
def test_text_no_engine_keeps_alike_is_refused_in_words(desk: SampleDesk, name: str) -> None:
    with pytest.raises(UserError, match=r"value\.text"):
        insert(desk, name=name)
    assert desk.entries() == []


def test_text_is_kept_in_one_form(desk: SampleDesk) -> None:
    person = insert(desk, name="Jose\u0301")
    assert desk.entries()[0].changes[0].set["name"] == "José"
    with desk.vault.read() as reading:
        assert reading.need(Person, person).name == "José"


@pytest.mark.parametrize("values", [{"name": 3}, {"birth_year": 2**63}, {"birth_year": True}, {"birth_date": "1990"}])
def test_values_outside_the_domain_are_defects(desk: SampleDesk, values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        insert(desk, **values)


def test_a_local_time_is_no_instant(desk: SampleDesk) -> None:
    naive = datetime(2026, 1, 23, 21, 0)  # noqa: DTZ001 - what is to be refused
    moved = Movement(id=new_id(), stay_id="s", from_account="luar", to_account="hadir", at=naive, day=naive.date())
    with pytest.raises(TypeError, match="offset"), desk.vault.write(ANI, "x") as w:
        w.insert(moved)


def test_many_rows_are_still_one_entry(desk: SampleDesk) -> None:
    with desk.vault.write(ANI, "manifest.import") as w:
        w.bulk(Person, [{"id": new_id(), "name": f"Orang {n}"} for n in range(300)])
    (entry,) = desk.entries()
    assert len(entry.changes) == 300
    with desk.vault.read() as reading:
        assert reading.need(Person, entry.changes[299].id).nationality == "wni"


def test_numbers_rise_per_series_desk_and_year(desk: SampleDesk) -> None:
    with desk.vault.write(ANI, "x") as w:
        first, second = w.next_number("bast"), w.next_number("bast")
        other = w.next_number("rujukan", width=4)
    assert (first, second, other) == ("NNK-A-26-000001", "NNK-A-26-000002", "NNK-A-26-0001")


def test_a_number_taken_in_a_failed_action_is_given_again(desk: SampleDesk) -> None:
    with pytest.raises(RuntimeError, match="power"):
        cut_short(desk)
    with desk.vault.write(ANI, "x") as w:
        assert w.next_number("bast") == "NNK-A-26-000001"


def test_a_missing_row_is_told_in_words(desk: SampleDesk) -> None:
    with pytest.raises(UserError, match=r"row\.missing"), desk.vault.read() as reading:
        reading.need(Person, new_id())


def test_the_history_of_a_row(desk: SampleDesk) -> None:
    person = insert(desk, name="Siti")
    with desk.vault.write(ANI, "registration.edit") as w:
        w.update(w.need(Person, person), name="Siti Aminah")
    with desk.vault.read() as reading:
        changes = changes_of_rows(reading, [reading.need(Person, person)])
        assert [change.writing.action for change in changes] == ["registration.add", "registration.edit"]
        assert changes[1].values == {"name": "Siti Aminah"}
        assert len(writings_of(reading, reading.need(Person, person))) == 2


def test_the_history_of_a_row_goes_back_over_replaced_values_and_reads_nothing_else(desk: SampleDesk) -> None:
    person, read = insert(desk, name="Siti"), list[str]()
    for name in ("Siti A.", "Siti Aminah"):
        insert(desk, name=f"tetangga {name}", aliases=[person])
        with desk.vault.write(ANI, "registration.edit") as w:
            w.update(w.need(Person, person), name=name)
    with desk.vault.read() as reading:
        rows = [reading.need(Person, person)]
        event.listen(reading.connection, "before_cursor_execute", lambda _c, _u, said, *_rest: read.append(said))
        told = [change.values.get("name") for change in changes_of_rows(reading, rows)]
    assert told == ["Siti", "Siti A.", "Siti Aminah"]
    assert read
    assert not any("LIKE" in said for said in read)


def test_an_entry_survives_its_line(desk: SampleDesk) -> None:
    insert(desk, name="Siti", aliases=["Neng", "Ti"])
    (entry,) = desk.entries()
    assert journal.from_line(entry.to_line()) == entry


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"vault": 1}', b"\xff", b"[" * 100_000])
def test_a_line_that_is_no_entry_is_a_value_error(line: bytes) -> None:
    with pytest.raises(ValueError):
        journal.from_line(line)


def test_what_follows_a_commit_does_not_hold_the_pen(desk: SampleDesk) -> None:
    free: list[bool] = []

    def follow(_work: object) -> None:
        other = threading.Thread(target=lambda: free.append(desk.vault.writing.acquire(blocking=False)))
        other.start()
        other.join()

    desk.vault.after_commit.append(follow)
    insert(desk, name="Siti")
    assert free == [True]
