"""The steps of the demo in the order of the day, each timed; and what is written down at the end."""

import json
import textwrap
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.console.demo import centre, leaving, pictures, post, proving, quay, shelter, travelling
from app.console.demo.stage import Step, clear_away

STEPS: dict[str, Step] = {
    "post": post.told,
    "letters": quay.import_letters,
    "gangway": quay.receive_ship,
    "first_half": quay.recheck_first,
    "evening_screens": pictures.evening,
    "too_early": proving.close_too_early,
    "recheck": quay.recheck_rest,
    "night": shelter.first_night,
    "morning": shelter.next_morning,
    "departure": travelling.board_ship,
    "handover": leaving.hand_over,
    "papers": proving.check_papers,
    "reconciliation": proving.balance,
    "closing": proving.close_ship,
    "centre": centre.send,
    "screens": pictures.end,
}

FEW_NAMES = 2
"""How many names a terminal shows behind each number."""
TERMINAL = 120
"""Letters of a line on a terminal."""


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
        stage.office.lock()
    spent = [round(after - before, 2) for before, after in pairwise(watch)]
    summary["processor_seconds"] = dict(zip(("set_up", *STEPS), spent, strict=True))
    summary["seconds"] = round(time.perf_counter() - began, 1)
    whole = json.dumps(summary, ensure_ascii=False, indent=1, default=str)
    (out / "summary.json").write_text(whole, encoding="utf-8")
    (out / "summary.txt").write_text("\n".join(told(summary)) + "\n", encoding="utf-8")
    return summary


def on_one_screen(summary: dict[str, Any], out: Path) -> list[str]:
    """The summary for a terminal: a few names behind each number, and where the rest lies."""
    pictures = len(summary["screens"]["pictures"])
    where = f"{out}: surat/ (PDF), layar/ ({pictures} gambar), summary.txt (semua nama), summary.json (lengkap)"
    return [*told(summary, most=FEW_NAMES), "", where]


def told(summary: dict[str, Any], most: int | None = None) -> Iterator[str]:
    """The summary in words; `most` names behind each number, all of them when it is None."""
    letters, recheck, balance, centre = (summary[name] for name in ("letters", "recheck", "reconciliation", "centre"))
    yield f"{summary['post']['site']}: {summary['arrival']['ship']}"
    yield ""
    for name, taken in letters.items():
        yield f"{name}: {taken['lines']} orang, {taken['set_aside']} baris disisihkan, {taken['sealed']} isian disegel"
    yield f"Hitung dermaga: {summary['gangway']['total']} orang"
    kinds = recheck["by_matcher"]
    yield f"Pencocokan: {kinds['match']} yakin, {kinds['review']} ditanyakan, {kinds['none']} tidak ada di daftar"
    yield from textwrap.wrap(recheck["words"], TERMINAL)
    night = summary["night"]
    yield f"Malam: {night['called_at_first']} ternyata {night['named']}; lahir {night['born']}"
    way = summary["departure"]
    yield f"{way['title']}: {way['aboard']} orang naik dengan {way['scanned']} kartu; manifes {way['manifest']}"
    yield ""
    for paper in summary["handover"]["basts"]:
        yield (
            f"{paper['number']} ({paper['paper']}) kepada {paper['receiver']}: {paper['counts']['total']} orang, "
            f"{paper['state']}; kode pendek {paper['short_code']}; {summary['papers'][Path(paper['pdf']).name]}"
        )
    yield ""
    yield balance["equation"]
    for account in balance["accounts"]:
        yield f"  {account['account']} {account['count']['total']}: {_named(account['people'], most)}"
    yield ""
    yield f"Berkas kiriman: {centre['bundle']}, {centre['entries']} catatan"
    yield f"Pusat: {centre['centre']}"
    yield f"Sesudah tanda terima: {centre['standing']}"
    yield f"Waktu: {summary['seconds']} detik"


def _named(people: list[dict[str, Any]], most: int | None) -> str:
    shown = ", ".join(person["name"] for person in people[:most])
    more = len(people) - (len(people) if most is None else most)
    return f"{shown} … dan {more} orang lagi" if more > 0 else shown
