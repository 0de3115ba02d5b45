"""What every verb shares: the home folder, JSON output, and how a refusal is told; light, for it starts every verb."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import platformdirs
import typer
from rich.console import Console

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home

P = ParamSpec("P")

HomeOption = Annotated[Path | None, typer.Option("--home", help="Folder data pos ini", metavar="DIR")]
JsonOption = Annotated[bool, typer.Option("--json", help="Hasil sebagai satu objek JSON")]
LoginOption = Annotated[str, typer.Option("--login", help="Nama masuk; satu-satunya bila dikosongkan")]
PassphraseOption = Annotated[
    Path | None, typer.Option("--passphrase-file", help="Berkas berisi kata sandi", metavar="FILE")
]

people = Console(stderr=True, highlight=False)
"""Messages for people; standard output is for the result."""

REFUSED = 1


def home_of(folder: Path | None) -> Home:
    """The data folder: as given, as PULANG_HOME says, or the user's own."""
    given = folder or os.environ.get("PULANG_HOME")
    return Home(Path(given) if given else Path(platformdirs.user_data_dir("pulang", appauthor=False)))


def verb(command: Callable[P, Mapping[str, Any] | None]) -> Callable[P, None]:
    """Run a verb: its mapping is the result; a UserError is a refusal with exit code 1, told in words or JSON.

    A result with an `error` of its own (a paper that is not genuine, a bundle the centre refused) is a refusal too.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.get("as_json"))
        try:
            result = command(*args, **kwargs)
        except UserError as error:
            refuse(error, as_json)
            raise typer.Exit(REFUSED) from error
        if result is not None:
            show(result, as_json)
            if "error" in result:
                raise typer.Exit(REFUSED)

    return run


def show(result: Mapping[str, Any], as_json: bool) -> None:
    """The result: one JSON object, or one line per fact."""
    if as_json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, default=str) + "\n")
        return
    for line in _lines({key: value for key, value in result.items() if key != "error"}):
        sys.stdout.write(line + "\n")
    if "error" in result:
        refuse(UserError(**result["error"]), as_json)


def refuse(error: UserError, as_json: bool) -> None:
    """Tell a refusal."""
    if as_json:
        sys.stdout.write(json.dumps({"error": error.as_json()}, ensure_ascii=False) + "\n")
        return
    people.print(f"[bold]{error.text}[/bold]")
    if error.hint:
        people.print(error.hint)


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(item, Mapping | list | tuple) and item:
                yield f"{indent}{key}:"
                yield from _lines(item, indent + "  ")
            else:
                yield f"{indent}{key}: {_plain(item)}"
    elif isinstance(value, list | tuple):
        for item in value:
            inner = list(_lines(item, indent + "  "))
            yield from [f"{indent}- {inner[0].strip()}", *inner[1:]] if inner else []
    else:
        yield f"{indent}{_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return "-" if value is None or value in ([], (), {}) else str(value)


def existing(path: Path) -> Path:
    """A file that is there; UserError otherwise."""
    if not path.is_file():
        raise UserError(
            "console.no_file",
            _("Berkas {name} tidak ada.").format(name=path),
            _("Periksa nama dan foldernya."),
        )
    return path
