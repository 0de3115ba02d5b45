"""The matcher on made lists: few misses, no wrong automatic match, better than the composite measured beside it."""

import pytest

from tests.bench.matching.generate import make
from tests.bench.matching.quality import baseline, measure


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_normal_lists(seed: int) -> None:
    figures = measure(make(seed))
    assert figures.f1 >= 0.97
    assert figures.wrong == 0
    assert figures.top5 >= 0.98
    assert figures.review <= 0.25


@pytest.mark.parametrize("seed", [0, 1])
def test_hard_lists(seed: int) -> None:
    lists = make(seed, hard=True)
    figures = measure(lists)
    assert figures.wrong == 0
    assert figures.f1 >= 0.94
    assert figures.f1 > baseline(lists)[0]


def test_lists_are_made_the_same_from_the_same_seed() -> None:
    assert make(5, 50, 40) == make(5, 50, 40)
    assert make(5, 50, 40) != make(6, 50, 40)
