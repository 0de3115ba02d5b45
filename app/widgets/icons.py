"""Icons of the one icon set, drawn in the colours of the theme in use."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.kernel.paths import resource
from app.widgets import theme


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, hex_colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", hex_colour).encode()))
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, size: int = 18, tone: str = "muted") -> QPixmap:
    """An icon as a picture of `size` logical pixels in a colour of the palette."""
    return _pixmap(name, theme.colour(tone).name(), size, QApplication.primaryScreen().devicePixelRatio())


def icon(name: str, tone: str = "muted", on_tone: str = "accent") -> QIcon:
    """An icon for buttons and actions; `on_tone` is its colour while checked."""
    made = QIcon()
    made.addPixmap(pixmap(name, 18, tone), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(pixmap(name, 18, on_tone), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, 18, "faint"), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def put_icon(button: QAbstractButton, name: str, tone: str = "muted") -> None:
    """Give a button an icon that follows the theme (see `redraw`)."""
    button.setProperty("glyph", name)
    button.setProperty("glyph_tone", tone)
    button.setIcon(icon(name, tone))
    button.setIconSize(QSize(18, 18))


class Glyph(QLabel):
    """An icon that stands alone; decoration beside a text, so it has no accessible name of its own."""

    def __init__(self, name: str, tone: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)
        self.show_icon(name, tone)

    def show_icon(self, name: str, tone: str = "muted") -> None:
        """Show another icon or colour."""
        self._name, self._tone = name, tone
        self.redraw()

    def redraw(self) -> None:
        """Draw the icon in the palette in use."""
        self.setPixmap(pixmap(self._name, self._size, self._tone))


def redraw(app: QApplication) -> None:
    """Recolour every icon on the screen after the theme has changed."""
    for widget in app.allWidgets():
        if isinstance(widget, Glyph):
            widget.redraw()
        elif isinstance(widget, QAbstractButton) and widget.property("glyph"):
            widget.setIcon(icon(str(widget.property("glyph")), str(widget.property("glyph_tone"))))
