"""Search over every open ship at once: lines by the matcher, heads on no list and cards by what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.manifest import finding
from app.manifest.board import BoardLine
from app.manifest.finding import Hit, LineFinder
from app.manifest.screens.ships import Ships
from app.registration.counts import HeadLine
from app.widgets.operations import Operations

MOST = 5
OTHERS = 2
"""So many of the proposals are people on no list, behind the lines."""


@dataclass(frozen=True)
class Found:
    """One proposal: a line with its evidence, or a head on no line."""

    line: BoardLine | None = None
    head: HeadLine | None = None
    why: tuple[str, ...] = ()
    sure: bool = False

    @property
    def key(self) -> str:
        """What tells proposals apart."""
        return self.line.id if self.line else self.head.stay_id if self.head else ""

    @property
    def batch_id(self) -> str:
        """The ship."""
        return self.line.batch_id if self.line else (self.head.batch_id or "") if self.head else ""


class Seeker:
    """Keeps the finder of the lists that are open; makes it anew when they change."""

    def __init__(self, ops: Operations, ships: Ships) -> None:
        self._ops, self._ships = ops, ships
        self._finder: LineFinder | None = None

    def forget(self) -> None:
        """The lists have changed."""
        self._finder = None

    def search(self, text: str, deliver: Callable[[str, Sequence[Found]], object]) -> None:
        """Look for what is typed; only the newest search answers, with (text, proposals)."""
        if self._finder is None:
            self._make(lambda: self.search(text, deliver))
            return
        finder = self._finder
        wanted = self._ops.compute(lambda: finder.search(text, MOST), latest="arrival.search")
        wanted.then(lambda hits: deliver(text, self._together(text, hits)))

    def twins(self, line_id: str, deliver: Callable[[Sequence[BoardLine]], object]) -> None:
        """Other lines that may name the same person."""
        if self._finder is None:
            self._make(lambda: self.twins(line_id, deliver))
            return
        finder = self._finder
        wanted = self._ops.compute(lambda: finder.twins(line_id), latest="arrival.twins")
        wanted.then(lambda hits: deliver([line for hit in hits if (line := self._ships.lines.get(hit.line_id))]))

    def _make(self, then: Callable[[], object]) -> None:
        batch_ids = [view.id for view in self._ships.open]
        wanted = self._ops.read(lambda r: finding.finder(r, batch_ids), latest="arrival.finder")
        wanted.then(self._keep).then(lambda _finder: then())

    def _keep(self, finder: LineFinder) -> None:
        self._finder = finder

    def _together(self, text: str, hits: Sequence[Hit]) -> list[Found]:
        """Cards first, for a number that is one is meant; then lines; then heads on no list."""
        cards = [found for found in self._heads(text) if found.sure]
        lines = [
            Found(line, None, hit.why, _is_number(line, text))
            for hit in hits
            if (line := self._ships.lines.get(hit.line_id)) is not None
        ]
        others = [found for found in self._heads(text) if not found.sure][:OTHERS]
        every = [*cards, *lines[: max(0, MOST - len(cards) - len(others))], *others]
        return list({found.key: found for found in every}.values())[:MOST]

    def _heads(self, text: str) -> list[Found]:
        typed, words = text.strip().upper(), text.casefold().split()
        found = []
        for line in self._ships.lines.values():
            if line.card_number and line.card_number == typed:
                found.append(Found(line, None, (_("kartu {number}").format(number=typed),), sure=True))
            elif typed in line.codes:
                found.append(Found(line, None, (_("kartu dari pos pengirim"),), sure=True))
        for head in self._ships.heads():
            if head.card_number and head.card_number == typed:
                found.append(Found(None, head, (_("kartu {number}").format(number=typed),), sure=True))
            elif words and head.name and all(word in head.display.casefold() for word in words):
                found.append(Found(None, head, (_("tidak ada di daftar"),)))
        return found


def _is_number(line: BoardLine, text: str) -> bool:
    """Whether what is typed is exactly a number of this line: in the list, of a paper, or its NIK."""
    typed = "".join(filter(str.isalnum, text)).upper()
    numbers = {"".join(filter(str.isalnum, number)).upper() for _kind, number in line.documents}
    return bool(typed) and (typed in numbers or typed in (line.list_no, line.nik))
