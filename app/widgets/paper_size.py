"""The choice between A4 and F4 beside whatever is printed, begun with what this laptop usually prints on."""

from collections.abc import Callable

from app.kernel.i18n import _
from app.widgets.fields import SegmentField

Preferred = Callable[[], str]
"""Gives the paper this laptop usually prints on, A4 or F4; asked each time, as the preference may change."""


def paper_field(preferred: str) -> SegmentField:
    """A field *Kertas* that starts at the preferred paper."""
    field = SegmentField("paper", _("Kertas"), (("A4", "A4"), ("F4", "F4")))
    field.set_value(preferred)
    return field
