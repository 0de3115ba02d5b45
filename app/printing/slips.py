"""Slips for the pocket, eight on a sheet: name, where to, by what, when, who receives, whom to call, and the code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from app.printing import blocks, fonts, qr
from app.printing.filling import Filling
from app.printing.styles import GREY, INK, RULE

SLIP_MM = (97, 69)
_COLUMNS, _ROWS = 2, 4
_CODE_MM, _PAD_MM = 23.0, 5.0
_SMALLEST = 0.62
_PARTS = (("Tujuan", "destination"), ("Naik", "route"), ("Berangkat", "date"), ("Diterima", "office"))


def slips(block: blocks.Slips, filling: Filling, _room: float) -> list[Flowable]:
    """Sheets of eight with marks to cut along."""
    records = list(filling.records(block.field))
    heading = filling.plain("{" + block.heading + "}")
    made: list[Flowable] = []
    for start in range(0, len(records), _COLUMNS * _ROWS):
        made += [PageBreak()] if made else []
        made.append(_Sheet(block, heading, records[start : start + _COLUMNS * _ROWS]))
    return made


class _Sheet(Flowable):
    """One sheet: two columns of four."""

    def __init__(self, block: blocks.Slips, heading: str, records: Sequence[Any]) -> None:
        super().__init__()
        self.block, self.heading, self.records = block, heading, records
        self.hAlign = "CENTER"

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Always the full sheet, so that cutting lines fall on the same places."""
        self.width, self.height = SLIP_MM[0] * _COLUMNS * mm, SLIP_MM[1] * _ROWS * mm
        return self.width, self.height

    def draw(self) -> None:
        """Slips from the top left, then the cutting lines."""
        for at, record in enumerate(self.records):
            line, column = divmod(at, _COLUMNS)
            self._slip(record, column * SLIP_MM[0] * mm, self.height - (line + 1) * SLIP_MM[1] * mm)
        canvas = self.canv
        canvas.setStrokeColorRGB(*RULE)
        canvas.setLineWidth(0.4)
        canvas.setDash(2, 3)
        for column in range(_COLUMNS + 1):
            canvas.line(column * SLIP_MM[0] * mm, 0, column * SLIP_MM[0] * mm, self.height)
        for line in range(_ROWS + 1):
            canvas.line(0, line * SLIP_MM[1] * mm, self.width, line * SLIP_MM[1] * mm)
        canvas.setDash()

    def _slip(self, record: Any, x: float, y: float) -> None:
        left, wide = x + _PAD_MM * mm, (SLIP_MM[0] - 2 * _PAD_MM) * mm
        top = y + (SLIP_MM[1] - _PAD_MM) * mm
        self._lines(self.heading, (left, top - 6), _Look(fonts.REGULAR, 7.0, 1, grey=True), wide)
        at = self._lines(str(record["name"]), (left, top - 19), _Look(fonts.BOLD, 12.0, 2), wide)
        narrow = wide - (_CODE_MM + 6) * mm
        for label, key in _PARTS:
            look = _Look(fonts.BOLD if key == "destination" else fonts.REGULAR, 8.4, 3)
            at = self._lines(f"{label}: {record.get(key) or '-'}", (left, at - 1.5), look, narrow)
        code = (x + (SLIP_MM[0] - _PAD_MM - _CODE_MM) * mm, y + 17 * mm)
        if record.get("token"):
            qr.draw(self.canv, str(record["token"]), code, _CODE_MM * mm)
        self._lines(str(record.get("card") or ""), (code[0], y + 12.5 * mm), _Look(fonts.BOLD, 9.0), _CODE_MM * mm)
        self._lines(self.block.note, (left, y + 8.5 * mm), _Look(fonts.REGULAR, 7.0, grey=True), wide)
        self._lines(str(record.get("contact") or ""), (left, y + 3.4 * mm), _Look(fonts.BOLD, 11.5), wide)

    def _lines(self, text: str, at: tuple[float, float], look: "_Look", room: float) -> float:
        """Wrapped lines, smaller where they would be too many, never cut; the height below the last."""
        size = look.size
        while len(fonts.wrap(text, (look.face, size), room)) > look.most and size > look.size * _SMALLEST:
            size -= 0.4
        self.canv.setFillColorRGB(*(GREY if look.grey else INK))
        y = at[1]
        for line in fonts.wrap(text, (look.face, size), room):
            fonts.draw(self.canv, (at[0], y), line, (look.face, size))
            y -= size * 1.18
        self.canv.setFillColorRGB(*INK)
        return y


@dataclass(frozen=True)
class _Look:
    """How a text stands on a slip: typeface, points, and in how many lines it should fit."""

    face: str
    size: float
    most: int = 1
    grey: bool = False
