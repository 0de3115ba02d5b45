"""What stands on every page whatever the form: page x of y, control number, copy, initials, watermark, code strip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.printing import fonts, qr
from app.printing.filling import Filling
from app.printing.form import Section
from app.printing.statement import spaced
from app.printing.styles import GREY, INK, RULE

INITIALS_MM = 9
STRIP_MM = 44
CODE_MM = 37


class NumberedCanvas(Canvas):
    """Keeps the pages until the last is known, then writes each with its place among all."""

    furniture: "Furniture"
    section: Section
    _pagesize: tuple[float, float]
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"invariant": 1, "initialFontName": fonts.REGULAR, "lang": "id-ID", "pageCompression": 1}
        super().__init__(*args, **kwargs)
        self._kept_pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the page for later."""
        self._kept_pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its footer, then the file."""
        for number, page in enumerate(self._kept_pages, 1):
            kept = self._kept_pages
            self.__dict__.update(page)
            self._kept_pages = kept
            self.furniture.draw(self, self.section, (number, len(kept)))
            super().showPage()
        super().save()


@dataclass(frozen=True)
class Furniture:
    """The parts of one printing that repeat on its pages."""

    filling: Filling

    @property
    def control(self) -> str:
        """The control number, or the number pre-printed on a blank paper."""
        return str(self.filling.value("control_number") or "")

    def draw(self, canvas: NumberedCanvas, section: Section, place: tuple[int, int]) -> None:
        """Footer and initials of one page; `place` is (page, pages)."""
        canvas.saveState()
        if not section.bare:
            self._footer(canvas, section, place)
        canvas.restoreState()

    def _footer(self, canvas: NumberedCanvas, section: Section, place: tuple[int, int]) -> None:
        width, _height = canvas._pagesize
        left, right = section.margins_mm[3] * mm, width - section.margins_mm[1] * mm
        y = section.margins_mm[2] * mm
        canvas.setStrokeColorRGB(*RULE)
        canvas.setLineWidth(0.4)
        canvas.line(left, y, right, y)
        canvas.setFillColorRGB(*GREY)
        state = self.filling.state
        parts = [self.filling.form.title, f"No. kendali {self.control}" if self.control else ""]
        parts.append(f"salinan ke-{state.copy}" if state.copy > 1 else "")
        fonts.draw(canvas, (left, y - 10), " · ".join(part for part in parts if part), (fonts.REGULAR, 8))
        text = f"Halaman {place[0]} dari {place[1]}"
        fonts.draw(canvas, (right - fonts.width(text, fonts.REGULAR, 8), y - 10), text, (fonts.REGULAR, 8))
        canvas.setFillColorRGB(*INK)
        _initials(canvas, section.initials, right, y + 1.5 * mm)

    def watermark(self, canvas: NumberedCanvas) -> None:
        """DRAF, BATAL or CONTOH across the page, under the text; pale, to save ink."""
        word = self.filling.state.watermark
        if not word:
            return
        width, height = canvas._pagesize
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52 if height > width else 33)
        canvas.setFillColorRGB(0.92, 0.92, 0.92)
        size = fonts.fitting(word, (fonts.BOLD, 170), (width**2 + height**2) ** 0.5 * 0.66)
        fonts.draw_centred(canvas, (0, -size * 0.35), word, (fonts.BOLD, size))
        canvas.restoreState()

    def strip(self, canvas: Canvas, section: Section) -> None:
        """The signed code at the foot of the first page, with how to check it."""
        code = str(self.filling.value("qr") or "")
        x = section.margins_mm[3] * mm
        y = (section.margins_mm[2] + 4 + (INITIALS_MM if section.initials else 0)) * mm
        if not code:
            return
        canvas.saveState()
        qr.draw(canvas, code, (x, y), CODE_MM * mm)
        for text, face, drop in self._strip_lines():
            canvas.setFillColorRGB(*(INK if face[0] == fonts.BOLD else GREY))
            fonts.draw(canvas, (x + (CODE_MM + 5) * mm, y + CODE_MM * mm - drop), text, face)
        canvas.restoreState()

    def _strip_lines(self) -> list[tuple[str, tuple[str, float], float]]:
        small = (fonts.REGULAR, 8)
        short = str(self.filling.value("short_code") or "")
        return [
            ("Nomor kendali", small, 8),
            (self.control, (fonts.BOLD, 12), 22),
            ("Kode pendek", small, 38),
            (spaced(short), (fonts.BOLD, 16), 55),
            ("Periksa keaslian tanpa internet: buka Pulang, pilih “Periksa surat”,", small, 73),
            ("lalu foto kode ini. Lewat telepon: bacakan nomor kendali dan kode pendek.", small, 83),
            ("Kode memuat nomor, waktu, para pihak, jumlah orang, dan sidik daftar nama.", small, 93),
        ]


def _initials(canvas: Canvas, names: tuple[str, ...], right: float, y: float) -> None:
    for name in reversed(names):
        canvas.setStrokeColorRGB(*RULE)
        canvas.rect(right - 20 * mm, y, 20 * mm, 7.5 * mm)
        text = f"Paraf {name}"
        wide = fonts.width(text, fonts.REGULAR, 7)
        fonts.draw(canvas, (right - 20 * mm - wide - 3, y + 2.6 * mm), text, (fonts.REGULAR, 7))
        right -= 20 * mm + wide + 12
