"""Tables: swapping lists, keeping the current row, filtering, sorting, the empty panel, and 200,000 rows."""

import time
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.kernel.i18n import set_language
from app.widgets.labels import moment_words
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable
from app.widgets.theme import Theme
from tests.widgets.gallery import COLUMNS, STATES, Person, people


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> RowTable:
    made = RowTable(COLUMNS, key=lambda person: person.number, state=lambda person: STATES[person.state])
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.set_rows(people())
    return made


def test_the_current_row_stays_when_the_list_is_swapped(table: RowTable) -> None:
    table.select(42)
    table.set_rows(list(reversed(people())))
    assert table.current().number == 42
    table.set_rows(people(10))
    assert table.current() is None


def test_enter_opens_and_letters_filter(table: RowTable, qtbot: QtBot) -> None:
    table.select(7)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args[0].number == 7
    with qtbot.waitSignal(table.typed) as typed:
        qtbot.keyClick(table, "s")
    assert typed.args == ["s"]


def test_a_title_sorts_and_sorts_back(table: RowTable) -> None:
    table.horizontalHeader().sectionClicked.emit(3)
    ages = [person.age for person in table.rows]
    assert ages == sorted(ages)
    table.horizontalHeader().sectionClicked.emit(3)
    assert [person.age for person in table.rows] == sorted(ages, reverse=True)


def test_a_state_is_told_in_words_too(table: RowTable) -> None:
    model = table.model()
    assert model.data(model.index(0, 5), Qt.ItemDataRole.AccessibleTextRole) == "hadir"


def test_spare_columns_give_way(table: RowTable) -> None:
    table.resize(420, 400)
    table.show()
    assert [table.isColumnHidden(place) for place in range(6)] == [False, False, False, True, True, False]
    table.resize(1000, 400)
    assert not table.isColumnHidden(4)


def test_a_title_is_never_cut_in_any_language(theme: Theme, qtbot: QtBot) -> None:
    columns = (Column("Nama", str), Column("Still on the way", str, 52, "number"), Column("AP", str, 90, "number"))
    made = RowTable(columns, key=str)
    qtbot.addWidget(made)
    header = made.horizontalHeader()
    assert header.sectionSize(1) >= header.fontMetrics().horizontalAdvance("Still on the way") + 16
    assert header.sectionSize(2) == 90


def test_filtering_takes_every_word(theme: Theme, qtbot: QtBot) -> None:
    table = RowTable(COLUMNS, key=lambda person: person.number)
    listed = FilteredTable(table, lambda person: f"{person.name} {person.document}", "Cari")
    qtbot.addWidget(listed)
    listed.set_rows(people())
    qtbot.keyClicks(listed.line, "siti abdullah")
    assert 0 < len(table.rows) < 170
    assert all("Siti" in person.name and "Abdullah" in person.name for person in table.rows)
    qtbot.keyClick(listed.line, Qt.Key.Key_Escape)
    assert len(table.rows) == 170


def test_an_empty_table_teaches(table: RowTable, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    table.set_empty(Empty("Belum ada daftar", "Impor dahulu.", "inbox", "Impor", lambda: pressed.append(True)))
    table.set_rows([])
    table.show()
    button = next(each for each in table.findChildren(QPushButton) if each.text() == "Impor")
    assert button.isVisible()
    button.click()
    assert pressed == [True]
    table.set_rows(people(1))
    assert not button.isVisible()


def test_two_hundred_thousand_rows_never_hold_up_the_eye(theme: Theme, qtbot: QtBot) -> None:
    rows = [Person(place, f"Orang {place}", "LD", 30, "", "", "") for place in range(200_000)]
    columns = (Column("No", lambda row: row.number, 80, "number"), Column("Nama", lambda row: row.name))
    table = RowTable(columns, key=lambda row: row.number)
    listed = FilteredTable(table, lambda row: row.name, "Cari")
    qtbot.addWidget(listed)
    listed.resize(900, 600)
    listed.show()
    listed.set_rows(rows)
    listed.line.setText("9")
    started = time.perf_counter()
    listed.line.setText("99")
    table.scrollToBottom()
    table.grab()
    assert time.perf_counter() - started < 0.5
    assert table.rows[-1].name == "Orang 199999"


def test_a_mark_paints_its_icon(theme: Theme, qtbot: QtBot) -> None:
    table = RowTable((Column("Keadaan", lambda row: row, 160, "mark"),), key=lambda row: row.text)
    qtbot.addWidget(table)
    table.set_rows([Mark("hadir", "circle-check", "good")])
    plain = RowTable((Column("Keadaan", lambda row: row, 160, "mark"),), key=lambda row: row.text)
    qtbot.addWidget(plain)
    plain.set_rows([Mark("hadir", "", "good")])
    assert table.grab().toImage() != plain.grab().toImage()


@pytest.mark.parametrize("width", [300, 380, 500, 1000])
def test_columns_stand_side_by_side_at_any_width(table: RowTable, qtbot: QtBot, width: int) -> None:
    table.show()
    table.resize(width, 400)
    header = table.horizontalHeader()
    shown = [place for place in range(6) if not table.isColumnHidden(place)]
    expected = [sum(header.sectionSize(before) for before in shown[:index]) for index in range(len(shown))]
    assert [header.sectionPosition(place) for place in shown] == expected
    assert header.sectionSize(1) >= 110


def test_no_text_turns_its_line_around(theme: Theme, qtbot: QtBot) -> None:
    table = RowTable((Column("Nama", lambda row: row), Column("", Mark, look="mark")), key=str)
    qtbot.addWidget(table)
    table.set_rows(["Siti\u202eidayruS"])
    shown = [table.model().data(table.model().index(0, place)) for place in (0, 1)]
    assert shown == ["SitiidayruS", "SitiidayruS"]


def test_a_moment_is_told_in_the_language_in_use() -> None:
    at = datetime(2026, 1, 23, 23, 55, tzinfo=UTC)
    assert moment_words(at, "WITA") == "24 Januari 2026 pukul 07.55 WITA"
    set_language("en")
    assert moment_words(at, "WITA").startswith("24 January 2026")
