"""The arrival board: every line of a ship with what the quay found, the heads on no line, and the columns of counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from app.kernel.headcount import HeadCount
from app.kernel.i18n import _
from app.manifest import carried, families, letters, recheck, rules, tally
from app.manifest.columns import Comparison, explain_columns
from app.manifest.letters import BatchView, LetterView
from app.manifest.reading.model import FIELDS
from app.manifest.records import Manifest, ManifestLine, Recheck
from app.manifest.tally import OfficerTally
from app.registration import joins
from app.registration.counts import HeadLine, heads_of, heads_of_batch
from app.registration.rules import Birth, age_on, counted_class
from app.store.work import Reading


@dataclass(frozen=True)
class BoardLine:
    """One line of a list as the roll-call shows it; `number` is its place on the board, from 1.

    `ask` holds the classes to choose from where the list has no sex or no age; `mother` is set for an infant.
    """

    id: str
    manifest_id: str
    batch_id: str
    letter: int
    number: int
    list_no: str
    name: str
    father: str | None
    aliases: tuple[str, ...]
    sex: str | None
    age: int | None
    age_months: int | None
    birth_date: date | None
    birth_year: int | None
    documents: tuple[tuple[str, str], ...]
    nik: str | None
    origin: str
    relation: str | None
    nationality: str | None
    expected_class: str | None
    ask: tuple[str, ...]
    mother: str | None
    problems: int
    status: str = rules.UNCHECKED
    reason: str | None = None
    stay_id: str | None = None
    card_number: str | None = None
    duplicate_of: str | None = None
    codes: tuple[str, ...] = ()
    """The card and its code that somebody got from the site he comes from."""

    @property
    def done(self) -> bool:
        """Whether the quay has decided about this line."""
        return self.status != rules.UNCHECKED


@dataclass(frozen=True)
class Figures:
    """The heads of a ship as they stand: `rechecked` are heads with a name; cards without one and bodies apart.

    `adrift` are heads of a line that no list has any more, or that another desk decided otherwise.
    """

    stated: HeadCount | None
    tallied: HeadCount | None
    officers: tuple[OfficerTally, ...]
    rechecked: HeadCount
    extras: tuple[HeadLine, ...]
    unnamed: tuple[HeadLine, ...]
    adrift: tuple[HeadLine, ...]
    bodies: tuple[HeadLine, ...]

    @property
    def gangway(self) -> HeadCount | None:
        """Who came off: the tally, or where nobody tallied, every head that was given a card or a name."""
        if self.tallied is not None:
            return self.tallied
        return self.rechecked + self.cards if self.unnamed else None

    @property
    def cards(self) -> HeadCount:
        """Cards handed out that have no name yet, by class."""
        return HeadCount.of_classes(head.head_class for head in self.unnamed)


@dataclass(frozen=True)
class Board:
    """A ship's recheck as it stands."""

    batch: BatchView
    letters: tuple[LetterView, ...]
    lines: tuple[BoardLine, ...]
    figures: Figures
    overlaps: int = 0

    @cached_property
    def remaining(self) -> tuple[BoardLine, ...]:
        """The lines nobody has decided about."""
        return tuple(line for line in self.lines if not line.done)

    @property
    def stated(self) -> HeadCount | None:
        """What the letters state together."""
        return self.figures.stated

    @property
    def gangway(self) -> HeadCount | None:
        """Who came off the ship."""
        return self.figures.gangway

    @property
    def rechecked(self) -> HeadCount:
        """Heads here that have a name."""
        return self.figures.rechecked

    @property
    def extras(self) -> tuple[HeadLine, ...]:
        """Heads on no list."""
        return self.figures.extras

    def by_status(self) -> dict[str, int]:
        """How many lines stand at each status, extras included."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.status] = counts.get(line.status, 0) + 1
        return {**counts, rules.EXTRA: len(self.extras)} if self.extras else counts

    @cached_property
    def comparison(self) -> Comparison:
        """Letter, gangway and recheck with the reasons the lines give."""
        counts = self.by_status()
        reasons = {reason: counts.get(status, 0) for status, reason in rules.REASON_OF.items()}
        waiting = len(self.remaining) + len(self.figures.unnamed)
        columns = (_plain(self.stated), _plain(self.gangway), self.rechecked)
        return explain_columns(*columns, reasons, unchecked=waiting)

    @property
    def words(self) -> str:
        """The difference in words: while people are still to come, only what differs for certain."""
        compared = self.comparison
        waiting = len(self.remaining)
        if not waiting:
            return compared.text
        said = [compared.steps[0].text] if len(compared.steps) > 1 else []
        return " ".join([*said, _("Masih {n} belum diperiksa.").format(n=waiting)])


def _plain(count: HeadCount | None) -> HeadCount | int | None:
    return count.total if count is not None and count.unknown else count


def board(r: Reading, batch_id: str) -> Board:
    """Everything the arrival screen shows of one ship, in a handful of queries."""
    batch = letters.batch(r, batch_id)
    found = tuple(letters.letters(r, batch_id))
    lines = _lines(r, batch, found)
    return Board(batch, found, lines, figures(r, batch_id), len(recheck.overlaps(r, batch_id)))


def figures(r: Reading, batch_id: str) -> Figures:
    """The counts of a ship alone: what changes with every person."""
    standing = {view.id for view in letters.letters(r, batch_id)}
    query = sql_select(col(Recheck.stay_id)).join(
        ManifestLine, (col(ManifestLine.id) == col(Recheck.line_id)) & (ManifestLine.site_id == Recheck.site_id)
    )
    listed = col(ManifestLine.manifest_id).in_(standing) & col(Recheck.status).in_(rules.PRESENT)
    same = joins.counted(r)
    bound = {same.get(row.stay_id, row.stay_id) for row in r.rows(query.where(listed))}
    heads = heads_of_batch(r, batch_id)
    present = [head for head in heads if not head.body]
    named = [head for head in present if head.person_id]
    loose = [head for head in named if head.stay_id not in bound]
    officers = tuple(tally.by_officer(r, batch_id))
    return Figures(
        stated=letters.stated(r, batch_id),
        tallied=tally.total(officers),
        officers=officers,
        rechecked=HeadCount.of_classes(head.head_class for head in named),
        extras=tuple(head for head in loose if head.origin != "line"),
        unnamed=tuple(head for head in present if not head.person_id),
        adrift=tuple(head for head in loose if head.origin == "line"),
        bodies=tuple(head for head in heads if head.body),
    )


@dataclass(frozen=True)
class LineState:
    """What may change about a line."""

    decision: recheck.Decision
    card_number: str | None


def line_states(r: Reading, line_ids: Sequence[str]) -> dict[str, LineState]:
    """These lines as they stand now; for bringing a board up to date without reading it anew."""
    found = {line_id: recheck.decision_of(r, line_id)[0] for line_id in line_ids}
    same = joins.counted(r)
    stays = {line_id: same.get(one.stay_id, one.stay_id) for line_id, one in found.items() if one.stay_id}
    cards = {head.stay_id: head.card_number for head in heads_of(r, list(stays.values()))}
    return {line_id: LineState(one, cards.get(stays.get(line_id, ""))) for line_id, one in found.items()}


def lines_of(r: Reading, batch_id: str) -> list[ManifestLine]:
    """The lines of a ship's lists in list order; those of a replaced list do not count."""
    return _rows(r, tuple(letters.letters(r, batch_id)))


