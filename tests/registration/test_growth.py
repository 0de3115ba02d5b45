"""What a desk asks at each key and scan costs no more after ten years than after one, in SQLite's own steps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.registration import cards, families, likely, search
from app.registration.page import page
from app.shelter import meals
from app.store.vault import Vault
from app.store.work import Reading, Work
from tests.bench import meals as meal_bench
from tests.bench import search as bench

HERE, FEW, MANY, MEALS_EACH = 40, 1_500, 6_000, 2
STEP = 20
"""Instructions of SQLite's machine between two counts."""
GROWTH = 2.5
"""Four times the people may cost this much more: namesakes are looked at up to a limit."""

QUESTIONS: dict[str, Callable[[Work], object]] = {
    "a name while typing": lambda w: [search.search(w, typed) for typed in ("mu", "muh", "siti a", "zzq")],
    "a paper's number": lambda w: search.search(w, "xd000123"),
    "a card's number": lambda w: [search.search(w, number) for number in ("A-0007", "7", "A-9999")],
    "a scanned card": lambda w: [cards.look_up(w, number) for number in ("A-0007", "A-9999")],
    "the same person": lambda w: likely.likely_same(w, somebody_here(w)),
    "a person's page": lambda w: page(w, somebody_here(w), bench.TODAY, (), lambda _code: ""),
    "a family": lambda w: families.relatives(w, [card_seven(w)]),
    "a meal": lambda w: meals.scan(w, "A-0008", "siang"),
}


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Vault]:
    """The same forty people in a young house and in an old one."""
    return {people: grown(tmp_path_factory.mktemp(f"house{people}"), people) for people in (FEW, MANY)}


def grown(folder: Path, people: int) -> Vault:
    vault = bench.make_vault(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "PRESENT", HERE)
        patch.setattr(meal_bench, "PRESENT", HERE)
        bench.fill(vault, people)
        meal_bench.feed(vault, people * MEALS_EACH)
    return vault


def somebody_here(r: Reading) -> str:
    return search.search(r, "A-0007")[0].head.person_id or ""


def card_seven(r: Reading) -> str:
    return search.search(r, "A-0007")[0].head.stay_id


def steps(vault: Vault, question: Callable[[Work], object]) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += STEP
        return 0

    with vault.write(bench.CLERK, "shelter.meal") as w:
        driver = w.connection.connection.dbapi_connection
        assert driver is not None
        driver.set_progress_handler(count, STEP)
        try:
            assert question(w) is not None
        finally:
            driver.set_progress_handler(None, STEP)
    return counted


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_years_do_not_make_a_desk_slower(houses: dict[int, Vault], question: str) -> None:
    young, old = (steps(houses[people], QUESTIONS[question]) for people in (FEW, MANY))
    assert old <= young * GROWTH + STEP
