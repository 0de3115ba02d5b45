"""No statement changes a vault except through the store: what bypasses the journal is refused."""

from typing import Any

from sqlalchemy import Connection, Engine, event

_READING = ("SELECT", "WITH", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SHOW")


class BypassError(RuntimeError):
    """A defect: somebody wrote around the journal."""


def guard(engine: Engine) -> None:
    """Refuse writing statements on connections the store has not opened for its own writing."""

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(conn: Connection, *given: Any) -> None:
        _cursor, statement, _params, context, _many = given
        options = context.execution_options if context is not None else conn.get_execution_options()
        if not options.get("store") and not statement.lstrip().upper().startswith(_READING):
            raise BypassError(f"written around the journal: {statement[:60]}")


STORE: dict[str, Any] = {"store": True}
"""Execution options of the store's own statements."""