def _rows(r: Reading, views: Sequence[LetterView]) -> list[ManifestLine]:
    order = {view.id: at for at, view in enumerate(views)}
    query = select(ManifestLine).where(
        col(ManifestLine.manifest_id).in_(order),
        ManifestLine.site_id == r.site_id,
        col(ManifestLine.void_reason).is_(None),
    )
    return sorted(r.all(query), key=lambda row: (order[row.manifest_id], row.sheet or "", row.row))


def _lines(r: Reading, batch: BatchView, views: tuple[LetterView, ...]) -> tuple[BoardLine, ...]:
    found, same = recheck.decisions(r, batch.id), joins.counted(r)
    for line_id, one in found.items():
        if one.stay_id in same:
            found[line_id] = replace(one, stay_id=same[one.stay_id])
    cards = {head.stay_id: head.card_number for head in heads_of_batch(r, batch.id)}
    rows = {row.id: row for row in _rows(r, views)}
    listed = [_listed(row, batch.day) for row in rows.values()]
    mother_of = families.mothers(listed)
    letter_of = {view.id: at for at, view in enumerate(views, start=1)}
    return tuple(
        _line(rows[line_id], (number, letter_of, mother_of), (found.get(line_id), cards), batch.day)
        for number, line_id in enumerate(families.together(listed, mother_of), start=1)
    )


