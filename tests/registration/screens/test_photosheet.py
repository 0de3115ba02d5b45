"""A person's photo as an officer takes it: from a file or the camera, cut, refused, taken away, beside another's."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from app.access.blobs import blobs_of
from app.registration import interview
from app.registration.pictures import opened
from app.registration.screens import camera
from app.registration.screens.comparing import SideBySide
from app.registration.screens.photosheet import PhotoSheet
from app.registration.screens.photoview import PhotoFrame
from app.widgets.asking import Asked
from tests.registration.people_made import read
from tests.registration.screens.conftest import Desk
from tests.registration.screens.driving import GREEN, photographed, sheet_of, shown, want


def picture_file(folder: Path, size: tuple[int, int] = (900, 1200)) -> Path:
    path = folder / "foto dari telepon.jpg"
    Image.frombytes("RGB", size, GREEN * (size[0] * size[1])).save(path)
    return path


def test_a_photo_from_a_file_is_cut_kept_and_shown(desk: Desk, tmp_path: Path) -> None:
    shown(desk, "mother")
    assert not desk.screen.view.photo.has_picture
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    assert not sheet.yes.isEnabled()
    sheet.load(picture_file(tmp_path))
    desk.calm()
    before = sheet.cropper.crop
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Down, Qt.Key.Key_Right):
        desk.qtbot.keyClick(sheet.cropper, key)
    assert sheet.cropper.crop.width < before.width
    assert sheet.cropper.crop.top > before.top
    desk.qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    desk.calm()
    assert desk.said[-1].text == "Foto disimpan."
    desk.qtbot.waitUntil(lambda: desk.screen.view.photo.has_picture)
    [name] = blobs_of(desk.office).names()
    assert opened(blobs_of(desk.office).read(name))
    entries = desk.screen.view.header.menu.actions()
    assert "photo.remove" in [entry.data() for entry in entries]


def test_the_mouse_drags_the_cut_and_never_out_of_the_picture(desk: Desk, tmp_path: Path) -> None:
    shown(desk, "mother")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    sheet.load(picture_file(tmp_path, (1200, 900)))
    desk.calm()
    cropper = sheet.cropper
    middle = cropper.rect().center()
    desk.qtbot.mousePress(cropper, Qt.MouseButton.LeftButton, pos=middle)
    desk.qtbot.mouseMove(cropper, middle + QPoint(40, 0))
    moved = cropper.crop.left
    desk.qtbot.mouseMove(cropper, middle + QPoint(4000, 0))
    desk.qtbot.mouseRelease(cropper, Qt.MouseButton.LeftButton)
    assert cropper.picture is not None
    assert 0 < moved < cropper.crop.left == cropper.picture.width - cropper.crop.width
    sheet.reject()


def a_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 bukan foto")


def of_100_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff")
        file.truncate(100_000_000)


def bomb(path: Path) -> None:
    Image.new("1", (30_000, 30_000)).save(path, "PNG")


def cut_short(path: Path) -> None:
    whole = BytesIO()
    Image.frombytes("RGB", (900, 1200), GREEN * (900 * 1200)).save(whole, "JPEG")
    path.write_bytes(whole.getvalue()[:3000])


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def pulled_out(path: Path) -> None:
    """The flashdisk is gone."""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_pdf, "Berkas ini PDF, bukan foto."),
        (of_100_mb, "Berkas ini lebih besar dari 30 MB"),
        (bomb, "Ukuran gambar ini tidak wajar"),
        (cut_short, "Berkas foto ini rusak atau terpotong."),
        (nothing, "Berkas ini bukan foto."),
        (pulled_out, "Berkas ini tidak dapat dibaca dari tempatnya."),
    ],
)
def test_a_file_that_is_no_photo_says_so_and_nothing_is_kept(
    desk: Desk, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    shown(desk, "mother")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    bad = tmp_path / "foto.jpg"
    make(bad)
    sheet.load(bad)
    desk.calm()
    assert sheet._problem.text().startswith(said)
    assert "Tidak ada yang disimpan." in sheet._problem.text()
    assert sheet._problem.isVisible()
    assert not sheet.yes.isEnabled()
    assert sheet.from_file.hasFocus()
    assert blobs_of(desk.office).names() == set()
    sheet.load(picture_file(tmp_path))
    desk.calm()
    assert sheet._problem.isHidden()
    assert sheet.yes.isEnabled()
    sheet.reject()


def test_without_a_camera_the_sheet_says_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "multimedia", lambda: None)
    assert camera.has_camera(lambda: None) is False
    shown(desk, "mother")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    monkeypatch.setattr(camera, "has_camera", lambda: False)
    desk.qtbot.mouseClick(sheet.from_camera, Qt.MouseButton.LeftButton)
    assert "Kamera belum dapat dipakai" in sheet._problem.text()
    assert "telepon" in sheet._problem.text()
    sheet.reject()


class FakeCamera(QObject):
    """Stands for Qt's camera; the tests send its frames."""

    frame, lost = Signal(object), Signal()
    running: ClassVar[list["FakeCamera"]] = []

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def start(self) -> None:
        self.running.append(self)

    def stop(self) -> None:
        self.running.remove(self)


@pytest.fixture
def fake_camera(monkeypatch: pytest.MonkeyPatch) -> type[FakeCamera]:
    monkeypatch.setattr(camera, "has_camera", lambda: True)
    monkeypatch.setattr("app.registration.screens.photosheet.Camera", FakeCamera)
    FakeCamera.running.clear()
    return FakeCamera


