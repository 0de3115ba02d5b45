"""The ships at the quay: name and colour large, so that nobody counts into the wrong one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.kernel.clock import local
from app.kernel.i18n import _, ngettext
from app.kernel.texts import straight
from app.manifest.letters import BatchView
from app.manifest.screens.words import COLOUR_WORDS
from app.widgets import theme
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import clear, column, row
from app.widgets.theme import set_state

LEAST, MOST, AROUND = 140, 460, 52
"""Pixels: a tab in which a name can still be read, the texts of one at most, and what lies around them."""


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

    def icon(self) -> QIcon:
        """The colour as lists show it."""
        picture = QPixmap(16, 16)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush())
        painter.drawRoundedRect(4, 0, 8, 16, 4, 4)
        painter.end()
        return QIcon(picture)

    def _brush(self) -> QColor:
        return theme.colour(f"ship-{self._colour}" if self._colour else "border-strong")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush())
        painter.drawRoundedRect(self.rect(), self.width() / 2, self.width() / 2)
        painter.end()


class ShipTabs(QWidget):
    """One tab for each open ship; those without room for a readable name are in a list at the end."""

    chosen = Signal(str)

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._tabs: dict[str, _ShipTab] = {}
        self.more, self.menu = button("", kind="quiet"), QMenu(self)
        self.more.setParent(self)
        self.more.setMenu(self.menu)
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(10)
        self.setLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ship in front keeps its whole name as long as it can; the others share what is left."""
        super().resizeEvent(event)
        self._fit()

    def show_ships(self, ships: Sequence[BatchView], current: str) -> None:
        """Show these ships, one of them in front."""
        if [view.id for view in ships] != list(self._tabs):
            self._line.removeWidget(self.more)
            clear(self._line)
            self._tabs = {view.id: _ShipTab() for view in ships}
            for batch_id, tab in self._tabs.items():
                tab.clicked.connect(lambda chosen=batch_id: self.chosen.emit(chosen))
                self._line.addWidget(tab)
            self._line.addWidget(self.more)
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
        front = [tab for tab in self._tabs.values() if tab.front]
        others = [tab for tab in self._tabs.values() if not tab.front]
        listed = self._listed(sum(tab.least for tab in front), others)
        shown = [tab for tab in others if tab not in listed]
        self._list(listed)
        room = self.width() - (self.more.sizeHint().width() + self._line.spacing() if listed else 0)
        kept = sum(min(LEAST, tab.wanted) + self._line.spacing() for tab in shown)
        for tab in front:
            tab.fit(max(LEAST, room - kept))
            room -= tab.width()
        for place, tab in enumerate(shown):
            tab.fit(max(LEAST, room // (len(shown) - place) - self._line.spacing()))
            room -= tab.width() + self._line.spacing()
        for tab in (*front, *others):
            tab.setVisible(tab not in listed)

    def _listed(self, front: int, others: Sequence["_ShipTab"]) -> Sequence["_ShipTab"]:
        """Those for which a tab is no use: there is no room beside the ship in front."""
        wanted = [min(LEAST, tab.wanted) + self._line.spacing() for tab in others]
        if front + sum(wanted) <= self.width():
            return ()
        room = self.width() - front - self.more.sizeHint().width() - self._line.spacing()
        fitting = [place for place in range(len(others)) if sum(wanted[: place + 1]) <= room]
        return others[len(fitting) :]

    def _list(self, listed: Sequence["_ShipTab"]) -> None:
        self.menu.clear()
        for tab in listed:
            action = self.menu.addAction(tab.icon(), tab.called.replace("&", "&&"))
            # Not at once: bringing the ship to the front makes this list anew.
            action.triggered.connect(tab.clicked, Qt.ConnectionType.QueuedConnection)
        said = ngettext("{n} kapal lagi", "{n} kapal lagi", len(listed)).format(n=len(listed))
        self.more.setText(f"+{len(listed)}")
        self.more.setToolTip(said)
        self.more.setAccessibleName(said)
        self.more.setVisible(bool(listed))


class _ShipTab(QFrame):
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.front = False
        self.called = ""
        self.setProperty("kind", "ship")
        self._colour = ColourMark(8)
        self._name, self._about = label("", "title"), label("", "caption")
        self._counted, self._where, self._said = "", "", ""
        line = row(self._colour, column(self._name, self._about, gap=0), gap=12, margins=(10, 7, 18, 7))
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_ship(self, view: BatchView, current: bool, zone: str) -> None:
        """Name, colour and what is known of it; the one in front is larger."""
        self._colour.show_colour(view.colour)
        self._colour.setToolTip(_(COLOUR_WORDS.get(view.colour, view.colour)))
        self.called, self.front = straight(view.name), current
        came = _("tiba {time}").format(time=f"{local(view.arrived_at, zone):%H.%M}") if view.arrived_at else ""
        self._where = " · ".join(part for part in (view.port_from or "", came) if part)
        set_state(self._name, role="title" if current else "heading")
        set_state(self, state="current" if current else "")
        self._tell()
        self.setAccessibleName(f"{self.called} {_('di depan') if current else ''}".strip())

    def show_count(self, checked: int, listed: int) -> None:
        self._counted = _("{checked} dari {listed} diperiksa").format(checked=checked, listed=listed) if listed else ""
        self._tell()

    @property
    def wanted(self) -> int:
        """The width that shows everything."""
        return min(max(self._long, self._about.fontMetrics().horizontalAdvance(self._said)), MOST) + AROUND

    @property
    def least(self) -> int:
        """The width that shows the whole name."""
        return min(self._long, MOST) + AROUND

    @property
    def _long(self) -> int:
        return self._name.fontMetrics().horizontalAdvance(self.called) + 1

    def icon(self) -> QIcon:
        """The colour of the ship, for a list."""
        return self._colour.icon()

    def fit(self, width: int) -> None:
        """Show in this width at most; a name that is cut short is told in full by its tip."""
        room = min(width, self.wanted)
        self.setFixedWidth(room)
        whole = room >= self.wanted
        told = self.called if room >= self.least else self.called.removeprefix("KM ").removeprefix("KMP ")
        shown = self._name.fontMetrics().elidedText(told, Qt.TextElideMode.ElideMiddle, room - AROUND)
        self._name.setText(shown)
        said = self._about.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room - AROUND)
        self._about.setText(said)
        self._about.setVisible(bool(self._said) and (whole or self.front))
        self.setToolTip("" if shown == self.called else self.called)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the ship to the front."""
        self.clicked.emit()

    def _tell(self) -> None:
        self._said = " · ".join(part for part in (self._counted, self._where) if part)
