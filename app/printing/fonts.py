"""The embedded typefaces of every printed page, and what to do with letters they lack."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, cast
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.kernel.paths import resource
from app.printing.arabic import visual

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Pulang", "Pulang-Bold", "Pulang-Italic", "Pulang-BoldItalic"
FALLBACK = "Pulang-Fallback"
_FILES = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
_REPLACEMENT = "\ufffd"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


@cache
def register() -> None:
    """Make the typefaces known to reportlab; once per process."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file)), shapable=False))
    registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    registerFontFamily(FALLBACK, FALLBACK, FALLBACK, FALLBACK, FALLBACK)


def _face(font: str) -> Any:
    register()
    return cast(TTFont, pdfmetrics.getFont(font)).face


@cache
def glyphs(font: str) -> frozenset[int]:
    """The code points a typeface can draw."""
    return frozenset(_face(font).charToGlyph)


def printable(text: str) -> str:
    """The text in NFC, one line, without invisible characters; a letter no typeface has becomes a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    known, wide = glyphs(REGULAR), glyphs(FALLBACK)
    kept = []
    for char in visual(unicodedata.normalize("NFC", text)):
        if char.isspace():
            kept.append(" ")
        elif unicodedata.category(char) in _INVISIBLE or 0xFE00 <= ord(char) <= 0xFE0F:
            continue
        else:
            kept.append(char if ord(char) in known or ord(char) in wide else _REPLACEMENT)
    return "".join(kept)


def plain(text: str) -> bool:
    """Whether the main typeface alone can draw the text."""
    return text.isascii() or glyphs(REGULAR).issuperset(map(ord, text))


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """The text cut into (typeface, part), falling back where `font` lacks a letter."""
    known = glyphs(font)
    for own, part in groupby(text, lambda char: ord(char) in known):
        yield (font if own else FALLBACK), "".join(part)


def width(text: str, font: str, size: float) -> float:
    """The drawn width in points."""
    if plain(text):
        return size * sum(map(_advances(font).__getitem__, text))
    return size * sum(sum(map(_advances(name).__getitem__, part)) for name, part in runs(text, font))


@cache
def _advances(font: str) -> dict[str, float]:
    """How far each letter moves the pen, at size 1; asked thousands of times per list, hence a plain dictionary."""
    face = _face(font)
    return {chr(code): face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph}


def markup(text: str) -> str:
    """A value made safe for a reportlab paragraph, with fallback letters marked."""
    text = printable(text)
    if plain(text):
        return escape(text)
    return "".join(
        escape(part) if name == REGULAR else f'<font name="{FALLBACK}">{escape(part)}</font>'
        for name, part in runs(text, REGULAR)
    )


def draw(canvas: Canvas, at: tuple[float, float], text: str, face: tuple[str, float]) -> None:
    """Draw one line at (x, y) in (typeface, size), falling back where letters are missing."""
    x, y = at
    font, size = face
    for name, part in runs(printable(text), font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, part)
        x += pdfmetrics.stringWidth(part, name, size)


def draw_centred(canvas: Canvas, at: tuple[float, float], text: str, face: tuple[str, float]) -> None:
    """Like `draw`, with the line's middle at x."""
    draw(canvas, (at[0] - width(printable(text), *face) / 2, at[1]), text, face)


def fitting(text: str, face: tuple[str, float], room: float) -> float:
    """The largest size, at most the given one, at which the line is no wider than `room` points."""
    font, size = face
    wide = width(printable(text), font, size)
    return size if wide <= room else size * room / wide


def wrap(text: str, face: tuple[str, float], room: float) -> list[str]:
    """The text as lines no wider than `room` points; words longer than a line are cut, nothing is lost."""
    text = printable(text)
    if width(text, *face) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        trial = f"{line} {word}" if line else word
        if width(trial, *face) <= room:
            line = trial
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, face, room)
        lines.extend(full)
    return [*lines, line]


def _cut(word: str, face: tuple[str, float], room: float) -> list[str]:
    """A single word in pieces that fit."""
    pieces, piece = [], ""
    for char in word:
        if piece and width(piece + char, *face) > room:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
