"""Bringing a vault's tables to this version: one file per step, the vault copied first, a newer one refused."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, text

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.store import textindex

if TYPE_CHECKING:
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

_FOLDER = Path(__file__).parent


def _script() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory  # loaded only when a vault has to change: half a second

    return ScriptDirectory(str(_FOLDER))


def upgrade(engine: Engine, vault: str, path: Path | None = None) -> None:
    """Bring a vault to the newest tables; `path` is copied before a change and put back when a step fails.

    UserError when a newer version of the application wrote the vault.
    """
    with engine.connect() as connection:
        present = current_version(connection)
    if present == (newest() or None):
        return
    script = _script()
    if present is not None and present not in {step.revision for step in script.walk_revisions()}:
        raise UserError(
            "vault.newer",
            _("Data ini ditulis oleh Pulang versi lebih baru; tidak dibuka dan tidak diubah."),
            _("Pasang versi terbaru Pulang di laptop ini, lalu buka lagi."),
        )
    if path is None or present is None:
        _run(engine, script, vault, newest())
        return
    with _restored_on_failure(engine, path):
        _run(engine, script, vault, newest())


def newest() -> str:
    """The last step this version knows; told by the file names, so that opening a vault loads no step."""
    return max((path.stem.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py")), default="")


def migrate_to(engine: Engine, vault: str, target: str) -> None:
    """Go to another step, up or down; `base` is before the first."""
    script = _script()
    with engine.connect() as connection:
        present = current_version(connection)
    steps = [step.revision for step in script.walk_revisions()]
    down = target == "base" or (present is not None and steps.index(target) > steps.index(present))
    _run(engine, script, vault, target, down=down)


def current_version(connection: Connection) -> str | None:
    """The step a vault stands at; None for an empty one."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _run(engine: Engine, script: "ScriptDirectory", vault: str, target: str, *, down: bool = False) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    def steps(revision: Any, _context: "MigrationContext") -> Any:
        return script._downgrade_revs(target, revision) if down else script._upgrade_revs(target, revision)

    with engine.connect().execution_options(writing=True, store=True) as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"fn": steps, "render_as_batch": True})
        with Operations.context(context):
            context.run_migrations(vault=vault)
        if vault == "general" and not down:
            textindex.create(connection)


@contextmanager
def _restored_on_failure(engine: Engine, path: Path) -> Iterator[None]:
    """Copy the file beside itself; put the copy back when anything fails, drop it when all is well."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    copy = path.with_name(path.name + ".before-upgrade")
    shutil.copy2(path, copy)
    try:
        yield
    except BaseException:
        engine.dispose()
        for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        copy.replace(path)
        raise
    copy.unlink()
