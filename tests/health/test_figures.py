"""Figures leave the vault as counts of heads alone, for whole quarters, small ones hidden."""

from dataclasses import asdict
from datetime import date
from itertools import pairwise, product

import pytest

from app.health import figures, rules, screening
from app.health.figures import Aggregates, Quarter
from app.health.screening import ScreeningDraft
from app.kernel.errors import UserError
from tests.health.conftest import Post

FIRST = Quarter(2026, 1)


def some(post: Post, count: int, verdict: str, findings: tuple[str, ...] = (), first: int = 1) -> None:
    for number in range(first, first + count):
        screening.screen(post.office, ScreeningDraft(post.stays[f"p{number}"], verdict, findings=findings))


def told(post: Post, quarter: Quarter = FIRST) -> Aggregates:
    with post.office.read("health") as r:
        return figures.aggregates(r, quarter, date(2026, 4, 1), {})


def test_small_cells_are_hidden_and_cannot_be_reckoned_back(post: Post) -> None:
    some(post, 6, "layak_jalan", ("kulit",))
    screening.screen(post.office, ScreeningDraft(post.stays["man"], "isolasi", findings=("hiv",)))
    found = told(post)
    assert found.screened == 7
    assert found.verdicts == {"layak_jalan": None, "isolasi": None}  # 7 − 6 would tell
    assert found.findings == {"hiv": None, "kulit": 6}
    assert not any(stay in str(asdict(found)) for stay in post.stays.values())


def test_a_head_screened_twice_counts_once_and_by_its_latest(post: Post) -> None:
    some(post, 6, "tunda")
    some(post, 6, "layak_jalan")
    after, before = told(post), told(post, Quarter(2025, 4))
    assert (after.screened, after.verdicts) == (6, {"layak_jalan": 6})
    assert (before.screened, before.verdicts, before.visits) == (0, {}, 0)


def test_only_a_quarter_that_is_over_is_told_for_two_days_could_be_subtracted(post: Post) -> None:
    with post.office.read("health") as r, pytest.raises(UserError, match="triwulan yang sudah selesai"):
        figures.aggregates(r, FIRST, date(2026, 3, 31), {})
    days = [(Quarter(2026, number).first, Quarter(2026, number).last) for number in range(1, 5)]
    assert days[0] == (date(2026, 1, 1), date(2026, 3, 31))
    assert days[3] == (date(2026, 10, 1), date(2026, 12, 31))
    assert all(last.toordinal() + 1 == first.toordinal() for (_f, last), (first, _l) in pairwise(days))


def test_no_hidden_cell_can_be_told_from_what_is_shown_even_by_who_knows_the_rule() -> None:
    """Every table of up to four cells: whatever is shown fits several tables, in each hidden cell."""
    tables = [cells for size in (1, 2, 3) for cells in product(range(1, 12), repeat=size)]
    tables += list(product(range(1, 8), repeat=4))
    fitting: dict[tuple[tuple[tuple[str, int | None], ...], int | None], list[tuple[int, ...]]] = {}
    for cells in tables:
        shown, whole = rules.suppressed(dict(zip("abcd", cells, strict=False)), sum(cells))
        fitting.setdefault((tuple(shown.items()), whole), []).append(cells)
    for (shown_cells, _whole), possible in fitting.items():
        for place, (_name, value) in enumerate(shown_cells):
            if value is None:
                assert len({cells[place] for cells in possible}) > 1, (shown_cells, possible)


@pytest.mark.parametrize(
    ("cells", "total", "kept", "whole"),
    [
        ({"a": 20, "b": 7, "c": 2}, 29, {"a": 20, "b": None, "c": None}, 29),
        ({"a": 20, "b": 3, "c": 2}, 25, {"a": 20, "b": None, "c": None}, 25),
        ({"a": 20, "b": 1, "c": 1}, 22, {"a": None, "b": None, "c": None}, 22),
        ({"a": 4}, 4, {"a": None}, None),
        ({"a": 0, "b": 9}, 9, {"a": 0, "b": 9}, 9),
        ({"a": 3, "b": 12}, None, {"a": None, "b": 12}, None),
    ],
)
def test_suppression(cells: dict[str, int], total: int | None, kept: dict[str, int | None], whole: int | None) -> None:
    assert rules.suppressed(cells, total) == (kept, whole)
