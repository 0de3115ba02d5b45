"""The console's table of verbs."""

import sys

import typer

from app import tables
from app.console.balance import reconcile
from app.console.lists import dedupe, manifest, match
from app.console.site import site
from app.kernel.i18n import set_language

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Pulang")
app.add_typer(site, name="site")
app.add_typer(manifest, name="manifest")
app.command("match")(match)
app.command("dedupe")(dedupe)
app.command("reconcile")(reconcile)


def main() -> None:
    """Run one verb; 0 done, 1 refused with a reason, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language("id")
    app()


TABLES = tables.ALL
"""Every slice's tables are declared before a vault is opened."""
