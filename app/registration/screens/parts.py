"""Small parts the page is made of: titled sections, facts in two columns, lines with an action."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.kernel.texts import straight
from app.widgets.buttons import button
from app.widgets.icons import Glyph, put_icon
from app.widgets.labels import label
from app.widgets.layouts import clear, column, panel, row
from app.widgets.narrow import ElidedButton


class Section(QWidget):
    """A titled panel whose content is made anew whenever the page is; `add` is offered beside the title."""

    def __init__(self, title: str, add_text: str = "", on_add: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.add: QPushButton | None = button(add_text, on_add, "link") if add_text else None
        head = row(label(title, "eyebrow"), 1, *([self.add] if self.add else []))
        self.body: QVBoxLayout = column(gap=6)
        self.setLayout(column(panel(column(head, self.body, gap=8)), gap=0))

    def fill(self, parts: Iterable[QWidget]) -> None:
        """Show other content."""
        clear(self.body)
        for part in parts:
            self.body.addWidget(part)


def facts(pairs: Iterable[tuple[str, str]]) -> QWidget:
    """Labels and values under each other; what is not known is left out by the caller."""
    made = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    for line, (name, value) in enumerate(pairs):
        shown = label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label(name, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, line, 1)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    made.setLayout(grid)
    return made


def line(text: str, detail: str = "", glyph: str = "", tone: str = "") -> QWidget:
    """One line of a list: icon, text, and behind it what is quieter."""
    return _led(glyph, tone, label(text, wrap=True), detail)


def opening_line(text: str, detail: str, glyph: str, on_click: Callable[[], object]) -> QWidget:
    """One line of a list whose text opens something."""
    return _led(glyph, "", pressed_line(text, on_click), detail)


def _led(glyph: str, tone: str, said: QWidget, detail: str) -> QWidget:
    made = QWidget()
    lead = [Glyph(glyph, tone or "muted", 16)] if glyph else []
    both = column(said, *([label(detail, "caption", wrap=True)] if detail else []), gap=0)
    box = row(*lead, both, gap=9)
    box.setStretch(len(lead), 1)
    for mark in lead:
        box.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made.setLayout(box)
    return made


def pressed_line(text: str, on_click: Callable[[], object], glyph: str = "", name: str = "") -> QPushButton:
    """A line that can be pressed, with a name a screen reader can say."""
    made = ElidedButton(text)
    made.setProperty("kind", "link")
    if glyph:
        put_icon(made, glyph, "accent")
    made.clicked.connect(lambda _checked=False: on_click())
    made.setAccessibleName(straight(name or text))
    return made


def nothing(text: str) -> QWidget:
    """What is said where there is nothing yet."""
    return label(text, "muted", wrap=True)
