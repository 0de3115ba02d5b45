"""The console's table of verbs; a verb's module is loaded when it is asked for, so that light ones start at once."""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from app.kernel.i18n import set_language

VERBS = {
    "demo": "app.console.demo.command:demo",
    "site": "app.console.site:site",
    "join": "app.console.joining:join",
    "manifest": "app.console.lists:manifest",
    "departure": "app.console.departures:departure",
    "match": "app.console.matching:match",
    "dedupe": "app.console.matching:dedupe",
    "bundle": "app.console.bundles:bundle",
    "receipt": "app.console.bundles:receipt",
    "handover": "app.console.handing:handover",
    "verify": "app.console.verify:verify",
    "reconcile": "app.console.balance:reconcile",
    "ledger": "app.console.balance:ledger",
    "report": "app.console.reporting:report",
    "figures": "app.console.declaring:figures",
    "backup": "app.console.safety:backup",
    "restore": "app.console.safety:restore",
    "doctor": "app.console.safety:doctor",
    "central": "app.console.centre:central",
    "bench": "app.console.bench.command:bench",
}


class Verbs(TyperGroup):
    """The verbs in the order of a day's work."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every verb."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb of that name, or none."""
        if cmd_name not in VERBS:
            return None
        module, _colon, name = VERBS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        command = get_group(found) if isinstance(found, typer.Typer) else get_command(_alone(cmd_name, found))
        command.name = cmd_name
        return command


def _alone(name: str, function: object) -> typer.Typer:
    made = typer.Typer(add_completion=False)
    made.command(name)(function)  # type: ignore[type-var]
    return made


app = typer.Typer(cls=Verbs, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Pulang")


@app.callback()
def _pulang() -> None:
    """Pulang di baris perintah; setiap perintah punya --help."""


def main() -> None:
    """Run one verb; 0 done, 1 refused with a reason, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language("id")
    app()
