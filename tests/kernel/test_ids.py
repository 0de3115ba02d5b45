"""Ids sort by the order of making, whatever the clock does."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import ids
from app.kernel.ids import new_id


def test_ids_made_within_one_millisecond_sort_in_the_order_of_making(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last_tick", 0)
    monkeypatch.setattr(time, "time_ns", lambda: 1_800_000_000_000_000_000)
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one in made} == {(7, uuid.RFC_4122)}


def test_a_clock_set_back_does_not_turn_the_order_round(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert before < new_id()


def test_two_threads_never_make_the_same_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [one for batch in pool.map(lambda _: [new_id() for _ in range(2_000)], range(8)) for one in batch]
    assert len(set(made)) == len(made)
