"""Work: one user action = one transaction = one journal entry; and Reading, its read-only half."""

import secrets as randomness
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from app.kernel.clock import local, zone_info
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store import base, counters, derive, heads, journal, rows
from app.store.base import Plain, Record, instant_text

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Actor:
    """Who acts: the user signed in at this desk."""

    user_id: str
    name: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Author:
    """The desk that writes: where it stands, its current epoch and its signature (hex) over a digest."""

    site_id: str
    site_code: str
    device_id: str
    letter: str
    epoch: str
    zone: str
    sign: Callable[[bytes], str]

    @property
    def epoch_mark(self) -> str:
        """What numbers carry after a restore: nothing in the first epoch, then its ordinal and two digits."""
        ordinal, _dash, random = self.epoch.partition("-")
        return "" if ordinal == "1" else f"{ordinal}{random[:2].upper()}"


@dataclass(frozen=True)
class Act:
    """What a Work is for: who does which use case, at what moment."""

    actor: Actor
    action: str
    moment: datetime


class Reading:
    """A consistent look at the rows of one vault."""

    def __init__(self, connection: Connection, author: Author | None) -> None:
        self.connection = connection
        self.author = author
        self._session: Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        changed_outside = kind is None and self._session is not None and self._session.dirty
        if self._session is not None:
            self._session.close()
        if changed_outside:
            raise RuntimeError("a row was changed outside w.update")

    @property
    def session(self) -> Session:
        """What makes rows into records; made when the first is asked for."""
        if self._session is None:
            self._session = Session(self.connection, autoflush=False, expire_on_commit=False)
        return self._session

    @property
    def site_id(self) -> str:
        """The site whose rows are written here."""
        if self.author is None:
            raise RuntimeError("this vault has no author yet")
        return self.author.site_id

    def get(self, model: type[R], row_id: str) -> R | None:
        """This site's row with that id."""
        if not rows.is_there(self.connection, model.__table__, (self.site_id, row_id)):  # type: ignore[attr-defined]
            return None
        return self.session.get(model, (self.site_id, row_id), populate_existing=True)

    def need(self, model: type[R], row_id: str) -> R:
        """This site's row with that id; UserError when there is none."""
        found = self.get(model, row_id)
        if found is None:
            raise UserError(
                "row.missing",
                _("Catatan ini tidak ada di laptop ini. Tidak ada yang diubah."),
                _("Muat ulang layar; mungkin datanya masih di loket lain."),
            )
        return found

    def all(self, statement: SelectOfScalar[R]) -> list[R]:
        """The records a select finds."""
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))

    def rows(self, statement: Executable) -> Sequence[Any]:
        """The tuples a select of columns finds."""
        return self.connection.execute(statement).all()


@dataclass
class _Pending:
    """What this Work has done to one row so far; several steps become one change."""

    set: dict[str, Plain]
    base: dict[str, list[str]]


