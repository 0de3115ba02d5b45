"""The cursor is always in sight: every kind of control looks different while it has the focus."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.buttons import button, icon_button
from app.widgets.chart import Bar, BarChart
from app.widgets.layouts import column, holder
from app.widgets.tables import RowTable
from app.widgets.theme import Theme, dress
from tests.widgets.gallery import COLUMNS, people


def table() -> RowTable:
    made = RowTable(COLUMNS, key=lambda person: person.number)
    made.set_rows(people(3))
    return made


def chart() -> BarChart:
    made = BarChart("Asal")
    made.show_bars([Bar("a", "Bone", 3), Bar("b", "Buton", 4)])
    return made


def tabs() -> QTabBar:
    made = QTabBar()
    made.addTab("Isian")
    return made


def checkable(kind: str) -> QWidget:
    made = button("Perempuan", kind=kind)
    made.setCheckable(True)
    return made


CONTROLS: dict[str, Callable[[], QWidget]] = {
    **{f"button {kind}": partial(button, "Simpan", None, kind) for kind in ("", "primary", "danger", "quiet")},
    **{f"button {kind}": partial(checkable, kind) for kind in ("link", "search", "nav", "chip", "segment")},
    "icon": lambda: icon_button("lock", "Kunci"),
    "line": QLineEdit,
    "note": QPlainTextEdit,
    "choice": QComboBox,
    "check": lambda: QCheckBox("Setuju"),
    "radio": lambda: QRadioButton("Setuju"),
    "tabs": tabs,
    "table": table,
    "chart": chart,
}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", CONTROLS)
def test_focus_is_visible(theme: Theme, qtbot: QtBot, name: str, mode: str) -> None:
    theme.apply(mode)
    control, other = CONTROLS[name](), QLineEdit()
    window = holder(column(other, control))
    dress(window)
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    before = control.grab().toImage()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    assert control.grab().toImage() != before
    theme.apply("light")
