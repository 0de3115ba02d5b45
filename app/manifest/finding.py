"""Finding a line as the officer types, over every open ship at once, with the evidence in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.manifest import board, letters
from app.manifest.records import ManifestLine
from app.manifest.rules import is_infant
from app.matching.roster import Candidate, Roster
from app.matching.score import Document, reasons
from app.matching.score import Who as MatchingWho
from app.store.work import Reading

Listed = tuple[str, str, MatchingWho]
"""(line id, batch id, the line as the matcher compares it)"""


@dataclass(frozen=True)
class Hit:
    """A line that may be meant: where it stands, why, and how likely (0..1)."""

    line_id: str
    batch_id: str
    why: tuple[str, ...]
    score: float


class LineFinder:
    """Lists do not change, so it is made once and kept."""

    def __init__(self, lines: Sequence[Listed]) -> None:
        self.lines = lines
        self.roster = Roster([who for _line, _batch, who in lines])

    def search(self, text: str, limit: int = 5) -> list[Hit]:
        """The lines for what is typed so far, best first."""
        found = self.roster.search(text, limit)
        place = self._mother(text, found)
        ordered = [found[place], *found[:place], *found[place + 1 :]] if place else found
        return [self._hit(candidate) for candidate in ordered]

    def like(self, who: MatchingWho, limit: int = 5) -> list[tuple[str, str, Candidate]]:
        """(line id, batch id, candidate) for a person as he says he is."""
        return [(*self.lines[found.index][:2], found) for found in self.roster.candidates(who, limit)]

    def twins(self, line_id: str) -> list[Hit]:
        """Other lines that may name the same person."""
        at = next((place for place, line in enumerate(self.lines) if line[0] == line_id), None)
        if at is None:
            return []
        found = self.roster.candidates(self.lines[at][2], 4)
        return [self._hit(candidate) for candidate in found if candidate.index != at]

    def _mother(self, text: str, found: Sequence[Candidate]) -> int:
        """Who comes first of those found: rather the mother than her infant, which is listed under her name."""
        names = [self.lines[each.index][2].name for each in found]
        if not names or not is_infant(None, None, names[0]) or is_infant(None, None, text):
            return 0
        typed = text.casefold().split()
        grown = (
            place
            for place, name in enumerate(names)
            if not is_infant(None, None, name) and all(_begins(name.casefold().split(), part) for part in typed)
        )
        return next(grown, 0)

    def _hit(self, candidate: Candidate) -> Hit:
        line_id, batch_id, _who = self.lines[candidate.index]
        said = reasons(candidate.evidence)
        why = said if candidate.evidence.name.likeness > 0 else said[1:]
        return Hit(line_id, batch_id, tuple(why), candidate.evidence.score)


def finder(r: Reading, batch_ids: Sequence[str]) -> LineFinder:
    """A finder over the lists of these ships."""
    found: list[Listed] = []
    for batch_id in batch_ids:
        day = letters.batch(r, batch_id).day
        found += [(row.id, batch_id, matching_who(row, day)) for row in board.lines_of(r, batch_id)]
    return LineFinder(found)


def matching_who(row: ManifestLine, day: date | None) -> MatchingWho:
    """A line as the matcher compares it; ages hold on `day`."""
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


def _begins(words: Sequence[str], part: str) -> bool:
    return any(word.startswith(part) for word in words)
