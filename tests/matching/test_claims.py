"""One person, one line: what the other arrivals want changes how likely a line is."""

import pytest

from app.matching.claims import claims


def test_a_line_that_fits_another_far_better_is_no_rival() -> None:
    first, second = claims([{0: 12.0, 1: 11.0}, {1: 30.0}], 2)
    assert first[0] > 0.99
    assert second[1] > 0.99


def test_two_who_want_one_line_share_it() -> None:
    first, second = claims([{0: 20.0}, {0: 20.0}], 600)
    assert first[0] == pytest.approx(second[0])
    assert first[0] + second[0] <= 1.01


def test_lines_nobody_else_could_be_are_likelier_where_most_lines_came() -> None:
    sure = [{line: 25.0} for line in range(1, 100)]
    assert claims([{0: 4.0}, *sure], 100)[0][0] > claims([{0: 4.0}], 1000)[0][0]


def test_nobody_asks() -> None:
    assert claims([], 10) == []
    assert claims([{}], 10) == [{}]
