"""Pictures of the screens at two moments: in the middle of the recheck, and when everything is done."""

import os
from pathlib import Path
from typing import Any

from app.access.unlock import unlock
from app.console.demo.post import LOGIN, PASSPHRASE
from app.console.demo.stage import Stage
from app.desktop import pictures
from app.handover import listing
from app.handover.screens.screen import LIST
from app.registration.counts import heads_of

EVENING = "petang"
END = "akhir"


def evening(stage: Stage) -> dict[str, Any]:
    """The board while most of the ship is checked and a few dozen still wait."""
    screens = [("arrival", stage.batch_id, f"kedatangan-{EVENING}"), ("home", "", f"beranda-{EVENING}")]
    return _taken(stage, screens)


def end(stage: Stage) -> dict[str, Any]:
    """Every other screen of the navigation, and a paper and a person on theirs."""
    with stage.office.read() as r:
        paper = listing.handovers(r)[-1].id
        person = heads_of(r, [stage.outcomes["newborn"]])[0].person_id or ""
    screens = [
        ("home", "", f"beranda-{END}"),
        ("people", person, f"orang-{END}"),
        ("handover", LIST, f"serah-terima-{END}"),
        ("handover", paper, f"surat-{END}"),
        ("reconciliation", "", f"rekonsiliasi-{END}"),
        ("sync", "", f"sinkron-{END}"),
        ("settings", "", f"pengaturan-{END}"),
    ]
    return _taken(stage, screens)


def _taken(stage: Stage, screens: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The desk is left to the window meanwhile: one program at a time opens the vaults."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    stage.office.lock()
    visit = pictures.Visit(stage.home, LOGIN, PASSPHRASE, stage.clock)
    shots = [pictures.Shot(*one) for one in screens]
    try:
        made = pictures.take(visit, shots, stage.folder("layar"))
    finally:
        stage.office = unlock(stage.home, LOGIN, PASSPHRASE, stage.clock)
    missing = [name for _screen, _target, name in screens if not any(Path(path).stem.startswith(name) for path in made)]
    return {"pictures": [str(path.relative_to(stage.out)) for path in made], "left_out": missing}
