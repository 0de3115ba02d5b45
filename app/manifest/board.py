"""The arrival board: every line of a ship with what the quay found, the extras, and three columns of counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from app.kernel.headcount import HeadCount
from app.manifest import letters, rules, tally
from app.manifest.letters import BatchView
from app.manifest.records import ManifestLine, Recheck
from app.matching.roster import Candidate, Roster
from app.matching.score import Document
from app.matching.score import Who as MatchingWho
from app.registration.counts import HeadLine, heads_of_batch
from app.registration.rules import Birth, age_on, counted_class
from app.store.work import Reading


@dataclass(frozen=True)
class BoardLine:
    """One line of a list as the roll-call shows it; `number` is its place on the board, from 1."""

    id: str
    manifest_id: str
    number: int
    list_no: str
    name: str
    father: str | None
    aliases: tuple[str, ...]
    sex: str | None
    age: int | None
    birth_date: date | None
    documents: tuple[tuple[str, str], ...]
    origin: str
    relation: str | None
    expected_class: str | None
    status: str
    reason: str | None
    stay_id: str | None
    card_number: str | None
    problems: int

    @property
    def done(self) -> bool:
        """Whether the quay has decided about this line."""
        return self.status != rules.UNCHECKED


@dataclass(frozen=True)
class Board:
    """A ship's recheck as it stands; `rechecked` counts heads here, extras and bodies apart."""

    batch: BatchView
    lines: tuple[BoardLine, ...]
    extras: tuple[HeadLine, ...]
    stated: HeadCount | None
    gangway: HeadCount | None
    rechecked: HeadCount
    bodies: int

    @property
    def remaining(self) -> tuple[BoardLine, ...]:
        """The lines nobody has decided about."""
        return tuple(line for line in self.lines if not line.done)

    def by_status(self) -> dict[str, int]:
        """How many lines stand at each status, extras included."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.status] = counts.get(line.status, 0) + 1
        if self.extras:
            counts[rules.EXTRA] = len(self.extras)
        return counts


def board(r: Reading, batch_id: str) -> Board:
    """Everything the arrival screen shows of one ship, in four queries."""
    batch = letters.batch(r, batch_id)
    found = {row.line_id: row for row in r.all(select(Recheck).where(Recheck.batch_id == batch_id))}
    heads = heads_of_batch(r, batch_id)
    cards = {head.stay_id: head.card_number for head in heads}
    lines = [
        _line(row, number, found.get(row.id), cards, batch.day)
        for number, row in enumerate(lines_of(r, batch_id), start=1)
    ]
    bound = {line.stay_id for line in lines if line.stay_id}
    present = [head for head in heads if not head.body]
    return Board(
        batch=batch,
        lines=tuple(lines),
        extras=tuple(head for head in present if head.stay_id not in bound),
        stated=letters.stated(r, batch_id),
        gangway=tally.tallied(r, batch_id),
        rechecked=HeadCount.of_classes(head.head_class for head in present),
        bodies=len(heads) - len(present),
    )


def lines_of(r: Reading, batch_id: str) -> list[ManifestLine]:
    """The lines of a ship's lists in list order; those of a replaced list do not count."""
    order = {view.id: at for at, view in enumerate(letters.letters(r, batch_id))}
    query = select(ManifestLine).where(ManifestLine.batch_id == batch_id, col(ManifestLine.void_reason).is_(None))
    rows = [row for row in r.all(query) if row.manifest_id in order]
    return sorted(rows, key=lambda row: (order[row.manifest_id], row.sheet or "", row.row))


def _line(row: ManifestLine, number: int, found: Recheck | None, cards: dict[str, str | None], day: date) -> BoardLine:
    birth = Birth(row.birth_date, row.birth_year, row.age, day if row.age is not None else None)
    where = [part for part in (row.village, row.district, row.regency, row.province) if part]
    stay_id = found.stay_id if found else None
    return BoardLine(
        id=row.id,
        manifest_id=row.manifest_id,
        number=number,
        list_no=row.list_no or str(number),
        name=row.name,
        father=row.father,
        aliases=tuple(row.aliases or ()),
        sex=row.sex,
        age=age_on(birth, day),
        birth_date=row.birth_date,
        documents=tuple((str(kind), str(paper)) for kind, paper in row.documents or ()),
        origin=", ".join(where),
        relation=row.relation,
        expected_class=counted_class(row.sex, birth, None, day),
        status=found.status if found else rules.UNCHECKED,
        reason=found.reason if found else None,
        stay_id=stay_id,
        card_number=cards.get(stay_id) if stay_id else None,
        problems=len(row.problems or ()),
    )


class LineFinder:
    """Finds lines as the officer types or asks, over every open ship at once; lists do not change, so it is kept."""

    def __init__(self, lines: Sequence[tuple[ManifestLine, date]]) -> None:
        self.ids = [row.id for row, _day in lines]
        self.batches = [row.batch_id for row, _day in lines]
        self.roster = Roster([matching_who(row, day) for row, day in lines])

    def search(self, text: str, limit: int = 5) -> list[tuple[str, str, Candidate]]:
        """(line id, batch id, candidate) for what was typed, best first."""
        return [self._found(candidate) for candidate in self.roster.search(text, limit)]

    def like(self, who: MatchingWho, limit: int = 5) -> list[tuple[str, str, Candidate]]:
        """(line id, batch id, candidate) for a person as he says he is."""
        return [self._found(candidate) for candidate in self.roster.candidates(who, limit)]

    def _found(self, candidate: Candidate) -> tuple[str, str, Candidate]:
        return self.ids[candidate.index], self.batches[candidate.index], candidate


def finder(r: Reading, batch_ids: Sequence[str]) -> LineFinder:
    """A finder over the lists of these ships."""
    found = []
    for batch_id in batch_ids:
        day = letters.batch(r, batch_id).day
        found += [(row, day) for row in lines_of(r, batch_id)]
    return LineFinder(found)


def matching_who(row: ManifestLine, day: date) -> MatchingWho:
    """A line as the matcher compares it."""
    return MatchingWho(
        name=row.given or row.name,
        father=row.father or "",
        aliases=tuple(row.aliases or ()),
        sex=row.sex or "",
        birth=row.birth_date or (date(row.birth_year, 1, 1) if row.birth_year else None),
        precision="day" if row.birth_date else "year",
        age=row.age,
        age_on=day if row.age is not None else None,
        documents=tuple(Document(str(kind), str(number)) for kind, number in row.documents or ()),
        nik=row.nik or "",
        province=row.province or "",
        regency=row.regency or "",
        list_no=row.list_no or "",
    )
