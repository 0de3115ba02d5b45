"""Rekonsiliasi by keyboard: bars open names, findings lead on, closing refuses, is vouched for, and is undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.manifest import letters
from app.manifest.letters import Letter
from app.reconciliation.screens.asking import VouchSheet
from app.reconciliation.screens.chainsheet import ChainSheet
from app.reconciliation.screens.screen import ReconciliationContext, ReconciliationScreen
from app.registration import heads
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from tests.reconciliation.quay import Quay


def half_checked(office: Office) -> Quay:
    """Three on the list, two checked, one of them in hospital."""
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=3), 2, 1)
    stays = quay.confirm(quay.lines[:2])
    quay.leaves(stays[0], "rumah_sakit")
    return quay


def show(screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, target: str = "") -> None:
    screen.refresh(frozenset())
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    if target:
        screen.show_target(target)
        qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    screen.show()


def texts(screen: ReconciliationScreen) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.text() and not each.isHidden()]


def pressable(screen: ReconciliationScreen, text: str) -> QPushButton:
    return next(each for each in screen.findChildren(QPushButton) if each.text() == text)


def shown_names(screen: ReconciliationScreen) -> list[str]:
    return [head.display for head in screen._names.table.rows]


def vouching(screen: ReconciliationScreen) -> VouchSheet:
    screen.close_or_open()
    return screen.findChildren(VouchSheet)[-1]


def test_every_bar_opens_the_names_behind_it(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    half_checked(office)
    show(screen, ops, qtbot)
    assert [bar.id for bar in screen._chart.bars] == ["tiba", "rumah_sakit", "hadir"]
    assert [bar.value for bar in screen._chart.bars] == [2, -1, 1]
    qtbot.keyClick(screen._chart, Qt.Key.Key_Down)
    qtbot.keyClick(screen._chart, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert screen._names.accessibleName() == "Di rumah sakit: 1 orang"
    assert len(shown_names(screen)) == 1
    screen._names.table.go_to(0)
    qtbot.keyClick(screen._names.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    (sheet,) = screen.findChildren(ChainSheet)
    assert [step.text for step in sheet.steps][-1].endswith("→ Di rumah sakit")
    with qtbot.waitSignal(screen.go) as went:
        sheet.yes.click()
    with office.read() as r:
        stay = screen._names.table.rows[0].stay_id
        assert went.args == ["people", heads.stay_of(r, stay).person_id]


def test_a_ship_shows_its_three_columns_and_what_is_left(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = half_checked(office)
    show(screen, ops, qtbot, quay.batch_id)
    said = texts(screen)
    assert "KM Purnama Ekspres: 1 nama di daftar belum diperiksa." in said
    assert "Surat 3, diperiksa 2: kurang 1." in said
    with qtbot.waitSignal(screen.go) as went:
        pressable(screen, "Buka Kedatangan").click()
    assert went.args == ["arrival", quay.batch_id]


def test_the_names_behind_a_finding(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=2), 1, 0, 0, 1)
    quay.confirm(quay.lines)
    show(screen, ops, qtbot)
    pressable(screen, "Lihat namanya").click()
    assert screen._names.accessibleName() == "1 orang belum diketahui jenis kelaminnya: 1 orang"
    assert len(shown_names(screen)) == 1
    sheet, [name] = vouching(screen), shown_names(screen)
    assert sheet.windowTitle() == "Hari ini belum boleh ditutup"
    asked = " ".join(each.text() for each in sheet.findChildren(QLabel))
    assert f"1 orang belum diketahui jenis kelaminnya. {name}." in asked
    assert "Belum ada yang ditutup. Selesaikan dulu itu" in asked
    sheet.reject()


def test_closing_asks_for_a_name_and_a_reason_while_it_does_not_agree(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = half_checked(office)
    show(screen, ops, qtbot, quay.batch_id)
    sheet = vouching(screen)
    assert sheet.by.value() == "Siti Aminah"
    assert not sheet.yes.isEnabled()
    sheet.reason.set_value("Satu orang turun di Tarakan.")
    assert sheet.yes.isEnabled()
    sheet.yes.click()
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert "Atas tanggung jawab Siti Aminah: Satu orang turun di Tarakan." in texts(screen)
    assert "ditutup" in texts(screen)
    with office.read() as r:
        assert not letters.batch(r, quay.batch_id).open


def test_a_closed_ship_is_opened_again_with_a_reason(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = Quay.at(office)
    quay.letter(Letter(stated_total=1), 1)
    quay.confirm(quay.lines)
    show(screen, ops, qtbot, quay.batch_id)
    screen.close_or_open()
    screen.findChildren(Sheet)[-1].yes.click()
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert pressable(screen, "Buka kembali").isEnabled()
    screen._reopen("penumpang ketiga ditemukan")
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert "Dibuka kembali: penumpang ketiga ditemukan" in texts(screen)
    with office.read() as r:
        assert letters.batch(r, quay.batch_id).open


def test_a_reason_half_typed_survives_the_lock(
    screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = half_checked(office)
    show(screen, ops, qtbot, quay.batch_id)
    sheet = vouching(screen)
    sheet.reason.set_value("Satu orang turun di Tara")
    sheet.reject()
    kept = screen.draft()
    other = ReconciliationScreen(ops, screen._context)
    qtbot.addWidget(other)
    other.restore(kept)
    qtbot.waitUntil(lambda: ops.idle, timeout=20_000)
    assert vouching(other).typed == ("Siti Aminah", "Satu orang turun di Tara")


def test_who_may_not_close_is_not_offered_it(ops: Operations, qtbot: QtBot, office: Office) -> None:
    half_checked(office)
    other = ReconciliationScreen(ops, ReconciliationContext(lambda _permission: False, lambda: "Rahma", "WITA"))
    qtbot.addWidget(other)
    show(other, ops, qtbot)
    assert other.handlers() == {}
    assert other._act.isHidden()
