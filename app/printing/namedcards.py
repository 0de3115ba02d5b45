"""Cards to hang around the neck and strips for the wrist: name, class, ship, photo, number and code, to cut out."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak

from app.printing import blocks, fonts, qr
from app.printing.filling import Filling
from app.printing.sheets import CARD_MM
from app.printing.styles import GREY, INK, RULE

STRIP_MM = (190, 27)
_PHOTO_MM = (24, 32)
_PAD = 4.0
_MARK_MM = 4.0


def named_cards(block: blocks.NamedCards, filling: Filling, room: float) -> list[Flowable]:
    """Sheets of ten with marks to cut along."""
    records = list(filling.records(block.field))
    heading = filling.plain("{" + block.heading + "}")
    made: list[Flowable] = []
    for start in range(0, len(records), 10):
        made += [PageBreak()] if made else []
        made.append(_Sheet(block, heading, records[start : start + 10]))
    return made


class _Sheet(Flowable):
    """One sheet: two columns of five cards, or ten strips."""

    def __init__(self, block: blocks.NamedCards, heading: str, records: Sequence[Any]) -> None:
        super().__init__()
        self.block, self.heading, self.records = block, heading, records
        self.columns = 1 if block.strip else 2
        self.rows = 10 // self.columns
        self.piece = STRIP_MM if block.strip else CARD_MM
        self.hAlign = "CENTER"

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Always the full sheet, so that cutting lines fall on the same places."""
        self.width, self.height = self.piece[0] * self.columns * mm, self.piece[1] * self.rows * mm
        return self.width, self.height

    def draw(self) -> None:
        """Pieces from the top left, then the cutting marks."""
        draw = self._strip if self.block.strip else self._card
        for at, record in enumerate(self.records):
            row, column = divmod(at, self.columns)
            draw(record, column * self.piece[0] * mm, self.height - (row + 1) * self.piece[1] * mm)
        self._marks()

    def _marks(self) -> None:
        canvas, mark = self.canv, _MARK_MM * mm
        canvas.setStrokeColorRGB(*GREY)
        canvas.setLineWidth(0.4)
        for column in range(self.columns + 1):
            for row in range(self.rows + 1):
                x, y = column * self.piece[0] * mm, row * self.piece[1] * mm
                canvas.lines([(x - mark / 2, y, x + mark / 2, y), (x, y - mark / 2, x, y + mark / 2)])

    def _card(self, record: Any, x: float, y: float) -> None:
        wide, high = CARD_MM[0] * mm, CARD_MM[1] * mm
        left, top, pad = x + _PAD * mm, y + high - _PAD * mm, _PAD * mm
        self._text(self.heading, (left, top - 6), (fonts.REGULAR, 7), wide - 2 * pad, grey=True)
        photo_y = top - 3.5 * mm - _PHOTO_MM[1] * mm
        self._photo(record.get("photo"), left, photo_y)
        text_x = left + (_PHOTO_MM[0] + 3) * mm
        name_room = x + wide - pad - text_x
        self._name(str(record["name"]), (text_x, top - 3.5 * mm), name_room, most=3)
        code_mm = 22.0
        code = (x + wide - (code_mm + 2) * mm, y + 5.5 * mm)
        qr.draw(self.canv, str(record["token"]), code, code_mm * mm)
        self._text(str(record["token"]), (code[0], y + 3.4 * mm), (fonts.REGULAR, 6.2), code_mm * mm, grey=True)
        room = code[0] - text_x - 1
        self._text(str(record.get("class") or ""), (text_x, y + 19 * mm), (fonts.BOLD, 17), room)
        for at, line in enumerate(fonts.wrap(str(record.get("ship") or ""), (fonts.REGULAR, 6.4), room)[:3]):
            self._text(line, (text_x, y + 15.5 * mm - at * 7.4), (fonts.REGULAR, 6.4), room)
        self._text(str(record["number"]), (left, y + 5.2 * mm), (fonts.BOLD, 19), (_PHOTO_MM[0] + 14) * mm)
        self._text(self.block.note, (left, y + 2.6 * mm), (fonts.REGULAR, 6), code[0] - left, grey=True)

    def _strip(self, record: Any, x: float, y: float) -> None:
        high = STRIP_MM[1] * mm
        canvas = self.canv
        canvas.setStrokeColorRGB(*RULE)
        canvas.line(x + 23 * mm, y + 2 * mm, x + 23 * mm, y + high - 2 * mm)
        self._text(self.block.note, (x + 3 * mm, y + high / 2 - 2), (fonts.REGULAR, 6), 19 * mm, grey=True)
        code_mm = 23.0
        qr.draw(canvas, str(record["token"]), (x + 30 * mm, y + 2 * mm), code_mm * mm)
        text_x = x + 57 * mm
        self._name(str(record["name"]), (text_x, y + high - 3 * mm), 82 * mm, most=2)
        about = " · ".join(str(record[key]) for key in ("class", "ship") if record.get(key))
        self._text(about, (text_x, y + 6.2 * mm), (fonts.REGULAR, 7.5), 82 * mm)
        self._text(
            f"{self.heading} · {record['token']}", (text_x, y + 2.8 * mm), (fonts.REGULAR, 6.2), 82 * mm, grey=True
        )
        self._text(str(record["number"]), (x + 142 * mm, y + high / 2 - 8), (fonts.BOLD, 24), 46 * mm)

    def _name(self, name: str, at: tuple[float, float], room: float, most: int) -> None:
        """As large as fits in so many lines; what is still too long is wrapped smaller, never cut."""
        for size in (13.0, 11.5, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0):
            lines = fonts.wrap(name, (fonts.BOLD, size), room)
            if len(lines) * size <= most * 11.5:
                break
        for number, line in enumerate(lines[: most * 3]):
            self._text(line, (at[0], at[1] - size - number * size * 1.15), (fonts.BOLD, size), room)

    def _photo(self, photo: object, x: float, y: float) -> None:
        wide, high = (side * mm for side in _PHOTO_MM)
        canvas = self.canv
        if isinstance(photo, bytes):
            canvas.drawImage(ImageReader(BytesIO(photo)), x, y, wide, high, preserveAspectRatio=True)
        canvas.setStrokeColorRGB(*RULE)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y, wide, high)

    def _text(
        self, text: str, at: tuple[float, float], face: tuple[str, float], room: float, *, grey: bool = False
    ) -> None:
        """One line, smaller where the room is narrow."""
        canvas = self.canv
        canvas.setFillColorRGB(*(GREY if grey else INK))
        fonts.draw(canvas, at, text, (face[0], fonts.fitting(text, face, room)))
        canvas.setFillColorRGB(*INK)
