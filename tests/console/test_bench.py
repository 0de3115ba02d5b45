"""The figures: each beside its bound, told as one object; what they measure really runs."""

import pytest

from app.console.bench.measuring import Figure, milliseconds
from tests.helpers.console import call


@pytest.mark.parametrize(
    ("figure", "within"),
    [
        (Figure("a", 2.0, "ms", most=2.0), True),
        (Figure("a", 2.1, "ms", most=2.0), False),
        (Figure("a", 3.0, "ms", peer="b", peer_value=1.5, most_times=2.0), True),
        (Figure("a", 3.1, "ms", peer="b", peer_value=1.5, most_times=2.0), False),
        (Figure("a", 9.0, "ms"), True),
    ],
)
def test_bounds(figure: Figure, within: bool) -> None:
    assert figure.within is within
    assert figure.as_json()["within"] is within


def test_the_median_of_runs_taken_in_turn() -> None:
    said: list[str] = []
    ticks = iter([0.0, 0.001, 0.0, 0.005, 0.0, 0.003, 0.0, 0.005, 0.0, 0.002, 0.0, 0.9])
    taken = milliseconds(3, lambda: said.append("a"), lambda: said.append("b"), clock=lambda: next(ticks))
    assert said == ["a", "b"] * 3
    assert taken == pytest.approx([2.0, 5.0])


def test_figures_are_told_with_their_peers() -> None:
    told = call("bench", "--only", "bast", "--only", "work", "--runs", "1", "--json").done
    assert {figure["name"] for figure in told["figures"]} == {
        "BAST of 350 people, processor",
        "Work of one registration, processor",
        "Work of a list of 1500 lines",
    }
    for figure in told["figures"]:
        assert figure["value"] > 0
        assert "most" in figure or "most_times" in figure


def test_the_windows_come_up_and_say_when() -> None:
    told = call("bench", "--only", "start", "--runs", "1", "--json").done
    login, beranda = told["figures"]
    assert login["peer"] == "bare QMainWindow"
    assert login["ratio"] > 0
    assert beranda["value"] > 0


def test_an_unknown_figure_is_refused() -> None:
    assert call("bench", "--only", "semua", "--json").refusal["code"] == "bench.unknown"
