"""Buttons in the few kinds the style sheet knows, always with a name a screen reader can say."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QToolButton

from app.kernel.texts import straight
from app.widgets.icons import put_icon

_ICON_TONES = {"primary": "on-accent", "danger": "on-accent", "link": "accent"}


def button(text: str, on_click: Callable[[], object] | None = None, kind: str = "", glyph: str = "") -> QPushButton:
    """A push button; `kind` is "", primary, danger, quiet or link."""
    made = QPushButton(straight(text))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if glyph:
        put_icon(made, glyph, _ICON_TONES.get(kind, "muted"))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def icon_button(glyph: str, name: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    """A button that shows only an icon; `name` is its tip and accessible name."""
    made = QToolButton()
    put_icon(made, glyph)
    made.setToolTip(straight(name))
    made.setAccessibleName(straight(name))
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made
