"""The words and signs of departures on screen: states as marks, times as the site's clock shows them."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.departure import voyages
from app.departure.voyages import DepartureView
from app.kernel.clock import local
from app.kernel.i18n import _, ngettext
from app.reference.enumerations import name_of
from app.widgets.labels import label
from app.widgets.layouts import holder, row
from app.widgets.tables import Mark

HEAD_HEIGHT = 34
_SIGNS = {
    voyages.PREPARED: ("clock", "accent"),
    voyages.CLOSED: ("circle-check", "good"),
    voyages.MOVING: ("ship", "accent"),
    voyages.ARRIVED: ("map-pin", "good"),
    voyages.CANCELLED: ("x", "faint"),
}


def state_mark(view: DepartureView) -> Mark:
    """The state of a departure in word, icon and tone."""
    glyph, tone = _SIGNS[view.state]
    return Mark(name_of("keadaan_keberangkatan", view.state), glyph, tone)


def state_tone(view: DepartureView) -> str:
    """The tone of its pill."""
    tone = _SIGNS[view.state][1]
    return "" if tone == "faint" else tone


def at(instant: datetime | None, zone: str) -> str:
    """“24-01-2026 18.00”; empty when it is not known."""
    return f"{local(instant, zone):%d-%m-%Y %H.%M}" if instant else ""


def summary(view: DepartureView, zone: str, listed: int, aboard: int) -> str:
    """One line about a departure: when, by what, how many."""
    main = view.main
    parts = [at(main.departs if main else view.departs, zone), main.name if main else ""]
    parts.append(ngettext("{n} orang", "{n} orang", listed).format(n=listed))
    if aboard:
        parts.append(_("{n} naik").format(n=aboard))
    if main and main.delay:
        parts.append(_("ditunda: {reason}").format(reason=main.delay))
    if view.cancelled:
        parts.append(_("batal: {reason}").format(reason=view.cancelled))
    return " · ".join(part for part in parts if part)


def headed(text: str, *tools: QWidget) -> QWidget:
    """A heading over a list, as high with tools as without."""
    made = holder(row(label(text, "heading"), 1, *tools))
    made.setMinimumHeight(HEAD_HEIGHT)
    return made
