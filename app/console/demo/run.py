"""The steps of the demo in the order of the day, each timed; and what is written down at the end."""

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.console.demo import (
    caring,
    centre,
    feeding,
    leaving,
    lodging,
    pictures,
    post,
    proving,
    quay,
    receiving,
    reporting,
    shelter,
    travelling,
)
from app.console.demo.officers import leave
from app.console.demo.stage import Step, clear_away
from app.console.demo.telling import on_terminal, told

STEPS: dict[str, Step] = {
    "post": post.told,
    "letters": quay.import_letters,
    "gangway": quay.receive_ship,
    "first_half": quay.recheck_first,
    "evening_screens": pictures.evening,
    "too_early": proving.close_too_early,
    "recheck": quay.recheck_rest,
    "families": shelter.tie_families,
    "health": caring.screen,
    "house": lodging.move_in,
    "supper": feeding.supper,
    "supper_screens": pictures.supper,
    "supper_closed": feeding.after_supper,
    "aid": caring.give_kit,
    "gate": caring.keep_gate,
    "shift": reporting.hand_shift_over,
    "night": shelter.first_night,
    "morning": shelter.next_morning,
    "breakfast": feeding.breakfast,
    "daily": reporting.report_day,
    "departure": travelling.board_ship,
    "handover": leaving.hand_over,
    "receiver": receiving.get_acquainted,
    "receiving": receiving.answer,
    "papers": proving.check_papers,
    "reconciliation": proving.balance,
    "closing": proving.close_ship,
    "closing_papers": reporting.report_ship,
    "centre": centre.send,
    "screens": pictures.end,
}

FEW_NAMES = 2
"""How many names a terminal shows behind each number."""


def run(out: Path) -> dict[str, Any]:
    """The whole demo into a folder; its summary."""
    clear_away(out)
    began = time.perf_counter()
    watch = [time.process_time()]
    stage = post.set_up(out)
    summary: dict[str, Any] = {"arrival": dict(stage.scene.facts["arrival"])}
    watch.append(time.process_time())
    try:
        for name, step in STEPS.items():
            summary[name] = step(stage)
            watch.append(time.process_time())
    finally:
        leave(stage)
    spent = [round(after - before, 2) for before, after in pairwise(watch)]
    summary["processor_seconds"] = dict(zip(("set_up", *STEPS), spent, strict=True))
    summary["seconds"] = round(time.perf_counter() - began, 1)
    whole = json.dumps(summary, ensure_ascii=False, indent=1, default=str)
    (out / "summary.json").write_text(whole, encoding="utf-8")
    (out / "summary.txt").write_text("\n".join(told(summary)) + "\n", encoding="utf-8")
    return summary


def on_one_screen(summary: dict[str, Any], out: Path) -> list[str]:
    """The summary for a terminal: a few names behind each number, and where the rest lies."""
    pictures = sum(len(step["pictures"]) for step in summary.values() if isinstance(step, dict) and "pictures" in step)
    where = f"{out}: surat/ (PDF), layar/ ({pictures} gambar), summary.txt (semua nama), summary.json (lengkap)"
    return [*on_terminal(summary, FEW_NAMES), where]
