"""Somebody on two signed papers, on screen: the same warning in the list and on both papers, settled in one step."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop.home_view import home_view
from app.handover import clashes, drafts, listing, receipt, service, terms
from app.handover.screens.clash_panel import ClashSheet
from app.handover.screens.screen import HandoverScreen
from app.kernel.clock import FixedClock
from tests.handover.samples import draft, issued
from tests.handover.screens.conftest import Settle
from tests.helpers.background import refuse_next
from tests.manifest.lists import DeskB


@pytest.fixture
def papers(screen: HandoverScreen, office: Office, stays: list[str], clock: FixedClock, tmp_path: Path) -> list[str]:
    """A paper of this desk for five, and one of desk B for two of them and a third."""
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    mine = issued(office, stays[:5]).id
    with office.write("handover.sign") as w:
        receipt.sign(w, mine)
    clock.advance(minutes=2)
    with desk_b.write() as w:
        theirs = drafts.draft(w, draft(stays[3:6]))
        service.issue(w, theirs)
    with desk_b.write() as w:
        receipt.sign(w, theirs)
    desk_b.send()
    desk_b.close()
    return [mine, theirs]


def test_warned_everywhere_and_settled_in_one_step(
    screen: HandoverScreen, office: Office, papers: list[str], settle: Settle, qtbot: QtBot
) -> None:
    review = next(one for one in home_view(office).reviews if "dua surat" in one.text)
    assert (review.count, review.screen, review.target) == (2, "handover", "list")
    assert not any("perpindahan bertentangan" in one.text for one in home_view(office).reviews)
    screen.show_target("list")
    settle()
    panel = screen.papers.clashes
    with office.read() as r:
        first, second = clashes.clashes(r)
        numbers = [listing.handover(r, paper).line.number or "" for paper in papers]
    assert panel.said.text() == first.words
    assert all(number in first.words for number in numbers)
    assert panel._more.text() == "1 orang lain menunggu keputusan yang sama."
    for paper in papers:
        screen.open_paper(paper)
        settle()
        assert not screen.paper.clashes.isHidden()
    screen.show_list()
    settle()
    panel.decide.click()
    sheet = panel.window().findChildren(ClashSheet)[-1]
    assert not sheet.yes.isEnabled()
    sheet.choice.set_value(papers[1])
    sheet.why.set_value("ditandatangani lebih dulu di kertas")
    assert sheet.yes.isEnabled()
    refuse_next(screen.papers.ops)
    sheet.yes.click()
    settle()
    assert "penuh" in sheet.refusal.words
    assert (sheet.isVisible(), sheet.paper, panel.said.text()) == (True, papers[1], first.words)
    assert sheet.reason == "ditandatangani lebih dulu di kertas"
    sheet.yes.click()
    settle()
    assert panel.said.text() == second.words
    panel._decide(second.stay_id, "", "keduanya masih di penampungan")
    settle()
    assert panel.isHidden()
    with office.read() as r:
        heads = {head.stay_id: head.outcome for head in listing.handover(r, papers[0]).heads}
    assert (heads[first.stay_id], heads[second.stay_id]) == (terms.WITHDRAWN, terms.NOT_THERE)
