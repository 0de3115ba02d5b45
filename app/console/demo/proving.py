"""Proof while the day goes on: the printed papers are genuine by their pictures, and everybody is accounted for."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.console.balance import balance_json
from app.console.demo.officers import KEPALA, seat
from app.console.demo.stage import Stage
from app.handover.verify import verify_file
from app.kernel.errors import UserError
from app.printing.preview import page_images
from app.reconciliation.closing import close
from app.reconciliation.ledger import Scope, view

DPI = 150


def check_papers(stage: Stage) -> dict[str, Any]:
    """Each paper judged from a picture of its page, as a stranger with the public keys would."""
    return {paper.name: _judged(stage, paper) for paper in stage.papers}


def _judged(stage: Stage, paper: Path) -> str:
    """The answer for its first page, which carries the code."""
    with TemporaryDirectory() as folder:
        picture = Path(folder, "halaman.png")
        next(page_images(paper.read_bytes(), DPI, most=1)).save(picture)
        return verify_file(picture, stage.home).answer


def close_too_early(stage: Stage) -> dict[str, Any]:
    """In the evening the ship may not be closed: some are not checked yet; the sentence that says so."""
    seat(stage, KEPALA)
    try:
        with stage.office.write("reconciliation.close") as w:
            close(w, Scope(stage.batch_id))
    except UserError as error:
        return {"code": error.code, "refused": error.text}
    return {"code": "", "refused": ""}


def close_ship(stage: Stage) -> dict[str, Any]:
    """Everybody is accounted for, so the kepala closes the ship."""
    with stage.office.write("reconciliation.close") as w:
        closed = close(w, Scope(stage.batch_id))
    return {"difference": closed.difference, "words": closed.words, "by": closed.by}


def balance(stage: Stage) -> dict[str, Any]:
    """The ledger of the ship and of the whole post, with the names behind each number."""
    with stage.office.read() as r:
        ship, site = view(r, Scope(stage.batch_id)), view(r, Scope())
        told = balance_json(r, ship)
    return {**told, "site": site.balance.text, "site_difference": site.difference}
