"""Proof while the day goes on: the printed papers are genuine by their pictures, and everybody is accounted for."""

from typing import Any

from app.console.balance import balance_json
from app.console.demo.stage import Stage
from app.handover.verify import verify_file
from app.reconciliation.ledger import Scope, view


def check_papers(stage: Stage) -> dict[str, Any]:
    """Each paper judged from its page, as a stranger with the public keys would."""
    return {paper.name: verify_file(paper, stage.home).answer for paper in stage.papers}


def balance(stage: Stage) -> dict[str, Any]:
    """The ledger of the ship and of the whole post, with the names behind each number."""
    with stage.office.read() as r:
        ship, site = view(r, Scope(stage.batch_id)), view(r, Scope())
    return {**balance_json(ship), "site": balance_json(site)["equation"], "site_difference": site.difference}
