"""The look of the application: one style sheet, two palettes, one font, switched without a restart and without a pause.

See DECISIONS.md for why the sheet is put on parts of the window and never on the application.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import ClassVar
from weakref import WeakSet

from PySide6.QtCore import QDir, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.kernel.paths import resource

MODES = ("system", "light", "dark")
WEIGHTS = ("Regular", "Medium", "SemiBold")
_PALETTE_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent-fill",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "tip",
    QPalette.ColorRole.ToolTipText: "on-tip",
}


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """Colour names and values of `light` and `dark`."""
    with resource("palette.toml").open("rb") as file:
        return tomllib.load(file)


class _Current:
    """The look in use; one per process. `parts` wear the sheet, `stale` ones still an older one."""

    name = "light"
    sheet = ""
    parts: ClassVar[WeakSet[QWidget]] = WeakSet()
    stale: ClassVar[WeakSet[QWidget]] = WeakSet()


def colour(name: str) -> QColor:
    """A colour of the palette in use, for widgets that paint themselves."""
    return QColor(palettes()[_Current.name][name])


def is_dark() -> bool:
    """Whether the dark palette is in use."""
    return _Current.name == "dark"


def style_sheet(name: str) -> str:
    """The style sheet with the colours of one palette filled in."""
    tokens = palettes()[name]
    template = resource("theme.qss").read_text(encoding="utf-8")
    return re.sub(r"@([a-z-]+)", lambda found: tokens[found.group(1)], template)


def ui_font(pixels: int = 13) -> QFont:
    """The font of the screen, with digits of one width so that counts align."""
    font = QFont("Inter")
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def set_state(widget: QWidget, **properties: str) -> None:
    """Give a widget dynamic properties that the style sheet reads, and let it be drawn anew."""
    changed = {name: value for name, value in properties.items() if (widget.property(name) or "") != value}
    if not changed:
        return
    for name, value in changed.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def dress(part: QWidget) -> None:
    """Give a part that stands by itself (a screen, a dialog, a strip of the frame) the look, now and after each switch.

    Call it when everything is in the part and the part is in its place: each later parent costs a restyling. A part
    inside another that is dressed already has the look.
    """
    above: QWidget | None = part
    while above is not None:
        if above in _Current.parts:
            return
        above = above.parentWidget()
    _Current.parts.add(part)
    _wear(part)


def freshen(part: QWidget) -> None:
    """Bring a part up to date that was out of sight when the look was switched."""
    if part in _Current.stale:
        _wear(part)


def _wear(part: QWidget) -> None:
    _Current.stale.discard(part)
    if part.styleSheet() != _Current.sheet:
        part.setStyleSheet(_Current.sheet)


class Theme(QObject):
    """Applies light or dark to the application and follows the system when asked to."""

    changed = Signal()
    worn = Signal(object)
    """A part wears the look of now (QWidget): its icons may be drawn anew."""

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self.mode = mode
        QDir.setSearchPaths("glyph", [str(resource("icons", "controls"))])
        for weight in WEIGHTS:
            QFontDatabase.addApplicationFont(str(resource("fonts", "inter", f"Inter-{weight}.ttf")))
        app.setStyle("Fusion")
        app.setFont(ui_font())
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._dress_next)
        self.apply(mode)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self, mode: str) -> None:
        """Use `mode` (one of MODES) from now on: what is seen at once, the rest part by part afterwards."""
        self.mode = mode
        _Current.name = self._resolved()
        _Current.sheet = style_sheet(_Current.name)
        self._app.setPalette(_qt_palette())
        _Current.stale.update(_Current.parts)
        for part in [each for each in _Current.parts if isValid(each) and each.isVisible()]:
            self._dress(part)
        self._later.start()
        self.changed.emit()

    def end(self) -> None:
        """Follow the system no longer."""
        self._later.stop()
        self._app.styleHints().colorSchemeChanged.disconnect(self._system_changed)

    def _dress_next(self) -> None:
        """One part in each turn of the event loop, so that no key waits for all of them."""
        part = next((each for each in list(_Current.stale) if isValid(each)), None)
        if part is None:
            self._later.stop()
        else:
            self._dress(part)

    def _dress(self, part: QWidget) -> None:
        _wear(part)
        self.worn.emit(part)

    def _resolved(self) -> str:
        if self.mode != "system":
            return self.mode
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self.mode == "system":
            self.apply("system")


def _qt_palette() -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE_ROLES.items():
        palette.setColor(role, colour(name))
    return palette
