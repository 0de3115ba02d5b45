"""Laporan masa before the real window, by keys: figures and who is behind them, writing, sending, what changed."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.reports import drafting, sending
from app.reports.exporting import exported
from app.reports.periodic import Want, period_of
from app.reports.screens import leaving
from app.reports.screens.periodic import PeriodScreen
from app.widgets.dialogs import Sheet
from app.widgets.fields import Field
from app.widgets.operations import Operations
from app.widgets.paper_dialog import PaperDialog
from app.widgets.theme import Theme
from tests.helpers.background import refuse_next
from tests.helpers.choosing import chosen
from tests.reports.period_gallery import filled, window_of
from tests.reports.test_sending import late_arrival
from tests.shelter.counter import read, write
from tests.shelter.screens.warden import Warden

CTRL = Qt.KeyboardModifier.ControlModifier
HALF = Want("semester", "2026-S1")


@pytest.fixture
def reader(office: Office, clock: FixedClock, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """Siti before Laporan masa in July."""
    filled(office, clock, 20)
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.window.go("period", "semester/2026-S1")
    made.settled()
    return made


def screen(reader: Warden) -> PeriodScreen:
    shown = reader.window.host.current
    assert isinstance(shown, PeriodScreen)
    reader.until(lambda: shown.seen is not None and reader.ops.idle)
    return shown


def open_part(reader: Warden, key: str) -> PeriodScreen:
    shown = screen(reader)
    assert shown.items.select(key)
    shown.items.setFocus()
    reader.settled()
    return shown


def test_from_a_part_to_a_figure_to_the_person(reader: Warden) -> None:
    shown = open_part(reader, "angka/jumlah/people")
    reader.press(Qt.Key.Key_Return)
    figures = shown.figures.figures
    assert figures is not None
    assert figures.hasFocus()
    reader.press(Qt.Key.Key_Down)
    reader.settled()
    found = figures.cell()
    assert found is not None
    assert found[2].value == sum(row.weight for row in shown.figures.behind.table.rows)
    reader.press(Qt.Key.Key_Return)
    asked: list[tuple[str, str]] = []
    shown.go.connect(lambda where, what: asked.append((where, what)))
    reader.press(Qt.Key.Key_Return)
    assert asked[0][0] == "people"


def test_a_chart_is_the_table_in_bars(reader: Warden) -> None:
    shown = open_part(reader, "angka/jumlah/provinsi")
    reader.until(lambda: not shown.figures.chart.pixmap().isNull())
    figures = shown.figures.figures
    assert figures is not None
    first = figures.rows[0].cells
    assert f"{first['label'].value} {first['datang'].value}" in shown.figures.chart.accessibleName()


def test_what_is_typed_stays_until_it_is_saved(reader: Warden, office: Office) -> None:
    shown = open_part(reader, "tulisan/usulan/")
    reader.press(Qt.Key.Key_Return)
    assert shown.writing.text.editor.hasFocus()
    reader.type("Jadwal tetap.")
    shown.items.select("angka/jumlah/people")
    reader.settled()
    assert shown.draft()["text/usulan"] == "Jadwal tetap."
    shown.items.select("tulisan/usulan/")
    reader.settled()
    assert shown.writing.typed() == "Jadwal tetap."
    shown.writing.text.editor.setFocus()
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    kept = read(office, lambda r: drafting.narratives(r, period_of(r, HALF)))
    assert kept["usulan"].text == "Jadwal tetap."
    assert "text/usulan" not in shown.draft()


def test_money_set_aside_stands_beside_what_was_spent(reader: Warden, office: Office) -> None:
    shown = open_part(reader, "angka/dana/funding")
    shown.budget.fields["lain"].line.setFocus()
    reader.type("5000000")
    reader.press(Qt.Key.Key_S, CTRL)
    reader.settled()
    figures = shown.figures.figures
    assert figures is not None
    assert [row.cells["pagu"].value for row in figures.rows][-1] == 375_000_000


def test_money_and_places_fit_beside_each_other(reader: Warden) -> None:
    reader.window.resize(1366, 768)
    for key in ("angka/dana/funding", "angka/dana/spent", "angka/jumlah/kabkota"):
        figures = open_part(reader, key).figures.figures
        assert figures is not None
        assert figures.horizontalScrollBar().maximum() == 0, key


def test_sent_by_keys_over_what_is_open_and_told_what_changed(
    reader: Warden, office: Office, clock: FixedClock
) -> None:
    shown = screen(reader)
    reader.press(Qt.Key.Key_T, CTRL)
    sheet = reader.sheet()
    assert not sheet.yes.isEnabled()
    for _field in range(12):
        if _typed_into_reason():
            break
        reader.press(Qt.Key.Key_Tab)
    reader.type("menunggu jawaban Konsulat")
    assert sheet.yes.isEnabled()
    sheet.yes.click()
    reader.until(lambda: any(each.isVisible() for each in reader.window.findChildren(PaperDialog)))
    reader.settled()
    next(each for each in reader.window.findChildren(PaperDialog) if each.isVisible()).close()
    (made,) = read(office, lambda r: sending.sent_reports(r, "semester", "2026-S1"))
    assert made.reason == "menunggu jawaban Konsulat"
    late_arrival(office, clock)
    shown.refresh(frozenset({"stay"}))
    reader.settled()
    open_part(reader, "terkirim//")
    reader.settled()
    assert ("+ Tiba", 1) in [(one.line, one.now - one.was) for one in shown.sent.changes.rows]


def _typed_into_reason() -> bool:
    """Whether the cursor stands in the field for the reason."""
    at = QApplication.focusWidget()
    return at is not None and at.metaObject().className() == "QPlainTextEdit"


def test_a_kind_that_is_off_says_on_what_it_rests_and_can_be_used(reader: Warden, office: Office) -> None:
    reader.window.go("period", "triwulan/2026-T1")
    shown = screen(reader)
    reader.until(lambda: shown.use_button.isVisible())
    assert "bukan kewajiban" in shown._notes.text()
    shown.use_button.click()
    reader.settled()
    reader.until(lambda: not shown.use_button.isVisible())
    assert read(office, lambda r: drafting.made_here(r, "triwulan"))


def test_filters_change_the_figures_and_come_off_again(reader: Warden) -> None:
    shown = open_part(reader, "angka/jumlah/people")
    figures = shown.figures.figures
    assert figures is not None
    whole = figures.rows[0].cells["total"].value
    reader.press(Qt.Key.Key_G, CTRL)
    assert shown.choices.ship.isVisible()
    shown.choices.group.set_value("PD")
    reader.settled()
    assert figures.rows[0].cells["total"].value == figures.rows[0].cells["PD"].value
    assert figures.rows[0].cells["total"].value != whole
    shown.choices.group.set_value("*")
    reader.settled()
    assert figures.rows[0].cells["total"].value == whole


def test_names_leave_only_with_a_purpose(
    reader: Warden, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = screen(reader)
    shown.leaving.names()
    sheet = reader.sheet(Sheet)
    assert not sheet.yes.isEnabled()
    sheet.reject()
    reader.settled()
    assert read(office, exported) == []
    monkeypatch.setattr(leaving, "save_file", chosen(tmp_path / "n.xlsx"))
    shown.leaving.names()
    sheet = reader.sheet(Sheet)
    for field, said in zip(sheet.findChildren(Field), ("Dinas Sosial", "penjemputan"), strict=True):
        field.set_value(said)
    refuse_next(reader.ops)
    sheet.accept()
    reader.settled()
    assert "penuh" in sheet.refusal.words
    assert [field.value() for field in sheet.findChildren(Field)] == ["Dinas Sosial", "penjemputan"]
    sheet.accept()
    reader.settled()
    reader.until((tmp_path / "n.xlsx").exists)
    assert len(read(office, exported)) == 1
    want = shown.seen.whole.want if shown.seen and shown.seen.whole else HALF
    shown.leaving.write_to(lambda w: sending.file(w, want), tmp_path / "s.xlsx")
    reader.settled()
    reader.until((tmp_path / "s.xlsx").exists)
    assert load_workbook(tmp_path / "s.xlsx").active["A1"].value == "Laporan semester"


def test_another_desk_s_text_is_seen(reader: Warden, office: Office) -> None:
    shown = open_part(reader, "tulisan/hambatan/")
    assert "BPBD" in shown.writing.typed()
    write(office, lambda w: drafting.write(w, period_of(w, HALF), "hambatan", "Semua lancar."))
    shown.refresh(frozenset({"report_narrative"}))
    reader.settled()
    assert shown.writing.typed() == "Semua lancar."
