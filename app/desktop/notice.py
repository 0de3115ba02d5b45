"""What must stay in sight on every screen until it is settled: sheets to check, a day to open, a wrong clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.widgets.buttons import button
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import clear, column, row


@dataclass(frozen=True)
class Notice:
    """One line: what is open, what to do about it, and the screen and place where that is done."""

    text: str
    action_text: str
    screen: str
    target: str = ""
    tone: str = "warn"


class NoticeStrip(QWidget):
    """Thin lines above the screen; they go away only by being settled."""

    go = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=0)
        self._shown: tuple[Notice, ...] = ()
        self.setLayout(self._lines)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown now."""
        return self._shown

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these lines and no others."""
        if tuple(notices) == self._shown:
            return
        self._shown = tuple(notices)
        clear(self._lines)
        for notice in notices:
            self._lines.addWidget(self._line(notice))
        self.setVisible(bool(notices))

    def _line(self, notice: Notice) -> QFrame:
        ground = QFrame()
        ground.setProperty("kind", "notice")
        ground.setProperty("tone", notice.tone)
        glyph = Glyph("circle-alert" if notice.tone == "bad" else "triangle-alert", notice.tone, 16)
        settle = button(notice.action_text, lambda: self.go.emit(notice.screen, notice.target), "link")
        ground.setLayout(row(glyph, label(notice.text, "strong"), settle, 1, gap=9, margins=(24, 3, 16, 3)))
        return ground
