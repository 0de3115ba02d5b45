"""A person's photo on the screen: drawn in the background, a frame with words where there is none."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration.photos import PhotoView as Photo
from app.registration.pictures import opened
from app.registration.screens.context import PeopleContext
from app.widgets.icons import pixmap
from app.widgets.operations import Operations
from app.widgets.theme import colour

Size = tuple[int, int]
LARGE, SMALL = (72, 96), (36, 48)
_WORDS_FROM = 60


class PhotoFrame(QWidget):
    """Shows one photo at a fixed size; `reading` names what is being fetched, so that an earlier one comes too late."""

    def __init__(self, ops: Operations, context: PeopleContext, size: Size = LARGE) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._image = QImage()
        self._digest, self._words = "", ""
        self.setFixedSize(QSize(*size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_photo(Photo())

    @property
    def has_picture(self) -> bool:
        """Whether a picture is on show."""
        return not self._image.isNull()

    def show_photo(self, photo: Photo) -> None:
        """Show another photo, or why there is none."""
        if photo.digest and photo.digest == self._digest and self.has_picture:
            return
        self._image, self._digest = QImage(), photo.digest or ""
        self._say(_("menolak difoto") if photo.refused is not None else "" if photo.digest else _("belum ada foto"))
        if photo.digest:
            digest, read = photo.digest, self._context.read_blob
            self._ops.compute(lambda: picture_of(read, digest)).then(lambda image: self._arrived(digest, image))

    def _arrived(self, digest: str, image: QImage | None) -> None:
        if digest != self._digest:
            return
        self._image = image or QImage()
        self._say(_("foto belum tiba di laptop ini") if image is None else "")

    def _say(self, words: str) -> None:
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words or _("Foto"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, or a frame with a silhouette and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = self.rect().adjusted(0, 0, -1, -1)
        if self.has_picture:
            painter.drawImage(self.rect(), self._image)
        else:
            painter.fillRect(self.rect(), colour("sunken"))
            self._silhouette(painter)
        painter.setPen(colour("border-strong"))
        painter.drawRect(inside)
        painter.end()

    def _silhouette(self, painter: QPainter) -> None:
        side = min(28, self.width() // 2)
        worded = bool(self._words) and self.width() >= _WORDS_FROM
        top = self.height() // 5 if worded else (self.height() - side) // 2
        painter.drawPixmap((self.width() - side) // 2, top, pixmap("user-round", side, "faint"))
        if worded:
            face = painter.font()
            face.setPixelSize(10)
            painter.setFont(face)
            painter.setPen(colour("muted"))
            room = QRect(3, top + side + 2, self.width() - 6, self.height() - top - side - 4)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


def picture_of(read: Callable[[str], bytes], digest: str) -> QImage | None:
    """The picture of a digest; None when it is not here, or is no photo of ours."""
    try:
        content = read(digest)
    except UserError:
        return None
    picture = opened(content)
    if picture is None:
        return None
    line = 3 * picture.width
    return QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_RGB888).copy()
