"""Figures of one quarter told again: what changed by fewer people than may be told stays as it was told before.

Whoever keeps both tellings subtracts them. A number is known from a telling when it stands there, or when it is what a
total leaves for all hidden cells together; every number known from two tellings must be the same or differ by SMALL.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.reports.rules.suppressing import SMALL

Figures = Mapping[str, int | None]
"""Name → count; None is hidden, a name that is not there counts nobody."""


def retold(earlier: Sequence[Figures], now: Figures, total: str, cells: str) -> dict[str, int | None]:
    """The figures as they may follow earlier ones; `total` is the sum of those whose name begins with `cells`.

    That table stays or changes as a whole, every other figure by itself.
    """
    if not earlier:
        return dict(now)
    last = earlier[-1]
    names = list(dict.fromkeys([*now, *last]))
    table = [name for name in names if name == total or name.startswith(cells)]
    groups = [table, *([name] for name in names if name not in table)]
    found: dict[str, int | None] = {}
    for group in groups:
        fits = all(_apart(_part(one, group), _part(now, group), total) for one in earlier)
        source = now if fits else last
        found |= {name: source[name] for name in group if name in source}
    return {name: found[name] for name in names if name in found}


def _part(figures: Figures, names: Sequence[str]) -> dict[str, int | None]:
    return {name: figures.get(name, 0) for name in names}


def _apart(was: Figures, now: Figures, total: str) -> bool:
    """Whether nothing known from both differs by a small number."""
    for cells in _asked(was, now, total):
        before, after = _known(was, cells, total), _known(now, cells, total)
        if before is not None and after is not None and 0 < abs(after - before) < SMALL:
            return False
    return True


def _asked(was: Figures, now: Figures, total: str) -> Iterator[frozenset[str]]:
    """The sets of cells that may be known from both: single ones, all, and those hidden in either or both."""
    cells = frozenset(was.keys() - {total})
    gone, since = (frozenset(name for name in cells if one[name] is None) for one in (was, now))
    yield from (frozenset((name,)) for name in cells)
    yield from (cells, gone, since, gone | since)


def _known(figures: Figures, cells: frozenset[str], total: str) -> int | None:
    """How many these cells count together, where the telling says so."""
    shown = {name: number for name, number in figures.items() if name != total and number is not None}
    hidden = figures.keys() - shown.keys() - {total}
    sum_of = sum(shown[name] for name in cells if name in shown)
    if not hidden & cells:
        return sum_of
    whole = figures.get(total)
    if whole is None or not hidden <= cells:
        return None
    return sum_of + whole - sum(shown.values())
