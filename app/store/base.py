"""What every kept row is made of: the base record and the one value domain valid on both engines."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Integer, String, Table, Text, text
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from app.kernel.i18n import _

Plain: TypeAlias = bool | int | str | list[Any] | dict[str, Any] | None


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as fixed-width ISO text so that it sorts alike on every engine."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class IsoDate(TypeDecorator[date]):
    """A calendar day, kept as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Lists and dictionaries of plain values, kept as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Record(SQLModel):
    """A row of one site: written only by that site, voided with a reason, never deleted.

    `heads` belongs to the store: which writes each field's value stands on.
    """

    __vault__: ClassVar[str] = "general"
    __first_wins__: ClassVar[bool] = False
    __blobs__: ClassVar[tuple[str, ...]] = ()

    site_id: str = Field(default="", primary_key=True, max_length=32)
    id: str = Field(primary_key=True, max_length=32)
    heads: str = Field(default="", sa_type=Text)
    void_reason: str | None = Field(default=None, sa_type=Text)

    if not TYPE_CHECKING:  # type checkers know the fields of each table

        def __init__(self, **values: Any) -> None:
            """A row that is not kept yet; TypeError for a field the table does not have.

            Sets the fields as they are, a tenth of the time SQLModel's own way takes: nothing is validated there
            either, and Work checks every value.
            """
            blank = _blank(type(self))
            if not blank.keys() >= values.keys():
                unknown = ", ".join(sorted(values.keys() - blank.keys()))
                raise TypeError(f"{type(self).__name__} has no {unknown}")
            self.__dict__.update(blank)
            self.__dict__.update({name: make() for name, make in _made(type(self)).items() if name not in values})
            self.__dict__.update(values)
            for name, value in (("fields_set", set(values)), ("extra", None), ("private", None)):
                object.__setattr__(self, f"__pydantic_{name}__", value)


@cache
def _blank(model: type[Record]) -> dict[str, Any]:
    """Field → its default, None for the required ones and for those that are made (see `_made`)."""
    return {name: None if field.is_required() else field.get_default() for name, field in model.model_fields.items()}


@cache
def _made(model: type[Record]) -> dict[str, Callable[[], Any]]:
    """Field → what makes its default, for lists and dictionaries that rows must not share."""
    factories = {name: field.default_factory for name, field in model.model_fields.items()}
    return {name: partial(make) for name, make in factories.items() if make is not None}


def instant_text(value: datetime) -> str:
    """The stored form of an aware moment."""
    if value.tzinfo is None:
        raise TypeError("an instant needs an offset")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def clean_text(value: str) -> str:
    """Text in NFC; UserError for characters no engine keeps alike (NUL, lone surrogates)."""
    if value.isascii():
        if "\0" not in value:
            return value
    elif "\0" not in value and not any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)
    raise UserError(
        "value.text",
        _("Teks ini berisi tanda yang tidak dapat disimpan. Tidak ada yang diubah."),
        _("Ketik ulang teksnya, jangan ditempel."),
    )


def normal(value: Any) -> Any:
    """The value as rows keep it: every text in it in one form, so that rows and journal agree everywhere."""
    if isinstance(value, str):
        return clean_text(value)
    return _encode_json(value) if isinstance(value, list | tuple | dict) else value


MOST_LEVELS = 50
"""Lists within lists that a value may hold."""
LONGEST_KEY = 500
"""Signs a field with an index may hold: PostgreSQL refuses longer keys."""


def _encode_text(value: Any) -> Plain:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return clean_text(value)


def _encode_int(value: Any) -> Plain:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise TypeError(f"64-bit integer expected, not {value!r}")
    return value


def _encode_bool(value: Any) -> Plain:
    if not isinstance(value, bool):
        raise TypeError(f"true or false expected, not {type(value).__name__}")
    return value


def _encode_instant(value: Any) -> Plain:
    if not isinstance(value, datetime):
        raise TypeError(f"instant expected, not {type(value).__name__}")
    return instant_text(value)


def _encode_date(value: Any) -> Plain:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"date expected, not {type(value).__name__}")
    return value.isoformat()


