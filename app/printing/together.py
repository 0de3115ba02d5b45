"""What belongs together stands on one page: titles and their table, a note and its rows, signatures and their text.

Works on a section's flowables before they are laid on pages; all heights are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer

from app.printing import blocks
from app.printing.rows import Rows

Made = tuple[blocks.Block, list[Flowable]]
_SIGNING = (blocks.Signatures, blocks.Witnesses)
_NOTES = ("hint", "small")
_FEW, _SMALL, _OPENING = 4, 10, 3
"""Rows: of a table that goes along with signatures, of one that is not split, that stand under a title at least."""
_SIGNED, _CLOSING = 0.3, 0.6
"""Parts of a page: what goes along with signatures, and what may be kept free for them."""


@dataclass(frozen=True)
class Sheet:
    """The room of a section's pages, points."""

    width: float
    height: float

    def tall(self, parts: Sequence[Flowable]) -> float:
        """How high the parts are, one under the other."""
        return sum(self._tall(one) for part in parts for one in opened(part))

    def _tall(self, one: Flowable) -> float:
        if isinstance(one, CondPageBreak):
            return 0.0
        _width, height = one.wrap(self.width, 10 * self.height)
        return float(height + one.getSpaceBefore() + one.getSpaceAfter())


def opened(part: Flowable) -> list[Flowable]:
    """What a flowable keeps together by itself, to be kept with more."""
    return list(getattr(part, "_content", ())) if isinstance(part, KeepTogether) else [part]


def arranged(parts: Sequence[Made], sheet: Sheet) -> list[Flowable]:
    """The flowables of a section, tied to each other where a page must not part them."""
    story: list[Flowable] = []
    last: list[Flowable] = []
    closing = False
    for block, made in parts:
        closing = closing or (isinstance(block, blocks.Paragraph) and block.closing)
        if closing or isinstance(block, _SIGNING):
            last += [one for part in made for one in opened(part)]
            continue
        _close(story, last, sheet, closing=False)
        story, last = story + made, []
    _close(story, last, sheet, closing)
    _tie_notes(story, sheet)
    return _led(story, sheet)


def _close(story: list[Flowable], last: list[Flowable], sheet: Sheet, closing: bool) -> None:
    """Signatures take along what stands right above them; rows above that know how much must still fit below."""
    if not last:
        return
    start = len(story) if closing else _signed_from(story, sheet)
    tail = [one for part in story[start:] for one in opened(part) if not isinstance(one, CondPageBreak)] + last
    del story[start:]
    above = len(story)
    while above and isinstance(story[above - 1], (Paragraph, Spacer)):
        above -= 1
    table = story[above - 1] if above else None
    if isinstance(table, Rows):
        table.follow = min(table.spaceAfter + sheet.tall([*story[above:], *tail]), sheet.height * _CLOSING)
    story.append(KeepTogether(tail))


def _signed_from(story: list[Flowable], sheet: Sheet) -> int:
    """Where that begins which goes along with the signatures: paragraphs up to a table, or one part of another kind."""
    at, used = len(story), 0.0
    while at:
        part = story[at - 1]
        if isinstance(part, Rows) and len(part.rows) > _FEW:
            break
        used += sheet.tall([part])
        if used > sheet.height * _SIGNED:
            break
        at -= 1
        if not isinstance(part, (Paragraph, Spacer)):
            break
    return _lead(story, at) if at < len(story) else at


def _lead(story: Sequence[Flowable], at: int) -> int:
    """Where the titles begin that lead to the part at this place."""
    while at:
        if isinstance(story[at - 1], CondPageBreak) or _leads(story[at - 1]):
            at -= 1
        elif at > 1 and isinstance(story[at - 2], CondPageBreak):
            at -= 2
        else:
            break
    return at


def _leads(part: Flowable) -> bool:
    """Whether a part asks to stand on the page of the next one."""
    return bool(part.getKeepWithNext())  # type: ignore[no-untyped-call]


def _tie_notes(story: Sequence[Flowable], sheet: Sheet) -> None:
    """A note in small letters stays with the table above it, or with that table's last rows."""
    for table, note in pairwise(story):
        style = getattr(getattr(note, "style", None), "name", "")
        if not isinstance(table, Rows) or style not in _NOTES or _leads(note):
            continue
        if len(table.rows) <= _SMALL:
            table.keepWithNext, table.follow = 1, 0.0
        else:
            table.follow = max(table.follow, table.spaceAfter + sheet.tall([note]))


def _led(story: Sequence[Flowable], sheet: Sheet) -> list[Flowable]:
    """Titles go to the next page unless the first rows of their table fit below them."""
    made = list(story)
    for at in range(len(made) - 1, 0, -1):
        table = made[at]
        if not isinstance(table, Rows):
            continue
        start = _lead(made, at)
        if start == at:
            continue
        for title in made[start:at]:
            title.keepWithNext = 0
        whole = len(table.rows) <= _SMALL
        below = made[at : at + 2] if _leads(table) else [table]
        opening = sheet.tall(below) + table.follow if whole else table.opening(_OPENING)
        need = min(sheet.tall(made[start:at]) + opening, sheet.height / 2)
        made.insert(start, CondPageBreak(need))
    return made
