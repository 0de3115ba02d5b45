"""The three columns of the quay: what the letter says, who came off, who was checked; and why they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _
from app.manifest.wording import by_class_words, grouped, reason_words, signed

Count = HeadCount | int

_LETTER, _GANGWAY, _CHECKED = N_("surat"), N_("turun kapal"), N_("diperiksa")


@dataclass(frozen=True)
class Step:
    """From one column to the next: heads gained or lost, by class where both columns have classes."""

    first: str
    second: str
    before: int
    after: int
    by_class: HeadCount | None
    text: str

    @property
    def difference(self) -> int:
        """Heads more (less than zero: fewer) than in the column before."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    """Letter, gangway and recheck beside each other; `unexplained` heads have no reason yet."""

    steps: tuple[Step, ...]
    reasons: Mapping[str, int]
    difference: int
    unexplained: int
    text: str


def explain_columns(
    letter: Count | None,
    gangway: Count | None,
    rechecked: Count,
    reasons: Mapping[str, int] | None = None,
    unchecked: int = 0,
) -> Comparison:
    """The three columns with what differs between them, in words.

    `reasons` count the heads left out of `rechecked`, and `tambahan` those only in it; `unchecked` are still to come.
    """
    named = [(_LETTER, letter), (_GANGWAY, gangway), (_CHECKED, rechecked)]
    columns = [(_(name), count) for name, count in named if count is not None]
    steps = tuple(_step(*before, *after) for before, after in pairwise(columns))
    given = {code: heads for code, heads in (reasons or {}).items() if heads}
    difference = _total(rechecked) - _total(columns[0][1])
    unexplained = difference - signed(given) + unchecked if steps else 0
    said = [step.text for step in steps] or [
        _("Diperiksa {n}; tidak ada angka lain.").format(n=grouped(_total(rechecked)))
    ]
    return Comparison(steps, given, difference, unexplained, " ".join([*said, *_why(given, difference, unexplained)]))


def _step(first: str, before: Count, second: str, after: Count) -> Step:
    by_class = _by_class(before, after)
    values = {"first": first.capitalize(), "a": grouped(_total(before)), "second": second, "b": grouped(_total(after))}
    gained = _total(after) - _total(before)
    classes = by_class_words(by_class) if by_class else ""
    if gained:
        text = _("{first} {a}, {second} {b}: lebih {n}") if gained > 0 else _("{first} {a}, {second} {b}: kurang {n}")
        text = text.format(**values, n=grouped(abs(gained))) + (f" ({classes})." if classes else ".")
    elif classes:
        text = _("{first} {a}, {second} {b}: jumlah sama, kelompok berbeda ({classes}).").format(
            **values, classes=classes
        )
    else:
        text = _("{first} {a}, {second} {b}: sama.").format(**values)
    return Step(first, second, _total(before), _total(after), by_class, text)


def _why(reasons: Mapping[str, int], difference: int, unexplained: int) -> Iterator[str]:
    if reasons:
        yield _("Dijelaskan: {reasons}.").format(reasons=reason_words(reasons))
    if not unexplained:
        return
    explained = difference - unexplained
    if difference * explained > 0 and abs(explained) > abs(difference):
        yield _("Alasan yang dicatat {n} lebih banyak daripada selisihnya.").format(n=grouped(abs(unexplained)))
    else:
        yield _("Selisih {n} belum dijelaskan.").format(n=grouped(abs(unexplained)))


def _by_class(before: Count, after: Count) -> HeadCount | None:
    """The difference by class, where every head of both has a class."""
    if isinstance(before, int) or isinstance(after, int) or before.unknown or after.unknown:
        return None
    return after - before


def _total(count: Count) -> int:
    return count.total if isinstance(count, HeadCount) else count