def _birth(row: ManifestLine, day: date) -> Birth:
    return Birth(row.birth_date, row.birth_year, row.age, day if row.age is not None else None)


def _age(row: ManifestLine, day: date) -> int | None:
    age = age_on(_birth(row, day), day)
    return 0 if age is None and row.age_months is not None else age


def _listed(row: ManifestLine, day: date) -> families.Listed:
    infant = rules.is_infant(row.age, row.age_months, row.name)
    return families.Listed(row.id, row.name, row.sex, _age(row, day), row.relation, infant)


def _line(
    row: ManifestLine,
    place: tuple[int, dict[str, int], dict[str, str]],
    state: tuple[recheck.Decision | None, dict[str, str | None]],
    day: date,
) -> BoardLine:
    number, letter_of, mother_of = place
    found, cards = state
    where = [part for part in (row.village, row.district, row.regency, row.province) if part]
    age, stay_id = _age(row, day), found.stay_id if found else None
    declared = rules.infant_class(row.sex, rules.is_infant(row.age, row.age_months, row.name))
    ask = rules.classes_to_ask(row.sex, 0 if rules.is_infant(age, row.age_months, row.name) else age)
    list_no = (row.list_no or "").strip(" .)") or str(number)
    return BoardLine(
        id=row.id, manifest_id=row.manifest_id, batch_id=row.batch_id, letter=letter_of[row.manifest_id],
        number=number, list_no=list_no, name=row.given or row.name, father=row.father,
        aliases=tuple(row.aliases or ()), sex=row.sex, age=age, age_months=row.age_months,
        birth_date=row.birth_date, birth_year=row.birth_year,
        documents=tuple((str(kind), str(paper)) for kind, paper in row.documents or ()), nik=row.nik,
        origin=", ".join(where) or row.address or "", relation=row.relation, nationality=row.nationality,
        expected_class=None if ask else counted_class(row.sex, _birth(row, day), declared, day), ask=ask,
        mother=mother_of.get(row.id), problems=len(row.problems or ()),
        status=found.status if found else rules.UNCHECKED, reason=found.reason if found else None,
        stay_id=stay_id, card_number=cards.get(stay_id) if stay_id else None,
        duplicate_of=found.duplicate_of if found else None, codes=carried.codes_of(row),
    )  # fmt: skip


@dataclass(frozen=True)
class LineDetail:
    """What the list itself says of a line, and who decided about it; sealed cells are only counted."""

    line_id: str
    letter: str
    row: int
    written: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    decision: recheck.Decision
    finding: recheck.Finding | None


def detail(r: Reading, line_id: str) -> LineDetail:
    """The line beside the board."""
    row = r.need(ManifestLine, line_id)
    letter = next((view.title for view in letters.letters(r, row.batch_id) if view.id == row.manifest_id), "")
    decision, finding = recheck.decision_of(r, line_id)
    problems = tuple(str(problem["text"]) for problem in row.problems or ())
    fields = r.need(Manifest, row.manifest_id).columns or {}
    order = {header: FIELDS.index(field) if field in FIELDS else len(FIELDS) for header, field in fields.items()}
    cells = sorted((row.original or {}).items(), key=lambda cell: order.get(cell[0], len(FIELDS)))
    written = tuple((str(header), str(text)) for header, text in cells)
    return LineDetail(line_id, letter, row.row, written, problems, decision, finding)
