"""A chart on the screen: the same drawing that prints, as a picture in the colours of the theme."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.printing.charts import ROW, Bar, Colour, Look, picture
from app.widgets import theme
from app.widgets.labels import counted
from app.widgets.operations import Operations
from app.widgets.pdf_pages import POINTS_PER_INCH, draw_page

SCREEN_DPI = 96
MOST = 10


class ChartView(QLabel):
    """`show_bars(bars, title)`; drawn in the background, again when the window or the theme changes."""

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops, self._title = ops, ""
        self._bars: tuple[Bar, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_bars(self, bars: Sequence[tuple[str, int]], title: str) -> None:
        """Show these bars; nothing where there are none."""
        self._bars, self._title = tuple(Bar(*one) for one in bars[:MOST]), title
        told = "; ".join(f"{bar.label} {counted(bar.value)}" for bar in self._bars)
        self.setAccessibleName(f"{title}: {told}")
        self.setVisible(bool(self._bars))
        self.setFixedHeight(round(len(self._bars) * ROW * SCREEN_DPI / POINTS_PER_INCH) + 4)
        self._draw()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it as wide as it is."""
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        """Ask for the picture unless it is the one shown."""
        if not self._bars or self.width() < 40:
            return
        ratio = self.devicePixelRatio()
        look = Look(_colour("text"), _colour("accent-fill"), _colour("track"))
        wanted = (self._bars, self.width(), look, _colour("window"), ratio)
        if wanted != self._drawn:
            self._drawn = wanted
            made = partial(_picture, *wanted)
            self._ops.compute(made, latest=f"chart.{id(self)}").then(partial(self._show, ratio))

    def _show(self, ratio: float, image: QImage) -> None:
        shown = QPixmap.fromImage(image)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


def _picture(bars: Sequence[Bar], width: int, look: Look, ground: Colour, ratio: float) -> QImage:
    points = width * POINTS_PER_INCH / SCREEN_DPI
    return draw_page(picture(bars, points, look, ground), 0, SCREEN_DPI * ratio)


def _colour(name: str) -> Colour:
    found = theme.colour(name)
    return found.redF(), found.greenF(), found.blueF()
