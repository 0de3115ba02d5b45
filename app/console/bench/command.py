"""The verb that takes the figures and tells them as JSON."""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from app.console.bench import bundles, journey, lists, papers, quay, start
from app.console.bench.measuring import Figure
from app.console.frame import JsonOption, people, verb
from app.kernel.errors import UserError
from app.kernel.i18n import _

Measure = Callable[[Path, int], Iterator[Figure]]
MEASURES: dict[str, Measure] = {
    "start": start.measure,
    "lists": lists.measure,
    "work": quay.measure,
    "bast": papers.measure,
    "departure": journey.measure,
    "bundle": bundles.measure,
}


@verb
def bench(
    only: Annotated[list[str] | None, typer.Option("--only", help=", ".join(MEASURES))] = None,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Median dari sekian kali")] = 5,
    as_json: JsonOption = False,
) -> dict[str, Any]:
    """Ukur kecepatan di laptop ini, tiap angka di samping batas atau pembandingnya."""
    unknown = set(only or ()) - set(MEASURES)
    if unknown:
        raise UserError(
            "bench.unknown", _("Ukuran ini tidak dikenal: {names}.").format(names=", ".join(sorted(unknown)))
        )
    figures = [figure for name in only or MEASURES for figure in _taken(name, runs)]
    return {
        "machine": _machine(),
        "python": platform.python_version(),
        "runs": runs,
        "all_within": all(figure.within for figure in figures),
        "figures": [figure.as_json() for figure in figures],
    }


def _machine() -> dict[str, Any]:
    """Where the figures were taken; on a busy machine (`load` over `cores`) times of the wall clock say little."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count(), "load": load}


def _taken(name: str, runs: int) -> list[Figure]:
    people.print(name, style="dim")
    with tempfile.TemporaryDirectory(prefix="pulang-bench-") as folder:
        return list(MEASURES[name](Path(folder), runs))
