"""The three columns of one ship, letter, gangway and checked, with the reasons the recheck gives for what differs."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.headcount import HeadCount
from app.manifest import rules
from app.manifest.board import Board
from app.manifest.columns import Comparison, explain_columns
from app.registration.counts import HeadLine
from app.registration.rules import BODY

BORN = "born"


@dataclass(frozen=True)
class Columns:
    """Letter and gangway (None where nobody counted), who was checked, and the difference in words."""

    letter: HeadCount | None
    gangway: HeadCount | None
    checked: HeadCount
    compared: Comparison


@dataclass(frozen=True)
class Explained:
    """What the lines and heads of a ship say about its differences.

    `present` are listed people who are a living head of this ship, `reasons` the rest of the list and the extras.
    """

    present: int
    extra: int
    reasons: dict[str, int]
    waiting: int


def explained(shown: Board, heads: Sequence[HeadLine]) -> Explained:
    """The reasons of a ship: absences of its lines, lines that are bodies or were joined, and heads on no list."""
    living = {head.stay_id for head in heads if not head.body}
    bodies = {head.stay_id for head in heads if head.body}
    reasons = {reason: shown.by_status().get(status, 0) for status, reason in rules.REASON_OF.items()}
    bound = [line.stay_id for line in shown.lines if line.status in rules.PRESENT]
    came = set(bound)
    listed_bodies = len(came & bodies)
    joined = len(bound) - len(came & (bodies | living))
    extra = sum(head.origin != BORN for head in shown.extras)
    reasons |= {"tambahan": extra, BODY: listed_bodies, "ganda": reasons["ganda"] + joined}
    given = {code: heads for code, heads in reasons.items() if heads}
    waiting = len(shown.remaining) + len(shown.figures.unnamed)
    return Explained(len(came & living), extra, given, waiting)


def columns(shown: Board, why: Explained) -> Columns:
    """The columns of a ship; children born here came with no letter and over no gangway, so they are left out."""
    born = HeadCount.of_classes(head.head_class for head in shown.extras if head.origin == BORN)
    checked = shown.rechecked - born
    compared = explain_columns(_plain(shown.stated), _plain(shown.gangway), checked, why.reasons, why.waiting)
    return Columns(shown.stated, shown.gangway, checked, compared)


def _plain(count: HeadCount | None) -> HeadCount | int | None:
    return count.total if count is not None and count.unknown else count
