"""Tables that align the parts of a form, always in the embedded typeface."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Table

from app.printing.fonts import REGULAR
from app.printing.styles import Look

_FACE: Look = [("FONT", (0, 0), (-1, -1), REGULAR, 10.5, 13.5)]


def grid(cells: Sequence[list[Any]], widths: Sequence[float], look: Look, **more: Any) -> Table:
    """A table of cells; without the typeface reportlab would name one that is not embedded."""
    return Table(cells, list(widths), style=[*_FACE, *look], **more)
