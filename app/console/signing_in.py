"""Who signs in for a verb that opens the vaults: the passphrase from a file, from the environment, or asked for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from app import tables
from app.access.office import Office
from app.access.unlock import logins, unlock
from app.kernel.clock import SystemClock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home
from app.sync.reading import open_inbox

TABLES = tables.ALL
"""Every slice's tables are declared before a vault is opened."""


@contextmanager
def signed_in(home: Home, login: str, passphrase_file: Path | None) -> Iterator[Office]:
    """The open desk of one person; the passphrase from a file, from PULANG_PASSPHRASE_FILE, or asked for."""
    name = login or _only_login(home)
    with unlock(home, name, read_passphrase(passphrase_file), SystemClock()) as office:
        open_inbox(office)
        yield office


def _only_login(home: Home) -> str:
    known = logins(home)
    if len(known) != 1:
        raise UserError(
            "console.login",
            _("Di laptop ini ada beberapa pengguna; belum jelas siapa yang masuk."),
            _("Tambahkan --login diikuti salah satu: {names}.").format(names=", ".join(known)),
        )
    return known[0]


def read_passphrase(file: Path | None, prompt: str = "") -> str:
    """The passphrase from a file's first line, or typed unseen."""
    named = file or os.environ.get("PULANG_PASSPHRASE_FILE")
    if named is None:
        typed: str = typer.prompt(prompt or _("Kata sandi"), hide_input=True, err=True)
        return typed
    try:
        return Path(named).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "console.passphrase_file",
            _("Berkas kata sandi {name} tidak dapat dibaca.").format(name=named),
            _("Periksa nama berkasnya."),
        ) from error
