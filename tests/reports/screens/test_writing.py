"""A part two desks wrote in: both texts stand there, and one click keeps either."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.reports.drafting import Other, Written
from app.reports.kinds import HALF, kind
from app.reports.screens.writing import WritingPane
from app.widgets.theme import Theme

OURS, THEIRS = "Kapal lanjutan terlambat.", "Matras kurang 40."
PART = kind(HALF).part("hambatan")


def pane(qtbot: QtBot) -> tuple[WritingPane, list[tuple[str, str]]]:
    """The pane over both texts, and what it tells."""
    made = WritingPane("WITA")
    qtbot.addWidget(made)
    told: list[tuple[str, str]] = []
    made.saved.connect(lambda part, text: told.append((part, text)))
    made.show_part(PART, Written(OURS, "Siti", "A", None, (Other(THEIRS, "Budi", "B"),)))
    return made, told


def test_the_text_shown_can_be_kept_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    made, told = pane(qtbot)
    assert made.save_button.isEnabled()
    made.save_button.click()
    assert told == [("hambatan", OURS)]
    made.accept("hambatan", OURS)
    assert not made.save_button.isEnabled()


def test_the_other_text_is_kept_by_one_click(qtbot: QtBot, theme: Theme) -> None:
    made, told = pane(qtbot)
    take = next(each for each in made.findChildren(QPushButton) if each.text() == "Pakai tulisan ini")
    take.click()
    assert told == [("hambatan", THEIRS)]
    assert made.typed() == THEIRS
