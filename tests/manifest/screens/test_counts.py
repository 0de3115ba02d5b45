"""The counts beside the list: readable however low the window is."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.manifest.screens.counts import CountsPanel


def test_a_low_window_squeezes_no_tally_button(qtbot: QtBot) -> None:
    counts = CountsPanel(may_tally=True)
    qtbot.addWidget(counts)
    counts.setMinimumHeight(60)  # as the window does: it may be lower than what stands in it would like
    counts.resize(counts.width(), 120)
    with qtbot.waitExposed(counts):
        counts.show()
    buttons = [one for one in counts.findChildren(QToolButton) if one.accessibleName().startswith("Hitung dermaga")]
    assert len(buttons) == 4
    assert all(one.height() >= one.sizeHint().height() for one in buttons)
