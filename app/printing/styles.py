"""The look of official paper: sizes, leading and spacing of every kind of text, in one place."""

from typing import Any, TypeAlias

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from app.printing.fonts import BOLD, ITALIC, REGULAR

INK = (0, 0, 0)
GREY = (0.42, 0.42, 0.42)
PALE = (0.93, 0.93, 0.93)
RULE = (0.55, 0.55, 0.55)

_base = ParagraphStyle(
    "base", fontName=REGULAR, fontSize=11, leading=14.5, splitLongWords=1, allowWidows=0, allowOrphans=0
)
STYLES: dict[str, ParagraphStyle] = {
    "body": ParagraphStyle("body", _base, alignment=TA_JUSTIFY, spaceAfter=6),
    "left": ParagraphStyle("left", _base, spaceAfter=4),
    "cell": ParagraphStyle("cell", _base, fontSize=10.5, leading=13.5),
    "small": ParagraphStyle("small", _base, fontSize=8.5, leading=11, spaceAfter=3),
    "hint": ParagraphStyle("hint", _base, fontName=ITALIC, fontSize=8.5, leading=11, spaceAfter=3),
    "centre": ParagraphStyle("centre", _base, alignment=TA_CENTER),
    "bold": ParagraphStyle("bold", _base, fontName=BOLD, spaceBefore=4, spaceAfter=3),
    "right": ParagraphStyle("right", _base, alignment=TA_RIGHT),
    "title": ParagraphStyle("title", _base, fontName=BOLD, fontSize=13, leading=16.5, alignment=TA_CENTER),
    "number": ParagraphStyle("number", _base, alignment=TA_CENTER, spaceBefore=3, spaceAfter=10),
    "head": ParagraphStyle("head", _base, fontName=BOLD, fontSize=16, leading=20, alignment=TA_CENTER),
    "head_top": ParagraphStyle("head_top", _base, fontSize=14, leading=17, alignment=TA_CENTER),
    "head_small": ParagraphStyle("head_small", _base, fontSize=9, leading=11.5, alignment=TA_CENTER),
    "sign": ParagraphStyle("sign", _base, fontSize=10.5, leading=13, alignment=TA_CENTER),
    "warning": ParagraphStyle(
        "warning", _base, fontName=BOLD, fontSize=12, leading=16, alignment=TA_CENTER, spaceAfter=6
    ),
    "big": ParagraphStyle("big", _base, fontName=BOLD, fontSize=40, leading=46, alignment=TA_CENTER, spaceAfter=6),
}

Look: TypeAlias = list[Any]  # reportlab's table commands, whose types its stubs spell too narrowly
