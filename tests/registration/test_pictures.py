"""Pictures from strangers: upright, small, without metadata; and whatever is no photo is refused in one sentence."""

import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.kernel.errors import UserError
from app.registration import picture_child, pictures
from app.registration.pictures import Crop, Picture

CORNERS = {"red": (250, 20, 20), "blue": (20, 20, 250)}


def drawn(size: tuple[int, int] = (900, 1200), mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new(mode, size, CORNERS["blue"])
    image.paste(CORNERS["red"], (0, 0, size[0], size[1] // 2))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 120).convert("RGB")


def colour(picture: Picture, x: float, y: float) -> str:
    at = 3 * (int(y * picture.height) * picture.width + int(x * picture.width))
    red, _green, blue = picture.pixels[at : at + 3]
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_usual_formats(kind: str) -> None:
    picture = pictures.read_picture(encoded(drawn(), kind))
    assert (picture.width, picture.height) == (900, 1200)
    assert (colour(picture, 0.5, 0.1), colour(picture, 0.5, 0.9)) == ("red", "blue")


def test_a_phone_held_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the picture is to be turned by 90 degrees
    lying = drawn().rotate(90, expand=True)
    picture = pictures.read_picture(encoded(lying, exif=exif.tobytes()))
    assert (picture.width, picture.height) == (900, 1200)
    assert (colour(picture, 0.5, 0.1), colour(picture, 0.5, 0.9)) == ("red", "blue")


def test_a_large_picture_is_made_smaller() -> None:
    picture = pictures.read_picture(encoded(drawn((6000, 8000))))
    assert max(picture.width, picture.height) == picture_child.LONG_SIDE


def test_a_kept_photo_is_small_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "RahasiaPhone"
    exif[0x8825] = {1: "N", 2: (4.0, 8.0, 0.0)}
    data = encoded(noise((1200, 1600)), exif=exif.tobytes(), quality=95, comment=b"Nunukan")
    kept = pictures.portrait(pictures.read_picture(data))
    assert len(kept) <= pictures.MOST_KEPT
    assert b"Rahasia" not in kept
    assert b"Nunukan" not in kept
    with Image.open(BytesIO(kept)) as photo:
        assert (photo.format, photo.size, dict(photo.getexif())) == ("JPEG", (480, 640), {})
        assert set(photo.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (400, 600), (0, 0, 0, 0))
    assert pictures.read_picture(encoded(clear, "PNG")).pixels[:3] == b"\xff\xff\xff"


def test_the_cut_lies_within_the_picture() -> None:
    picture = Picture(400, 300, bytes(400 * 300 * 3))
    for crop in (Crop(-50, -50, 5000), Crop(390, 290, 200), Crop(0, 0, 1), pictures.proposed(picture)):
        found = pictures.fitting(picture, crop)
        assert found.left >= 0 <= found.top
        assert found.left + found.width <= 400
        assert found.top + found.height <= 300
        assert found.width >= 60


def test_the_cut_is_what_is_kept() -> None:
    picture = pictures.read_picture(encoded(drawn()))
    low = pictures.portrait(picture, Crop(0, 700, 300))
    with Image.open(BytesIO(low)) as photo:
        red, _green, blue = photo.convert("RGB").getpixel((240, 320))  # type: ignore[misc]
    assert blue > red


def bomb() -> bytes:
    """A PNG of 30,000 × 30,000 in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(9_000_000)))
        + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A small PNG whose comment unpacks to very much."""
    plain = encoded(drawn((300, 400)), "PNG")
    body = b"c\0\0" + zlib.compress(bytes(200_000_000), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    return plain[:33] + chunk + plain[33:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_picture"),
        (b"bukan gambar" * 50, "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"PK\x03\x04xlsx", "document"),
        (b"MZ\x90\0", "program"),
        (b"GIF89a" + bytes(40), "not_a_picture"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "heic"),
        (encoded(drawn())[:3000], "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "not_a_picture"),
        (encoded(drawn((60, 80))), "tiny"),
        (bomb(), "bomb"),
    ],
    ids=["empty", "text", "svg", "pdf", "zip", "exe", "gif", "heic", "cut", "zeros", "tiny", "bomb"],
)
def test_what_is_no_photo_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        pictures.read_picture(data)
    assert refused.value.code == f"photo.{code}"
    assert "Tidak ada yang disimpan" in refused.value.text
    assert refused.value.hint


def test_a_comment_that_unpacks_to_very_much_does_no_harm() -> None:
    with pytest.raises(UserError, match=r"photo\."):
        pictures.read_picture(text_bomb())


def test_a_hundred_megabytes_are_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "foto.jpg"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("read"))
    with pytest.raises(UserError, match=r"photo\.too_large"):
        pictures.read_file(large)


@pytest.mark.parametrize("name", ["", "tidak-ada.jpg"])
def test_what_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"photo\.unreadable"):
        pictures.read_file(tmp_path / name)


def test_a_decoder_that_dies_takes_nothing_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(UserError, match=r"photo\.bomb"):
        pictures.read_picture(encoded(drawn()))


@pytest.mark.parametrize("said", ["", "ok 2 2", "ok 99999 99999", "ok -1 5", "hello there", "no such code here"])
def test_a_decoder_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(pictures, "_ask", lambda _data: said.encode() + b"\nxyz")
    with pytest.raises(UserError, match=r"photo\.damaged"):
        pictures.read_picture(b"x")


def test_what_another_desk_kept_is_looked_at_before_it_is_shown() -> None:
    kept = pictures.portrait(pictures.read_picture(encoded(drawn())))
    shown = pictures.opened(kept)
    assert shown is not None
    assert (shown.width, shown.height, len(shown.pixels)) == (480, 640, 480 * 640 * 3)
    others = (b"", kept[:900], encoded(drawn()), encoded(drawn((480, 640)), "PNG"), kept + bytes(60_000))
    assert [pictures.opened(other) for other in others] == [None] * 5
