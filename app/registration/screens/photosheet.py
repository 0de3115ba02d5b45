"""Taking a person's photo: from a file or the camera, cut to a portrait, with who agreed to it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.registration import pictures
from app.registration.pictures import Picture
from app.registration.screens import camera
from app.registration.screens.camera import Camera
from app.registration.screens.cropper import Cropper
from app.widgets.buttons import button
from app.widgets.dialogs import Question, Sheet, open_file
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row
from app.widgets.operations import Begun, Operations

_EMPTY, _LIVE, _CUT = range(3)
HIGH, LOW, LOW_WINDOW = 300, 190, 620
"""Pixels of the picture, and the window below which it is smaller so that its buttons stay in sight."""


class PhotoSheet(Sheet):
    """`kept` gets the finished JPEG and who agreed for a child ("" for the person himself)."""

    def __init__(self, parent: QWidget, ops: Operations, name: str, child: bool) -> None:
        self._ops = ops
        self.cropper = Cropper()
        self._live = QLabel()
        self._live.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._live.setMinimumSize(320, 150)
        self._last = QImage()
        self._camera: Camera | None = None
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.guardian = TextField("guardian", _("Disetujui oleh (wali atau lembaga)"), required=child)
        self.guardian.setVisible(child)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(LOW if parent.window().height() < LOW_WINDOW else HIGH)
        for part in (self._nothing(), self._live, self.cropper):
            self._stack.addWidget(part)
        self.from_file = button(_("Pilih berkas …"), self._choose, glyph="upload")
        self.from_camera = button(_("Pakai kamera"), self._use_camera, glyph="eye")
        self.take = button(_("Ambil gambar"), self._take, "primary", "circle-check")
        self.again = button(_("Ulangi"), self._use_camera, glyph="undo-2")
        hint = label(_("Panah menggeser, + dan − mengubah besarnya; atau seret dengan tetikus."), "caption", wrap=True)
        self._hint = hint
        tools = row(self.from_file, self.from_camera, self.take, self.again, 1, gap=8)
        question = Question(
            _("Foto {name}").format(name=name),
            _("Tanyakan dulu apakah ia setuju difoto. Menolak tidak mengurangi haknya."),
            _("Simpan foto"),
        )
        super().__init__(parent, question, self._stack, hint, self._problem, tools, self.guardian)
        self.setMinimumWidth(560)
        self.guardian.changed.connect(self._look)
        self._show(_EMPTY)

    def portrait(self) -> bytes:
        """The photo as it will be kept."""
        picture = self.cropper.picture
        return pictures.portrait(picture, self.cropper.crop) if picture else b""

    def load(self, path: Path) -> None:
        """Decode a file the officer chose."""
        self._tell("")
        reading = self._ops.compute(lambda: pictures.read_file(path), latest="photo.read")
        reading.then(self.show_picture).otherwise(self._refused)

    def show_picture(self, picture: Picture) -> None:
        """A picture is there: cut it."""
        self._stop()
        self.cropper.show_picture(picture)
        self._show(_CUT)
        self.cropper.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """The camera goes off with the sheet."""
        self._stop()
        super().hideEvent(event)

    def _nothing(self) -> QWidget:
        text = label(_("Pilih berkas JPG atau PNG, atau pakai kamera laptop ini."), "muted", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return holder(column(1, text, 1))

    def _choose(self) -> None:
        kinds = _("Foto") + " (*.jpg *.jpeg *.png *.webp)"
        open_file(self, _("Pilih foto"), kinds, self.load)

    def _use_camera(self) -> None:
        if not camera.has_camera():
            self._tell(
                _("Kamera belum dapat dipakai di laptop ini. Foto dengan telepon, lalu pilih berkasnya di sini.")
            )
            return
        self._tell("")
        self._stop()
        self._camera = Camera(self)
        self._camera.frame.connect(self._frame)
        self._camera.lost.connect(self._lost)
        self._camera.start()
        self._show(_LIVE)
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _frame(self, image: QImage) -> None:
        self._last = image
        room = self._live.size()
        self._live.setPixmap(QPixmap.fromImage(image).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))

    def _take(self) -> None:
        if not self._last.isNull():
            self.show_picture(camera.picture_of(self._last))

    def _lost(self) -> None:
        self._stop()
        self._show(_EMPTY)
        self._tell(_("Kamera terputus atau dipakai program lain. Coba lagi, atau pilih berkas foto."))

    def _stop(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _refused(self, error: UserError) -> None:
        self._tell(f"{error.text} {error.hint}")

    def _tell(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _show(self, what: int) -> None:
        self._stack.setCurrentIndex(what)
        self.take.setVisible(what == _LIVE)
        self.again.setVisible(what == _CUT and not self._last.isNull())
        self.from_camera.setVisible(what == _EMPTY)
        self._hint.setVisible(what == _CUT)
        self._look()

    def _look(self) -> None:
        self.yes.setEnabled(self._stack.currentIndex() == _CUT and not self.guardian.is_unfinished())


Kept = Callable[[bytes, str], Begun]
"""(JPEG, who agreed for a child) once the officer says yes."""


def ask_photo(sheet: PhotoSheet, kept: Kept) -> PhotoSheet:
    """Open the sheet; the photo comes when it is accepted."""
    sheet.when_yes(lambda: kept(sheet.portrait(), str(sheet.guardian.value() or "")))
    sheet.open()
    sheet.from_file.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
