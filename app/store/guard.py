"""No statement changes a vault except through the store: what bypasses the journal is refused."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, event

_CHANGING = re.compile(r"^WITH\b.*\b(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b|^PRAGMA\b[^(]*=", re.DOTALL)
_READING = ("SELECT", "WITH", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SHOW")


class BypassError(RuntimeError):
    """A defect: somebody wrote around the journal."""


def guard(engine: Engine) -> None:
    """Refuse writing statements on connections the store has not opened for its own writing."""

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(conn: Connection, *given: Any) -> None:
        _cursor, statement, _params, context, _many = given
        options = context.execution_options if context is not None else conn.get_execution_options()
        said = statement.lstrip().upper()
        if not options.get("store") and (not said.startswith(_READING) or _CHANGING.search(said)):
            raise BypassError(f"written around the journal: {statement[:60]}")


STORE: dict[str, Any] = {"store": True}
"""Execution options of the store's own statements."""