def _encode_json(value: Any, levels: int = MOST_LEVELS) -> Plain:
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _encode_int(value)
    if not levels:
        raise TypeError("nested too deeply")
    if isinstance(value, Mapping):
        return {str(_encode_text(key)): _encode_json(item, levels - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encode_json(item, levels - 1) for item in value]
    raise TypeError(f"plain value expected, not {type(value).__name__}")


def _encode_key(value: Any) -> Plain:
    said = _encode_text(value)
    if len(str(said)) > LONGEST_KEY:
        raise UserError(
            "value.long",
            _("Teks ini terlalu panjang untuk sebuah nomor atau kode. Tidak ada yang diubah."),
            _("Ketik nomornya saja, tanpa keterangan lain."),
        )
    return said


def _as_is(value: Any) -> Any:
    return value


Codec: TypeAlias = tuple[Callable[[Any], Plain], Callable[[Any], Any]]


def _codec(kind: TypeEngine[Any]) -> Codec:
    if isinstance(kind, Instant):
        return _encode_instant, moment
    if isinstance(kind, IsoDate):
        return _encode_date, date.fromisoformat
    if isinstance(kind, Json):
        return _encode_json, _encode_json
    if isinstance(kind, Boolean):
        return _encode_bool, _encode_bool
    if isinstance(kind, Integer | BigInteger):
        return _encode_int, _encode_int
    if isinstance(kind, String | AutoString):
        return _encode_text, _encode_text
    raise TypeError(f"{kind!r} is outside the value domain")


def moment(text: str) -> datetime:
    """The instant a text states, in UTC; ValueError for none, and for one so far off that reckoning with it fails."""
    stated = datetime.fromisoformat(text)
    if stated.tzinfo is None or not 1000 <= stated.year <= 9000:
        raise ValueError("no instant")
    return stated.astimezone(UTC)


PRIVATE_COLUMNS = frozenset({"site_id", "id", "heads"})
_codecs: dict[str, dict[str, Codec]] = {}


def _codecs_of(table: Table) -> dict[str, Codec]:
    if table.name not in _codecs:
        columns: list[Column[Any]] = [column for column in table.columns if column.name not in PRIVATE_COLUMNS]
        codecs = {column.name: _codec(column.type) for column in columns}
        keys = {column.name for index in table.indexes for column in index.columns}
        texts = {name: (_encode_key, _encode_key) for name in keys & codecs.keys() if codecs[name][0] is _encode_text}
        _codecs[table.name] = codecs | texts
    return _codecs[table.name]


def fields_of(table: Table) -> tuple[str, ...]:
    """The journalled fields of a table."""
    return tuple(_codecs_of(table))


def encode(table: Table, field: str, value: Any) -> Plain:
    """A field's value as the journal writes it; TypeError outside the value domain."""
    return None if value is None else _codecs_of(table)[field][0](value)


def decode(table: Table, field: str, value: Plain) -> Any:
    """A field's value as Python has it; KeyError, TypeError or ValueError for what no desk would write."""
    codec = _codecs_of(table)[field]
    try:
        return None if value is None else codec[1](value)
    except UserError as error:
        raise ValueError(error.code) from error


def decoded(table: Table, values: Mapping[str, Plain]) -> dict[str, Any]:
    """Several fields at once; errors as `decode`."""
    codecs = _codecs_of(table)
    try:
        return {name: None if value is None else codecs[name][1](value) for name, value in values.items()}
    except UserError as error:
        raise ValueError(error.code) from error


def known(field: str) -> dict[str, Any]:
    """Options of an index that holds only rows which have this field: of those mostly empty it costs nothing."""
    return only(f"{field} IS NOT NULL")


def only(condition: str) -> dict[str, Any]:
    """Options of an index that holds only the rows for which this holds; a query has to say it in the same words."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def record_tables(vault: str) -> list[Table]:
    """Every known record table of one vault."""
    return [table for table in SQLModel.metadata.sorted_tables if vault_of(table) == vault]


def table_named(name: str, vault: str) -> Table | None:
    """The record table of that name, if this version knows it in that vault."""
    table = SQLModel.metadata.tables.get(name)
    return table if table is not None and vault_of(table) == vault else None


def _class_of(table: Table) -> type[Record] | None:
    for mapper in Record.__subclasses__():
        if getattr(mapper, "__table__", None) is table:
            return mapper
    return None


_classes: dict[str, type[Record]] = {}


def class_of(table: Table) -> type[Record]:
    """The record class behind a table."""
    if table.name not in _classes:
        found = _class_of(table)
        if found is None:
            raise KeyError(table.name)
        _classes[table.name] = found
    return _classes[table.name]


def vault_of(table: Table) -> str:
    """The vault a record table lives in."""
    return class_of(table).__vault__


def first_wins(table: Table) -> bool:
    """Whether the earliest write of a field stands (tables of facts)."""
    return class_of(table).__first_wins__
