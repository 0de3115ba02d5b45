"""What a reading gives back: frozen values, the people of the list and everything that was doubtful about it."""

import datetime
from dataclasses import dataclass, field

from app.kernel.headcount import HeadCount


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the user should look at; never carries the text of a health or case cell."""

    row: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row (or, with row 0, a whole sheet) that was not taken as a person, and why."""

    row: int
    text: str
    why: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LetterHints:
    """What the letter around the table seems to say; suggestions, to be confirmed by a person."""

    sender: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    depot: str | None = None
    ship: str | None = None
    port: str | None = None
    scheme: str | None = None
    counts: HeadCount | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One person of the list. `row` is the row number the user sees in the file, on `sheet`.

    `nik_state` is "" (none), ok, recovered, damaged or invalid; `nik` is given only for ok and recovered,
    `nik_written` holds the digits as they stand, also where they cannot be trusted.

    `original` holds every cell as written except the sensitive ones, which are only in `sensitive`
    (keys `health`, `case`, `note` or a source header) for the caller to seal.
    """

    row: int
    sheet: str
    list_no: str | None
    name: str
    given: str
    father: str | None
    alias: tuple[str, ...]
    sex: str | None
    birth_date: datetime.date | None
    birth_precision: str | None
    birth_year: int | None
    birth_place: str | None
    age: int | None
    age_months: int | None
    nik: str | None
    nik_state: str
    nik_written: str | None
    documents: tuple[tuple[str, str], ...]
    nationality: str | None
    province: str | None
    regency: str | None
    district: str | None
    village: str | None
    address: str | None
    depot: str | None
    note: str | None
    relation: str | None
    original: dict[str, str]
    sensitive: dict[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole list. `header_row` is None when the columns were told by their content or the user alone.

    `columns` maps each source header to a field of FIELDS, or None where it is kept but not understood.
    """

    format: str
    file_digest: str
    sheet: str
    sheets: tuple[str, ...]
    header_row: int | None
    columns: dict[str, str | None]
    lines: tuple[ReadLine, ...]
    set_aside: tuple[SetAside, ...]
    problems: tuple[Problem, ...]
    letter: LetterHints = field(default_factory=LetterHints)
    layout: tuple[tuple[int, str, str | None], ...] = ()
    """(index from 0, header, field) of every column of the main sheet, for correcting what they mean."""


SENSITIVE_FIELDS = frozenset({"health", "case"})
FIELDS = (
    "list_no", "name", "father", "alias", "sex", "sex_male", "sex_female", "age_male", "age_female", "class",
    "birth", "birth_place", "birth_date", "age", "nik", "document", "document_kind", "document_number",
    "passport", "splp", "nationality", "province", "regency", "district", "village", "address", "case", "health",
    "depot", "note", "relation",
)  # fmt: skip
"""Every meaning a column can be given; a correction by the user uses these names."""
