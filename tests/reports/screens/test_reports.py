"""Laporan before the real window, by keys alone: from a part to a figure to the person; printed and kept."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.reports.screens.celltable import CellTable
from app.reports.screens.printing import ReportPaper
from app.reports.screens.screen import ReportsScreen
from app.reports.table import HEAD_FIELDS, Cell, Heading, Line, Table
from app.widgets.operations import Operations
from app.widgets.tables import Column, Empty, RowTable
from app.widgets.theme import Theme
from tests.reports.busy import FRIDAY, SATURDAY, two_days
from tests.reports.gallery import window_of
from tests.shelter.screens.warden import Warden

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reader(office: Office, clock: FixedClock, ops: Operations, theme: Theme, qtbot: QtBot) -> Warden:
    """Siti before Laporan, on the Saturday after the ferry."""
    two_days(office, clock, 30)
    made = Warden.at(window_of(office, ops, theme), qtbot, ops)
    made.go("reports")
    return made


def screen(reader: Warden) -> ReportsScreen:
    shown = reader.window.host.current
    assert isinstance(shown, ReportsScreen)
    reader.until(lambda: shown.figures is not None and reader.ops.idle)
    return shown


def test_from_a_part_to_a_figure_to_the_names_to_the_person(reader: Warden) -> None:
    shown = screen(reader)
    reader.press(Qt.Key.Key_Return)  # into the figures of the first part
    assert shown.figures is not None
    assert shown.figures.hasFocus()
    for _step in range(len(shown.figures.rows) - 1):
        reader.press(Qt.Key.Key_Down)
    reader.settled()
    found = shown.figures.cell()
    assert found is not None
    assert found[2].value == len(shown.behind.table.rows)
    reader.press(Qt.Key.Key_Return)
    assert shown.behind.table.hasFocus()
    asked: list[tuple[str, str]] = []
    shown.go.connect(lambda where, what: asked.append((where, what)))
    reader.press(Qt.Key.Key_Return)
    assert asked[0][0] == "people"
    assert asked[0][1] == shown.behind.table.current().target[1]


def test_a_line_of_text_is_shown_whole_and_leads_to_its_record(reader: Warden) -> None:
    shown = screen(reader)
    assert shown.parts.select("incidents")
    reader.settled()
    assert "Rebutan antrean kamar mandi." in shown.behind._text.text()
    asked: list[str] = []
    shown.go.connect(lambda where, _what: asked.append(where))
    shown.behind.source.click()
    assert asked == ["duty"]


def test_another_day_and_back(reader: Warden) -> None:
    shown = screen(reader)
    assert shown._shown is not None
    assert shown._shown.day == SATURDAY
    reader.press(Qt.Key.Key_D, CTRL)
    reader.sheet()
    reader.press(Qt.Key.Key_Return)
    reader.until(lambda: shown._shown is not None and shown._shown.day == FRIDAY)
    assert shown.draft()["day"] == FRIDAY.isoformat()
    shown._step(1)
    reader.until(lambda: shown._shown is not None and shown._shown.day == SATURDAY)


def test_on_a_small_screen_each_figure_keeps_its_label(reader: Warden) -> None:
    shown = screen(reader)
    reader.window.resize(911, 482)
    reader.settled()
    figures = shown.figures
    assert figures is not None
    assert figures.cell() is not None
    assert figures.columnViewportPosition(0) == 0
    assert figures.columnWidth(0) >= 120
    for table in (figures, shown.parts, shown.behind.table):
        assert table.horizontalScrollBar().maximum() == 0, table.accessibleName()


def test_a_table_is_first_seen_from_its_left_edge(reader: Warden) -> None:
    shown = screen(reader)
    reader.window.resize(700, 482)  # too narrow for all of it
    for part in list(shown.parts.rows):
        shown.parts.select(part.id)
        reader.settled()
        assert shown.figures is not None
        assert shown.figures.columnViewportPosition(0) == 0, part.id


def test_thousands_are_read_whole(reader: Warden, qtbot: QtBot) -> None:
    cells = {name: Cell(1_234_567) for name in ("label", *HEAD_FIELDS)}
    headings = (Heading("label", "Uraian", wide=True), *(Heading(name, name, True) for name in HEAD_FIELDS))
    made = CellTable(Table("people", "Orang", headings, (Line(cells),)), Empty("–"))
    qtbot.addWidget(made)
    made.resize(1200, 200)
    made.show_table(made.table)
    made.show()
    text = made.fontMetrics().horizontalAdvance("1.234.567")
    assert all(made.columnWidth(place) >= text + 20 for place in range(1, len(headings)))


def test_nothing_is_offered_before_it_is_read(theme: Theme, qtbot: QtBot) -> None:
    made = RowTable([Column("Bagian", str)], key=str)
    qtbot.addWidget(made)
    made.show()
    assert [each for each in made.findChildren(QPushButton) if each.isVisible()] == []


def test_it_is_printed(reader: Warden) -> None:
    screen(reader)
    reader.press(Qt.Key.Key_P, CTRL)
    reader.until(lambda: isinstance(QApplication.activeModalWidget(), ReportPaper) and reader.ops.idle)
    over = QApplication.activeModalWidget()
    assert over is not None
    over.close()
    reader.until(lambda: QApplication.activeModalWidget() is None)


def test_it_is_kept_as_a_workbook_and_says_where_it_cannot(reader: Warden, tmp_path: Path) -> None:
    shown = screen(reader)
    shown.export_to(tmp_path / "harian.xlsx")
    reader.settled()
    assert load_workbook(tmp_path / "harian.xlsx").active["A1"].value == "Laporan harian"
    said: list[str] = []
    shown.said.connect(lambda message: said.append(message.text))
    shown.export_to(tmp_path / "tidak ada" / "harian.xlsx")
    reader.until(lambda: said)
    assert "tidak dapat ditulis" in said[0]
