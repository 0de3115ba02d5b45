"""Choosing the part of a picture that becomes the portrait: dragged with the mouse, or moved and sized with keys."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.i18n import _
from app.registration.pictures import Crop, Picture, fitting, proposed
from app.widgets.theme import colour

STEP = 0.05
_VEIL = 150


class Cropper(QWidget):
    """Arrow keys move the cut, + and − size it, the mouse drags it, the wheel sizes it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.crop = Crop(0, 0, 1)
        self._image = QImage()
        self._held: QPointF | None = None
        self.setMinimumSize(QSize(320, 150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Bagian foto yang dipakai"))
        self.setAccessibleDescription(_("Panah menggeser, tambah dan kurang mengubah besarnya."))

    def show_picture(self, picture: Picture) -> None:
        """Show a picture with the cut where faces mostly are."""
        self.picture = picture
        pixels = picture.pixels
        wide, high, line = picture.width, picture.height, 3 * picture.width
        self._image = QImage(pixels, wide, high, line, QImage.Format.Format_RGB888).copy()
        self._cut(proposed(picture))

    def move_by(self, across: float, down: float) -> None:
        """Move the cut by parts of its own size."""
        crop = self.crop
        self._cut(Crop(crop.left + round(across * crop.width), crop.top + round(down * crop.height), crop.width))

    def size_by(self, factor: float) -> None:
        """Make the cut larger or smaller around its middle."""
        crop = self.crop
        wide = max(1, round(crop.width * factor))
        sized = Crop(0, 0, wide)
        self._cut(Crop(crop.left + (crop.width - wide) // 2, crop.top + (crop.height - sized.height) // 2, wide))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus and minus."""
        moves = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }
        sizes = {Qt.Key.Key_Plus: 1 + STEP, Qt.Key.Key_Equal: 1 + STEP, Qt.Key.Key_Minus: 1 - STEP}
        key = Qt.Key(event.key())
        if key in moves:
            self.move_by(*moves[key])
        elif key in sizes:
            self.size_by(sizes[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel sizes the cut."""
        self.size_by(1 + STEP if event.angleDelta().y() > 0 else 1 - STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the cut."""
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cut along."""
        if self._held is not None and self._scale():
            by = (event.position() - self._held) / self._scale()
            self._held = event.position()
            self._cut(Crop(self.crop.left + round(by.x()), self.crop.top + round(by.y()), self.crop.width))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, darker around the cut."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            whole, cut = self._place(), self._shown_cut()
            painter.drawImage(whole, self._image)
            around = QPainterPath()
            around.addRect(whole)
            around.addRect(cut)
            painter.fillPath(around, QColor(0, 0, 0, _VEIL))
            painter.setPen(QPen(colour("accent-fill") if self.hasFocus() else Qt.GlobalColor.white, 2))
            painter.drawRect(cut)
        painter.end()

    def _cut(self, crop: Crop) -> None:
        if self.picture is not None:
            self.crop = fitting(self.picture, crop)
            self.update()
            self.changed.emit()

    def _scale(self) -> float:
        if self.picture is None:
            return 0.0
        return min(self.width() / self.picture.width, self.height() / self.picture.height)

    def _place(self) -> QRectF:
        scale = self._scale()
        wide, high = self._image.width() * scale, self._image.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _shown_cut(self) -> QRectF:
        scale, corner, crop = self._scale(), self._place().topLeft(), self.crop
        return QRectF(
            corner + QPoint(crop.left, crop.top).toPointF() * scale,
            QSize(crop.width, crop.height).toSizeF() * scale,
        )
