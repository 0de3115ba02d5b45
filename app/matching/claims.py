"""Who is which line when a whole list is settled at once: nobody is two people, and no line is for two.

The likelihoods of a one-to-one assignment, by belief propagation over the few lines each arrival may be: a line that
another arrival fits far better is no rival, and a line nobody else could be is likelier his than it looks alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from operator import mul

_ROUNDS = 5
_NEGLIGIBLE = 1e-3
_MOST = 2.0**40
_UNLISTED = 0.07
"""The share of arrivals on no line for which the weights were learned."""
_AS_MANY_AS = 20.0
"""Shares are believed as if so many people of the usual kind had been seen besides."""
_LEAST_ABSENT = 0.04
_ALONE = (0.0,)


def claims(asked: Sequence[Mapping[int, float]], lines: int) -> list[dict[int, float]]:
    """For each arrival, line → likelihood, from line → bits of evidence; `lines` on the whole list."""
    alone = [{line: 2.0 ** max(min(bits, 60.0), -60.0) for line, bits in one.items()} for one in asked]
    found = [_shares(odds, 1.0) for odds in alone]
    sought = Counter([line for one in found for line, share in one.items() if share > _NEGLIGIBLE])
    rivals = [at for at, one in enumerate(found) if _has_rivals(one, sought)]
    for _ in range(2):
        factor = _factor(found, lines)
        found = [_shares(odds, factor) for odds in alone]
        for at, settled in zip(rivals, _propagate([_worth_a_word(alone[at], factor) for at in rivals]), strict=True):
            found[at] = {line: settled.get(line, 0.0) for line in found[at]}
    return found


def _has_rivals(shares: Mapping[int, float], sought: Counter[int]) -> bool:
    """Some line that he may be, another arrival may be too."""
    return any(share > _NEGLIGIBLE and sought[line] > 1 for line, share in shares.items())


def _worth_a_word(odds: Mapping[int, float], factor: float) -> dict[int, float]:
    enough = _NEGLIGIBLE * (1.0 / factor + sum(odds.values()))
    return {line: chance * factor for line, chance in odds.items() if chance > enough}


def _shares(odds: Mapping[int, float], factor: float) -> dict[int, float]:
    if len(odds) == 1:
        ((line, one),) = odds.items()
        return {line: one / (1.0 / factor + one)}
    total = 1.0 / factor + sum(odds.values())
    return {line: one / total for line, one in odds.items()}


def _factor(found: Sequence[Mapping[int, float]], lines: int) -> float:
    """How much likelier every pair is here: with few lines that nobody came for, and few who are on no line."""
    matched = sum(sum(one.values()) for one in found)
    absent = max((lines - matched + _AS_MANY_AS) / (lines + _AS_MANY_AS), _LEAST_ABSENT)
    unlisted = (len(found) - matched + _UNLISTED * _AS_MANY_AS) / (len(found) + _AS_MANY_AS)
    usual = (1.0 - _UNLISTED) / _UNLISTED
    return max(min((1.0 - unlisted) / max(unlisted, 0.01) / usual, 2.0), 0.05) / min(absent, 1.0)


def _propagate(odds: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """Arrivals say how much they want a line, lines how free the others leave them, a few times over."""
    lines = [line for one in odds for line in one]
    chances = [chance for one in odds for chance in one.values()]
    spans = list(pairwise(accumulate(map(len, odds), initial=0)))
    free = [1.0] * len(lines)
    for _ in range(_ROUNDS):
        weighed = list(map(mul, chances, free))
        beside = [other for start, end in spans for other in _others(weighed[start:end])]
        wants = [chance / (1.0 + others) for chance, others in zip(chances, beside, strict=True)]
        if max(wants, default=0.0) > _MOST:
            wants = [min(want, _MOST) for want in wants]
        wanted = dict.fromkeys(lines, 1.0)
        for line, want in zip(lines, wants, strict=True):
            wanted[line] += want
        unwanted = [wanted[line] - want for line, want in zip(lines, wants, strict=True)]
        free = [1.0 / others if others > 1.0 else 1.0 for others in unwanted]
    weighed = list(map(mul, chances, free))
    return [_shares(dict(zip(lines[start:end], weighed[start:end], strict=True)), 1.0) for start, end in spans]


def _others(weighed: Sequence[float]) -> Sequence[float]:
    """For each, the sum of all the others; not the total less itself, which loses the small beside the large."""
    if len(weighed) == 1:
        return _ALONE
    if len(weighed) < 3:
        return weighed[::-1]
    return [sum(weighed[:at]) + sum(weighed[at + 1 :]) for at in range(len(weighed))]
