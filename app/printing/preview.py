"""Pages of a PDF as pictures: for the preview on screen and for reading codes back from paper."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL.Image import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from app.kernel.errors import UserError
from app.kernel.i18n import _

MOST_PIXELS = 40_000_000
_one_at_a_time = Lock()  # PDFium is not safe to call from two threads


def pages_as_png(pdf: bytes, dpi: int = 100) -> list[bytes]:
    """Every page as a PNG."""
    pictures = []
    for picture in page_images(pdf, dpi):
        out = BytesIO()
        picture.save(out, "PNG")
        pictures.append(out.getvalue())
    return pictures


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with _one_at_a_time, _opened(pdf) as document:
        return len(document)


def page_images(pdf: bytes, dpi: int = 150, most: int = 500) -> Iterator[Image]:
    """The first pages as grey pictures; a page of absurd size is drawn smaller, never too large for memory."""
    for number in range(min(page_count(pdf), most)):
        yield page_image(pdf, number, dpi)


def page_image(pdf: bytes, number: int, dpi: int = 150) -> Image:
    """One page, from 0, as a grey picture."""
    with _one_at_a_time, _opened(pdf) as document:
        page = document[number]
        width, height = page.get_size()
        scale = min(dpi / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def has_picture(pdf: bytes, number: int) -> bool:
    """Whether a page, from 0, holds a photo or scan; a page that was only drawn has no dust or blur."""
    with _one_at_a_time, _opened(pdf) as document:
        return next(document[number].get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UserError(
            "pdf.unreadable",
            _("Berkas PDF ini tidak dapat dibuka; mungkin rusak atau terkunci kata sandi."),
            _("Coba foto halamannya, lalu periksa fotonya."),
        ) from error
    try:
        yield document
    finally:
        document.close()


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of several PDFs in one, for a pack that goes to the printer as one job."""
    with _one_at_a_time:
        whole = pypdfium2.PdfDocument.new()
        for pdf in pdfs:
            part = pypdfium2.PdfDocument(pdf)
            whole.import_pages(part)
            part.close()
        out = BytesIO()
        whole.save(out)
        whole.close()
    return out.getvalue()