def test_a_photo_from_the_camera(desk: Desk, fake_camera: type[FakeCamera]) -> None:
    shown(desk, "mother")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    desk.qtbot.mouseClick(sheet.from_camera, Qt.MouseButton.LeftButton)
    image = QImage(641, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    fake_camera.running[0].frame.emit(image)
    desk.qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert fake_camera.running == []  # its lamp is out
    assert sheet.cropper.picture is not None
    assert (sheet.cropper.picture.width, len(sheet.cropper.picture.pixels)) == (641, 641 * 480 * 3)
    with Image.open(BytesIO(sheet.portrait())) as made:
        red, green, _blue = made.convert("RGB").getpixel((10, 10))  # type: ignore[misc]
    assert green > red
    sheet.reject()


def test_a_camera_that_goes_leaves_the_files(desk: Desk, fake_camera: type[FakeCamera]) -> None:
    shown(desk, "mother")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    desk.qtbot.mouseClick(sheet.from_camera, Qt.MouseButton.LeftButton)
    fake_camera.running[0].lost.emit()
    assert "Kamera terputus" in sheet._problem.text()
    assert fake_camera.running == []
    desk.qtbot.mouseClick(sheet.from_camera, Qt.MouseButton.LeftButton)
    sheet.reject()
    assert fake_camera.running == []


def test_the_camera_of_qt_is_used_as_it_is_meant() -> None:
    """The names of Qt's own part, which is not installed everywhere: a stand-in takes exactly these calls."""
    calls: list[str] = []

    class Part(QObject):
        videoFrameChanged = Signal(object)  # noqa: N815 - Qt's names
        errorOccurred = Signal(int, str)  # noqa: N815

        def __init__(self, *given: Any) -> None:
            super().__init__(given[-1])

        def __getattr__(self, name: str) -> Any:
            return lambda *_given: calls.append(name)

    devices = SimpleNamespace(videoInputs=lambda: ["one"], defaultVideoInput=lambda: "one")
    qt = SimpleNamespace(QMediaDevices=devices, QCamera=Part, QMediaCaptureSession=Part, QVideoSink=Part)
    assert camera.has_camera(lambda: qt)
    owner = QObject()
    made = camera.Camera(owner, lambda: qt)
    got: list[QImage] = []
    made.frame.connect(got.append)
    made.start()
    made._sink.videoFrameChanged.emit(SimpleNamespace(toImage=lambda: QImage()))
    made._sink.videoFrameChanged.emit(SimpleNamespace(toImage=lambda: QImage(4, 4, QImage.Format.Format_RGB32)))
    made.stop()
    assert [image.width() for image in got] == [4]
    assert calls == ["setCamera", "setVideoSink", "start", "stop"]


def test_a_child_needs_the_name_of_who_agreed(desk: Desk, tmp_path: Path) -> None:
    shown(desk, "alone")
    want(desk, "photo")
    sheet = sheet_of(desk, PhotoSheet)
    sheet.load(picture_file(tmp_path))
    desk.calm()
    assert not sheet.yes.isEnabled()
    sheet.guardian.set_value("Halimah, ibu")
    assert sheet.yes.isEnabled()
    desk.qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    desk.calm()
    answers = read(desk.office, lambda r: interview.told(r, desk.stays["alone"]).answers)
    assert [(answer.given, answer.guardian) for answer in answers] == [(True, "Halimah, ibu")]


def test_refusing_and_taking_a_photo_away(desk: Desk) -> None:
    photographed(desk, "mother")
    shown(desk, "mother")
    assert desk.screen.view.photo.has_picture
    want(desk, "photo.remove")
    removing = sheet_of(desk, Asked)
    removing.form.field("reason").set_value("foto orang lain")
    removing.accept()
    desk.calm()
    assert desk.screen.view.photo.accessibleName() == "belum ada foto"
    want(desk, "photo.refuse")
    refusing = sheet_of(desk, Asked)
    assert not refusing.yes.isEnabled()
    refusing.form.field("reason").set_value("takut disebarkan")
    refusing.accept()
    desk.calm()
    assert desk.screen.view.photo.accessibleName() == "menolak difoto"


def test_a_photo_that_has_not_arrived_leaves_words(desk: Desk) -> None:
    digest = photographed(desk, "mother")
    (blobs_of(desk.office).folder / digest).unlink()
    shown(desk, "mother")
    assert not desk.screen.view.photo.has_picture
    assert desk.screen.view.photo.accessibleName() == "foto belum tiba di laptop ini"


def test_candidates_are_told_apart_by_their_photos(desk: Desk) -> None:
    photographed(desk, "gone")
    shown(desk, "father")
    assert [found.head.stay_id for found in desk.screen.view.page.likely] == [desk.stays["gone"]]  # type: ignore[union-attr]
    frames = desk.screen.view.review.findChildren(PhotoFrame)
    assert [frame.has_picture for frame in frames] == [True]


def test_two_people_stand_side_by_side_with_their_photos(desk: Desk) -> None:
    for who in ("father", "gone"):
        photographed(desk, who)
    shown(desk, "father")
    next(each for each in desk.screen.findChildren(QPushButton) if each.text() == "Bandingkan").click()
    desk.calm()
    sheet = sheet_of(desk, SideBySide)
    desk.qtbot.waitUntil(lambda: [frame.has_picture for frame in sheet.findChildren(PhotoFrame)] == [True, True])
    sheet.reject()
