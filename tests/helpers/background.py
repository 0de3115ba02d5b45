"""Background operations over an open office, as the wiring makes them; for tests of screens."""

from collections.abc import Callable
from typing import Any

from app.access.office import ACT, MERGE, Office
from app.kernel.errors import UserError
from app.widgets.operations import Operations


def operations_of(office: Office) -> Operations:
    """Writes and reads of this office off the GUI thread; a defect in one fails the test."""

    def write(action: str, fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        if action in (ACT, MERGE):
            return fn(office), frozenset()
        with office.write(action) as w:
            return fn(w), frozenset({action})

    def read(fn: Callable[[Any], Any]) -> Any:
        with office.read() as r:
            return fn(r)

    return Operations(write, read)


def refuse_next(ops: Operations) -> None:
    """The next write is refused as on a full disk; those after it are not."""
    run = ops._run_write

    def once(_action: str, _fn: Callable[[Any], Any]) -> tuple[Any, frozenset[str]]:
        ops._run_write = run
        raise UserError("test.full", "Ruang penyimpanan penuh.", "Kosongkan dulu, lalu ulangi.")

    ops._run_write = once
