"""The verb that shows the main job on a sample ship and leaves its papers, pictures, bundle and receipt in a folder."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from app import tables
from app.console.demo.run import on_one_screen, run
from app.console.frame import JsonOption, verb

TABLES = tables.ALL
"""Every slice's tables are declared before a vault is made."""


@verb
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder kosong untuk hasil demo", metavar="DIR")],
    as_json: JsonOption = False,
) -> dict[str, Any] | None:
    """Jalankan pekerjaan utama pada kapal contoh: dari pos kosong sampai tanda terima pusat."""
    folder = out.resolve()
    summary = run(folder)
    if as_json:
        return summary
    sys.stdout.write("\n".join(on_one_screen(summary, folder)) + "\n")
    return None
