"""Pages of a PDF as pictures, for looking and for printing; pypdfium2 allows one caller at a time."""

import threading

import pypdfium2
from PySide6.QtGui import QImage

_ONE_AT_A_TIME = threading.Lock()
POINTS_PER_INCH = 72


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def draw_page(pdf: bytes, number: int, dots_per_inch: float) -> QImage:
    """One page (0 is the first) as a picture."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[number].render(
                scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True
            )
            data = bytes(bitmap.buffer)
            image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            return image.copy()
        finally:
            document.close()
