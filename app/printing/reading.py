"""Reads QR codes back from a PDF, a scan or a phone photo, trying harder where paper or lens was unkind."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.printing.preview import MOST_PIXELS, has_picture, page_count, page_image

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
    data = _bytes(source)
    pages = _pages(data) if data.lstrip()[:5] == b"%PDF-" else [_codes(_picture(data))]
    return list(dict.fromkeys(text for page in pages for text in page))


def _pages(pdf: bytes) -> list[list[str]]:
    """The codes of each page. Trying harder is for photos and scans; for drawn pages only if no page has a code."""
    numbers = range(min(page_count(pdf), MOST_PAGES))
    pages = [_codes(page_image(pdf, number, _DPI), harder=has_picture(pdf, number)) for number in numbers]
    if any(pages):
        return pages
    return [_codes(page_image(pdf, number, _DPI)) for number in numbers]


def _bytes(source: Path | bytes) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MOST_BYTES:
        raise UserError(
            "picture.too_large",
            _("Berkas ini terlalu besar untuk diperiksa (lebih dari {most} MB).").format(most=MOST_BYTES // 1_000_000),
            _("Foto atau pindai satu halaman saja."),
        )
    return source if isinstance(source, bytes) else source.read_bytes()


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


def _codes(picture: Image.Image, harder: bool = True) -> list[str]:
    for attempt in _TRIES if harder else _TRIES[:1]:
        if picture.width * picture.height * 4 > MOST_PIXELS and attempt in _TRIES[3:]:
            break
        codes = zxingcpp.read_barcodes(attempt(picture), formats=_QR)
        if codes:
            return [code.text for code in sorted(codes, key=lambda code: _place(code))]
    return []


def _place(code: zxingcpp.Barcode) -> tuple[int, int]:
    corner = code.position.top_left
    return corner.y, corner.x
