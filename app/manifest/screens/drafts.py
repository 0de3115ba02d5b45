"""What is half done on the quay as plain values, so that lock, change of officer and a crash lose nothing."""

from collections.abc import Mapping
from contextlib import suppress

from app.manifest import undoing
from app.manifest.screens.recheckpane import MODES, RecheckPane
from app.manifest.undoing import Step
from app.widgets.screen import Draft

STEPS_KEPT = 40


def draft_of(pane: RecheckPane) -> Draft:
    """The ship in front, the way of working, the line, everything typed, and the steps that can be undone."""
    line = pane.rollcall.line
    said: Draft = {
        "batch": pane.front,
        "mode": pane.mode,
        "line": line.id if line else "",
        "digits": pane.rollcall.typed,
        "typed": pane.search.line.text(),
        "card": pane.deciding.card,
        "next_card": pane.cards.number,
        "adds": pane.beside.adds,
        "extra": pane.beside.extra.draft() if pane.beside.adds else {},
        "steps": [undoing.to_plain(step) for step in pane.handling.steps[-STEPS_KEPT:]],
    }
    return {name: value for name, value in said.items() if value}


def take_up(pane: RecheckPane, draft: Draft) -> None:
    """Put everything back where it was; what no longer exists is left out."""
    mode = _text(draft, "mode")
    pane.handling.steps = _steps(draft.get("steps")) or pane.handling.steps
    pane.work(mode if mode in MODES else "rollcall")
    pane.rollcall.go_to(_text(draft, "line"))
    pane.rollcall.type_digits(_text(draft, "digits"))
    pane.cards.show_number(_text(draft, "next_card"))
    pane.deciding.hold_card(_text(draft, "card"))
    pane.search.line.setText(_text(draft, "typed"))
    extra = draft.get("extra")
    if draft.get("adds"):
        pane.add("")
        pane.beside.extra.restore(extra if isinstance(extra, Mapping) else {})


def _text(draft: Draft, name: str) -> str:
    return str(draft.get(name) or "")


def _steps(said: object) -> list[Step]:
    found = []
    for plain in said if isinstance(said, list) else []:
        with suppress(KeyError, TypeError, ValueError):
            found.append(undoing.from_plain(plain))
    return found
