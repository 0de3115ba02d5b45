"""In the window: two movements after one are settled by a person, and who left unseen is chased at the gate."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.desktop.window import Window
from app.kernel.clock import FixedClock
from app.reconciliation.balance_of import LedgerScope, balances
from app.reconciliation.screens.homecoming import HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.screen import ReconciliationScreen
from app.registration import exits
from app.registration.screens.screen import PeopleScreen
from app.shelter import presence
from app.shelter.screens.gate import GateScreen
from app.widgets.asking import Asked
from app.widgets.fields import ChoiceField, NoteField
from app.widgets.operations import Operations
from app.widgets.theme import Theme
from tests.manifest.lists import DeskB
from tests.reconciliation.screens.driving import press, settle, sheet, texts, window_of
from tests.reconciliation.test_ledger import four

CONFLICT = "1 catatan perpindahan bertentangan dan menunggu keputusan."


@pytest.fixture
def window(office: Office, ops: Operations, theme: Theme, qtbot: QtBot) -> Iterator[Window]:
    """The frame as people see it."""
    made = window_of(office, ops, theme)
    qtbot.addWidget(made)
    yield made
    for each in made.findChildren(QDialog):
        each.close()
    made.messages.dismiss()


def test_one_of_two_contradicting_movements_counts_until_a_person_settles_it(
    window: Window, office: Office, ops: Operations, qtbot: QtBot, clock: FixedClock, tmp_path: Path
) -> None:
    quay, stays = four(office)
    desk_b = DeskB.beside(office, tmp_path / "b.vault")
    clock.advance(minutes=1)
    quay.leaves(stays[0], "rumah_sakit")
    clock.advance(minutes=1)
    with desk_b.write("registration.leave") as w:
        exits.leave(w, stays[0], "pulang_mandiri", "dijemput kakaknya")
    desk_b.send()
    desk_b.close()
    with office.read() as r:
        seen = balances(r, LedgerScope())
        closing = {code: total.closing.total for code, total in seen.totals.items()}
    assert (closing.get("rumah_sakit", 0) + closing.get("pulang_mandiri", 0), seen.equation.difference) == (1, 0)
    window.host.go("reconciliation")
    settle(ops, qtbot)
    balance = window.host.current
    assert isinstance(balance, ReconciliationScreen)
    assert CONFLICT in texts(balance)
    press(balance._checks, "Buka Orang")
    settle(ops, qtbot)
    page = window.host.current
    assert isinstance(page, PeopleScreen)
    assert page.view.page is not None
    assert page.view.page.stay_id == stays[0]
    verb = next(each for each in page.view.header.menu.actions() if each.data() == "settle")
    verb.trigger()
    settle(ops, qtbot)
    asked = sheet(window, Asked)
    (movement,), (reason,) = asked.findChildren(ChoiceField), asked.findChildren(NoteField)
    ways = {movement.box.itemText(place): movement.box.itemData(place) for place in range(movement.box.count())}
    movement.set_value(next(code for text, code in ways.items() if "mandiri" in text))
    assert not asked.yes.isEnabled()
    reason.set_value("kakaknya menelepon dari Bone")
    asked.yes.click()
    settle(ops, qtbot)
    window.host.go("reconciliation")
    settle(ops, qtbot)
    assert CONFLICT not in texts(balance)
    with office.read() as r:
        totals = balances(r, LedgerScope()).totals
    assert totals["pulang_mandiri"].closing.total == 1
    assert "rumah_sakit" not in totals


def test_who_went_out_and_never_came_in_again_is_a_finding_that_leads_to_the_gate(
    window: Window, office: Office, ops: Operations, qtbot: QtBot, clock: FixedClock
) -> None:
    _quay, stays = four(office)
    for stay in stays[1:]:
        with office.write("shelter.presence") as w:
            presence.record(w, stay, "masuk")
    with office.write("shelter.presence") as w:
        presence.record(w, stays[0], "masuk")
        presence.record(w, stays[0], "keluar")
    clock.advance(hours=30)
    window.host.go("homecoming")
    home = window.host.current
    assert isinstance(home, HomecomingScreen)
    home._choose(Chosen())
    settle(ops, qtbot)
    (said,) = (text for text in texts(home) if "lama tidak terlihat" in text)
    (check,) = (one for one in (home._state.checks if home._state else ()) if one.finding.text == said)
    assert stays[0] in {head.stay_id for head in check.heads}
    press(home._checks, "Buka Gerbang")
    settle(ops, qtbot)
    gate = window.host.current
    assert isinstance(gate, GateScreen)
    assert stays[0] in {one.head.stay_id for one in gate.chase.table.rows}
