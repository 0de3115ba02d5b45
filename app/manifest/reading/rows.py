"""Which rows of a table are people, and what the others are."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.manifest.reading import headers, limits
from app.manifest.reading.cells import text_of
from app.manifest.reading.grid import Row, Sheet
from app.manifest.reading.table import Table, cell_at

_TOTAL = re.compile(
    r"\W*(?:sub ?-?\s*total|grand total|jumlah|jml|total|rekap(?:itulasi)?|jumlah keseluruhan)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CONTINUED = re.compile(
    r".*\b(?:lanjutan|bersambung|sambungan|continued|cont'?d|dilanjutkan)\b.*|\W*(?:halaman|hal|page"
    r"|muka surat)\b[ .:]*\d+.*",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURE = re.compile(
    r".*\b(?:mengetahui|nip|a\.n|an\.|ttd|tanda ?tangan|konsul|konsulat|kepala|pejabat|dibuat oleh"
    r"|disiapkan oleh|yang menyerahkan|yang menerima|hormat kami"
    r"|penyerah|penerima|pihak (?:pertama|kedua)|prepared by|signature|verifikator|petugas|atase|staf teknis"
    r"|saksi|disahkan|diketahui|catatan|nota|catatan:)\b.*"
    r"|[A-Z][A-Za-z .]{2,30},\s*\d{1,2}[ \-/.]+[A-Za-z0-9]+[ \-/.]+\d{4}\s*",
    re.IGNORECASE | re.DOTALL,
)
_PERSONAL = frozenset(
    "sex sex_male sex_female age_male age_female birth birth_date age nik document document_number passport"
    " splp".split()
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
Facts = tuple[str, int | None, int]
"""What a row's kind is told by: its name, its list number, and how many of its cells are about a person."""
_LIST_NUMBER = re.compile(r"(\d{1,5})\s*[.)]?")


@dataclass(frozen=True)
class Sorted:
    """Rows of a table by index: the people, and the others with a code of wording's reasons."""

    people: list[int]
    aside: list[tuple[int, str]]


def list_number(text: str) -> int | None:
    """The running number of a row, if the text is one."""
    match = _LIST_NUMBER.fullmatch(text)
    return int(match[1]) if match else None


class RowSorter:
    """Sorts the rows of one table."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet = sheet
        self.table = table
        self.names = [column.index for column in table.columns if column.field == "name"]
        self.numbers = [column.index for column in table.columns if column.field == "list_no"]
        self.personal = [column.index for column in table.columns if column.field in _PERSONAL]
        self.labels = [(column.index, column.field) for column in table.columns if column.field]

    def sort(self) -> Sorted:
        """People and others, in order; blank rows after the last person are not worth a word."""
        rows = self.sheet.rows
        facts = [(index, self._facts(rows[index])) for index in range(self.table.start, len(rows))]
        last_numbered = self._last_numbered(facts)
        people: list[int] = []
        aside: list[tuple[int, str]] = []
        for index, known in facts:
            why = self._why_not(rows[index], known, last_numbered is not None and index > last_numbered)
            if why is None:
                people.append(index)
            else:
                aside.append((index, why))
        end = people[-1] if people else 0
        return Sorted(people, [(index, why) for index, why in aside if why != "blank" or index < end])

    def _facts(self, row: Row) -> Facts:
        width = len(row)
        personal = sum([1 for index in self.personal if index < width and row[index] != ""])
        return self._name(row), self._number(row), personal

    def _last_numbered(self, facts: list[tuple[int, Facts]]) -> int | None:
        """Index of the last row with a list number and a name; None where most people have no number."""
        if not self.numbers:
            return None
        named = [(index, number, personal) for index, (name, number, personal) in facts if name]
        numbered = [index for index, number, _personal in named if number is not None]
        unnumbered = sum(1 for _index, number, personal in named if number is None and personal)
        return numbered[-1] if len(numbered) > unnumbered else None

    def _name(self, row: Row) -> str:
        for index in self.names:
            text = text_of(cell_at(row, index))
            if _LETTERS.search(text) or (len(text) > 1 and text.isalpha()):
                return text
        return ""

    def _number(self, row: Row) -> int | None:
        for index in self.numbers:
            number = list_number(text_of(cell_at(row, index)))
            if number is not None:
                return number
        return None

    def _why_not(self, row: Row, known: Facts, below: bool) -> str | None:
        """The reason a row is not a person; None for a person."""
        name, number, personal = known
        if name and number is not None and personal:
            return None
        texts = [text[: limits.READ_CHARS] for text in map(text_of, row) if text]
        if not texts:
            return "blank"
        return self._special(row, texts, name) or self._doubtful(name, number, personal, len(texts), below)

    def _special(self, row: Row, texts: list[str], name: str) -> str | None:
        if self._is_header(row, name):
            return "header"
        if all(text.strip("()[]. ").isdigit() or len(text) == 1 for text in texts) and len(texts) >= 3 and not name:
            return "numbering" if self._counts_up(texts) else None
        checks: tuple[tuple[str, re.Pattern[str], Callable[[list[str]], list[str]]], ...] = (
            ("total", _TOTAL, lambda found: found[:3]),
            ("continued", _CONTINUED, lambda found: found if len(found) < 4 else []),
            ("signature", _SIGNATURE, lambda found: found if len(found) < 5 else []),
        )
        for why, pattern, among in checks:
            if any(pattern.fullmatch(text) for text in among(texts)):
                return why
        return None

    def _is_header(self, row: Row, name: str) -> bool:
        if headers.field_of(name) != "name" and name:
            return False
        same = sum(1 for index, field in self.labels if headers.field_of(text_of(cell_at(row, index))) == field)
        if same >= 2 and (name or same >= 3):
            return True
        seen = [
            column.header.rsplit(" – ", 1)[-1] for column in self.table.columns if text_of(cell_at(row, column.index))
        ]
        matching = [text for text in map(text_of, row) if text and text in seen]
        return len(matching) >= 2 and len(matching) * 2 > len(seen) and not name

    def _counts_up(self, texts: list[str]) -> bool:
        numbers = [int(digits) for digits in (text.strip("()[]. ") for text in texts) if digits.isdigit()]
        return len(numbers) >= 3 and all(later - earlier == 1 for earlier, later in itertools.pairwise(numbers))

    def _doubtful(self, name: str, number: int | None, personal: int, filled: int, below: bool) -> str | None:
        """A row that lacks name, number or personal data: kept as a person only on enough evidence."""
        if not name:
            return None if number is not None and personal >= 2 else "nameless"
        if number is not None or personal >= 2 or (personal and not below):
            return None
        if below:
            return "below"
        if self.personal or self.numbers:
            return (
                "heading"
                if filled == 1 and (self.numbers or name.isupper()) and self.personal
                else "alone"
                if filled == 1
                else None
            )
        return None
