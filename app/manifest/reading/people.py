"""One row of a table as one person: every field read, every doubt noted, sensitive cells kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.manifest.reading import limits, wording
from app.manifest.reading.cells import SENSITIVE_WORDS, filled, is_ditto, is_tick, read_sex, text_of, writes_pria_wanita
from app.manifest.reading.dates import NOTHING, Birth, DateStyle, read_birth, writes_month_first
from app.manifest.reading.grid import Cell, Row, Sheet
from app.manifest.reading.model import SENSITIVE_FIELDS, Problem, ReadLine
from app.manifest.reading.names import NameParts, split_name
from app.manifest.reading.numbers import NikCell, all_end_in_zero, kind_of, read_documents, read_nik
from app.manifest.reading.table import Column, Table, cell_at
from app.matching.documents import PROVINCES, check_nik

_FREE_TEXT = frozenset({"note", "relation", "address", None})
_REPEATABLE = ("province", "regency", "district", "village", "address", "depot", "nationality")
_NO_PLACES: dict[str, str | None] = dict.fromkeys(_REPEATABLE)
_DOCUMENT_FIELDS = {"document": None, "document_number": None, "passport": "paspor", "splp": "splp"}
_NIK_CODES = frozenset({"province", "birth", "sequence", "sex_differs", "birth_differs", "family_card"})
_DIGIT = re.compile(r"\d")


class View:
    """One row under the eye: its cells and their texts, as wide as the table."""

    __slots__ = ("cells", "index", "texts")

    def __init__(self, index: int, cells: Row) -> None:
        self.index = index
        self.cells = cells
        self.texts = [cell if type(cell) is str else text_of(cell) for cell in cells]


@dataclass
class Doubts:
    """Problems of one row while it is read."""

    row: int
    found: list[Problem] = field(default_factory=list)

    def note(self, about: str, code: str, value: str = "") -> None:
        """Add a problem by its code of wording."""
        self.found.append(Problem(self.row, about, wording.problem_text(code, value)))


class PersonReader:
    """Reads the rows of one table; holds what is known about whole columns."""

    def __init__(self, sheet: Sheet, table: Table, people: list[int], style: DateStyle) -> None:
        self.sheet = sheet
        self.columns = table.columns
        self.where: dict[str, list[int]] = {}
        for column in table.columns:
            if column.field:
                self.where.setdefault(column.field, []).append(column.index)
        self.style = self._date_style(people, style)
        self.pria_wanita = writes_pria_wanita({text_of(cell) for cell in self._column_cells("sex", people)})
        self.rounded_niks = all_end_in_zero(self._column_cells("nik", people))
        self.width = max((column.index + 1 for column in table.columns), default=0)
        self.births = self._places_of("birth", "birth_date")
        self.ages = self._places_of("age", "age_male", "age_female")
        self.documents = [(index, kind) for name, kind in _DOCUMENT_FIELDS.items() for index in self._places_of(name)]
        self.repeatable = [name for name in _REPEATABLE if name in self.where]
        self.above: dict[str, str] = {}
        self.merged = _merged_down(sheet)

    def _places_of(self, *names: str) -> list[int]:
        """Indexes of the columns with these fields."""
        return [index for name in names for index in self.where.get(name, ())]

    def _column_cells(self, name: str, people: list[int]) -> Iterator[Cell]:
        return (cell_at(self.sheet.rows[index], column) for column in self.where.get(name, ()) for index in people)

    def _date_style(self, people: list[int], style: DateStyle) -> DateStyle:
        cells = [cell for name in ("birth", "birth_date") for cell in self._column_cells(name, people)]
        return DateStyle(style.today, writes_month_first(cells), style.epoch_1904)

    def read(self, index: int) -> ReadLine:
        """The person of one row."""
        row = self.sheet.rows[index]
        view = View(index, row + [""] * (self.width - len(row)))
        doubts = Doubts(self.sheet.first + index + 1)
        original, sensitive = self._cells(view, doubts)
        written = self._text(view, "name") or ""
        parts = self._name(view, written, doubts)
        sex = self._sex(view, parts, doubts)
        birth = self._birth(view, doubts)
        nik = self._nik(view, sex, birth.day, doubts)
        places = _NO_PLACES | {name: self._repeatable(view, name) for name in self.repeatable}
        return ReadLine(
            row=doubts.row,
            sheet=self.sheet.name,
            list_no=self._text(view, "list_no"),
            name=written,
            given=parts.given,
            father=parts.father,
            alias=parts.alias,
            sex=sex,
            birth_date=birth.day,
            birth_precision=birth.precision,
            birth_year=birth.year,
            birth_place=birth.place,
            age=birth.age,
            age_months=birth.months,
            nik=nik.nik,
            nik_state=nik.state,
            nik_written=nik.written,
            documents=self._documents(view, doubts),
            note=None if "note" in sensitive else self._text(view, "note"),
            relation=None if "relation" in sensitive else self._text(view, "relation"),
            original=original,
            sensitive=sensitive,
            problems=tuple(doubts.found),
            **places,
        )

    def _text(self, view: View, name: str) -> str | None:
        where = self.where.get(name)
        if where is None:
            return None
        if len(where) == 1:
            return filled(view.texts[where[0]])
        return " ".join(filter(None, (filled(view.texts[index]) for index in where))) or None

    def _cells(self, view: View, doubts: Doubts) -> tuple[dict[str, str], dict[str, str]]:
        """Every cell as written: the open ones by header, the ones to be sealed by field or header."""
        original: dict[str, str] = {}
        sensitive: dict[str, str] = {}
        for column in self.columns:
            text = view.texts[column.index]
            if not text:
                continue
            key = column.field or column.header
            if column.field in SENSITIVE_FIELDS:
                sensitive[key] = f"{sensitive[key]}; {text}" if key in sensitive else text
            elif column.field in _FREE_TEXT and SENSITIVE_WORDS.search(text):
                sensitive[key] = text
                doubts.note(key, "sealed")
            else:
                original[column.header] = text
        return original, sensitive

    def _name(self, view: View, written: str, doubts: Doubts) -> NameParts:
        parts = split_name(written[: limits.READ_CHARS])
        if not written:
            doubts.note("name", "no_name")
        elif _DIGIT.search(written):
            doubts.note("name", "digits_in_name")
        if len(written) > 120:
            doubts.note("name", "long_name")
        father, alias = self._text(view, "father"), self._text(view, "alias")
        if father:
            own = split_name(father[: limits.READ_CHARS])
            parts = parts._replace(father=parts.father or own.father or own.given, sex=parts.sex or own.sex)
        if alias:
            names = tuple(piece for piece in re.split(r"\s*[@/;,]\s*", alias) if piece)
            parts = parts._replace(alias=tuple(dict.fromkeys((*parts.alias, *names))))
        return parts

    def _sex(self, view: View, parts: NameParts, doubts: Doubts) -> str | None:
        text = self._text(view, "sex") or self._text(view, "class")
        sex = read_sex(text, self.pria_wanita) if text else self._ticked(view, doubts)
        if text and sex is None:
            doubts.note("sex", "unreadable_sex", text[:30])
        elif sex is None:
            doubts.note("sex", "no_sex")
        if sex and parts.sex and sex != parts.sex:
            doubts.note("sex", "sex_disagrees")
        return sex

    def _ticked(self, view: View, doubts: Doubts) -> str | None:
        """The sex told by which of two columns is filled: ticks under L or P, or the age under L or P."""
        marked = {
            sex
            for sex, ticks, ages in (("L", "sex_male", "age_male"), ("P", "sex_female", "age_female"))
            if any(is_tick(cell) or read_sex(text_of(cell)) == sex for cell in self._each(view, ticks))
            or any(filled(text_of(cell)) for cell in self._each(view, ages))
        }
        if len(marked) > 1:
            doubts.note("sex", "both_sexes")
        return marked.pop() if len(marked) == 1 else None

    def _each(self, view: View, name: str) -> list[Cell]:
        where = self.where.get(name)
        return [view.cells[index] for index in where] if where else []

    def _birth(self, view: View, doubts: Doubts) -> Birth:
        """One birth from the cells for date, place and age, the date weighing most."""
        style, cells = self.style, view.cells
        read = [read_birth(cells[index], style) for index in self.births]
        places = [read_birth(cell, style) for cell in self._each(view, "birth_place") if _DIGIT.search(text_of(cell))]
        if len(read) == 1 and not places and not self.ages and _is_plain_date(read[0]):
            return Birth(read[0].day, read[0].year, read[0].precision, place=self._text(view, "birth_place"))
        read += [birth for birth in places if birth.day or birth.year]
        ages = [read_birth(cells[index], style) for index in self.ages]
        dated = next((birth for birth in (*read, *ages) if birth.day or birth.year), NOTHING)
        aged = next((birth for birth in (*ages, *read) if birth.age is not None), NOTHING)
        precision = dated.precision or aged.precision
        place = next((birth.place for birth in (*places, *read) if birth.place), None) or self._text(
            view, "birth_place"
        )
        for birth in read:
            if birth.problem:
                shown = birth.day.strftime("%d-%m-%Y") if birth.day else ""
                doubts.note("birth_date", birth.problem, shown)
        if any(birth.problem for birth in ages) and aged is NOTHING and dated is NOTHING:
            doubts.note("age", "unreadable_age")
        if precision is None and not any(birth.problem for birth in (*read, *ages)):
            doubts.note("birth_date", "no_birth")
        self._compare_age(dated, aged, doubts)
        return Birth(dated.day, dated.year, precision, aged.age, aged.months, place)

    def _compare_age(self, dated: Birth, aged: Birth, doubts: Doubts) -> None:
        if dated.year and aged.age is not None and not -1 <= self.style.today.year - dated.year - aged.age <= 2:
            doubts.note("age", "age_disagrees", str(aged.age))

    def _nik(self, view: View, sex: str | None, birth: date | None, doubts: Doubts) -> NikCell:
        cells = self._each(view, "nik")
        read = next((found for found in map(read_nik, cells) if found.state), NikCell())
        if self.rounded_niks and read.nik:
            read = NikCell(None, "damaged", read.nik)
        if read.state in ("damaged", "invalid"):
            doubts.note("nik", f"nik_{read.state}")
        if read.nik and not _plainly_agrees(read.nik, sex, birth):
            checked = check_nik(read.nik, self.style.today, sex or "", birth)
            for code in checked.problems:
                if code in _NIK_CODES:
                    doubts.note("nik", f"nik_{code}")
        return read

    def _documents(self, view: View, doubts: Doubts) -> tuple[tuple[str, str], ...]:
        kinds = self._text(view, "document_kind")
        named = kind_of(kinds) if kinds else None
        found: list[tuple[str, str]] = []
        for index, kind in self.documents:
            read = read_documents(view.cells[index], kind or named)
            found += read.documents
            if read.damaged:
                doubts.note("documents", "document_damaged")
        for cell in self._each(view, "document_kind"):
            found += [pair for pair in read_documents(cell, named).documents if not found]
        return tuple(dict.fromkeys(found))

    def _repeatable(self, view: View, name: str) -> str | None:
        """A field that a list may write once for several rows: by a ditto mark or a cell merged downwards."""
        text = self._text(view, name)
        if text is None:
            tops = self._merged_above(view.index, name)
            text = filled(text_of(tops[0])) if tops else None
        elif is_ditto(text):
            text = self.above.get(name)
        if text is not None and name in _FREE_TEXT and SENSITIVE_WORDS.search(text):
            self.above.pop(name, None)
            return None
        if text is not None:
            self.above[name] = text
        return text

    def _merged_above(self, index: int, name: str) -> list[Cell]:
        if not self.merged:
            return []
        return [self.merged[index, column] for column in self.where.get(name, ()) if (index, column) in self.merged]


def _merged_down(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    """For cells covered by a vertical merge of one column: the value that is seen there."""
    covered: dict[tuple[int, int], Cell] = {}
    for top, left, bottom, right in sheet.merged:
        if left == right and bottom > top >= sheet.first and bottom - top < 200 and top - sheet.first < len(sheet.rows):
            value = cell_at(sheet.rows[top - sheet.first], left)
            covered |= {(index - sheet.first, left): value for index in range(top + 1, bottom + 1)}
    return covered


def _is_plain_date(birth: Birth) -> bool:
    """Whether a cell says a date, and neither a place, an age nor anything doubtful; so do most of them."""
    return birth.day is not None and birth.place is None and birth.age is None and birth.problem is None


def _plainly_agrees(nik: str, sex: str | None, birth: date | None) -> bool:
    """Whether a NIK is beyond doubt at a glance; spares the full check for most rows."""
    if birth is None or sex is None or nik[:2] not in PROVINCES or nik.endswith("0000"):
        return False
    day = birth.day + (40 if sex == "P" else 0)
    return nik[6:12] == f"{day:02}{birth.month:02}{birth.year % 100:02}" and "00" not in (nik[2:4], nik[4:6])


def sensitive_columns(columns: tuple[Column, ...]) -> set[int]:
    """Columns whose cells must never be shown with a row that was set aside."""
    return {column.index for column in columns if column.field in SENSITIVE_FIELDS}
