"""Statements of nearly every Work, handed to a file's driver without the steps SQLAlchemy takes for each of them.

A statement costs SQLite a hundredth of a millisecond and SQLAlchemy ten times that, some twenty times a registration.
SQLAlchemy still writes the SQL, once; what PostgreSQL gets, and long lists, go the ordinary way.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Dialect, SelectBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import Executable

from app.store.guard import STORE

_LONGEST_LIST = 8
"""Items of a list for which a text of its own is kept."""


@dataclass(frozen=True)
class _Text:
    """SQL with its parameters in order, what the statement itself fixes, and how values of other kinds are kept."""

    sql: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    converts: tuple[tuple[int, Callable[[Any], Any]], ...]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        found = list(map({**self.fixed, **given}.get if self.fixed else given.get, self.names))
        for place, convert in self.converts:
            found[place] = convert(found[place])
        return found


class Direct:
    """One statement of the store, its text kept for every length of its list `ids`, if it has one."""

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._texts: dict[int, _Text] = {}
        self._make: Callable[[Sequence[Any]], Any] | None = None
        self._converts: tuple[tuple[int, Callable[[Any], Any]], ...] = ()

    def all(self, connection: Connection, given: Mapping[str, Any]) -> Sequence[Any]:
        """The rows a select finds, their columns by name."""
        ids = given.get("ids", ())
        if connection.dialect.name != "sqlite" or len(ids) > _LONGEST_LIST:
            return connection.execute(self.statement, given).all()
        text = self._text(connection.dialect, given)
        if ids:
            given = {**given, **{f"ids_{place}": item for place, item in enumerate(ids, 1)}}
        found = run(connection, text.sql, text.values(given)).fetchall()
        make = self._make or tuple
        return [make(self._converted(row)) for row in found] if self._converts else [make(row) for row in found]

    def one(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        """The only column of the first row; None when there is no row."""
        found = self.all(connection, given)
        return found[0][0] if found else None

    def write(self, connection: Connection, given: Sequence[Mapping[str, Any]]) -> int:
        """Run a writing statement for every one of these; how many rows it touched."""
        if connection.dialect.name != "sqlite" or len(given[0].get("ids", ())) > _LONGEST_LIST:
            wanted = given[0] if len(given) == 1 else list(given)
            return connection.execute(self.statement, wanted, execution_options=STORE).rowcount
        text = self._text(connection.dialect, given[0])
        if len(given) > 1:
            return int(run(connection, text.sql, [text.values(one) for one in given], many=True).rowcount)
        named = {f"ids_{place}": item for place, item in enumerate(given[0].get("ids", ()), 1)}
        return int(run(connection, text.sql, text.values({**given[0], **named})).rowcount)

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, convert in self._converts:
            values[place] = convert(values[place])
        return values

    def _text(self, dialect: Dialect, given: Mapping[str, Any]) -> _Text:
        length = len(given.get("ids", ()))
        if length not in self._texts:
            self._texts[length] = self._compiled(dialect, given)
        return self._texts[length]

    def _compiled(self, dialect: Dialect, given: Mapping[str, Any]) -> _Text:
        statement: Any = self.statement
        if isinstance(statement, SelectBase) and self._make is None:
            columns = list(statement.selected_columns)
            converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
            self._converts = tuple((place, convert) for place, convert in enumerate(converts) if convert)
            make: Any = namedtuple  # its type checker only knows names written out
            self._make = make("Row", [column.key for column in columns], rename=True)._make
        compiled = statement.compile(dialect=dialect)
        state = compiled.construct_expanded_state(dict(given))
        names = tuple(state.positiontup)
        kinds = {name: compiled.binds[name].type.dialect_impl(dialect) for name in names if name in compiled.binds}
        listed = {f"ids_{place}" for place, _item in enumerate(given.get("ids", ()), 1)}
        fixed = {name: state.parameters[name] for name in names if name not in given and name not in listed}
        keeps = [(place, kinds[name].bind_processor(dialect)) for place, name in enumerate(names) if name in kinds]
        return _Text(state.statement, names, fixed, tuple((place, keep) for place, keep in keeps if keep))


def run(connection: Connection, sql: str, values: Any = (), *, many: bool = False) -> Any:
    """The driver's cursor after a statement; what it refuses is told as SQLAlchemy tells it."""
    driver: Any = connection.connection.driver_connection
    try:
        return driver.executemany(sql, values) if many else driver.execute(sql, values)
    except sqlcipher.Error as error:
        raise DBAPIError.instance(sql, None, error, sqlcipher.Error, hide_parameters=True) from error