class Work(Reading):
    """A Reading that writes; leave it without an exception and everything is kept, journalled and signed."""

    def __init__(self, vault: str, connection: Connection, author: Author, act: Act) -> None:
        super().__init__(connection, author)
        self.vault = vault
        self.desk = author
        self.actor = act.actor
        self.action = act.action
        self.moment = act.moment
        self.after = journal.ends(connection, author.device_id, author.epoch)
        self.write_id = _next_write(self.after.write, self.moment)
        self.pending: dict[tuple[str, str], _Pending] = {}
        self.changed: dict[str, dict[rows.Key, Mapping[str, Any]]] = {}
        self.earlier = rows.Earlier(connection)
        self.entry: journal.Entry | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if kind is None and self.pending:
            self._commit_entry()

    @property
    def device_id(self) -> str:
        """The desk that writes."""
        return self.desk.device_id

    @property
    def device_letter(self) -> str:
        """The desk's letter, as numbers carry it."""
        return self.desk.letter

    @property
    def zone(self) -> str:
        """WIB, WITA or WIT."""
        return self.desk.zone

    @property
    def touched(self) -> set[str]:
        """The tables this Work wrote to."""
        return {table for table, _id in self.pending}

    def now(self) -> datetime:
        """The instant of this Work, one for everything it does."""
        return self.moment

    def insert(self, row: R) -> R:
        """Keep a new row."""
        table, kept, values = self._completed(row)
        rows.write_new(self.connection, table, [kept])
        return self._inserted(row, table, kept, values)

    def insert_once(self, row: R) -> tuple[R, bool]:
        """Keep a row whose id two desks may derive; (the row there is, whether it is new)."""
        table, kept, values = self._completed(row)
        if rows.write_once(self.connection, table, kept):
            return self._inserted(row, table, kept, values), True
        return self.need(type(row), row.id), False

    def update(self, row: R, **values: Any) -> R:
        """Change fields of a row; only what really changes is journalled."""
        table = self._table(type(row))
        values = {name: base.normal(value) for name, value in values.items()}
        current = rows.load(self.connection, table, [(row.site_id, row.id)])[row.site_id, row.id]
        changed = {name: value for name, value in values.items() if current[name] != value}
        settled = {name: value for name, value in values.items() if _is_differing(current["heads"], name)}
        self._change(table, current, {**changed, **settled})
        self._refresh(row, {**values, "heads": current["heads"]})
        return row

    def settle(self, row: R, field: str, value: Any) -> R:
        """Give a differing field one value, even the one it shows: it now stands on this write alone."""
        table = self._table(type(row))
        current = rows.load(self.connection, table, [(row.site_id, row.id)])[row.site_id, row.id]
        self._change(table, current, {field: value})
        self._refresh(row, {field: value, "heads": current["heads"]})
        return row

    def void(self, row: R, reason: str) -> R:
        """Take a row out of use, with the reason; it stays in the vault."""
        return self.update(row, void_reason=reason)

    def bulk(self, model: type[R], items: Sequence[Mapping[str, Any]]) -> None:
        """Keep many new rows in this one entry; every item has its `id`."""
        table = self._table(model)
        blank = {name: _default(model, name) for name in base.fields_of(table)}
        stamp = {"site_id": self.site_id, "heads": self.write_id}
        complete = [{**blank, **{key: base.normal(value) for key, value in item.items()}, **stamp} for item in items]
        for item in complete:
            self.pending[table.name, item["id"]] = _Pending(_encoded(table, item), {heads.ALL: []})
            self._note(table, item)
        rows.write_new(self.connection, table, complete)

    def next_number(self, series: str, width: int = 6) -> str:
        """The next number of a series of this desk, epoch and year, like NNK-A-26-000123."""
        year = local(self.moment, self.zone).strftime("%y")
        mark = f"{self.desk.letter}{self.desk.epoch_mark}"
        count = counters.next_count(self.connection, f"{series}/{mark}/{year}")
        return f"{self.desk.site_code}-{mark}-{year}-{count:0{width}d}"

    def _table(self, model: type[Record]) -> Table:
        if model.__vault__ != self.vault:
            raise RuntimeError(f"{model.__name__} does not live in the vault {self.vault}")
        table: Table = model.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
        return table

    def _change(self, table: Table, current: dict[str, Any], values: dict[str, Any]) -> None:
        if not values:
            return
        parsed = heads.parse(current["heads"])
        encoded = {name: base.encode(table, name, value) for name, value in values.items()}
        replaced = {name: [w for w in heads.of_field(parsed, name) if w != self.write_id] for name in values}
        if values.get("void_reason") is not None:
            standing = {write for writes in parsed.values() for write in writes}
            replaced[heads.SEEN] = sorted(standing - {self.write_id})
        self._remember(table, current["id"], encoded, replaced)
        had_differences = current["heads"].startswith("{")
        current.update(values)
        current["heads"] = heads.dump({**parsed, **{name: [self.write_id] for name in values}})
        rows.write_changed(self.connection, table, current, values)
        self._note(table, current)
        if had_differences:
            self.earlier.at_hand = {self.write_id: self._changes()}
            found = rows.differing(table, current, self.earlier)
            rows.note_differences(self.connection, {(table.name, current["site_id"], current["id"]): found})

    def _remember(self, table: Table, row_id: str, values: dict[str, Plain], replaced: dict[str, list[str]]) -> None:
        pending = self.pending.setdefault((table.name, row_id), _Pending({}, {}))
        pending.set.update(values)
        if heads.ALL not in pending.base:
            for name, writes in replaced.items():
                pending.base.setdefault(name, writes)
            if heads.SEEN in replaced:
                pending.base[heads.SEEN] = replaced[heads.SEEN]

    def _completed(self, row: Record) -> tuple[Table, dict[str, Any], dict[str, Plain]]:
        """A new row's table, its columns as kept, and its fields as journalled; outside the value domain nothing is."""
        table = self._table(type(row))
        own = {"site_id": self.site_id, "heads": self.write_id}
        given = row.__dict__
        kept: dict[str, Any] = {"id": base.clean_text(given["id"]), **own}
        encoded: dict[str, Plain] = {}
        for name in base.fields_of(table):
            kept[name] = value = given.get(name)
            if value is not None:
                encoded[name] = plain = base.encode(table, name, value)
                kept[name] = value if isinstance(value, date) else plain
        return table, kept, encoded

    def _inserted(self, row: R, table: Table, kept: dict[str, Any], values: dict[str, Plain]) -> R:
        given = row.__dict__
        self._refresh(row, {name: value for name, value in kept.items() if given.get(name) is not value})
        self.pending[table.name, row.id] = _Pending(values, {heads.ALL: []})
        self._note(table, kept)
        return row

    def _refresh(self, row: Record, values: dict[str, Any]) -> None:
        for name, value in values.items():
            set_committed_value(row, name, value)

    def _changes(self) -> tuple[journal.Change, ...]:
        return tuple(
            journal.Change(table, self.site_id, row_id, item.set, item.base, randomness.token_hex(16))
            for (table, row_id), item in self.pending.items()
        )

    def _commit_entry(self) -> None:
        desk = self.desk
        offset = zone_info(desk.zone).utcoffset(None)
        unsigned = journal.Entry(
            vault=self.vault,
            site=desk.site_id,
            device=desk.device_id,
            epoch=desk.epoch,
            seq=self.after.seq + 1,
            write=self.write_id,
            wall_time=instant_text(self.moment),
            utc_offset=int(offset.total_seconds() // 60),
            schema=journal.SCHEMA,
            actor=self.actor.user_id,
            action=self.action,
            changes=self._changes(),
            prev=self.after.digest,
        )
        self.entry = journal.signed(unsigned, desk.sign)
        journal.append(self.connection, [(self.entry, "")])
        derive.follow(self.connection, self.vault, self.changed)

    def _note(self, table: Table, row: Mapping[str, Any]) -> None:
        self.changed.setdefault(table.name, {})[row["site_id"], row["id"]] = row


def _next_write(last: str, now: datetime) -> str:
    """A write id: hybrid logical clock (48 bits of ms, 16 of counter) and 64 random bits, as hex.

    UserError for a laptop's clock that cannot be right: such a date would stand on every paper.
    """
    if not 1970 <= now.year < 2200:
        raise UserError(
            "clock.impossible",
            _("Jam laptop ini menunjukkan tahun {year}. Tidak ada yang disimpan.").format(year=now.year),
            _("Betulkan tanggal dan jam laptop, lalu ulangi."),
        )
    wall = int(now.timestamp() * 1000) << 16
    clock = max(wall, journal.clock_of(last) + 1)
    return f"{clock:016x}{randomness.token_hex(8)}"


def _encoded(table: Table, values: Mapping[str, Any]) -> dict[str, Plain]:
    named = {name: values[name] for name in base.fields_of(table) if values.get(name) is not None}
    return {name: base.encode(table, name, value) for name, value in named.items()}


def _default(model: type[Record], name: str) -> Any:
    field = model.model_fields[name]
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _is_differing(stored: str, name: str) -> bool:
    return len(heads.of_field(heads.parse(stored), name)) > 1
