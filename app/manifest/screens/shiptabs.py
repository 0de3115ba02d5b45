"""The ships at the quay: name and colour large, so that nobody counts into the wrong one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.kernel.clock import local
from app.kernel.i18n import _
from app.manifest.letters import BatchView
from app.manifest.screens.words import COLOUR_WORDS
from app.widgets import theme
from app.widgets.labels import label
from app.widgets.layouts import clear, column, row
from app.widgets.theme import set_state

LEAST, MOST, AROUND = 74, 460, 52
"""Pixels: a tab at least, the texts of one at most, and what lies around them."""


class ColourMark(QWidget):
    """A bar in the colour of a ship; the name always stands beside it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._colour = ""
        self.setFixedWidth(width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_colour(self, colour: str) -> None:
        """Show the colour of a ship by its name."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"ship-{self._colour}" if self._colour else "border-strong"))
        painter.drawRoundedRect(self.rect(), self.width() / 2, self.width() / 2)
        painter.end()


class ShipTabs(QWidget):
    """One tab for each open ship."""

    chosen = Signal(str)

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._tabs: dict[str, _ShipTab] = {}
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self.setLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ship in front keeps its whole name; the others share what is left."""
        super().resizeEvent(event)
        self._fit()

    def show_ships(self, ships: Sequence[BatchView], current: str) -> None:
        """Show these ships, one of them in front."""
        if [view.id for view in ships] != list(self._tabs):
            clear(self._line)
            self._tabs = {view.id: _ShipTab() for view in ships}
            for batch_id, tab in self._tabs.items():
                tab.clicked.connect(lambda chosen=batch_id: self.chosen.emit(chosen))
                self._line.addWidget(tab)
            self._line.addStretch(1)
        for view in ships:
            self._tabs[view.id].show_ship(view, view.id == current, self._zone)
        self._fit()

    def show_count(self, batch_id: str, checked: int, listed: int) -> None:
        """How far the recheck of a ship is."""
        if batch_id in self._tabs:
            self._tabs[batch_id].show_count(checked, listed)
            self._fit()

    def _fit(self) -> None:
        others = [tab for tab in self._tabs.values() if not tab.front]
        room = self.width() - sum(tab.wanted for tab in self._tabs.values() if tab.front)
        for tab in self._tabs.values():
            tab.fit(tab.wanted if tab.front else max(LEAST, room // max(1, len(others)) - self._line.spacing()))


class _ShipTab(QFrame):
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.front = False
        self._view_name = ""
        self.setProperty("kind", "ship")
        self._colour = ColourMark(8)
        self._name, self._about = label("", "title"), label("", "caption")
        self._counted = ""
        self._where = ""
        line = row(self._colour, column(self._name, self._about, gap=0), gap=12, margins=(10, 7, 18, 7))
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_ship(self, view: BatchView, current: bool, zone: str) -> None:
        """Name, colour and what is known of it; the one in front is larger."""
        self._colour.show_colour(view.colour)
        self._colour.setToolTip(_(COLOUR_WORDS.get(view.colour, view.colour)))
        self._view_name, self.front = view.name, current
        came = _("tiba {time}").format(time=f"{local(view.arrived_at, zone):%H.%M}") if view.arrived_at else ""
        self._where = " · ".join(part for part in (view.port_from or "", came) if part)
        set_state(self._name, role="title" if current else "heading")
        set_state(self, state="current" if current else "")
        self._tell()
        self.setAccessibleName(f"{view.name} {_('di depan') if current else ''}".strip())

    def show_count(self, checked: int, listed: int) -> None:
        self._counted = _("{checked} dari {listed} diperiksa").format(checked=checked, listed=listed) if listed else ""
        self._tell()

    @property
    def wanted(self) -> int:
        """The width that shows everything."""
        widest = max(self._name.fontMetrics().horizontalAdvance(self._view_name), self._about.sizeHint().width())
        return min(widest, MOST) + AROUND

    def fit(self, width: int) -> None:
        """Show in this width at most; a name that is cut short is told in full by its tip."""
        room = min(width, self.wanted)
        self.setFixedWidth(room)
        whole = room >= self.wanted
        told = self._view_name if whole else self._view_name.removeprefix("KM ").removeprefix("KMP ")
        shown = self._name.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room - AROUND)
        self._name.setText(shown)
        self._about.setVisible(whole and bool(self._about.text()))
        self.setToolTip("" if shown == self._view_name else self._view_name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the ship to the front."""
        self.clicked.emit()

    def _tell(self) -> None:
        self._about.setText(" · ".join(part for part in (self._where, self._counted) if part))
        self._about.setVisible(bool(self._about.text()))
