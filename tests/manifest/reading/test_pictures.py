"""Photos and scans reach the desk as plain pixels, upright and bounded; their decoder never leaves its confinement."""

import resource
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from app.kernel.errors import UserError
from app.manifest import typed
from app.manifest.reading import confined, limits
from app.manifest.reading.pictures import open_page

RED, BLUE = (200, 20, 20), (20, 20, 200)


def photo(width: int, height: int, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """Red above, blue below, as the sensor saw it."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width, height // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    packed = BytesIO()
    picture.save(packed, kind, exif=exif)
    return packed.getvalue()


def colour(pixels: bytes, width: int, at: tuple[int, int]) -> str:
    place = 3 * (at[1] * width + at[0])
    return "red" if pixels[place] > pixels[place + 2] else "blue"


@pytest.mark.parametrize(("orientation", "red"), [(1, (20, 5)), (3, (20, 55)), (6, (55, 20)), (8, (5, 20))])
def test_a_photo_is_turned_as_the_phone_was_held(orientation: int, red: tuple[int, int]) -> None:
    page = open_page(photo(60, 60, orientation))
    assert colour(page.pixels, page.width, red) == "red"


def test_a_photo_of_48_megapixels_is_made_small_enough() -> None:
    page = open_page(photo(8000, 6000, 6))
    assert (page.width, page.height, page.pages) == (2400, 3200, 1)
    assert colour(page.pixels, page.width, (2300, 1600)) == "red"


def test_a_small_picture_keeps_its_size() -> None:
    page = open_page(photo(300, 200, kind="PNG"))
    assert (page.width, page.height, len(page.pixels)) == (300, 200, 300 * 200 * 3)


def scan(pages: int, encrypt: StandardEncryption | None = None) -> bytes:
    packed = BytesIO()
    canvas = Canvas(packed, pagesize=(300, 400), encrypt=encrypt)
    for number in range(pages):
        canvas.rect(10, 10, 50 + 50 * number, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def test_a_scan_has_pages() -> None:
    first, second = (open_page(scan(2), number) for number in range(2))
    assert (first.pages, first.width, first.height) == (2, 1200, 1600)
    assert first.pixels != second.pixels


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "manifest.no_picture"),
        (b"GIF89a" + bytes(99), "manifest.no_picture"),
        (photo(300, 200)[:400], "manifest.picture_damaged"),
        (b"%PDF-1.7\n1 0 obj", "manifest.picture_damaged"),
        (scan(limits.MAX_PICTURE_PAGES + 1), "manifest.picture_too_big"),
        (scan(1, StandardEncryption("rahasia")), "manifest.password"),
        (bytes(limits.MAX_PICTURE_BYTES + 1), "manifest.picture_too_big"),
    ],
    ids=["nothing", "GIF", "cut", "cut PDF", "many pages", "password", "too large"],
)
def test_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as caught:
        open_page(data)
    assert caught.value.code == code
    assert caught.value.text.endswith("Tidak ada yang disimpan.")
    assert caught.value.hint


def test_the_child_stays_within_its_memory_on_a_large_photo() -> None:
    watch = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdin=sys.stdin.buffer, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = confined.command()
    given = limits.PAGE % 0 + photo(8000, 6000)
    done = subprocess.run([command[0], "-c", watch, *command], input=given, capture_output=True, check=True)
    assert int(done.stdout) < 300 * 1024


def test_this_process_takes_no_more_than_the_page() -> None:
    data = photo(8000, 6000)
    open_page(photo(100, 100))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    open_page(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120 * 1024


def test_a_missing_picture_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        typed.read_scan(tmp_path / "hilang.jpg")
    assert caught.value.code == "manifest.unreadable"


def test_pictures_too_large_together_are_refused() -> None:
    typed.refuse_too_many([12 << 20, 12 << 20])
    with pytest.raises(UserError) as caught:
        typed.refuse_too_many([12 << 20, 12 << 20, 1])
    assert caught.value.code == "manifest.pictures_too_big"


def test_the_same_photo_typed_otherwise_is_another_list() -> None:
    photos = [typed.Scan("a.jpg", b"a")]
    one, same, other = (
        typed.reading_of([["1", name, "", "L", "30", "", "", "", ""]], photos, date(2026, 1, 23))
        for name in ("Ali", "Ali", "Umar")
    )
    assert one.file_digest == same.file_digest != other.file_digest
