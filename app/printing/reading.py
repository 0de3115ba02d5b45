"""Reads QR codes back from a PDF, a scan or a phone photo, trying harder where paper or lens was unkind."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.preview import MOST_PIXELS, page_images

MOST_BYTES = 60_000_000
MOST_PAGES = 60
_DPI = 150
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_PICTURES = ("PNG", "JPEG")


def _doubled(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)


_TRIES: tuple[Callable[[Image.Image], Image.Image], ...] = (
    lambda picture: picture,
    lambda picture: picture.filter(ImageFilter.MedianFilter(3)),
    lambda picture: picture.filter(ImageFilter.GaussianBlur(0.8)),
    lambda picture: _doubled(picture).filter(ImageFilter.MedianFilter(3)),
    lambda picture: _doubled(picture.filter(ImageFilter.MedianFilter(3))),
)


def read_codes(source: Path | bytes) -> list[str]:
    """The texts of all QR codes in a PDF, PNG or JPEG, in page order, each once; UserError if it is no such file."""
    found: dict[str, None] = {}
    for picture in _pictures(_bytes(source)):
        found.update(dict.fromkeys(_codes(picture)))
    return list(found)


def _bytes(source: Path | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MOST_BYTES:
        raise UserError(
            "picture.too_large",
            _("Berkas ini terlalu besar untuk diperiksa (lebih dari {most} MB).").format(most=MOST_BYTES // 1_000_000),
            _("Foto atau pindai satu halaman saja."),
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def _pictures(data: bytes) -> Iterator[Image.Image]:
    if data.lstrip()[:5] == b"%PDF-":
        yield from page_images(data, _DPI, MOST_PAGES)
    else:
        yield _picture(data)


def _picture(data: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(data), formats=_PICTURES)
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        return picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError(
            "picture.unreadable",
            _("Berkas ini bukan PDF, PNG, atau JPG yang dapat dibaca, atau gambarnya terlalu besar."),
            _("Foto ulang halaman itu, lalu coba lagi."),
        ) from error


def _codes(picture: Image.Image) -> list[str]:
    for attempt in _TRIES:
        if picture.width * picture.height * 4 > MOST_PIXELS and attempt in _TRIES[3:]:
            break
        codes = zxingcpp.read_barcodes(attempt(picture), formats=_QR)
        if codes:
            return [code.text for code in sorted(codes, key=lambda code: _place(code))]
    return []


def _place(code: zxingcpp.Barcode) -> tuple[int, int]:
    corner = code.position.top_left
    return corner.y, corner.x
