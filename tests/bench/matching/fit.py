"""Learn the matcher's weights from the tuning lists and write app/matching/weights.py.

Run: python -m tests.bench.matching.fit            (two minutes; the same lists give the same file)

The weights are those under which the right line, or “on no line”, is likeliest for each arrival (conditional logit),
held near the hand-set start below where the lists say little. Tuning lists come from generate.py only.
"""

from collections import deque
from collections.abc import Callable, Iterator
from math import exp, log
from pathlib import Path

from app.matching import weights
from tests.bench.matching.generate import Lists, make
from tests.bench.matching.learning import Asked, asked

START = {
    "listed": 3.0,
    "name.equal": 0.85, "name.sound": 0.85, "name.loose": 0.72, "name.slip": 0.85, "name.initial": 0.85,
    "name.conflict": -5.0, "name.further": -2.5, "name.nothing": -4.0, "name.both_left": -1.5,
    "name.missing": -0.9, "name.missing_filler": -0.3, "name.alias": -0.7, "name.half": 2.0, "name.brother": -1.0,
    "father.same": 0.8, "father.near": 0.6, "father.differs": -4.5, "label.same": 5.0, "label.differs": -4.0,
    "birth.same": 10.5, "birth.same_round": 6.0, "birth.swapped": 8.0, "birth.day": 6.0, "birth.month": 5.5,
    "birth.year": 5.0, "birth.same_year": 1.0, "birth.differs": -6.5, "birth.differs_near": -3.5,
    "birth.age_0": 3.6, "birth.age_1": 2.0, "birth.age_2": 0.3, "birth.age_3": -1.5, "birth.age_4": -3.0,
    "birth.age_5": -4.5, "birth.year_0": 4.2, "birth.year_1": 1.2, "birth.year_2": -0.5, "birth.year_3": -2.5,
    "birth.year_4": -4.0, "birth.year_5": -5.0,
    "document.same": 15.0, "document.near": 7.0, "document.near_end": 2.5, "document.differs": -3.5,
    "nik.same": 17.0, "nik.same_dated": 15.0, "nik.near": 9.0, "nik.near_end": 1.0, "nik.differs": -5.0,
    "family_card.same": 4.0, "regency.same": 1.0, "regency.near": 2.5, "regency.differs": -1.8,
    "province.same": 1.0, "province.differs": -2.6, "sex.same": 0.9, "sex.differs": -5.0,
}  # fmt: skip
HELD = 10.0
"""How strongly a weight is held to its start: moving it by its own size costs as much as so many arrivals' log odds."""
LN2 = log(2)
_MEMORY, _STEPS, _STILL = 12, 120, 1e-5

Row = list[tuple[int, float]]


def tuning_lists() -> Iterator[Lists]:
    """Calm and hard lists of a small, a usual and a large ship."""
    for seed in range(100, 120):
        yield make(seed, hard=seed % 2 == 0)
    for seed in range(200, 210):
        yield make(seed, 180, 170, hard=seed % 2 == 0)
    for seed in range(300, 302):
        yield make(seed, 2500, 2000, hard=seed % 2 == 0)


class Loss:
    """How unlikely the truth is under some weights, and which way it falls."""

    def __init__(self, arrivals: list[Asked]) -> None:
        self.keys = list(START)
        at = {key: place for place, key in enumerate(self.keys)}
        self.start = [START[key] for key in self.keys]
        self.scale = [max(abs(value), 0.5) for value in self.start]
        self.rows: list[tuple[list[Row], float, int | None]] = [
            ([[(at["listed"], 1.0), *((at[k], v) for k, v in one.items())] for one in a.candidates], a.prior, a.right)
            for a in arrivals
        ]

    def __call__(self, w: list[float]) -> tuple[float, list[float]]:
        """The loss and its gradient."""
        moved = [(value - start) / scale for value, start, scale in zip(w, self.start, self.scale, strict=True)]
        loss = HELD * sum(m * m for m in moved)
        slope = [2 * HELD * m / scale for m, scale in zip(moved, self.scale, strict=True)]
        for candidates, prior, right in self.rows:
            bits = [(sum(w[k] * v for k, v in row) - prior) * LN2 for row in candidates]
            most = max(0.0, *bits) if bits else 0.0
            odds = [exp(b - most) for b in bits]
            total = sum(odds) + exp(-most)
            loss += log(total) + most - (bits[right] if right is not None else 0.0)
            for place, row in enumerate(candidates):
                by = (odds[place] / total - (place == right)) * LN2
                if by > 1e-7 or by < -1e-7:
                    for k, v in row:
                        slope[k] += by * v
        return loss, slope


def least(loss: Callable[[list[float]], tuple[float, list[float]]], w: list[float]) -> list[float]:
    """The weights at which the loss is least (limited-memory BFGS)."""
    value, slope = loss(w)
    past: deque[tuple[list[float], list[float]]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        way = _downhill(slope, past)
        step, fall = 1.0, _dot(way, slope)
        while True:
            there = [x + step * d for x, d in zip(w, way, strict=True)]
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * step * fall or step < 1e-6:
                break
            step /= 2
        moved = [a - b for a, b in zip(there, w, strict=True)]
        turned = [a - b for a, b in zip(new_slope, slope, strict=True)]
        if _dot(moved, turned) > 0:
            past.append((moved, turned))
        done = value - new_value < _STILL * value / 100
        w, value, slope = there, new_value, new_slope
        if done:
            break
    return w


def _downhill(slope: list[float], past: deque[tuple[list[float], list[float]]]) -> list[float]:
    way = [-g for g in slope]
    kept = []
    for moved, turned in reversed(past):
        part = _dot(moved, way) / _dot(moved, turned)
        kept.append(part)
        way = [d - part * t for d, t in zip(way, turned, strict=True)]
    size = _dot(*past[-1]) / _dot(past[-1][1], past[-1][1]) if past else 1e-3
    way = [d * size for d in way]
    for (moved, turned), part in zip(past, reversed(kept), strict=True):
        back = part - _dot(turned, way) / _dot(moved, turned)
        way = [d + back * m for d, m in zip(way, moved, strict=True)]
    return way


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def main() -> None:
    """Learn and write."""
    loss = Loss(list(asked(tuning_lists())))
    found = least(loss, loss.start)
    lines = [f'    "{key}": {value:.2f},' for key, value in zip(loss.keys, found, strict=True)]
    place = Path(weights.__file__)
    head = place.read_text(encoding="utf-8").split("= {")[0]
    place.write_text("\n".join([head + "= {", *lines, "}", ""]), encoding="utf-8")
    print(f"{place}: {len(lines)} weights from {len(loss.rows)} arrivals, loss {loss(found)[0]:.1f}")


if __name__ == "__main__":
    main()
