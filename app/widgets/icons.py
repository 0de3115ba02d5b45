"""Icons of the one icon set, drawn in the colours of the theme in use."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.kernel.paths import resource
from app.widgets import theme

SIZE, GAP = 18, 7


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, hex_colour: str, size: int, ratio: float, gap: int) -> QPixmap:
    pixels = round(size * ratio)
    source = QBuffer()
    source.setData(_drawing(name).replace("currentColor", hex_colour).encode())
    reader = QImageReader(source, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    picture = QPixmap(QSize(pixels + round(gap * ratio), pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawImage(0, 0, reader.read())
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, size: int = 18, tone: str = "muted", gap: int = 0) -> QPixmap:
    """An icon of `size` logical pixels in a colour of the palette, with an empty `gap` to its right."""
    return _pixmap(name, theme.colour(tone).name(), size, QApplication.primaryScreen().devicePixelRatio(), gap)


def icon(name: str, tone: str = "muted", gap: int = 0) -> QIcon:
    """An icon for buttons and actions; the accent is its colour while checked."""
    made = QIcon()
    made.addPixmap(pixmap(name, SIZE, tone, gap), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(pixmap(name, SIZE, "accent", gap), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, SIZE, "faint", gap), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def put_icon(target: QAbstractButton | QAction, name: str, tone: str = "muted") -> None:
    """Give a button or an action an icon that follows the theme (see `redraw`)."""
    gap = GAP if isinstance(target, QPushButton) else 0
    target.setProperty("glyph", name)
    target.setProperty("glyph_tone", tone)
    target.setIcon(icon(name, tone, gap))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(SIZE + gap, SIZE))


def lead_with(line: QLineEdit, name: str, text: str) -> None:
    """Put an icon at the left end of an input; `text` says what it stands for."""
    action = line.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
    action.setText(text)
    put_icon(action, name)


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


def redraw(part: QWidget) -> None:
    """Recolour every icon in a part of the screen after the theme has changed."""
    for widget in (part, *part.findChildren(QWidget)):
        if isinstance(widget, Glyph):
            widget.redraw()
        for target in (widget, *widget.actions()):
            if isinstance(target, QAbstractButton | QAction) and target.property("glyph"):
                put_icon(target, str(target.property("glyph")), str(target.property("glyph_tone")))
