"""The way leg by leg on screen: a row opens those on it, those received there, those who were not."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.departure import onway
from app.handover import receipt
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.kernel.headcount import HeadCount
from app.kernel.i18n import set_language
from app.reconciliation.legs import LegRow
from app.reconciliation.screens.legpanel import CAME, MISSED, WAITING, LegPanel
from app.reconciliation.screens.names import NamesPanel
from app.reconciliation.screens.screen import ReconciliationScreen
from app.widgets.operations import Operations
from tests.departure.quay import come, do, planned
from tests.reconciliation.screens.driving import balance_screen, settle
from tests.reconciliation.test_legs import goes, on_board, sent


@pytest.fixture
def balance(ops: Operations, office: Office, qtbot: QtBot) -> ReconciliationScreen:
    """Rekap orang."""
    made = balance_screen(office, ops)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    return made


def test_each_leg_opens_its_people_by_keyboard(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office, clock: FixedClock
) -> None:
    balance.refresh(frozenset())
    settle(ops, qtbot)
    assert not balance._legs.isVisible()
    stays = [come(office, f"Orang {number}", "LP"[number % 2]) for number in range(6)]
    view = planned(office)
    on_board(office, view, stays)
    first = sent(office, stays[:3])
    sent(office, stays[3:])
    goes(office, clock, view.legs[0], arrives=True)
    do(office, onway.leave_behind, view.legs[1].id, stays[5:], "sakit di pelabuhan")
    do(office, receipt.receive, first, Signing(outcomes={stays[0]: "tidak_hadir"}))
    balance.refresh(frozenset())
    settle(ops, qtbot)
    panel = balance._legs
    assert panel.isVisible()
    assert panel._words.text().startswith("3 orang dalam perjalanan")
    waiting, behind = panel.table.rows
    assert (waiting.count.total, behind.count.total) == (2, 1)
    panel.table.go_to(0)
    assert "2 orang (BAST NNK-A-26-" in panel._about.text()
    for which, wanted in ((WAITING, stays[3:5]), (CAME, stays[1:3]), (MISSED, stays[:1])):
        panel.which.set_value(which)
        panel.table.setFocus()
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
        settle(ops, qtbot)
        assert {head.stay_id for head in balance._names.table.rows} == set(wanted), which


@pytest.mark.parametrize("spoken", ["id", "en"])
def test_the_legs_fit_beside_the_names_on_a_small_screen(ops: Operations, qtbot: QtBot, spoken: str) -> None:
    set_language(spoken)
    names = NamesPanel()
    panel = LegPanel(ops, names, "WITA")
    for part in (names, panel):
        qtbot.addWidget(part)
    panel.resize(404, 300)
    panel.show_legs([LegRow(("", "", ""), "Kapal KM Lambelu", "", None, HeadCount(), ())])
    assert panel.minimumSizeHint().width() <= panel.width() == 404
    qtbot.waitUntil(lambda: panel.table.isVisible())
    assert panel.table.horizontalScrollBar().maximum() == 0
