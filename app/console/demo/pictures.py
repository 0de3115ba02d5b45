"""Pictures of the screens at three moments: in the middle of the recheck, at supper, and when everything is done."""

import os
from pathlib import Path
from typing import Any

from app.console.demo.officers import BUDI, KEPALA, Officer, leave, seat
from app.console.demo.stage import Stage
from app.desktop import pictures
from app.desktop.pictures import Shot
from app.handover import listing
from app.handover.screens.screen import LIST
from app.registration.counts import heads_of

EVENING = "petang"
SUPPER = "malam"
LIGHT = ("light",)
"""The look of those that are shown once."""
END = "akhir"


def evening(stage: Stage) -> dict[str, Any]:
    """The board while most of the ship is checked and a few dozen still wait."""
    screens = [Shot("arrival", stage.batch_id, f"kedatangan-{EVENING}"), Shot("home", "", f"beranda-{EVENING}")]
    return _taken(stage, KEPALA, screens)


def supper(stage: Stage) -> dict[str, Any]:
    """The full house, and the counter while the last of the queue is fed: a portion given, a second one refused."""
    last, served = stage.outcomes["last_card"], stage.outcomes["served_card"]
    screens = [
        Shot("shelter", "", f"kamar-{SUPPER}", looks=LIGHT),
        Shot("meals", "", f"makan-diberi-{SUPPER}", last, LIGHT),
        Shot("meals", "", f"makan-ditolak-{SUPPER}", served, LIGHT),
    ]
    return _taken(stage, BUDI, screens)


def end(stage: Stage) -> dict[str, Any]:
    """Every other screen of the navigation, and a paper and a person on theirs."""
    seat(stage, KEPALA)
    with stage.office.read() as r:
        paper = listing.handovers(r)[-1].id
        person = heads_of(r, [stage.outcomes["newborn"]])[0].person_id or ""
    screens = [
        Shot("home", "", f"beranda-{END}"),
        Shot("people", person, f"orang-{END}", looks=LIGHT),
        Shot("handover", LIST, f"serah-terima-{END}"),
        Shot("handover", paper, f"surat-{END}", looks=LIGHT),
        Shot("reconciliation", "", f"rekonsiliasi-{END}"),
        Shot("sync", "", f"sinkron-{END}", looks=LIGHT),
        Shot("reports", stage.outcomes["first_day"].isoformat(), f"laporan-{END}", looks=LIGHT),
        Shot("settings", "", f"pengaturan-{END}", looks=LIGHT),
    ]
    return _taken(stage, KEPALA, screens)


def _taken(stage: Stage, who: Officer, shots: list[Shot]) -> dict[str, Any]:
    """The desk is left to the window meanwhile: one program at a time opens the vaults."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    leave(stage)
    visit = pictures.Visit(stage.home, who.login, who.passphrase, stage.clock)
    made = pictures.take(visit, shots, stage.folder("layar"))
    missing = [shot.name for shot in shots if not any(Path(path).stem.startswith(shot.name) for path in made)]
    return {"pictures": [str(path.relative_to(stage.out)) for path in made], "left_out": missing}
