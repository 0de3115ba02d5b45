"""Blocks that are not letters: cards to cut out, words to copy, huge names to call out, the photo frame."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph

from app.printing import blocks, fonts, qr
from app.printing.filling import Filling
from app.printing.flow import keyvalues
from app.printing.grid import grid
from app.printing.styles import GREY, INK, RULE, STYLES, Look

CARD_MM = (86, 54)
_COLUMNS, _ROWS = 2, 5
_CODE_MM = 31
_MARK_MM = 4


def words(block: blocks.Words, filling: Filling, room: float) -> list[Flowable]:
    """Numbered words, read down the columns, large enough to copy by candlelight."""
    given = list(filling.texts(block.field))
    height = -(-len(given) // block.columns)
    lines: list[list[Any]] = []
    for at in range(height):
        line: list[Any] = []
        for number in range(at, len(given), height):
            line += [f"{number + 1}.", Paragraph(f"<b>{fonts.markup(given[number])}</b>", STYLES["body"])]
        lines.append(line + [""] * (2 * block.columns - len(line)))
    look: Look = [("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10.5, 13.5), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    look += [
        ("BOX", (0, 0), (-1, -1), 0.6, RULE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
    ]
    look += [("ALIGN", (column, 0), (column, -1), "RIGHT") for column in range(0, 2 * block.columns, 2)]
    wide = room / block.columns
    return [grid(lines, [26, wide - 26] * block.columns, look, spaceBefore=6, spaceAfter=8)]


def biglist(block: blocks.BigList, filling: Filling, room: float) -> list[Flowable]:
    """One person after the other: list number, huge name, one line that helps to recognise."""
    made: list[Flowable] = []
    style = STYLES["big"].clone("huge", fontSize=block.size, leading=block.size * 1.12, alignment=0, spaceAfter=0)
    for record in filling.records(block.field):
        name = Paragraph(fonts.markup(str(record.get(block.name) or "Tanpa nama")), style)
        detail = Paragraph(fonts.markup(str(record.get(block.detail) or "")), STYLES["left"])
        number = Paragraph(fonts.markup(str(record.get(block.number) or "")), style)
        look: Look = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ]
        made.append(grid([[number, [name, detail]]], [22 * mm, room - 22 * mm], look))
    return made


def photo(block: blocks.Photo, filling: Filling, room: float) -> list[Flowable]:
    """A 3×4 cm frame at the right."""
    given = filling.value(block.field)
    inside: Any = Paragraph("Foto<br/>3 × 4", STYLES["head_small"])
    if isinstance(given, bytes):
        inside = Image(BytesIO(given), 29 * mm, 39 * mm, kind="proportional")
    look: Look = [
        ("BOX", (0, 0), (-1, -1), 0.6, RULE),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    frame = grid([[inside]], [30 * mm], look, rowHeights=[40 * mm], hAlign="RIGHT")
    rows = keyvalues(blocks.KeyValues(rows=block.beside, ruled=True), filling, room - 36 * mm)
    return [
        grid(
            [[rows, frame]],
            [room - 32 * mm, 32 * mm],
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ],
        )
    ]


def cards(block: blocks.Cards, filling: Filling, room: float) -> list[Flowable]:
    """Sheets of ten cards with marks to cut along."""
    records = list(filling.records(block.field))
    per_page = _COLUMNS * _ROWS
    heading = filling.plain("{" + block.heading + "}")
    sheets: list[Flowable] = []
    for start in range(0, len(records), per_page):
        sheets += [PageBreak()] if sheets else []
        sheets.append(CardSheet(block, heading, records[start : start + per_page]))
    return sheets


class CardSheet(Flowable):
    """One sheet of cards."""

    def __init__(self, block: blocks.Cards, heading: str, records: Sequence[Any]) -> None:
        super().__init__()
        self.block, self.heading, self.records = block, heading, records
        self.hAlign = "CENTER"

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Always the full sheet, so that cutting lines fall on the same places."""
        self.width, self.height = CARD_MM[0] * _COLUMNS * mm, CARD_MM[1] * _ROWS * mm
        return self.width, self.height

    def draw(self) -> None:
        """Cards from the top left, then the cutting marks."""
        for at, record in enumerate(self.records):
            row, column = divmod(at, _COLUMNS)
            self._card(record, column * CARD_MM[0] * mm, self.height - (row + 1) * CARD_MM[1] * mm)
        self._marks()

    def _marks(self) -> None:
        canvas = self.canv
        canvas.setStrokeColorRGB(*GREY)
        canvas.setLineWidth(0.4)
        mark = _MARK_MM * mm
        for column in range(_COLUMNS + 1):
            x = column * CARD_MM[0] * mm
            for row in range(_ROWS + 1):
                y = row * CARD_MM[1] * mm
                canvas.lines([(x - mark / 2, y, x + mark / 2, y), (x, y - mark / 2, x, y + mark / 2)])

    def _card(self, record: Any, x: float, y: float) -> None:
        canvas, number = self.canv, str(record["number"])
        top = y + CARD_MM[1] * mm
        code_x = x + (CARD_MM[0] - _CODE_MM - 5) * mm
        room = code_x - x - 10 * mm
        qr.draw(canvas, str(record["token"]), (code_x, top - (_CODE_MM + 5) * mm), _CODE_MM * mm)
        canvas.setFillColorRGB(*GREY)
        for at, line in enumerate(fonts.wrap(self.heading, (fonts.REGULAR, 7.5), room)[:3]):
            fonts.draw(canvas, (x + 5 * mm, top - 7.5 * mm - at * 9), line, (fonts.REGULAR, 7.5))
        canvas.setFillColorRGB(*INK)
        size = fonts.fitting(number, (fonts.BOLD, 46), room)
        fonts.draw(canvas, (x + 5 * mm, top - 31 * mm), number, (fonts.BOLD, size))
        self._classes(x + 5 * mm, y + 6 * mm)
        canvas.setFillColorRGB(*GREY)
        right = x + (CARD_MM[0] - 5) * mm
        token = str(record["token"])
        fonts.draw(canvas, (right - fonts.width(token, fonts.REGULAR, 7.5), y + 14 * mm), token, (fonts.REGULAR, 7.5))
        for at, line in enumerate(fonts.wrap(self.block.note, (fonts.REGULAR, 6.8), _CODE_MM * mm + 6)[:3]):
            fonts.draw(canvas, (code_x, y + 9.5 * mm - at * 8), line, (fonts.REGULAR, 6.8))
        canvas.setFillColorRGB(*INK)

    def _classes(self, x: float, y: float) -> None:
        for name in self.block.classes:
            self.canv.setStrokeColorRGB(*INK)
            self.canv.rect(x, y, 4.2 * mm, 4.2 * mm)
            fonts.draw(self.canv, (x + 5 * mm, y + 1), name, (fonts.BOLD, 8.5))
            x += 10.6 * mm
