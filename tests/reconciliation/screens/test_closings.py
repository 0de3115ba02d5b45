"""What follows a closing, on screen: what changed it, its paper, the scan of the paper, and what it rests on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.reconciliation import closing, recording, scans, stating
from app.reconciliation.ledger import Scope
from app.reconciliation.recording import Signers
from app.reconciliation.rules.spans import OTHER, Span
from app.reconciliation.screens.closingacts import AdjustmentsSheet
from app.reconciliation.screens.explainsheet import ExplainSheet, RecordDialog, SignersSheet
from app.reconciliation.screens.homecoming import HomecomingScreen
from app.reconciliation.screens.homestate import Chosen
from app.reconciliation.screens.screen import ReconciliationScreen
from app.reconciliation.stating import Stated
from app.registration import heads, people
from app.widgets.dialogs import Sheet
from app.widgets.operations import Operations
from app.widgets.scan_dialog import ScanDialog
from tests.helpers.background import refuse_next
from tests.reconciliation.quay import Quay
from tests.reconciliation.screens.driving import (
    PDF,
    balance_screen,
    buttons,
    give_reason,
    home_screen,
    press,
    scan_in,
    settle,
    sheet,
    texts,
)
from tests.reconciliation.test_ledger import four
from tests.reconciliation.test_periods import WEEK, close_ship, close_week, later, week_over
from tests.reconciliation.test_postings import next_day

STANDS = "Ini sudah ditutup dengan catatan itu; tidak ada yang dicabut."


@pytest.fixture
def balance(ops: Operations, office: Office, qtbot: QtBot) -> Iterator[ReconciliationScreen]:
    """Rekap orang with a place for scans; whatever is left open over it is closed at the end."""
    made = balance_screen(office, ops)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    yield made
    for each in made.findChildren(QDialog):
        each.close()


@pytest.fixture
def home(ops: Operations, office: Office, qtbot: QtBot) -> Iterator[HomecomingScreen]:
    """Tiba dan pulang with a place for scans."""
    made = home_screen(office, ops)
    qtbot.addWidget(made)
    made.resize(1160, 640)
    made.show()
    yield made
    for each in made.findChildren(QDialog):
        each.close()


def look_at(screen: ReconciliationScreen, ops: Operations, qtbot: QtBot, chosen: str) -> None:
    screen._chosen = chosen
    screen.refresh(frozenset())
    settle(ops, qtbot)


def look_at_week(home: HomecomingScreen, ops: Operations, qtbot: QtBot) -> None:
    home._choose(Chosen(OTHER, "kapal", Span(WEEK.start, WEEK.end)))
    settle(ops, qtbot)


def is_a_woman(office: Office, stay: str) -> None:
    with office.write("registration.edit") as w:
        people.update_person(w, heads.stay_of(w, stay).person_id or "", {"sex": "P"})


def test_a_closed_ship_shows_what_changed_it_and_the_documents_of_each(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay, stays = four(office)
    close_ship(office, quay)
    look_at(balance, ops, qtbot, quay.batch_id)
    assert balance._adjusted.isHidden()
    is_a_woman(office, stays[0])
    look_at(balance, ops, qtbot, quay.batch_id)
    assert "Penyesuaian sesudah penutupan: 1 orang" in texts(balance)
    press(balance, "Penyesuaian: 1 orang")
    settle(ops, qtbot)
    shown = sheet(balance, AdjustmentsSheet)
    assert [one.stay_id for one in shown.panel.table.rows] == [stays[0]]
    shown.reject()
    with office.write("reconciliation.reopen") as w:
        closing.reopen(w, quay.batch_id, "jenis kelaminnya keliru")
    look_at(balance, ops, qtbot, quay.batch_id)
    assert balance._adjusted.isHidden()
    assert not buttons(balance, "Penyesuaian: 1 orang")


def test_a_closed_day_that_changed_says_so_weeks_later(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office, clock: FixedClock
) -> None:
    quay, stays = four(office)
    with office.write("reconciliation.close") as w:
        closing.close(w, Scope(quay.batch_id))
        closing.close(w, Scope())
    for _day in range(6):
        next_day(office, clock)
        with office.write("reconciliation.close") as w:
            closing.close(w, Scope())
    is_a_woman(office, stays[0])
    look_at(balance, ops, qtbot, "")
    assert len(buttons(balance, "Penyesuaian: 1 orang")) == 7


def test_the_day_is_opened_again_with_the_same_key(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    four(office)
    look_at(balance, ops, qtbot, "")
    balance.close_or_open()
    sheet(balance, Sheet).yes.click()
    settle(ops, qtbot)
    assert balance._act.text() == "Buka kembali"
    balance.close_or_open()
    give_reason(balance, "satu orang datang malam hari")
    settle(ops, qtbot)
    assert balance._act.text() == "Tutup hari"
    assert "Dibuka kembali: satu orang datang malam hari" in texts(balance)


def test_the_paper_of_a_ship_is_printed_scanned_attached_and_seen(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    quay, _stays = four(office)
    close_ship(office, quay)
    look_at(balance, ops, qtbot, quay.batch_id)
    assert not buttons(balance, "Lampirkan pindaian")
    press(balance, "Cetak berita acara")
    settle(ops, qtbot)
    signers = sheet(balance, SignersSheet)
    signers.head.set_value("Drs. Amiruddin Rahman, M.Si.")
    refuse_next(ops)
    signers.yes.click()
    settle(ops, qtbot)
    assert "penuh" in signers.refusal.words
    assert signers.head.value() == "Drs. Amiruddin Rahman, M.Si."
    signers.yes.click()
    settle(ops, qtbot)
    sheet(balance, RecordDialog).close()
    settle(ops, qtbot)
    assert "Berita acara NNK-A-26-000001" in texts(balance)
    assert buttons(balance, "Lampirkan pindaian")
    (record,) = balance._loaded.closings if balance._loaded else ()
    balance._acts.attach(record.id, scan_in(tmp_path))
    settle(ops, qtbot)
    press(balance, "Lihat pindaian")
    settle(ops, qtbot)
    assert sheet(balance, ScanDialog).windowTitle() == "Pindaian NNK-A-26-000001"


def test_a_scan_of_what_was_never_printed_is_refused(office: Office, clock: FixedClock) -> None:
    week_over(office, clock)
    closed = close_week(office)
    kept: list[bytes] = []

    def keep(content: bytes) -> str:
        kept.append(content)
        return "0" * 64

    with pytest.raises(UserError, match="belum dicetak"), office.write("reconciliation.scan") as w:
        scans.attach(w, closed.id, PDF, keep)
    assert kept == []
    with office.write("reconciliation.record") as w:
        recording.record(w, closed.id, Signers("Rahma Wati", "Drs. Amiruddin"))
    with office.write("reconciliation.scan") as w:
        scans.attach(w, closed.id, PDF, keep)
    with office.read() as r:
        assert closing.closings(r)[0].scan_digest == "0" * 64


def test_an_explanation_is_taken_back_with_a_reason_and_given_again(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office, clock: FixedClock
) -> None:
    four(office)
    later(office, clock, 4)
    look_at_week(home, ops, qtbot)
    for _again in range(2):
        press(home._checks, "Jelaskan")
        asked = sheet(home, ExplainSheet)
        asked.reason.set_value("lainnya")
        asked.note.set_value("kapal masih membongkar barang")
        asked.yes.click()
        settle(ops, qtbot)
        assert any("kapal masih membongkar barang – Siti Aminah" in text for text in texts(home))
        press(home._checks, "Cabut penjelasan")
        give_reason(home, "keliru kapal")
        settle(ops, qtbot)
        assert not any("kapal masih membongkar barang" in text for text in texts(home))


def test_after_the_closing_nothing_it_rests_on_is_taken_back(
    home: HomecomingScreen, ops: Operations, qtbot: QtBot, office: Office, clock: FixedClock
) -> None:
    week_over(office, clock)
    with office.write("reconciliation.explain") as w:
        stating.state(w, WEEK, Stated("Imigrasi", 4, {"LD": 2, "PD": 2}))
    close_week(office)
    look_at_week(home, ops, qtbot)
    assert "Imigrasi: 4 orang (LD 2, PD 2)" in texts(home)
    press(home._stated, "Cabut")
    give_reason(home, "salah ketik")
    settle(ops, qtbot)
    (sheet,) = (each for each in home.findChildren(Sheet) if each.isVisible())
    assert sheet.refusal.words.startswith(STANDS)
    sheet.reject()
    assert "Imigrasi: 4 orang (LD 2, PD 2)" in texts(home)


def test_a_number_of_somebody_else_is_taken_back_from_a_ship(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay = Quay.at(office)
    quay.letter(Quay.counted(2), 2)
    quay.confirm(quay.lines)
    look_at(balance, ops, qtbot, quay.batch_id)
    assert balance._stated.isHidden()
    balance._answering.state()
    asked = balance.findChildren(QDialog)[-1]
    asked.source.set_value("Imigrasi")  # type: ignore[attr-defined]
    asked.total.set_value(3)  # type: ignore[attr-defined]
    asked.yes.click()  # type: ignore[attr-defined]
    settle(ops, qtbot)
    said = "Jumlah orang berbeda menurut sumber: pos ini 2, Imigrasi 3; selisih 1 belum dijelaskan."
    assert said in texts(balance)
    press(balance._stated, "Cabut")
    give_reason(balance, "salah ketik")
    settle(ops, qtbot)
    assert said not in texts(balance)
    assert balance._stated.isHidden()


def test_the_paper_has_a_key_and_waits_for_the_closing(
    balance: ReconciliationScreen, ops: Operations, qtbot: QtBot, office: Office
) -> None:
    quay, _stays = four(office)
    look_at(balance, ops, qtbot, quay.batch_id)
    handlers = balance.handlers()
    for action, said in (("print", "Belum ada penutupan"), ("scan", "Belum ada penutupan")):
        with qtbot.waitSignal(balance.said) as told:
            handlers[f"reconciliation.{action}"]()
        assert told.args is not None
        assert told.args[0].text.startswith(said)
    close_ship(office, quay)
    look_at(balance, ops, qtbot, quay.batch_id)
    with qtbot.waitSignal(balance.said) as told:
        handlers["reconciliation.scan"]()
    assert told.args is not None
    assert told.args[0].text == "Berita acara penutupan ini belum dicetak."
    handlers["reconciliation.print"]()
    settle(ops, qtbot)
    assert sheet(balance, SignersSheet).isVisible()
