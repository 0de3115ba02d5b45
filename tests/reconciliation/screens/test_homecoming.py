"""Tiba dan pulang by keyboard: every number its names, every name its documents, closing, explaining, the paper."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.handover.terms import Signing
from app.kernel.clock import FixedClock
from app.reconciliation import closing
from app.reconciliation.rules.spans import OTHER, Span
from app.reconciliation.screens.asking import VouchSheet
from app.reconciliation.screens.chainsheet import ChainSheet
from app.reconciliation.screens.explainsheet import ExplainSheet, RecordDialog, SignersSheet
from app.reconciliation.screens.homecoming import HomecomingContext, HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.registration import heads
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from tests.helpers.office import landed
from tests.helpers.office import ship as tied_up
from tests.helpers.watchdog import Watchdog
from tests.reconciliation.quay import Quay
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK, close_week, later, week_over


@pytest.fixture
def home(ops: Operations, office: Office, qtbot: QtBot) -> HomecomingScreen:
    """The screen for the kepala, with nothing read yet."""
    context = HomecomingContext(
        office.may, lambda: office.actor.name, lambda: office.actor.user_id, office.clock.now, "WITA"
    )
    made = HomecomingScreen(ops, context)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    return made


@pytest.fixture
def dialogs(home: HomecomingScreen) -> Iterator[list[QDialog]]:
    """Whatever is left open over the screen is closed at the end."""
    yield []
    for each in home.findChildren(QDialog):
        each.close()


def settle(ops: Operations, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)


def show(home: HomecomingScreen, ops: Operations, qtbot: QtBot, group: str = "kapal") -> None:
    home._choose(Chosen(OTHER, group, Span(WEEK.start, WEEK.end)))
    settle(ops, qtbot)
    home.show()


def values(home: HomecomingScreen) -> dict[str, int]:
    return {bar.text: bar.value for bar in home._chart.bars}


def texts(home: HomecomingScreen) -> list[str]:
    return [each.text() for each in home.findChildren(QLabel) if each.text() and not each.isHidden()]


def open_names(home: HomecomingScreen, ops: Operations, qtbot: QtBot, steps: int) -> None:
    for _each in range(steps):
        qtbot.keyClick(home._chart, Qt.Key.Key_Down)
    qtbot.keyClick(home._chart, Qt.Key.Key_Return)
    settle(ops, qtbot)


def test_every_number_opens_its_names_and_every_name_its_documents(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office, dialogs: list[QDialog]
) -> None:
    quay, stays = four(office)
    quay.received(quay.handed_over(stays[:2]), Signing())
    quay.handed_over(stays[2:3])
    show(home, ops, qtbot)
    assert values(home) == {"Tiba": 4, "Sampai di rumah": -2, "Dalam perjalanan": -1, "Masih di pos": 1}
    open_names(home, ops, qtbot, 1)
    assert {head.stay_id for head in home._names.table.rows} == set(stays[:2])
    home._names.table.go_to(0)
    qtbot.keyClick(home._names.table, Qt.Key.Key_Return)
    settle(ops, qtbot)
    (sheet,) = home.findChildren(ChainSheet)
    said = [step.text for step in sheet.steps]
    assert said[0].startswith("Surat ")
    assert said[1:] == [
        "Diperiksa: Hadir, data cocok",
        "Tiba → Belum masuk penampungan",
        "Belum masuk penampungan → Dalam perjalanan",
        "Dalam perjalanan → Sampai di daerah tujuan",
    ]
    with qtbot.waitSignal(home.go) as went:
        sheet.yes.click()
    assert went.args is not None
    assert went.args[0] == "people"


def test_a_row_of_the_table_shows_its_own_flow(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    four(office)
    second = Quay.at(office, "KM Mid East")
    second.letter(Quay.counted(1), 1)
    second.confirm(second.lines)
    show(home, ops, qtbot)
    rows = [row.title for row in home._rows.table.rows]
    assert rows[0] == "Seluruhnya"
    home._rows.table.go_to(rows.index("KM Mid East, 23-01-2026"))
    settle(ops, qtbot)
    assert values(home) == {"Tiba": 1, "Masih di pos": 1}
    assert home._names.accessibleName() == "KM Mid East, 23-01-2026: Datang: 1 orang"


def test_a_period_is_explained_vouched_for_closed_and_printed(
    home: HomecomingScreen,
    ops: Operations,
    qtbot: QtBot,
    office: Office,
    clock: FixedClock,
    dialogs: list[QDialog],
) -> None:
    four(office)
    later(office, clock, 4)
    show(home, ops, qtbot)
    home.close_or_open()
    vouch = home.findChildren(VouchSheet)[-1]
    assert not vouch.yes.isEnabled()
    vouch.reject()
    explain = next(each for each in home._checks.findChildren(QPushButton) if each.text() == "Jelaskan")
    explain.click()
    sheet = home.findChildren(ExplainSheet)[-1]
    sheet.reason.set_value("lainnya")
    assert not sheet.yes.isEnabled()
    sheet.note.set_value("kapal masih membongkar barang")
    sheet.yes.click()
    settle(ops, qtbot)
    assert any("kapal masih membongkar barang – Siti Aminah" in text for text in texts(home))
    home.close_or_open()
    next(each for each in reversed(home.findChildren(Sheet)) if each.windowTitle().startswith("Tutup")).yes.click()
    settle(ops, qtbot)
    assert "ditutup" in texts(home)
    home._record.print_latest()
    settle(ops, qtbot)
    signers = home.findChildren(SignersSheet)[-1]
    signers.head.set_value("Drs. Amiruddin Rahman, M.Si.")
    signers.yes.click()
    settle(ops, qtbot)
    assert home.findChildren(RecordDialog)


def test_what_changed_a_closed_period_is_in_sight(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office, clock: FixedClock
) -> None:
    quay, stays = week_over(office, clock)
    close_week(office)
    with office.write("reconciliation.close") as w:
        closing.reopen(w, quay.batch_id, "satu orang ternyata tidak naik kapal")
    with office.write("registration.withdraw") as w:
        heads.withdraw(w, stays[3], "tidak pernah turun")
    show(home, ops, qtbot)
    assert "ditutup, ada penyesuaian" in texts(home)
    assert "Penyesuaian sesudah penutupan: 1 orang" in texts(home)
    assert any(text.startswith("Saat ditutup: 0 saldo awal + 4 tiba") for text in texts(home))
    (one,) = home._adjusted.table.rows
    assert one.stay_id == stays[3]


def test_170_people_never_hold_the_window_up(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    landed(office, tied_up(office), 170)
    show(home, ops, qtbot)
    watchdog = Watchdog()
    watchdog.start()
    for group in ("provinsi", "bulan", "kapal"):
        with watchdog.act(group):
            home._choose(Chosen(OTHER, group, Span(date(2026, 1, 1), date(2026, 6, 30))))
        settle(ops, qtbot)
    with watchdog.act("names"):
        qtbot.keyClick(home._chart, Qt.Key.Key_Return)
    settle(ops, qtbot)
    watchdog.stop()
    assert watchdog.longest.milliseconds < 100, watchdog.longest
    assert len(home._names.table.rows) == 170
