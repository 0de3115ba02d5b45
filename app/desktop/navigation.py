"""The left side: the screens in the order of the journey, with a mark where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.desktop.screens import ScreenSpec
from app.kernel.i18n import _
from app.widgets.icons import put_icon
from app.widgets.labels import label
from app.widgets.layouts import column

WIDE, NARROW = 196, 66


class NavigationButton(QPushButton):
    """One screen, with an optional mark at its right end."""

    def __init__(self, spec: ScreenSpec, place: int) -> None:
        super().__init__(_(spec.title))
        self.title = _(spec.title)
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        put_icon(self, spec.glyph)
        keys = f" (Alt+{place})" if place <= 9 else ""
        self.setToolTip(f"{self.title}{keys}")
        self.mark: QLabel = label("", "badge")
        self.mark.setParent(self)
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()

    def show_mark(self, text: str) -> None:
        """Show a count of what waits; "" for none."""
        self.mark.setText(text)
        self.mark.setVisible(bool(text))
        self.setAccessibleName(f"{self.title} {text}".strip())
        self._place_mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the right end."""
        super().resizeEvent(event)
        self._place_mark()

    def _place_mark(self) -> None:
        self.mark.adjustSize()
        right, top = (8, (self.height() - self.mark.height()) // 2) if self.text() else (1, 0)
        self.mark.move(self.width() - self.mark.width() - right, top)


class Navigation(QWidget):
    """All screens of this user; icons alone when the window is narrow."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Layar"))
        self._leaders = {spec.id: spec.group for spec in specs if spec.group}
        self.buttons: dict[str, NavigationButton] = {}
        for place, spec in enumerate((one for one in specs if one.in_navigation), 1):
            made = NavigationButton(spec, place)
            made.clicked.connect(lambda _checked=False, screen_id=spec.id: self.chosen.emit(screen_id))
            self.buttons[spec.id] = made
        self.setLayout(column(*self.buttons.values(), 1, gap=2, margins=(10, 12, 10, 12)))
        self.setFixedWidth(WIDE)

    def show_current(self, screen_id: str) -> None:
        """Mark the screen shown, or the one whose tab it is; none for one that is reached by an action alone."""
        place = self._leaders.get(screen_id, screen_id)
        for made in self.buttons.values():
            made.setAutoExclusive(place in self.buttons)
            made.setChecked(False)
        if place in self.buttons:
            self.buttons[place].setChecked(True)

    def show_mark(self, screen_id: str, text: str) -> None:
        """Mark a screen where something waits."""
        if screen_id in self.buttons:
            self.buttons[screen_id].show_mark(text)

    def be_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons with names."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for made in self.buttons.values():
            made.setText("" if narrow else made.title)
            made.setAccessibleName(f"{made.title} {made.mark.text()}".strip())
