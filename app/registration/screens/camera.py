"""The camera of the laptop, where Qt's multimedia part is installed; everything else works without it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.registration.pictures import Picture

LONG_SIDE = 1600


def multimedia() -> Any:
    """Qt's multimedia part, None where it is not installed: it is large, and only needed where there is a camera."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


def has_camera(load: Callable[[], Any] = multimedia) -> bool:
    """Whether there is a camera that this program can use."""
    part = load()
    return part is not None and bool(part.QMediaDevices.videoInputs())


class Camera(QObject):
    """Runs the default camera; each frame comes as a picture, `lost` when it can be used no more."""

    frame = Signal(object)
    lost = Signal()

    def __init__(self, parent: QObject, load: Callable[[], Any] = multimedia) -> None:
        super().__init__(parent)
        part = load()
        self._camera = part.QCamera(part.QMediaDevices.defaultVideoInput(), self)
        self._session = part.QMediaCaptureSession(self)
        self._sink = part.QVideoSink(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._shown)
        self._camera.errorOccurred.connect(lambda *_what: self.lost.emit())

    def start(self) -> None:
        """Begin to send frames."""
        self._camera.start()

    def stop(self) -> None:
        """Switch the camera off; its lamp goes out."""
        self._camera.stop()

    def _shown(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.frame.emit(image)


def picture_of(image: QImage) -> Picture:
    """A frame as plain pixels."""
    small = image
    if max(image.width(), image.height()) > LONG_SIDE:
        smooth = Qt.TransformationMode.SmoothTransformation
        small = image.scaled(LONG_SIDE, LONG_SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    plain = small.convertToFormat(QImage.Format.Format_RGB888)
    wide, line = 3 * plain.width(), plain.bytesPerLine()
    raw = bytes(plain.constBits())
    rows = [raw[at * line : at * line + wide] for at in range(plain.height())]
    return Picture(plain.width(), plain.height(), b"".join(rows))
