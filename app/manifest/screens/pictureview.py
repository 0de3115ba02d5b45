"""The picture of a list: turned, enlarged and moved by keys, so that the hands never leave the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from app.kernel.i18n import _
from app.manifest.reading.pictures import PicturePage

STEP = 1.25
LEAST, MOST = 0.05, 8.0
PAN = 0.25


class PictureView(QGraphicsView):
    """One page; it fits the width until it is enlarged or made smaller."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setProperty("kind", "paper")
        self.setAccessibleName(_("Gambar daftar"))
        self.angle = 0
        """Degrees turned clockwise: 0, 90, 180 or 270."""
        self.fits = True

    @property
    def shown(self) -> bool:
        """Whether there is a picture."""
        return not self._item.pixmap().isNull()

    @property
    def scale_now(self) -> float:
        """Screen pixels for each pixel of the picture."""
        return float(abs(self.transform().m11()) + abs(self.transform().m12()))

    def show_page(self, page: PicturePage, angle: int = 0) -> None:
        """Show a page from its upper left, as wide as there is room."""
        size = page.width, page.height
        image = QImage(page.pixels, *size, 3 * page.width, QImage.Format.Format_RGB888)
        self._item.setPixmap(QPixmap.fromImage(image))
        self._scene.setSceneRect(self._item.boundingRect())
        self.angle = angle % 360
        self.fit()
        self._to_top()

    def clear(self) -> None:
        """Show nothing."""
        self._item.setPixmap(QPixmap())

    def fit(self) -> None:
        """As wide as there is room, the page upright as it was turned."""
        self.fits = True
        wide = self._item.boundingRect().height() if self.angle % 180 else self._item.boundingRect().width()
        room = self.viewport().width() - 4
        self._look((room / wide) if wide > 0 and room > 0 else 1.0)

    def zoom(self, by: int) -> None:
        """Larger or smaller by steps."""
        self.fits = False
        self._look(min(MOST, max(LEAST, self.scale_now * STEP**by)))

    def turn(self) -> None:
        """A quarter clockwise."""
        self.angle = (self.angle + 90) % 360
        self.fit()
        self._to_top()
        self.turned.emit()

    def pan(self, across: int, down: int) -> None:
        """Move by a quarter of what is seen."""
        for bar, by, room in (
            (self.horizontalScrollBar(), across, self.viewport().width()),
            (self.verticalScrollBar(), down, self.viewport().height()),
        ):
            bar.setValue(bar.value() + int(by * room * PAN))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the page, with Ctrl it enlarges."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The width that is fitted changed."""
        super().resizeEvent(event)
        if self.fits:
            self.fit()

    def _look(self, scale: float) -> None:
        self.resetTransform()
        self.rotate(self.angle)
        self.scale(scale, scale)

    def _to_top(self) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
