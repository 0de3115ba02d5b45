"""Bar charts: one drawing for the paper, the screen and any file. The screen shows the same drawing as a picture.

Bars are read without colour: each has its name and its number beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from app.printing import blocks, fonts
from app.printing.filling import Filling
from app.printing.styles import INK, PALE, STYLES

Colour = tuple[float, float, float]
ROW, PAD, LEAST_LABEL, MOST_LABEL = 15.0, 6.0, 60.0, 0.42
BAR: Colour = (0.36, 0.36, 0.36)


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, and how long it is."""

    label: str
    value: int


@dataclass(frozen=True)
class Look:
    """The colours of a chart: its letters, its bars, what they stand on; parts of one, red green blue."""

    text: Colour = INK
    bar: Colour = BAR
    track: Colour = PALE
    size: float = 8.5


PAPER = Look()


def height(bars: Sequence[Bar]) -> float:
    """How high a chart is, points."""
    return len(bars) * ROW


def draw(canvas: Any, bars: Sequence[Bar], width: float, look: Look = PAPER) -> None:
    """Draw the bars from the lower left corner up, the first on top."""
    fonts.register()
    names = [fonts.wrap(bar.label, (fonts.REGULAR, look.size), width * MOST_LABEL)[:1] for bar in bars]
    texts = [f"{bar.value:,}".replace(",", ".").replace("-", "−") for bar in bars]
    label = max([LEAST_LABEL, *(_wide(name[0], look) for name in names if name)]) + PAD
    number = max([_wide(text, look) for text in texts], default=0.0) + PAD
    room, most = width - label - number, max((abs(bar.value) for bar in bars), default=1) or 1
    for at, bar in enumerate(bars):
        y = height(bars) - (at + 1) * ROW
        canvas.setFillColorRGB(*look.track)
        canvas.rect(label, y + 3, room, ROW - 7, stroke=0, fill=1)
        canvas.setFillColorRGB(*look.bar)
        canvas.rect(label, y + 3, room * abs(bar.value) / most, ROW - 7, stroke=0, fill=1)
        canvas.setFillColorRGB(*look.text)
        canvas.setFont(fonts.REGULAR, look.size)
        canvas.drawString(0, y + 4.5, names[at][0] if names[at] else "")
        canvas.drawRightString(width, y + 4.5, texts[at])


def picture(bars: Sequence[Bar], width: float, look: Look = PAPER, ground: Colour = (1, 1, 1)) -> bytes:
    """The same drawing as a page of its own, for the screen; a PDF of that width in points."""
    rl_config.useA85 = 0
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, max(height(bars), 1)))
    canvas.setFillColorRGB(*ground)
    canvas.rect(0, 0, width, max(height(bars), 1), stroke=0, fill=1)
    draw(canvas, bars, width, look)
    canvas.save()
    return out.getvalue()


class ChartBox(Flowable):
    """A chart between paragraphs."""

    def __init__(self, bars: Sequence[Bar], width: float) -> None:
        super().__init__()
        self._bars = bars
        self.width, self.height = width, height(bars)
        self.spaceBefore, self.spaceAfter = 2, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Onto the page."""
        draw(self.canv, self._bars, self.width)


def chart(block: blocks.Chart, filling: Filling, room: float) -> list[Flowable]:
    """A title and its bars, kept together; nothing where there are none."""
    bars = [Bar(str(one.get("label") or ""), int(str(one.get("value") or 0))) for one in filling.records(block.field)]
    if not bars:
        return []
    title = Paragraph(filling.text(block.title), STYLES["small"])
    title.keepWithNext = 1
    return [title, ChartBox(bars[: block.most], room)]


def prose(block: blocks.Prose, filling: Filling, room: float) -> list[Flowable]:
    """What somebody wrote, a paragraph for each of its lines; ruled lines when blank."""
    given = [line for line in filling.texts(block.field) if line.strip()]
    if not given:
        return [Paragraph(filling.text(block.empty), STYLES["hint"])] if block.empty else []
    return [Paragraph(fonts.markup(line), STYLES["body"]) for line in given]


def _wide(text: str, look: Look) -> float:
    return fonts.width(text, fonts.REGULAR, look.size)
